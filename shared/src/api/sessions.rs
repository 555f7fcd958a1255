//! Signing in and out, one-time links, and what an account may change about itself.

use super::{DomainRef, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};
use crate::words::{Language, Privilege};
use std::fmt;

/// A password on its way; never shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

request! {
    /// Address and password.
    pub struct SignIn {
        /// The account's address; its host says which domain.
        pub email: String,
        /// The password.
        pub password: Secret,
    }
}

impl Validate for SignIn {
    fn check(&self, found: &mut Violations) {
        found.email("/email", &self.email);
        if self.password.0.is_empty() {
            found.add("/password", "required");
        } else if self.password.0.len() > 1_024 {
            found.add("/password", "too-long");
        }
    }
}

view! {
    /// The caller: who, in which domain, and what the roles allow.
    pub struct Me {
        /// The account's address.
        pub email: String,
        /// What people call the account.
        pub name: String,
        /// The domain acted in.
        pub domain: DomainRef,
        /// The organization of the domain.
        pub organization: Option<String>,
        /// Names of the roles, of groups included.
        pub roles: Vec<String>,
        /// What they add up to, on whatever node.
        pub privileges: Vec<Privilege>,
        /// The language the account chose; nothing means the browser's.
        pub locale: Option<Language>,
        /// The IANA time zone the account chose; nothing means the browser's.
        pub time_zone: Option<String>,
        /// When the session ends at the latest.
        pub session_ends_at: Timestamp,
    }
}

request! {
    /// What an account changes about itself; fields left out stay.
    pub struct ChangeMe {
        /// What people call the account.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// The language of the interface.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub locale: Option<Language>,
        /// The IANA time zone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub time_zone: Option<String>,
    }
}

impl Validate for ChangeMe {
    fn check(&self, found: &mut Violations) {
        if let Some(name) = &self.name {
            found.line("/name", name, 120);
        }
        if let Some(zone) = &self.time_zone {
            found.time_zone("/time_zone", zone);
        }
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}

request! {
    /// A new password in place of the current one. Ends every other session of the account.
    pub struct ChangePassword {
        /// The current password.
        pub current: Secret,
        /// The new one.
        pub new: Secret,
    }
}

impl Validate for ChangePassword {
    fn check(&self, found: &mut Violations) {
        if self.current.0.is_empty() {
            found.add("/current", "required");
        } else if self.current.0.len() > 1_024 {
            found.add("/current", "too-long");
        }
        found.new_password("/new", &self.new.0);
    }
}

request! {
    /// The secret part of a one-time link.
    pub struct OpenInvitation {
        /// The token.
        pub token: Secret,
    }
}

impl Validate for OpenInvitation {
    fn check(&self, _: &mut Violations) {}
}

view! {
    /// For whom a one-time link is.
    pub struct InvitationView {
        /// The account's address.
        pub email: String,
        /// What people call the account.
        pub name: String,
        /// Its domain.
        pub domain: DomainRef,
        /// Until when the link works.
        pub expires_at: Timestamp,
    }
}

request! {
    /// Takes up a one-time link: sets the password and signs in.
    pub struct AcceptInvitation {
        /// The token.
        pub token: Secret,
        /// The password chosen.
        pub password: Secret,
    }
}

impl Validate for AcceptInvitation {
    fn check(&self, found: &mut Violations) {
        found.new_password("/password", &self.password.0);
    }
}

view! {
    /// A one-time link, shown once to whoever made it.
    pub struct NewInvitation {
        /// The whole address to open.
        pub link: String,
        /// Until when it works.
        pub expires_at: Timestamp,
    }
}
