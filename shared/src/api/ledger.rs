//! The append-only ledger.

use super::{DomainRef, view};
use crate::Timestamp;

view! {
    /// One write that changed rights or cases.
    pub struct LedgerEntry {
        /// Its id.
        pub id: uuid::Uuid,
        /// When.
        pub at: Timestamp,
        /// The address of whoever did it; nothing for the program itself.
        pub by: Option<String>,
        /// In which domain it was done.
        pub domain: Option<DomainRef>,
        /// What was done, for example `delegation.granted`.
        pub action: String,
        /// The client concerned.
        pub client: Option<DomainRef>,
        /// The number of the case concerned.
        pub case: Option<String>,
        /// What it was before, where that says something.
        pub from: Option<String>,
        /// What it became, where that says something.
        pub to: Option<String>,
    }
}
