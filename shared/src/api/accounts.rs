//! The accounts of a domain.

use super::{request, view};
use crate::Timestamp;
use crate::api::sessions::NewInvitation;
use crate::validate::{Validate, Violations};
use crate::words::{AccountKind, Language};

view! {
    /// A role that an account holds.
    pub struct HeldRole {
        /// The assignment's id, by which it is taken again.
        pub id: uuid::Uuid,
        /// The role's name.
        pub role: String,
        /// The path of the node it is attached to; nothing means the root.
        pub resource: Option<String>,
        /// The address of the group it comes through; nothing means that it is the account's own.
        pub group: Option<String>,
        /// Since when.
        pub since: Timestamp,
    }
}

view! {
    /// An account of the domain.
    pub struct AccountView {
        /// The address.
        pub email: String,
        /// What people call it.
        pub name: String,
        /// A person or a program.
        pub kind: AccountKind,
        /// The roles it holds, through groups too.
        pub roles: Vec<HeldRole>,
        /// Cannot sign in.
        pub disabled: bool,
        /// Has not yet chosen a password.
        pub invited: bool,
    }
}

request! {
    /// An account to add; it chooses its password by a one-time link.
    pub struct NewAccount {
        /// The address; its host must be the domain or an alias of it.
        pub email: String,
        /// What people call it.
        pub name: String,
        /// The role to begin with.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub role: Option<String>,
        /// Its language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub locale: Option<Language>,
    }
}

impl Validate for NewAccount {
    fn check(&self, found: &mut Violations) {
        found.email("/email", &self.email);
        found.line("/name", &self.name, 120);
    }
}

view! {
    /// An account that was added.
    pub struct NewAccountView {
        /// The account.
        pub account: AccountView,
        /// The link with which it chooses a password. Shown once.
        pub invitation: NewInvitation,
    }
}
