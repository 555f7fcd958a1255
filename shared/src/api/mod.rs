//! The requests and views of the API, one module per feature.
//!
//! Requests refuse unknown fields and can be checked without I/O ([`crate::validate::Validate`]).

pub mod access;
pub mod accounts;
pub mod answers;
pub mod assignments;
pub mod attachments;
pub mod calendars;
pub mod cases;
pub mod catalogue;
pub mod clients;
pub mod decisions;
pub mod delegations;
pub mod desk;
pub mod domains;
pub mod escalations;
pub mod form;
pub mod groups;
pub mod issues;
pub mod ledger;
pub mod links;
pub mod lists;
pub mod mail;
pub mod own_side;
pub mod plans;
pub mod prose;
pub mod ratings;
pub mod resources;
pub mod roles;
pub mod sessions;
pub mod shares;
pub mod solutions;
pub mod targets;
pub mod teams;
pub mod tenures;

use crate::words::DomainKind;
use serde::{Deserialize, Serialize};

/// Declares a view: what the server answers.
macro_rules! view {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "server", derive(poem_openapi::Object))]
        pub struct $name { $($body)* }
    };
}
pub(crate) use view;

/// Declares a request: what the server is sent. Unknown fields are refused.
macro_rules! request {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[cfg_attr(feature = "server", derive(poem_openapi::Object))]
        pub struct $name { $($body)* }
    };
}
pub(crate) use request;

/// One page of a list, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows of this page.
    pub items: Vec<T>,
    /// What to send as `after` to get the next page; nothing on the last.
    pub next: Option<String>,
}

view! {
    /// A domain, as far as everybody who meets its name may know it.
    pub struct DomainRef {
        /// The DNS name.
        pub name: String,
        /// What people call it.
        pub title: String,
        /// What it is to the vendor.
        pub kind: DomainKind,
    }
}

view! {
    /// Somebody who did something.
    ///
    /// To a reseller, other resellers and their people are "another partner": no name, no
    /// address, no domain (DESIGN §2.12). Outside the vendor's domain, its people appear as the
    /// vendor chose (`teams::StaffNames`).
    pub struct Person {
        /// The name; nothing for another partner, nor for the vendor's people as a team.
        pub name: Option<String>,
        /// The address; nothing for another partner, nor for the vendor's people without full name.
        pub email: Option<String>,
        /// The domain in which it was done; nothing for another partner.
        pub domain: Option<DomainRef>,
    }
}

impl Person {
    /// What the person is called: by name, else by address, else by domain; nothing for another
    /// partner.
    #[must_use]
    pub fn shown(&self) -> Option<&str> {
        let domain = self.domain.as_ref().map(|domain| domain.title.as_str());
        self.name.as_deref().or(self.email.as_deref()).or(domain)
    }
}

view! {
    /// A name in both languages of the interface.
    #[derive(Default)]
    pub struct Names {
        /// In English.
        pub en: String,
        /// In French.
        pub fr: String,
    }
}

impl Names {
    /// The name in a language.
    #[must_use]
    pub fn in_language(&self, language: crate::words::Language) -> &str {
        match language {
            crate::words::Language::En => &self.en,
            crate::words::Language::Fr => &self.fr,
        }
    }
}
