//! Explanations: who can see a case and why, and why a reseller sees no more of a client.

use super::{DomainRef, Person, request, view};
use crate::Timestamp;
use crate::api::clients::ClientView;
use crate::api::delegations::DelegationView;
use crate::validate::{Validate, Violations};
use crate::words::{DelegationScope, Relation, ShareLevel, words};

view! {
    /// Somebody who can see a case, and why. One person may stand in several lines.
    pub struct CaseAccess {
        /// Through which relation.
        pub relation: Relation,
        /// Who: one account; without name where many are meant ("the desk", "another partner"), and
        /// with an address alone where a share names it.
        pub person: Person,
        /// The role that lets it in.
        pub role: Option<String>,
        /// The path of the node to which the role is attached; nothing means the root.
        pub resource: Option<String>,
        /// The address of the group through which it holds the role.
        pub group: Option<String>,
        /// Of a share: what it lets one do.
        pub level: Option<ShareLevel>,
        /// Of a share: who shared.
        pub shared_by: Option<Person>,
        /// Since when.
        pub since: Timestamp,
        /// Until when, if it is known.
        pub until: Option<Timestamp>,
    }
}

words! {
    /// Why a reseller sees no more of a client.
    Missing {
        /// The client never let the reseller in.
        NeverGranted = "never-granted",
        /// The client ended it.
        Revoked = "revoked",
        /// It ran out.
        Expired = "expired",
        /// It does not cover everything.
        Scopes = "scopes",
        /// The reseller does not manage the client any more: what was filed since is another's.
        Former = "former",
        /// What was filed outside the reseller's periods of management is not its own to see.
        Outside = "outside",
        /// The caller's roles do not let it see the cases of clients.
        Role = "role",
    }
}

words! {
    /// Who can change it.
    WhoCan {
        /// An administrator of the client, under reseller access.
        ClientAdmin = "client-admin",
        /// The client, by sharing single cases.
        ClientShares = "client-shares",
        /// A super-admin of the reseller.
        SuperAdmin = "super-admin",
        /// The vendor's operator.
        Operator = "operator",
    }
}

view! {
    /// One reason why a reseller sees no more of a client, and who can change it.
    pub struct MissingAccess {
        /// The reason.
        pub what: Missing,
        /// Who can change it.
        pub who: WhoCan,
        /// With `scopes`: what the consent does not cover.
        pub scopes: Vec<DelegationScope>,
        /// Since when, if there is an instant.
        pub since: Option<Timestamp>,
    }
}

view! {
    /// What a reseller has asked a client for.
    pub struct AccessRequest {
        /// Its id.
        pub id: uuid::Uuid,
        /// Who asked.
        pub by: Person,
        /// When.
        pub at: Timestamp,
        /// What for.
        pub scopes: Vec<DelegationScope>,
        /// In its own words.
        pub message: Option<String>,
    }
}

view! {
    /// How far the caller's reseller domain is let in at a client, and what is missing.
    pub struct ClientAccess {
        /// The client with the reseller's own periods of management.
        pub client: ClientView,
        /// The consent in force; if none is, the last one.
        pub delegation: Option<DelegationView>,
        /// What is missing.
        pub missing: Vec<MissingAccess>,
        /// What was asked for and not yet answered.
        pub asked: Option<AccessRequest>,
        /// Whether the caller may ask for more.
        pub may_ask: bool,
    }
}

request! {
    /// Asks a client to let the reseller in, or further in. Asking again replaces what was asked.
    pub struct AskForAccess {
        /// What for; all but `export` if left out. `view` is always included.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub scopes: Option<Vec<DelegationScope>>,
        /// A few words to the client's administrators.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub message: Option<String>,
    }
}

impl Validate for AskForAccess {
    fn check(&self, found: &mut Violations) {
        if let Some(message) = &self.message {
            found.text("/message", message, 1_000);
        }
    }
}

impl CaseAccess {
    /// The domain of whoever is meant; nothing for another partner.
    #[must_use]
    pub fn domain(&self) -> Option<&DomainRef> {
        self.person.domain.as_ref()
    }
}
