//! What there is: one struct per type of line of the import format. What the format cannot say
//! (what has ended, the client's policy) stands in fields that are not in the file.

use serde::{Deserialize, Serialize};
use shared::Timestamp;
use shared::case::State;
use shared::words::{DelegationScope, DomainKind, Privilege, ResourceKind, Severity, ShareLevel, TenureKind};

/// Everything that the rule looks at.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Companies.
    pub organizations: Vec<Organization>,
    /// Tenants.
    pub domains: Vec<Domain>,
    /// People.
    pub accounts: Vec<Account>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Who is in which group.
    pub memberships: Vec<Membership>,
    /// Custom roles.
    pub roles: Vec<Role>,
    /// Nodes of the clients' trees.
    pub nodes: Vec<Node>,
    /// Who holds which role.
    pub assignments: Vec<Assignment>,
    /// Periods of management.
    pub tenures: Vec<Tenure>,
    /// Consents.
    pub delegations: Vec<Delegation>,
    /// What was filed.
    pub cases: Vec<Case>,
    /// What was said.
    pub comments: Vec<Comment>,
    /// With whom cases are shared.
    pub shares: Vec<Share>,
}

/// A company.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Organization {
    /// Its key.
    pub key: String,
    /// What people call it.
    pub name: String,
}

/// A tenant.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Domain {
    /// The DNS name.
    pub name: String,
    /// What it is to the vendor.
    pub kind: DomainKind,
    /// The key of its organization.
    pub organization: Option<String>,
    /// What people call it.
    pub title: String,
    /// Whether its cases may be shared outside.
    #[serde(skip)]
    pub outside: bool,
}

/// Somebody.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Account {
    /// The address.
    pub email: String,
    /// Where it lives.
    pub domain: String,
    /// What people call it.
    pub name: String,
    /// Since when it cannot sign in.
    pub disabled_at: Option<Timestamp>,
}

/// A group.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Group {
    /// The address.
    pub email: String,
    /// Where it lives.
    pub domain: String,
    /// What people call it.
    pub name: String,
}

/// An account in a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The group's address.
    pub group: String,
    /// The account's address.
    pub account: String,
}

/// A custom role, of a domain or of an organization.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Role {
    /// Of this domain.
    pub domain: Option<String>,
    /// Or in every domain of this organization.
    pub organization: Option<String>,
    /// Its name.
    pub name: String,
    /// What it allows.
    pub privileges: Vec<Privilege>,
}

/// A node of a client's tree.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Node {
    /// The client.
    pub domain: String,
    /// Where it lies.
    pub path: String,
    /// What it is.
    pub kind: ResourceKind,
}

/// Where a role comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    /// With the product.
    Product,
    /// From a domain.
    Domain(String),
    /// From an organization.
    Organization(String),
}

/// A role that an account or a group holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Assignment {
    /// The address of the account or the group.
    pub principal: String,
    /// Where it counts.
    pub domain: String,
    /// The role's name.
    pub role: String,
    /// The path of the node it is attached to; nothing is the root.
    pub resource: Option<String>,
    /// Which role of that name it was when it was given.
    #[serde(skip)]
    pub owner: Option<Owner>,
}

/// A period of management.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Tenure {
    /// The client.
    pub client: String,
    /// Who manages it.
    pub reseller: String,
    /// Why.
    pub kind: TenureKind,
    /// From this instant on.
    pub from: Timestamp,
    /// Until just before this one.
    pub to: Option<Timestamp>,
    /// What `to` was before a transfer set it.
    #[serde(skip)]
    pub to_before: Option<Timestamp>,
}

/// A consent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Delegation {
    /// Who lets in.
    pub client: String,
    /// Whom.
    pub reseller: String,
    /// What for; nothing is all but `export`.
    pub scopes: Option<Vec<DelegationScope>>,
    /// Since when.
    pub granted_at: Timestamp,
    /// Until when.
    pub expires_at: Option<Timestamp>,
    /// When it was ended.
    pub revoked_at: Option<Timestamp>,
    /// The transfer that set `expires_at`, and what that was before.
    #[serde(skip)]
    pub ended_by: Option<(Timestamp, Option<Timestamp>)>,
}

/// What was filed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Case {
    /// The number.
    pub number: String,
    /// Whose case it is.
    pub domain: String,
    /// The path of the node it is about.
    pub resource: Option<String>,
    /// Who filed it.
    pub filed_by: String,
    /// In which domain.
    pub filed_in: String,
    /// When.
    pub filed_at: Timestamp,
    /// One line.
    pub title: String,
    /// The rest.
    pub description: String,
    /// How urgent; P4 if nothing is said.
    pub severity: Option<Severity>,
    /// Where it stands; new if nothing is said.
    pub state: Option<State>,
    /// When something that everybody may see changed last.
    pub updated_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// What it was called before: still in its history, and found by it.
    #[serde(skip)]
    pub former_titles: Vec<String>,
}

/// What was said about a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Comment {
    /// The case's number.
    pub case: String,
    /// Who said it.
    pub author: String,
    /// In which domain.
    pub domain: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub body: String,
    /// For the vendor's desk only.
    pub internal: Option<bool>,
}

/// A case opened to an address.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Share {
    /// The case's number.
    pub case: String,
    /// The address of a person or a group.
    pub email: String,
    /// What it lets one do.
    pub level: ShareLevel,
    /// Who shared.
    pub shared_by: String,
    /// When.
    pub at: Timestamp,
    /// Until when.
    pub expires_at: Option<Timestamp>,
}

impl Case {
    /// How urgent.
    #[must_use]
    pub fn urgency(&self) -> Severity {
        self.severity.unwrap_or(Severity::P4)
    }

    /// Where it stands.
    #[must_use]
    pub fn standing(&self) -> State {
        self.state.unwrap_or(State::New)
    }

    /// For a message.
    #[must_use]
    pub fn describe(&self) -> String {
        let about = self.resource.as_deref().unwrap_or("everything");
        format!(
            "{} of {} about {about}, filed at {}",
            self.number, self.domain, self.filed_at
        )
    }
}

impl Tenure {
    /// Whether it is open at an instant: from its beginning, until just before its end.
    #[must_use]
    pub fn open_at(&self, instant: Timestamp) -> bool {
        self.from <= instant && self.to.is_none_or(|to| instant < to)
    }
}

impl Delegation {
    /// Whether it lets the reseller in: granted, not ended, not run out.
    #[must_use]
    pub fn in_force(&self, now: Timestamp) -> bool {
        self.granted_at <= now && self.revoked_at.is_none() && self.expires_at.is_none_or(|end| now < end)
    }

    /// What for.
    #[must_use]
    pub fn covers(&self, scope: DelegationScope) -> bool {
        match &self.scopes {
            _ if scope == DelegationScope::View => true,
            None => scope != DelegationScope::Export,
            Some(scopes) => scopes.contains(&scope),
        }
    }
}

impl Facts {
    /// A domain by its name.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn domain(&self, name: &str) -> &Domain {
        let found = self.domains.iter().find(|domain| domain.name == name);
        found.unwrap_or_else(|| panic!("no domain {name}"))
    }

    /// What a domain is to the vendor.
    #[must_use]
    pub fn kind(&self, name: &str) -> DomainKind {
        self.domain(name).kind
    }

    /// An account by its address.
    #[must_use]
    pub fn account(&self, email: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.email == email)
    }

    /// A case by its number.
    #[must_use]
    pub fn case(&self, number: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.number == number)
    }

    /// The domain of an account or a group.
    #[must_use]
    pub fn home(&self, email: &str) -> Option<&str> {
        let account = self.account(email).map(|account| account.domain.as_str());
        let group = || self.groups.iter().find(|group| group.email == email);
        account.or_else(|| group().map(|group| group.domain.as_str()))
    }
}
