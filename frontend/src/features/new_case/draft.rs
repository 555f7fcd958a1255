//! What was filled in so far. It survives a reload of its tab and ends when the case is filed.

use crate::browser::Shelf;
use serde::{Deserialize, Serialize};
use shared::api::cases::{FileCase, FilingForm};
use shared::validate::{Validate, Violation};
use shared::words::{Language, ResourceKind, Severity};

/// The form's contents.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    /// For which domain, the own one included; nothing while that is to be chosen.
    pub(super) whom: Option<String>,
    pub(super) resource: Option<String>,
    pub(super) product: String,
    pub(super) category: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) severity: Option<Severity>,
    pub(super) language: Option<Language>,
    pub(super) time_zone: Option<String>,
    /// Random, so that sending this draft twice files one case.
    pub(super) nonce: String,
}

impl Draft {
    /// A new one.
    pub(super) fn new(nonce: String, language: Language, time_zone: Option<String>) -> Self {
        Self {
            nonce,
            language: Some(language),
            time_zone,
            severity: Some(Severity::P4),
            ..Self::default()
        }
    }

    /// For another domain: what belonged to the former one goes.
    pub(super) fn for_whom(mut self, whom: Option<String>) -> Self {
        if self.whom != whom {
            self.whom = whom;
            self.resource = None;
            self.product.clear();
            self.category.clear();
        }
        self
    }

    /// About another product: its categories are others.
    pub(super) fn about(mut self, product: String) -> Self {
        if self.product != product {
            self.product = product;
            self.category.clear();
        }
        self
    }

    /// With what the chosen domain leaves no choice about: somebody whose role is attached below the
    /// root cannot file for the whole organization.
    pub(super) fn completed(mut self, form: Option<&FilingForm>) -> Self {
        if let Some(form) = form
            && self.resource.is_none()
            && !is_whole_offered(form)
        {
            self.resource = form.resources.first().map(|node| node.path.clone());
        }
        self
    }

    /// Whether somebody has put work into it.
    pub(super) fn is_worth_keeping(&self) -> bool {
        !self.title.trim().is_empty() || !self.description.trim().is_empty()
    }

    /// What is sent by somebody in the domain `own`.
    pub(super) fn request(&self, own: &str) -> FileCase {
        FileCase {
            client: self.whom.clone().filter(|whom| whom != own),
            resource: self.resource.clone(),
            product: self.product.clone(),
            category: self.category.clone(),
            title: self.title.trim().to_owned(),
            description: self.description.trim_end().to_owned(),
            severity: self.severity,
            language: self.language,
            time_zone: self.time_zone.clone(),
        }
    }

    /// What is wrong with it, before it is sent.
    pub(super) fn violations(&self, own: &str) -> Vec<Violation> {
        let mut found = self.request(own).violations();
        if self.whom.is_none() {
            found.push(Violation {
                pointer: "/client".into(),
                code: "required".into(),
                detail: String::new(),
            });
        }
        found
    }

    /// Reads the draft kept for a domain.
    pub(super) fn kept(domain: &str) -> Option<Self> {
        let draft = serde_json::from_str::<Self>(&Shelf::Tab.get(&key(domain))?).ok()?;
        draft.is_worth_keeping().then_some(draft)
    }

    /// Keeps it.
    pub(super) fn keep(&self, domain: &str) {
        if let Ok(text) = serde_json::to_string(self) {
            Shelf::Tab.set(&key(domain), &text);
        }
    }

    /// Forgets the draft kept for a domain.
    pub(super) fn forget(domain: &str) {
        Shelf::Tab.remove(&key(domain));
    }
}

/// Whether a case may be about the whole organization.
pub(super) fn is_whole_offered(form: &FilingForm) -> bool {
    form.resources.is_empty()
        || form
            .resources
            .iter()
            .any(|node| node.kind == ResourceKind::Organization)
}

fn key(domain: &str) -> String {
    format!("comptoir:{domain}:draft")
}

/// The fields in the order of the form; each has the id of its pointer's name.
const ORDER: [&str; 9] = [
    "client",
    "resource",
    "product",
    "category",
    "title",
    "description",
    "severity",
    "language",
    "time_zone",
];

/// The id of the first field that is refused.
pub(super) fn first_wrong(violations: &[Violation]) -> Option<&'static str> {
    ORDER.into_iter().find(|id| {
        violations
            .iter()
            .any(|one| one.pointer.strip_prefix('/') == Some(id))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::DomainRef;
    use shared::api::cases::ResourceView;
    use shared::words::DomainKind;

    fn draft() -> Draft {
        Draft {
            whom: Some("c.example".into()),
            resource: Some("c/shop".into()),
            product: "shop".into(),
            category: "checkout".into(),
            title: " It fails ".into(),
            description: "Since noon.\n".into(),
            ..Draft::new("n".into(), Language::Fr, Some("Europe/Paris".into()))
        }
    }

    #[test]
    fn the_own_domain_is_not_named() {
        assert_eq!(draft().request("r.example").client.as_deref(), Some("c.example"));
        assert_eq!(draft().request("c.example").client, None);
        assert_eq!(draft().request("r.example").title, "It fails");
        assert_eq!(draft().request("r.example").severity, Some(Severity::P4));
        assert_eq!(draft().violations("r.example"), []);
    }

    #[test]
    fn another_client_has_other_products() {
        let other = draft().for_whom(Some("d.example".into()));
        assert_eq!(
            (
                other.resource.as_deref(),
                other.product.as_str(),
                other.category.as_str()
            ),
            (None, "", "")
        );
        assert_eq!(draft().for_whom(Some("c.example".into())), draft());
        assert_eq!(draft().about("mail".into()).category, "");
    }

    #[test]
    fn a_role_below_the_root_files_below_the_root() {
        let node = |path: &str, kind| ResourceView {
            path: path.into(),
            kind,
        };
        let client = DomainRef {
            name: "c.example".into(),
            title: "C".into(),
            kind: DomainKind::Client,
        };
        let form = |resources| FilingForm {
            client: client.clone(),
            obstacle: None,
            resources,
            products: Vec::new(),
        };
        let below = form(vec![node("c/shop", ResourceKind::Folder)]);
        let whole = form(vec![
            node("c", ResourceKind::Organization),
            node("c/shop", ResourceKind::Folder),
        ]);
        let empty = Draft::default();
        assert_eq!(
            empty.clone().completed(Some(&below)).resource.as_deref(),
            Some("c/shop")
        );
        assert_eq!(empty.clone().completed(Some(&whole)).resource, None);
        assert_eq!(empty.completed(None).resource, None);
    }

    #[test]
    fn the_first_wrong_field_is_found() {
        let empty = Draft::default();
        let found = empty.violations("r.example");
        assert_eq!(found.iter().filter(|one| one.code == "required").count(), 5);
        assert_eq!(first_wrong(&found), Some("client"));
        assert_eq!(
            first_wrong(
                &Draft {
                    description: String::new(),
                    ..draft()
                }
                .violations("r.example")
            ),
            Some("description")
        );
        assert_eq!(first_wrong(&[]), None);
    }
}
