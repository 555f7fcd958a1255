//! The groups of a domain: accounts under one address, which may hold roles and receive shares.

use super::{request, view};
use crate::api::accounts::HeldRole;
use crate::validate::{Validate, Violations};

view! {
    /// An account in a group.
    pub struct Member {
        /// The address.
        pub email: String,
        /// What people call it.
        pub name: String,
    }
}

view! {
    /// A group of the domain.
    pub struct GroupView {
        /// The address.
        pub email: String,
        /// What people call it.
        pub name: String,
        /// Who is in it, by name.
        pub members: Vec<Member>,
        /// The roles it holds.
        pub roles: Vec<HeldRole>,
    }
}

request! {
    /// A group to add.
    pub struct NewGroup {
        /// The address; its host must be the domain or an alias of it. Accounts and groups share
        /// their addresses.
        pub email: String,
        /// What people call it.
        pub name: String,
    }
}

impl Validate for NewGroup {
    fn check(&self, found: &mut Violations) {
        found.email("/email", &self.email);
        found.line("/name", &self.name, 120);
    }
}

request! {
    /// Gives a group another name.
    pub struct ChangeGroup {
        /// What people call it.
        pub name: String,
    }
}

impl Validate for ChangeGroup {
    fn check(&self, found: &mut Violations) {
        found.line("/name", &self.name, 120);
    }
}

request! {
    /// Takes an account of the domain into a group, from its next request on.
    pub struct NewMember {
        /// The account's address.
        pub account: String,
    }
}

impl Validate for NewMember {
    fn check(&self, found: &mut Violations) {
        found.email("/account", &self.account);
    }
}
