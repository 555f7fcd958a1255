//! The clients of a reseller.

use super::{DomainRef, view};
use crate::Timestamp;
use crate::words::{DelegationScope, TenureKind, words};

words! {
    /// How a client stands to a reseller.
    Standing {
        /// Managed now.
        Current = "current",
        /// Managed once; past cases may still be visible.
        Former = "former",
    }
}

words! {
    /// Whether a client lets a reseller in.
    Access {
        /// A delegation is in force.
        Granted = "granted",
        /// There never was one.
        NeverGranted = "never_granted",
        /// The client ended it.
        Revoked = "revoked",
        /// It ran out.
        Expired = "expired",
    }
}

view! {
    /// A period during which the caller's domain managed the client.
    pub struct ClientTenure {
        /// Why.
        pub kind: TenureKind,
        /// From this instant on.
        pub from: Timestamp,
        /// Until just before this instant; nothing means until further notice.
        pub to: Option<Timestamp>,
    }
}

view! {
    /// A client, as its reseller sees it.
    pub struct ClientView {
        /// The client.
        pub client: DomainRef,
        /// Managed now, or once.
        pub standing: Standing,
        /// Whether it lets the caller's domain in.
        pub access: Access,
        /// What for.
        pub scopes: Vec<DelegationScope>,
        /// Until when.
        pub access_expires_at: Option<Timestamp>,
        /// The periods of management, newest first.
        pub tenures: Vec<ClientTenure>,
        /// The plan's key.
        pub plan: Option<String>,
    }
}
