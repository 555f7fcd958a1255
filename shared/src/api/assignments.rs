//! Who holds which role, and where it counts.

use super::{request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};

request! {
    /// Gives a role to an account or a group of the domain, from the next request on.
    pub struct GiveRole {
        /// The address of the account or the group.
        pub principal: String,
        /// The role's name.
        pub role: String,
        /// The path of the node at and below which it counts; nothing means everywhere.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub resource: Option<String>,
    }
}

impl Validate for GiveRole {
    fn check(&self, found: &mut Violations) {
        found.email("/principal", &self.principal);
        found.line("/role", &self.role, 80);
    }
}

view! {
    /// A role that is held.
    pub struct AssignmentView {
        /// Its id.
        pub id: uuid::Uuid,
        /// The address of the account or the group.
        pub principal: String,
        /// The role's name.
        pub role: String,
        /// The path of the node at and below which it counts; nothing means everywhere.
        pub resource: Option<String>,
        /// Since when.
        pub since: Timestamp,
    }
}
