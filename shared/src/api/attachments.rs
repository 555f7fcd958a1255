//! Files of a case.
//!
//! A file is posted as it is, as the raw body of its request, one request each: `POST
//! …/cases/{number}/attachments?name=trace.log`.

use super::{Person, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};

/// Bytes of a file at most: 25 MiB.
pub const FILE_MAX: u64 = 25 * 1_024 * 1_024;
/// Bytes of all files of a case at most: 100 MiB.
pub const CASE_MAX: u64 = 100 * 1_024 * 1_024;
/// Files of a case at most, those that were removed included.
pub const FILES_MAX: u64 = 200;
/// Characters of a reason at most.
pub const REASON_MAX: usize = 500;

view! {
    /// A file of a case.
    pub struct AttachmentView {
        /// Its id.
        pub id: uuid::Uuid,
        /// Its name, as it was given but for what would do harm.
        pub name: String,
        /// Bytes.
        pub size: u64,
        /// Whether it was recognised by its content as a PNG, JPEG, GIF or WebP image, which is shown;
        /// everything else is only kept.
        pub image: bool,
        /// Who attached it.
        pub by: Person,
        /// When.
        pub at: Timestamp,
        /// If the support desk removed it: who, when and why. Then there is nothing to download.
        pub redacted: Option<Redaction>,
    }
}

view! {
    /// What is left of a file that the support desk removed.
    pub struct Redaction {
        /// Who removed it.
        pub by: Person,
        /// When.
        pub at: Timestamp,
        /// Why; everybody who sees the case may read it.
        pub reason: String,
    }
}

request! {
    /// Takes a file away for good.
    pub struct Redact {
        /// Why; everybody who sees the case may read it.
        pub reason: String,
    }
}

impl Validate for Redact {
    fn check(&self, found: &mut Violations) {
        found.text("/reason", &self.reason, REASON_MAX);
    }
}
