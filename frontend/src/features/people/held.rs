//! The roles that an account holds, in words.

use crate::i18n::Text;
use shared::api::accounts::HeldRole;
use yew::prelude::*;

/// Where a role applies and where it comes from; nothing for one of the account's own at the root.
pub(super) fn detail(held: &HeldRole, text: Text) -> Option<String> {
    let parts = [
        held.resource.as_deref().map(|node| text.people_on(node)),
        held.group.as_deref().map(|group| text.people_through(group)),
    ];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The roles one below the other; everybody's own is left out.
pub(super) fn draw_roles(roles: &[HeldRole], text: Text) -> Html {
    let shown = roles
        .iter()
        .filter(|held| held.role != "member")
        .collect::<Vec<_>>();
    if shown.is_empty() {
        return html! { <span class="faint">{ text.people_no_role() }</span> };
    }
    html! {
        <ul class="row-stack">
            { for shown.iter().map(|held| html! {
                <li title={text.role_means(&held.role)}>
                    { text.role(&held.role) }
                    if let Some(detail) = detail(held, text) { <span class="row-aside">{ " " }{ detail }</span> }
                </li>
            }) }
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn a_role_says_where_it_applies_and_where_it_comes_from() {
        let text = Text(Language::En);
        let mut held = HeldRole {
            id: "01900000-0000-7000-8000-000000000001".parse().unwrap(),
            since: shared::Timestamp::from_micros(1),
            role: "tech_support_editor".into(),
            resource: None,
            group: None,
        };
        assert_eq!(detail(&held, text), None);
        held.resource = Some("acme/shop".into());
        held.group = Some("it@acme.example".into());
        assert_eq!(
            detail(&held, text).as_deref(),
            Some("on acme/shop, through it@acme.example")
        );
    }
}
