//! Organizations and domains, created by the vendor's operator.

use super::{DomainRef, request, view};
use crate::Timestamp;
use crate::api::sessions::NewInvitation;
use crate::validate::{Validate, Violations};
use crate::words::{DomainKind, Language};

view! {
    /// A company.
    pub struct OrganizationView {
        /// Its key.
        pub key: String,
        /// What people call it.
        pub name: String,
        /// Its domains.
        pub domains: Vec<DomainRef>,
    }
}

request! {
    /// A company to add.
    pub struct NewOrganization {
        /// Its key: small letters, digits, dashes.
        pub key: String,
        /// What people call it.
        pub name: String,
    }
}

impl Validate for NewOrganization {
    fn check(&self, found: &mut Violations) {
        found.key("/key", &self.key);
        found.line("/name", &self.name, 120);
    }
}

view! {
    /// A domain, as the operator sees it.
    pub struct DomainView {
        /// The DNS name.
        pub name: String,
        /// What people call it.
        pub title: String,
        /// What it is to the vendor.
        pub kind: DomainKind,
        /// The key of its organization.
        pub organization: Option<String>,
        /// Other DNS names of it.
        pub aliases: Vec<String>,
        /// The key of the plan in force.
        pub plan: Option<String>,
        /// Which reseller resells to it now.
        pub reseller: Option<DomainRef>,
        /// When it was created.
        pub created_at: Timestamp,
    }
}

request! {
    /// A domain to add, with its first administrator.
    pub struct NewDomain {
        /// The DNS name.
        pub name: String,
        /// What people call it.
        pub title: String,
        /// `reseller` or `client`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<DomainKind>,
        /// The key of its organization.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub organization: Option<String>,
        /// The key of a client's plan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub plan: Option<String>,
        /// The first administrator's address; it must belong to the domain.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub admin_email: Option<String>,
        /// What people call the first administrator.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub admin_name: Option<String>,
        /// The first administrator's language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub admin_locale: Option<Language>,
    }
}

impl Validate for NewDomain {
    fn check(&self, found: &mut Violations) {
        found.domain_name("/name", &self.name);
        found.line("/title", &self.title, 120);
        if !matches!(self.kind, Some(DomainKind::Reseller | DomainKind::Client)) {
            found.add("/kind", "required");
        }
        if let Some(email) = &self.admin_email {
            found.email("/admin_email", email);
            if self.admin_name.as_deref().unwrap_or_default().trim().is_empty() {
                found.add("/admin_name", "required");
            }
        }
        if let Some(name) = &self.admin_name {
            found.line("/admin_name", name, 120);
        }
    }
}

view! {
    /// A domain that was added.
    pub struct NewDomainView {
        /// The domain.
        pub domain: DomainView,
        /// The link with which its first administrator chooses a password. Shown once.
        pub invitation: Option<NewInvitation>,
    }
}
