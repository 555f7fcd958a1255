//! Sharing one case with a person or a group, by e-mail address.

use super::{DomainRef, Person, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};
use crate::words::ShareLevel;

view! {
    /// A share of a case. It says nothing about whether the address has an account yet.
    pub struct ShareView {
        /// Its id.
        pub id: uuid::Uuid,
        /// With whom: a person or a group; nothing for somebody of another partner, nor for somebody of
        /// the vendor's whom it does not name outside.
        pub email: Option<String>,
        /// Somebody of the vendor's whom it does not name outside.
        pub unnamed_staff: bool,
        /// What it lets one do.
        pub level: ShareLevel,
        /// Who shared.
        pub shared_by: Person,
        /// Since when.
        pub at: Timestamp,
        /// Until when, if limited.
        pub expires_at: Option<Timestamp>,
        /// Whether it opens the case now, for whoever has that address: not past its end, and the
        /// address belongs to a domain that shares reach (DESIGN §2.7).
        pub effective: bool,
        /// Whether the caller may end it.
        pub may_end: bool,
    }
}

request! {
    /// Shares a case. A share that the caller's domain made with the same address is replaced.
    pub struct ShareCase {
        /// The address of a person or a group.
        pub email: String,
        /// What it lets one do; `view` if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub level: Option<ShareLevel>,
        /// Until when; until further notice if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub expires_at: Option<Timestamp>,
    }
}

impl Validate for ShareCase {
    fn check(&self, found: &mut Violations) {
        found.email("/email", &self.email);
    }
}

view! {
    /// Whether a client's cases may be shared outside: with people who belong neither to the
    /// client nor to the vendor. Never covers resellers.
    pub struct SharingPolicy {
        /// Whether they may.
        pub outside: bool,
    }
}

request! {
    /// Changes whether cases may be shared outside, from the next request on.
    pub struct ChangeSharingPolicy {
        /// Whether they may.
        pub outside: bool,
    }
}

impl Validate for ChangeSharingPolicy {
    fn check(&self, _: &mut Violations) {}
}

view! {
    /// Cases that were open when a new reseller came and stayed with the tenure they were filed
    /// under (DESIGN §2.6). The client may share them with the new one, in one step.
    pub struct OpenCases {
        /// The reseller that manages the client now.
        pub reseller: DomainRef,
        /// Since when.
        pub since: Timestamp,
        /// How many open cases it does not see, of those that the caller may share.
        pub cases: u32,
    }
}

request! {
    /// Shares every open case that the caller may share and the reseller does not see.
    pub struct ShareOpenCases {
        /// The reseller's DNS name.
        pub reseller: String,
        /// The address of a person or a group of the reseller.
        pub email: String,
        /// What it lets one do; `collaborate` if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub level: Option<ShareLevel>,
        /// Until when; always needed.
        pub expires_at: Option<Timestamp>,
    }
}

impl Validate for ShareOpenCases {
    fn check(&self, found: &mut Violations) {
        found.domain_name("/reseller", &self.reseller);
        found.email("/email", &self.email);
        if self.expires_at.is_none() {
            found.add("/expires_at", "required");
        }
    }
}

view! {
    /// What sharing the open cases did.
    pub struct OpenCasesShared {
        /// How many cases were shared.
        pub cases: u32,
    }
}
