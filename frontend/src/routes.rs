//! Every address of the app. A leaf: nothing here knows pages.
//!
//! The acting domain is part of the address, so that links can be shared and tabs can act in
//! different domains at the same time (DESIGN §5).

use shared::client::encode;
use shared::words::Privilege;
use yew_router::Routable;

/// An address of the app.
#[derive(Debug, Clone, PartialEq, Routable)]
pub(crate) enum Route {
    /// Leads to where the caller starts.
    #[at("/")]
    Home,
    /// Signing in.
    #[at("/sign-in")]
    SignIn,
    /// A one-time link; its token stands in the fragment, which browsers do not send.
    #[at("/welcome")]
    Welcome,
    /// Leads to where the caller starts in a domain.
    #[at("/:domain")]
    Domain { domain: String },
    /// My cases.
    #[at("/:domain/cases")]
    Cases { domain: String },
    /// A case to file; `?client=` chooses for whom.
    #[at("/:domain/cases/new")]
    NewCase { domain: String },
    /// One case.
    #[at("/:domain/cases/:number")]
    Case { domain: String, number: String },
    /// With whom a case is shared, who can see it, and why.
    #[at("/:domain/cases/:number/access")]
    CaseAccess { domain: String, number: String },
    /// The lists that one keeps.
    #[at("/:domain/views")]
    Views { domain: String },
    /// My clients (reseller).
    #[at("/:domain/clients")]
    Clients { domain: String },
    /// One client (reseller).
    #[at("/:domain/clients/:client")]
    Client { domain: String, client: String },
    /// Reseller access (client).
    #[at("/:domain/access")]
    Access { domain: String },
    /// The caller's own profile.
    #[at("/:domain/profile")]
    Profile { domain: String },
    /// The accounts of the domain.
    #[at("/:domain/people")]
    People { domain: String },
    /// The groups of the domain.
    #[at("/:domain/people/groups")]
    Groups { domain: String },
    /// The roles of the domain (reseller).
    #[at("/:domain/people/roles")]
    Roles { domain: String },
    /// The resource tree (client).
    #[at("/:domain/people/resources")]
    Resources { domain: String },
    /// All domains (vendor).
    #[at("/:domain/domains")]
    Domains { domain: String },
    /// All organizations (vendor).
    #[at("/:domain/organizations")]
    Organizations { domain: String },
    /// The support plans (vendor).
    #[at("/:domain/plans")]
    Plans { domain: String },
    /// The calendars of business hours (vendor).
    #[at("/:domain/plans/calendars")]
    Calendars { domain: String },
    /// The product catalogue (vendor).
    #[at("/:domain/catalogue")]
    Catalogue { domain: String },
    /// Who manages which client (vendor).
    #[at("/:domain/transfers")]
    Transfers { domain: String },
    /// Why somebody may do something, or may not (vendor).
    #[at("/:domain/decisions")]
    Decisions { domain: String },
    /// The queues of the support desk (vendor).
    #[at("/:domain/desk")]
    Desk { domain: String },
    /// The teams of the desk, and how its people appear outside (vendor).
    #[at("/:domain/desk/teams")]
    DeskTeams { domain: String },
    /// The ready answers of the desk (vendor).
    #[at("/:domain/desk/answers")]
    DeskAnswers { domain: String },
    /// Mail that is not delivered (vendor).
    #[at("/:domain/mail")]
    Mail { domain: String },
    /// Known issues (vendor).
    #[at("/:domain/issues")]
    Issues { domain: String },
    /// Anything else.
    #[not_found]
    #[at("/not-found")]
    NotFound,
}

impl Route {
    /// The domain acted in.
    pub(crate) fn domain(&self) -> Option<&str> {
        match self {
            Self::Home | Self::SignIn | Self::Welcome | Self::NotFound => None,
            Self::Domain { domain }
            | Self::Cases { domain }
            | Self::NewCase { domain }
            | Self::Case { domain, .. }
            | Self::CaseAccess { domain, .. }
            | Self::Views { domain }
            | Self::Clients { domain }
            | Self::Client { domain, .. }
            | Self::Access { domain }
            | Self::Profile { domain }
            | Self::People { domain }
            | Self::Groups { domain }
            | Self::Roles { domain }
            | Self::Resources { domain }
            | Self::Domains { domain }
            | Self::Organizations { domain }
            | Self::Plans { domain }
            | Self::Calendars { domain }
            | Self::Catalogue { domain }
            | Self::Transfers { domain }
            | Self::Decisions { domain }
            | Self::Desk { domain }
            | Self::DeskTeams { domain }
            | Self::DeskAnswers { domain }
            | Self::Mail { domain }
            | Self::Issues { domain } => Some(domain),
        }
    }

    /// Where somebody with these privileges starts in a domain: at the desk that it works at, with the
    /// cases, or, for want of any, with what the account is there for.
    pub(crate) fn start(domain: &str, privileges: &[Privilege]) -> Self {
        let has = |wanted: &[Privilege]| wanted.iter().any(|one| privileges.contains(one));
        let domain = domain.to_owned();
        if has(&[Privilege::DeskWork]) {
            Self::Desk { domain }
        } else if sees_cases(privileges) {
            Self::Cases { domain }
        } else if has(&[Privilege::ClientsView]) {
            Self::Clients { domain }
        } else if has(&[Privilege::DomainsManage]) {
            Self::Domains { domain }
        } else if has(&[Privilege::DelegationsManage]) {
            Self::Access { domain }
        } else if has(&[Privilege::AccountsManage]) {
            Self::People { domain }
        } else {
            Self::Cases { domain }
        }
    }

    /// The entry of the navigation under which this address stands.
    pub(crate) fn section(&self) -> Self {
        match self.clone() {
            Self::NewCase { domain }
            | Self::Case { domain, .. }
            | Self::CaseAccess { domain, .. }
            | Self::Views { domain } => Self::Cases { domain },
            Self::Groups { domain } | Self::Roles { domain } | Self::Resources { domain } => {
                Self::People { domain }
            }
            Self::Client { domain, .. } => Self::Clients { domain },
            Self::Calendars { domain } => Self::Plans { domain },
            Self::DeskTeams { domain } | Self::DeskAnswers { domain } => Self::Desk { domain },
            other => other,
        }
    }

    /// The address with a query, for links.
    pub(crate) fn href(&self, query: &[(&str, &str)]) -> String {
        let mut address = self.to_path();
        for (at, (key, value)) in query.iter().enumerate() {
            address.push(if at == 0 { '?' } else { '&' });
            address.push_str(key);
            address.push('=');
            address.push_str(&encode(value));
        }
        address
    }
}

/// Whether these privileges show cases beyond those shared with one.
pub(crate) fn sees_cases(privileges: &[Privilege]) -> bool {
    CASES.iter().any(|one| privileges.contains(one))
}

const CASES: &[Privilege] = &[
    Privilege::CasesView,
    Privilege::CasesManage,
    Privilege::Support,
    Privilege::ClientsCasesView,
    Privilege::ClientsCasesManage,
    Privilege::DeskWork,
    Privilege::DeskEngineer,
    Privilege::EscalationsManage,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_carry_the_domain() {
        let route = Route::recognize("/r.example.com/cases/K7QF-3M2X").unwrap();
        assert_eq!(
            route,
            Route::Case {
                domain: "r.example.com".into(),
                number: "K7QF-3M2X".into()
            }
        );
        assert_eq!(route.section().to_path(), "/r.example.com/cases");
        assert_eq!(
            Route::recognize("/r.example.com/cases/new").unwrap().domain(),
            Some("r.example.com")
        );
        let access = Route::recognize("/r.example.com/cases/K7QF-3M2X/access").unwrap();
        assert_eq!(access.section().to_path(), "/r.example.com/cases");
        assert_eq!(Route::recognize("/sign-in"), Some(Route::SignIn));
        assert_eq!(Route::recognize("/a/b/c/d/e"), Some(Route::NotFound));
        assert_eq!(
            Route::NewCase {
                domain: "r.example.com".into()
            }
            .href(&[("client", "é.example")]),
            "/r.example.com/cases/new?client=%C3%A9.example"
        );
    }

    #[test]
    fn one_starts_where_ones_work_is() {
        let start = |privileges: &[Privilege]| Route::start("d.example", privileges).to_path();
        assert_eq!(
            start(&[
                Privilege::Member,
                Privilege::ClientsView,
                Privilege::ClientsCasesView
            ]),
            "/d.example/cases"
        );
        assert_eq!(
            start(&[Privilege::Member, Privilege::ClientsView]),
            "/d.example/clients"
        );
        assert_eq!(
            start(&[Privilege::DomainsManage, Privilege::AccountsManage]),
            "/d.example/domains"
        );
        assert_eq!(
            start(&[Privilege::DelegationsManage, Privilege::AccountsManage]),
            "/d.example/access"
        );
        assert_eq!(
            start(&[Privilege::Member, Privilege::AccountsManage]),
            "/d.example/people"
        );
        assert_eq!(start(&[Privilege::Member]), "/d.example/cases");
        assert_eq!(
            start(&[Privilege::Member, Privilege::DeskWork]),
            "/d.example/desk"
        );
    }
}
