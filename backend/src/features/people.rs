//! How people appear to others.

use crate::authz::Domain;
use shared::api::{DomainRef, Person};
use shared::words::DomainKind;
use uuid::Uuid;

/// Somebody who did something, as a row gives it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct PersonRow {
    pub(crate) person_name: String,
    pub(crate) person_email: String,
    pub(crate) person_domain_id: Uuid,
    pub(crate) person_domain_name: String,
    pub(crate) person_domain_title: String,
    pub(crate) person_domain_kind: DomainKind,
}

/// The columns of a [`PersonRow`], of an account `p` acting in a domain `pd`.
macro_rules! person_columns {
    () => {
        "p.name AS person_name, p.email AS person_email, pd.id AS person_domain_id,
         pd.name AS person_domain_name, pd.title AS person_domain_title, pd.kind AS person_domain_kind"
    };
}
pub(crate) use person_columns;

/// Somebody of another reseller, to a reseller.
pub(crate) const ANOTHER_PARTNER: Person = Person {
    name: None,
    email: None,
    domain: None,
};

impl PersonRow {
    /// As people of a domain see them.
    pub(crate) fn seen_from(self, viewer: &Domain) -> Person {
        let own = (self.person_domain_id, self.person_domain_kind);
        if viewer.meets_another_partner(own) {
            return ANOTHER_PARTNER;
        }
        Person {
            name: Some(self.person_name),
            email: Some(self.person_email),
            domain: Some(DomainRef {
                name: self.person_domain_name,
                title: self.person_domain_title,
                kind: self.person_domain_kind,
            }),
        }
    }
}
