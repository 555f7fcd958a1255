//! Who may do what with a case.

use super::facts::{Account, Assignment, Case, Facts, Owner, Share};
use shared::Timestamp;
use shared::words::{Action, DelegationScope, DomainKind, Privilege, Relation, ShareLevel};

/// The roles that come with the product, from the table in DESIGN §2.
pub(super) const PRODUCT: &[(DomainKind, &str, &[Privilege])] = {
    use DomainKind::{Client, Reseller, Vendor};
    use Privilege as P;
    &[
        (
            Client,
            "org_admin",
            &[
                P::AccountsManage,
                P::GroupsManage,
                P::RolesAssign,
                P::ResourcesManage,
                P::DelegationsManage,
            ],
        ),
        (
            Client,
            "support_account_admin",
            &[
                P::PlanManage,
                P::ContactsManage,
                P::DelegationsManage,
                P::RolesAssign,
            ],
        ),
        (Client, "tech_support_editor", &[P::CasesView, P::CasesManage]),
        (Client, "tech_support_viewer", &[P::CasesView]),
        (
            Reseller,
            "super_admin",
            &[P::AccountsManage, P::GroupsManage, P::RolesManage, P::RolesAssign],
        ),
        (
            Reseller,
            "reseller_admin",
            &[
                P::Support,
                P::ClientsView,
                P::ClientsCasesView,
                P::ClientsCasesManage,
                P::ClientsCasesEscalate,
                P::Reports,
            ],
        ),
        (
            Vendor,
            "operator",
            &[
                P::AccountsManage,
                P::GroupsManage,
                P::RolesAssign,
                P::DomainsManage,
                P::TenuresManage,
                P::PlansManage,
                P::CatalogueManage,
                P::LedgerView,
                P::DecisionsExplain,
                P::MailManage,
            ],
        ),
        (Vendor, "advisor", &[P::DeskWork]),
        (Vendor, "engineer", &[P::DeskWork, P::DeskEngineer]),
        (Vendor, "escalation_manager", &[P::DeskWork, P::EscalationsManage]),
        (Vendor, "publisher", &[P::IncidentsPublish]),
    ]
};

/// A relation that holds between an account and a case.
#[derive(Debug, Clone)]
pub struct Holds {
    /// Which.
    pub relation: Relation,
    /// What the account's roles allow through it.
    pub privileges: Vec<Privilege>,
    /// The scopes of the delegations in force; only `manager` has some.
    pub scopes: Vec<DelegationScope>,
    /// The highest level of the shares that reach the account.
    pub level: Option<ShareLevel>,
    /// In which kind of domain.
    kind: DomainKind,
}

impl Holds {
    /// Whether policy lets the account do that through the relation, and the relation covers it.
    #[must_use]
    pub fn allows(&self, action: Action) -> bool {
        use Privilege as P;
        let has = |privilege: P| self.privileges.contains(&privilege);
        match self.relation {
            Relation::Account if self.kind == DomainKind::Reseller => {
                has(P::Support) && action != Action::Work
            }
            Relation::Account => match action {
                Action::View | Action::Export => has(P::CasesView) || has(P::CasesManage),
                Action::Work => false,
                _ => has(P::CasesManage),
            },
            Relation::Manager => {
                let (scope, privilege) = match action {
                    Action::View => (DelegationScope::View, None),
                    Action::Export => (DelegationScope::Export, None),
                    Action::File => (DelegationScope::File, Some(P::ClientsCasesManage)),
                    Action::Comment => (DelegationScope::Comment, Some(P::ClientsCasesManage)),
                    Action::Manage | Action::Rate => (DelegationScope::Manage, Some(P::ClientsCasesManage)),
                    Action::Share => (DelegationScope::Share, Some(P::ClientsCasesManage)),
                    Action::Escalate => (DelegationScope::Escalate, Some(P::ClientsCasesEscalate)),
                    Action::Work => return false,
                };
                let able =
                    privilege.map_or_else(|| has(P::ClientsCasesView) || has(P::ClientsCasesManage), has);
                able && self.scopes.contains(&scope)
            }
            Relation::Shared => match action {
                Action::View => true,
                Action::Comment => self.level == Some(ShareLevel::Collaborate),
                _ => false,
            },
            Relation::Support => match action {
                Action::Rate => false,
                Action::Escalate => has(P::EscalationsManage),
                _ => has(P::DeskWork),
            },
            Relation::Own => false,
        }
    }
}

impl Facts {
    /// Whether an account can sign in.
    #[must_use]
    pub fn enabled(&self, account: &Account, now: Timestamp) -> bool {
        account.disabled_at.is_none_or(|at| now < at)
    }

    /// The account itself and its groups.
    #[must_use]
    pub fn principals<'a>(&'a self, account: &'a Account) -> Vec<&'a str> {
        let mut principals = vec![account.email.as_str()];
        for membership in &self.memberships {
            if membership.account == account.email {
                principals.push(&membership.group);
            }
        }
        principals
    }

    /// The role that a name means in a domain: its own, its organization's, or the product's.
    #[must_use]
    pub fn owner_of(&self, domain: &str, role: &str) -> Owner {
        let organization = self.domain(domain).organization.as_deref();
        for known in &self.roles {
            if known.name == role && known.domain.as_deref() == Some(domain) {
                return Owner::Domain(domain.to_owned());
            }
        }
        for known in &self.roles {
            if let Some(key) = known.organization.as_deref()
                && known.name == role
                && organization == Some(key)
            {
                return Owner::Organization(key.to_owned());
            }
        }
        Owner::Product
    }

    /// What a role that is held allows.
    fn allowed(&self, held: &Assignment) -> Vec<Privilege> {
        let owner = held.owner.clone().unwrap_or(Owner::Product);
        if owner == Owner::Product {
            let kind = self.kind(&held.domain);
            let found = PRODUCT
                .iter()
                .find(|(of, name, _)| *of == kind && *name == held.role);
            return found
                .map(|(_, _, privileges)| privileges.to_vec())
                .unwrap_or_default();
        }
        let mut roles = self.roles.iter();
        let found = roles.find(|role| role.name == held.role && role.is_of(&owner));
        found.map(|role| role.privileges.clone()).unwrap_or_default()
    }

    /// What the roles of an account allow, each with the node it is attached to.
    #[must_use]
    pub fn held(&self, account: &Account) -> Vec<(Option<&str>, Vec<Privilege>)> {
        let principals = self.principals(account);
        let mut held = Vec::new();
        for assignment in &self.assignments {
            if principals.contains(&assignment.principal.as_str()) && assignment.domain == account.domain {
                held.push((assignment.resource.as_deref(), self.allowed(assignment)));
            }
        }
        held
    }

    /// Whether a role of the account, wherever it is attached, has the privilege.
    #[must_use]
    pub fn has(&self, account: &Account, privilege: Privilege) -> bool {
        self.held(account)
            .iter()
            .any(|(_, allowed)| allowed.contains(&privilege))
    }

    /// The scopes for which a client lets a reseller in; nothing when it does not.
    #[must_use]
    pub fn let_in(&self, client: &str, reseller: &str, now: Timestamp) -> Option<Vec<DelegationScope>> {
        let mut scopes = None;
        for delegation in &self.delegations {
            if delegation.client == client && delegation.reseller == reseller && delegation.in_force(now) {
                let found: &mut Vec<_> = scopes.get_or_insert_default();
                for scope in DelegationScope::ALL {
                    if delegation.covers(*scope) && !found.contains(scope) {
                        found.push(*scope);
                    }
                }
            }
        }
        scopes
    }

    /// Whether a reseller managed a client at an instant.
    #[must_use]
    pub fn managed(&self, client: &str, reseller: &str, instant: Timestamp) -> bool {
        self.tenures
            .iter()
            .any(|tenure| tenure.client == client && tenure.reseller == reseller && tenure.open_at(instant))
    }

    /// Every relation that holds between an account and a case (DESIGN §2).
    #[must_use]
    pub fn relations(&self, account: &Account, case: &Case, now: Timestamp) -> Vec<Holds> {
        let mut found = Vec::new();
        if !self.enabled(account, now) {
            return found;
        }
        let kind = self.kind(&account.domain);
        let held = self.held(account);
        let everywhere = || {
            held.iter()
                .flat_map(|(_, allowed)| allowed.iter().copied())
                .collect::<Vec<_>>()
        };
        let holds = |relation, privileges| Holds {
            relation,
            privileges,
            scopes: Vec::new(),
            level: None,
            kind,
        };
        if case.domain == account.domain {
            let mut privileges = Vec::new();
            for (node, allowed) in &held {
                if at_or_below(case.resource.as_deref(), *node) {
                    privileges.extend(allowed.iter().copied());
                }
            }
            found.push(holds(Relation::Account, privileges));
        }
        if kind == DomainKind::Reseller
            && self.managed(&case.domain, &account.domain, case.filed_at)
            && let Some(scopes) = self.let_in(&case.domain, &account.domain, now)
        {
            found.push(Holds {
                scopes,
                ..holds(Relation::Manager, everywhere())
            });
        }
        if let Some(level) = self.shared(account, case, now) {
            found.push(Holds {
                level: Some(level),
                ..holds(Relation::Shared, vec![Privilege::Member])
            });
        }
        if kind == DomainKind::Vendor {
            found.push(holds(Relation::Support, everywhere()));
        }
        found
    }

    /// The highest level at which a case is shared with an account.
    fn shared(&self, account: &Account, case: &Case, now: Timestamp) -> Option<ShareLevel> {
        let principals = self.principals(account);
        let mut level = None;
        for share in &self.shares {
            if share.case == case.number
                && principals.contains(&share.email.as_str())
                && self.effective(share, case, &account.domain, now)
                && level != Some(ShareLevel::Collaborate)
            {
                level = Some(share.level);
            }
        }
        level
    }

    /// Whether a share counts for people of a domain (DESIGN §2.7).
    #[must_use]
    pub fn effective(&self, share: &Share, case: &Case, to: &str, now: Timestamp) -> bool {
        if share.expires_at.is_some_and(|end| end <= now) {
            return false;
        }
        let by = self.home(&share.shared_by).expect("whoever shared");
        let by_reseller = self.kind(by) == DomainKind::Reseller;
        if to == case.domain {
            return true;
        }
        match self.kind(to) {
            DomainKind::Vendor => true,
            DomainKind::Reseller => {
                self.let_in(&case.domain, to, now).is_some() && (!by_reseller || by == to)
            }
            DomainKind::Client => self.domain(&case.domain).outside && !by_reseller,
        }
    }

    /// Whether an account may do something with a case.
    #[must_use]
    pub fn may(&self, account: &Account, case: &Case, action: Action, now: Timestamp) -> bool {
        let relations = self.relations(account, case, now);
        let sees = relations.iter().any(|holds| holds.allows(Action::View));
        sees && relations.iter().any(|holds| holds.allows(action))
    }

    /// Whether an account sees a case.
    #[must_use]
    pub fn sees(&self, account: &Account, case: &Case, now: Timestamp) -> bool {
        self.may(account, case, Action::View, now)
    }
}

/// Whether a node is another or lies below it; no node is the root, above everything.
pub(super) fn at_or_below(about: Option<&str>, node: Option<&str>) -> bool {
    let Some(node) = node else { return true };
    // The root has one name.
    if !node.contains('/') {
        return true;
    }
    let Some(about) = about else { return false };
    about == node || about.strip_prefix(node).is_some_and(|rest| rest.starts_with('/'))
}
