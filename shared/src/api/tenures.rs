//! Who manages which client, and the transfer from one reseller to another.

use super::{DomainRef, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};
use crate::words::TenureKind;

view! {
    /// A period of management.
    pub struct TenureView {
        /// Its id.
        pub id: uuid::Uuid,
        /// The client.
        pub client: DomainRef,
        /// Who manages it.
        pub reseller: DomainRef,
        /// Why.
        pub kind: TenureKind,
        /// From this instant on.
        pub from: Timestamp,
        /// Until just before this instant; nothing means until further notice.
        pub to: Option<Timestamp>,
    }
}

request! {
    /// Transfers a client: ends the period of management that is open at that instant and begins
    /// the next one.
    pub struct Transfer {
        /// The client's DNS name.
        pub client: String,
        /// The next reseller's DNS name; nothing means that the vendor manages the client itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reseller: Option<String>,
        /// Which kind of management; `resale` if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<TenureKind>,
        /// When; now if left out, never in the past.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Timestamp>,
    }
}

impl Validate for Transfer {
    fn check(&self, found: &mut Violations) {
        found.domain_name("/client", &self.client);
        if let Some(reseller) = &self.reseller {
            found.domain_name("/reseller", reseller);
        }
    }
}

view! {
    /// What a transfer did.
    pub struct TransferView {
        /// The period that ended, if one was open.
        pub ended: Option<TenureView>,
        /// The period that begins, unless the vendor manages the client itself.
        pub begun: Option<TenureView>,
    }
}
