//! Which pages the caller is offered.

use crate::components::To;
use crate::i18n::Text;
use crate::routes::Route;
use shared::api::sessions::Me;
use shared::words::{DomainKind, Privilege};
use yew::prelude::*;

/// The pages of the navigation and what they are called, by the caller's privileges. Cases are
/// always there, because cases can be shared with everybody.
pub(super) fn entries(me: &Me, text: Text) -> Vec<(Route, &'static str)> {
    let domain = me.domain.name.clone();
    // Whoever only sets the desk up goes to its teams.
    let desk = if me.privileges.contains(&Privilege::DeskWork) {
        Route::Desk {
            domain: domain.clone(),
        }
    } else {
        Route::DeskTeams {
            domain: domain.clone(),
        }
    };
    let all: [(&[Privilege], Route, &'static str); 13] = [
        (
            &[Privilege::DeskWork, Privilege::DeskManage],
            desk,
            text.desk_title(),
        ),
        (
            &[],
            Route::Cases {
                domain: domain.clone(),
            },
            text.cases_title(),
        ),
        (
            &[Privilege::ClientsView],
            Route::Clients {
                domain: domain.clone(),
            },
            text.clients_title(),
        ),
        (
            &[Privilege::DelegationsManage],
            Route::Access {
                domain: domain.clone(),
            },
            text.access_title(),
        ),
        (
            &[Privilege::DomainsManage],
            Route::Domains {
                domain: domain.clone(),
            },
            text.domains_title(),
        ),
        (
            &[Privilege::DomainsManage],
            Route::Organizations {
                domain: domain.clone(),
            },
            text.organizations_title(),
        ),
        (
            &[Privilege::TenuresManage],
            Route::Transfers {
                domain: domain.clone(),
            },
            text.transfers_title(),
        ),
        (
            &[Privilege::PlansManage],
            Route::Plans {
                domain: domain.clone(),
            },
            text.plans_title(),
        ),
        (
            &[Privilege::CatalogueManage],
            Route::Catalogue {
                domain: domain.clone(),
            },
            text.catalogue_title(),
        ),
        (
            &[Privilege::DecisionsExplain],
            Route::Decisions {
                domain: domain.clone(),
            },
            text.decisions_title(),
        ),
        (
            &[Privilege::MailManage],
            Route::Mail {
                domain: domain.clone(),
            },
            text.mail_title(),
        ),
        (
            &[Privilege::IncidentsPublish],
            Route::Issues {
                domain: domain.clone(),
            },
            text.issues_title(),
        ),
        (PEOPLE, Route::People { domain }, text.people_title()),
    ];
    let may = |needed: &[Privilege]| {
        needed.is_empty() || needed.iter().any(|privilege| me.privileges.contains(privilege))
    };
    all.into_iter()
        .filter(|(needed, ..)| may(needed))
        .map(|(_, route, name)| (route, name))
        .collect()
}

/// What leads to the accounts of the domain: whoever gives roles or makes groups sees them.
const PEOPLE: &[Privilege] = &[
    Privilege::AccountsManage,
    Privilege::GroupsManage,
    Privilege::RolesAssign,
];

/// Whether the caller is offered to file cases at all; the form then says for whom.
pub(crate) fn may_file(me: &Me) -> bool {
    let needed: &[Privilege] = match me.domain.kind {
        DomainKind::Client => &[Privilege::CasesManage],
        DomainKind::Reseller => &[Privilege::ClientsCasesManage, Privilege::Support],
        DomainKind::Vendor => &[Privilege::DeskWork],
    };
    needed.iter().any(|privilege| me.privileges.contains(privilege))
}

/// The links.
pub(super) fn links(me: &Me, text: Text, shown: &Route) -> Html {
    let section = shown.section();
    entries(me, text)
        .into_iter()
        .map(|(route, name)| {
            let current = route == section || route == *shown;
            html! { <li key={name}><To {route} {current}>{ name }</To></li> }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::DomainRef;
    use shared::words::Language;
    use yew_router::Routable;

    fn me(kind: DomainKind, privileges: &[Privilege]) -> Me {
        Me {
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
        }
    }

    #[test]
    fn one_is_offered_what_one_may() {
        let paths = |me: &Me| {
            entries(me, Text(Language::En))
                .iter()
                .map(|(route, _)| route.to_path().replace("/d.example", ""))
                .collect::<Vec<_>>()
        };
        assert_eq!(paths(&me(DomainKind::Client, &[Privilege::Member])), ["/cases"]);
        let reseller = me(
            DomainKind::Reseller,
            &[Privilege::ClientsView, Privilege::AccountsManage],
        );
        assert_eq!(paths(&reseller), ["/cases", "/clients", "/people"]);
        let advisor = me(DomainKind::Vendor, &[Privilege::DeskWork]);
        assert_eq!(paths(&advisor), ["/desk", "/cases"]);
        let manager = me(DomainKind::Vendor, &[Privilege::DeskManage]);
        assert_eq!(paths(&manager), ["/desk/teams", "/cases"]);
        let operator = me(
            DomainKind::Vendor,
            &[Privilege::DomainsManage, Privilege::TenuresManage],
        );
        assert_eq!(
            paths(&operator),
            ["/cases", "/domains", "/organizations", "/transfers"]
        );
    }

    #[test]
    fn filing_is_offered_to_those_who_may() {
        assert!(may_file(&me(DomainKind::Client, &[Privilege::CasesManage])));
        assert!(!may_file(&me(DomainKind::Client, &[Privilege::CasesView])));
        assert!(may_file(&me(DomainKind::Reseller, &[Privilege::Support])));
        assert!(!may_file(&me(
            DomainKind::Reseller,
            &[Privilege::ClientsCasesView]
        )));
        assert!(may_file(&me(DomainKind::Vendor, &[Privilege::DeskWork])));
    }
}
