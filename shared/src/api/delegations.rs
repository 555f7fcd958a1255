//! Reseller access: the consent of a client that a reseller may act on its account.

use super::{DomainRef, request, view};
use crate::Timestamp;
use crate::api::access::AccessRequest;
use crate::api::clients::{Access, ClientTenure};
use crate::validate::{Validate, Violations};
use crate::words::DelegationScope;

view! {
    /// One consent.
    pub struct DelegationView {
        /// Its id.
        pub id: uuid::Uuid,
        /// What it covers.
        pub scopes: Vec<DelegationScope>,
        /// Since when.
        pub granted_at: Timestamp,
        /// Until when, if limited.
        pub expires_at: Option<Timestamp>,
        /// When it was ended, if it was.
        pub revoked_at: Option<Timestamp>,
    }
}

view! {
    /// A reseller that manages the client or did, and how far it is let in.
    pub struct ResellerAccess {
        /// The reseller.
        pub reseller: DomainRef,
        /// Its periods of management, newest first.
        pub tenures: Vec<ClientTenure>,
        /// Whether it manages the client now.
        pub manages: bool,
        /// Whether it is let in now.
        pub access: Access,
        /// The consent in force; if none is, the last one.
        pub delegation: Option<DelegationView>,
        /// What it asks for, if it asked and nobody has answered.
        pub asked: Option<AccessRequest>,
    }
}

request! {
    /// Lets a reseller in. A consent in force is replaced.
    pub struct GrantAccess {
        /// The reseller's DNS name.
        pub reseller: String,
        /// What for; all but `export` if left out. `view` is always included.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub scopes: Option<Vec<DelegationScope>>,
        /// Until when; needed for a reseller that does not manage the client any more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub expires_at: Option<Timestamp>,
    }
}

impl Validate for GrantAccess {
    fn check(&self, found: &mut Violations) {
        found.domain_name("/reseller", &self.reseller);
    }
}
