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
        /// Who is believed to manage the client then; refused if it is somebody else. Two people
        /// who transfer the same client at once do not undo each other's work.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub from: Option<String>,
    }
}

impl Validate for Transfer {
    fn check(&self, found: &mut Violations) {
        found.domain_name("/client", &self.client);
        if let Some(reseller) = &self.reseller {
            found.domain_name("/reseller", reseller);
        }
        if let Some(from) = &self.from {
            found.domain_name("/from", from);
        }
    }
}

request! {
    /// Corrects a period of management that was entered wrongly; its cases are stamped anew in the
    /// same transaction. Fields left out stay.
    pub struct CorrectTenure {
        /// Who really managed the client.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reseller: Option<String>,
        /// When it really began.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub from: Option<Timestamp>,
        /// When it really ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub to: Option<Timestamp>,
        /// It has not ended: takes away `to`.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub open: bool,
        /// Why, for the ledger.
        pub reason: String,
    }
}

impl Validate for CorrectTenure {
    fn check(&self, found: &mut Violations) {
        if let Some(reseller) = &self.reseller {
            found.domain_name("/reseller", reseller);
        }
        found.line("/reason", &self.reason, 500);
        if self.open && self.to.is_some() {
            found.add("/to", "open-or-ended");
        }
        if self.reseller.is_none() && self.from.is_none() && self.to.is_none() && !self.open {
            found.add("", "nothing-to-change");
        }
    }
}

view! {
    /// What a correction did.
    pub struct CorrectionView {
        /// The period as it stands now.
        pub tenure: TenureView,
        /// How many cases were stamped anew.
        pub cases: u32,
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
