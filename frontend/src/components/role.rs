//! Words for the roles that come with the product; custom roles have their own names.

use crate::i18n::Text;

impl Text {
    /// What a role is called: in words if it comes with the product, else by its name.
    pub(crate) fn role(self, name: &str) -> String {
        self.built_in_role(name).unwrap_or(name).to_owned()
    }

    const fn built_in(self) -> [(&'static str, &'static str); 12] {
        [
            ("member", self.role_member()),
            ("org_admin", self.role_org_admin()),
            ("support_account_admin", self.role_support_account_admin()),
            ("tech_support_editor", self.role_tech_support_editor()),
            ("tech_support_viewer", self.role_tech_support_viewer()),
            ("super_admin", self.role_super_admin()),
            ("reseller_admin", self.role_reseller_admin()),
            ("operator", self.role_operator()),
            ("advisor", self.role_advisor()),
            ("engineer", self.role_engineer()),
            ("escalation_manager", self.role_escalation_manager()),
            ("publisher", self.role_publisher()),
        ]
    }

    fn built_in_role(self, name: &str) -> Option<&'static str> {
        self.built_in()
            .into_iter()
            .find(|(key, _)| *key == name)
            .map(|(_, words)| words)
    }

    /// What a role that comes with the product lets one do.
    pub(crate) fn role_means(self, name: &str) -> Option<&'static str> {
        Some(match name {
            "member" => self.role_member_means(),
            "org_admin" => self.role_org_admin_means(),
            "support_account_admin" => self.role_support_account_admin_means(),
            "tech_support_editor" => self.role_tech_support_editor_means(),
            "tech_support_viewer" => self.role_tech_support_viewer_means(),
            "super_admin" => self.role_super_admin_means(),
            "reseller_admin" => self.role_reseller_admin_means(),
            "operator" => self.role_operator_means(),
            "advisor" => self.role_advisor_means(),
            "engineer" => self.role_engineer_means(),
            "escalation_manager" => self.role_escalation_manager_means(),
            "publisher" => self.role_publisher_means(),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    /// `policies/roles.csv` is where the roles come from.
    #[test]
    fn every_role_of_the_product_has_words() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/roles.csv");
        let text = Text(Language::Fr);
        let lines = std::fs::read_to_string(file).unwrap();
        for line in lines
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            let role = line.split(',').nth(1).unwrap();
            assert!(text.built_in_role(role).is_some(), "{role} has no name");
            assert!(text.role_means(role).is_some(), "{role} has no explanation");
        }
        assert_eq!(text.role("Tri"), "Tri");
    }
}
