//! A reseller's own side of a case: who sees to it there, and what they tell each other. Seen by
//! nobody outside of the reseller's domain.

use super::cases::BODY_MAX;
use super::{Person, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};

view! {
    /// A note that stays within the reseller.
    pub struct OwnNote {
        /// Its id.
        pub id: uuid::Uuid,
        /// When.
        pub at: Timestamp,
        /// Who wrote it.
        pub by: Person,
        /// What it says.
        pub body: String,
        /// The same, taken apart.
        pub prose: Vec<super::prose::Block>,
    }
}

view! {
    /// The reseller's own side of a case.
    pub struct OwnSide {
        /// Who sees to the case there; nobody if that account was disabled since.
        pub assignee: Option<Person>,
        /// What they tell each other, oldest first; the newest 200.
        pub notes: Vec<OwnNote>,
        /// Whether the caller may add to it.
        pub may_write: bool,
    }
}

request! {
    /// A note to add.
    pub struct NewOwnNote {
        /// What it says.
        pub body: String,
    }
}

impl Validate for NewOwnNote {
    fn check(&self, found: &mut Violations) {
        found.text("/body", &self.body, BODY_MAX);
    }
}

request! {
    /// Says who sees to the case within the reseller.
    pub struct AssignOwn {
        /// An account of the own domain, by address; nobody if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub assignee: Option<String>,
    }
}

impl Validate for AssignOwn {
    fn check(&self, found: &mut Violations) {
        if let Some(assignee) = &self.assignee {
            found.email("/assignee", assignee);
        }
    }
}
