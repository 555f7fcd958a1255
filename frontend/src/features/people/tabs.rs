//! What belongs to people: accounts, groups, roles, resources.

use crate::components::Tabs;
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::sessions::Me;
use shared::words::{DomainKind, Privilege};
use yew::prelude::*;

/// The pages that the caller is offered.
fn tabs(me: &Me, text: Text) -> Vec<(Route, &'static str)> {
    let domain = || me.domain.name.clone();
    let may = |privilege| me.privileges.contains(&privilege);
    let all = [
        (true, Route::People { domain: domain() }, text.accounts_title()),
        (
            may(Privilege::GroupsManage),
            Route::Groups { domain: domain() },
            text.groups_title(),
        ),
        (
            may(Privilege::RolesManage),
            Route::Roles { domain: domain() },
            text.roles_title(),
        ),
        (
            may(Privilege::ResourcesManage) && me.domain.kind == DomainKind::Client,
            Route::Resources { domain: domain() },
            text.resources_title(),
        ),
    ];
    all.into_iter()
        .filter(|(offered, ..)| *offered)
        .map(|(_, route, name)| (route, name))
        .collect()
}

/// What [`PeopleTabs`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct TabsProps {
    /// The page shown.
    pub(super) current: Route,
}

/// From one of the pages to another.
#[component]
pub(super) fn PeopleTabs(props: &TabsProps) -> Html {
    let text = use_text();
    let me = use_me();
    html! { <Tabs label={text.people_title()} tabs={tabs(&me, text)} current={props.current.clone()} /> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::DomainRef;
    use shared::words::Language;

    #[test]
    fn tabs_follow_privileges() {
        let me = |kind, privileges: &[Privilege]| Me {
            email: "a@d.example".into(),
            name: "A".into(),
            domain: DomainRef {
                name: "d.example".into(),
                title: "D".into(),
                kind,
            },
            organization: None,
            roles: Vec::new(),
            privileges: privileges.to_vec(),
            locale: None,
            time_zone: None,
            session_ends_at: Timestamp::MAX,
        };
        let names = |me: &Me| {
            tabs(me, Text(Language::En))
                .iter()
                .map(|(_, name)| *name)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(&me(DomainKind::Client, &[Privilege::RolesAssign])),
            ["Accounts"]
        );
        let admin = me(
            DomainKind::Client,
            &[Privilege::GroupsManage, Privilege::ResourcesManage],
        );
        assert_eq!(names(&admin), ["Accounts", "Groups", "Resources"]);
        let admin = me(
            DomainKind::Reseller,
            &[Privilege::GroupsManage, Privilege::RolesManage],
        );
        assert_eq!(names(&admin), ["Accounts", "Groups", "Roles"]);
    }
}
