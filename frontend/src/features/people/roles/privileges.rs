//! What a custom role of a reseller can be made of, in words.

use crate::i18n::Text;
use crate::locale::use_text;
use shared::words::{Privilege, Privileges};
use yew::prelude::*;

impl Text {
    /// What a privilege is called and what it means; nothing for those that no custom role has.
    pub(super) const fn privilege(self, privilege: Privilege) -> Option<(&'static str, &'static str)> {
        Some(match privilege {
            Privilege::Support => (self.privilege_support(), self.privilege_support_means()),
            Privilege::ClientsView => (self.privilege_clients(), self.privilege_clients_means()),
            Privilege::ClientsCasesView => (self.privilege_view(), self.privilege_view_means()),
            Privilege::ClientsCasesManage => (self.privilege_manage(), self.privilege_manage_means()),
            Privilege::ClientsCasesEscalate => (self.privilege_escalate(), self.privilege_escalate_means()),
            Privilege::Reports => (self.privilege_reports(), self.privilege_reports_means()),
            _ => return None,
        })
    }

    /// What a role allows, joined by commas; nothing where it has no privilege of a custom role.
    pub(super) fn privileges(self, privileges: &[Privilege]) -> Option<String> {
        let words = privileges
            .iter()
            .filter_map(|privilege| Some(self.privilege(*privilege)?.0))
            .collect::<Vec<_>>();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// What [`PrivilegeBoxes`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct BoxesProps {
    pub(super) privileges: Privileges,
    pub(super) onchange: Callback<Privileges>,
    pub(super) error: Option<AttrValue>,
}

/// A box for each privilege, with what it means.
#[component]
pub(super) fn PrivilegeBoxes(props: &BoxesProps) -> Html {
    let text = use_text();
    let chosen = props.privileges;
    html! {
        <fieldset class="choices">
            <legend>{ text.roles_may() }</legend>
            if let Some(error) = &props.error { <p class="field-error" role="alert">{ error }</p> }
            { for Privilege::OF_RESELLERS.iter().filter_map(|privilege| {
                let (name, means) = text.privilege(*privilege)?;
                let privilege = *privilege;
                let onchange = props.onchange.reform(move |_: Event| toggled(chosen, privilege));
                Some(html! {
                    <label class="choice" key={privilege.as_str()}>
                        <input type="checkbox" checked={chosen.has(privilege)} {onchange} />
                        <span>{ name }<span class="row-note">{ means }</span></span>
                    </label>
                })
            }) }
        </fieldset>
    }
}

/// With one privilege more or less.
fn toggled(chosen: Privileges, one: Privilege) -> Privileges {
    Privilege::OF_RESELLERS
        .iter()
        .copied()
        .filter(|privilege| chosen.has(*privilege) != (*privilege == one))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn whatever_a_role_can_be_made_of_has_words() {
        let text = Text(Language::Fr);
        for privilege in Privilege::OF_RESELLERS {
            assert!(text.privilege(*privilege).is_some(), "{privilege}");
        }
        assert_eq!(text.privileges(&[Privilege::AccountsManage]), None);
    }

    #[test]
    fn a_box_is_one_privilege() {
        let both = toggled(toggled(Privileges::EMPTY, Privilege::Reports), Privilege::Support);
        assert!(both.has(Privilege::Reports) && both.has(Privilege::Support));
        assert!(!toggled(both, Privilege::Support).has(Privilege::Support));
    }
}
