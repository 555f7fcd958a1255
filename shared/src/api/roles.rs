//! Roles: those that come with the product, and custom ones of reseller organizations.

use super::{request, view};
use crate::validate::{Validate, Violations};
use crate::words::Privilege;

view! {
    /// A role that can be held in the domain.
    pub struct RoleView {
        /// Its name.
        pub name: String,
        /// Comes with the product.
        pub builtin: bool,
        /// Counts in every domain of the organization.
        pub organization: bool,
        /// What it allows.
        pub privileges: Vec<Privilege>,
        /// Whether the caller may give it.
        pub grantable: bool,
        /// Whether the caller may change it.
        pub editable: bool,
        /// Counts for the whole organization only, never for a part of the resource tree.
        pub root_only: bool,
        /// How many accounts and groups of the domain hold it.
        pub holders: u32,
    }
}

request! {
    /// A custom role to add, in a reseller domain.
    pub struct NewRole {
        /// Its name; the domain's own role wins over one of the organization, and that over one
        /// that comes with the product.
        pub name: String,
        /// What it allows: some of [`Privilege::OF_RESELLERS`].
        pub privileges: Vec<Privilege>,
        /// For every domain of the organization.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub organization: bool,
    }
}

impl Validate for NewRole {
    fn check(&self, found: &mut Violations) {
        role_name(found, &self.name);
        privileges(found, &self.privileges);
    }
}

request! {
    /// Changes a custom role, for everybody who holds it and from the next request on.
    pub struct ChangeRole {
        /// Its name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// What it allows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub privileges: Option<Vec<Privilege>>,
    }
}

impl Validate for ChangeRole {
    fn check(&self, found: &mut Violations) {
        if let Some(name) = &self.name {
            role_name(found, name);
        }
        if let Some(given) = &self.privileges {
            privileges(found, given);
        }
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}

/// 1 to 40 of letters, digits, spaces within, `-` and `_`: it stands in addresses.
fn role_name(found: &mut Violations, name: &str) {
    let sound = name.chars().all(|c| c.is_alphanumeric() || " -_".contains(c));
    if name.trim().is_empty() {
        found.add("/name", "required");
    } else if !sound || name.trim() != name || name.chars().count() > 40 {
        found.add("/name", "name");
    }
}

fn privileges(found: &mut Violations, given: &[Privilege]) {
    if given.is_empty() {
        found.add("/privileges", "required");
    }
    for (position, privilege) in given.iter().enumerate() {
        if !Privilege::OF_RESELLERS.contains(privilege) {
            found.add(&format!("/privileges/{position}"), "privilege-not-offered");
        }
    }
}
