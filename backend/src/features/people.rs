//! How people appear to others.

use crate::authz::{Acting, Domain, Shared};
use crate::db::sql;
use crate::error::Result;
use crate::mutation::mutated;
use shared::api::teams::StaffNames;
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
    pub(crate) person_staff_names: StaffNames,
}

/// The columns of a [`PersonRow`], of an account `p` acting in a domain `pd`.
macro_rules! person_columns {
    () => {
        "p.name AS person_name, p.email AS person_email, pd.id AS person_domain_id,
         pd.name AS person_domain_name, pd.title AS person_domain_title, pd.kind AS person_domain_kind,
         pd.staff_names AS person_staff_names"
    };
}
pub(crate) use person_columns;

/// Somebody of another reseller, to a reseller.
pub(crate) const ANOTHER_PARTNER: Person = Person {
    name: None,
    email: None,
    domain: None,
};

/// Somebody who did something, or nobody: what happened by itself.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct MaybePerson {
    person_name: Option<String>,
    person_email: Option<String>,
    person_domain_id: Option<Uuid>,
    person_domain_name: Option<String>,
    person_domain_title: Option<String>,
    person_domain_kind: Option<DomainKind>,
    person_staff_names: Option<StaffNames>,
}

impl MaybePerson {
    /// As people of a domain see them.
    pub(crate) fn seen_from(self, viewer: &Domain) -> Option<Person> {
        let person = PersonRow {
            person_name: self.person_name?,
            person_email: self.person_email?,
            person_domain_id: self.person_domain_id?,
            person_domain_name: self.person_domain_name?,
            person_domain_title: self.person_domain_title?,
            person_domain_kind: self.person_domain_kind?,
            person_staff_names: self.person_staff_names?,
        };
        Some(person.seen_from(viewer))
    }
}

impl PersonRow {
    /// The domain in which it was done, and its kind.
    pub(crate) const fn of(&self) -> (Uuid, DomainKind) {
        (self.person_domain_id, self.person_domain_kind)
    }

    /// As people of a domain see them.
    pub(crate) fn seen_from(self, viewer: &Domain) -> Person {
        if viewer.meets_another_partner(self.of()) {
            return ANOTHER_PARTNER;
        }
        let names = named(self.person_domain_kind, self.person_staff_names, viewer);
        Person {
            name: name(&self.person_name, names),
            email: (names == StaffNames::Name).then_some(self.person_email),
            domain: Some(DomainRef {
                name: self.person_domain_name,
                title: self.person_domain_title,
                kind: self.person_domain_kind,
            }),
        }
    }
}

/// By what people of a domain of that kind appear to the viewer: the vendor's as the vendor chose, but
/// to each other; all others by name.
fn named(kind: DomainKind, chosen: StaffNames, viewer: &Domain) -> StaffNames {
    let outside = kind == DomainKind::Vendor && viewer.kind != DomainKind::Vendor;
    if outside && !mutated!(StaffNamedOutside) {
        chosen
    } else {
        StaffNames::Name
    }
}

/// By what the vendor's people appear outside its domain, as it chose.
pub(crate) async fn staff_names(acting: &mut Acting) -> Result<StaffNames> {
    let chosen: Option<(StaffNames,)> = acting
        .tx
        .opt(sql!("SELECT staff_names FROM domains WHERE kind = 'vendor'"))
        .await?;
    Ok(chosen.map_or(StaffNames::Name, |(chosen,)| chosen))
}

/// Whether a share names somebody of the vendor's whose address the viewer is not to learn. A domain
/// that shared knows the address.
pub(crate) fn is_unnamed_staff(share: &Shared, viewer: &Domain, chosen: StaffNames) -> bool {
    let kind = share.domain.as_ref().map(|domain| domain.kind);
    share.shared_in != viewer.id && kind.is_some_and(|kind| named(kind, chosen, viewer) != StaffNames::Name)
}

/// A name as far as it is shown.
fn name(whole: &str, names: StaffNames) -> Option<String> {
    match names {
        StaffNames::Name => Some(whole.to_owned()),
        StaffNames::FirstName => whole.split_whitespace().next().map(str::to_owned),
        StaffNames::Team => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(id: u128, kind: DomainKind) -> Domain {
        Domain {
            id: Uuid::from_u128(id),
            name: format!("d{id}.example"),
            title: format!("D{id}"),
            kind,
            organization_id: None,
        }
    }

    fn row(kind: DomainKind, chosen: StaffNames) -> PersonRow {
        PersonRow {
            person_name: "Ada  Lovelace".to_owned(),
            person_email: "ada.lovelace@d1.example".to_owned(),
            person_domain_id: Uuid::from_u128(1),
            person_domain_name: "d1.example".to_owned(),
            person_domain_title: "D1".to_owned(),
            person_domain_kind: kind,
            person_staff_names: chosen,
        }
    }

    #[test]
    fn the_vendors_people_appear_outside_as_the_vendor_chose() {
        use DomainKind::{Client, Reseller, Vendor};
        for (chosen, shown, address) in [
            (StaffNames::Name, Some("Ada  Lovelace"), true),
            (StaffNames::FirstName, Some("Ada"), false),
            (StaffNames::Team, None, false),
        ] {
            for viewer in [domain(2, Client), domain(3, Reseller)] {
                let seen = row(Vendor, chosen).seen_from(&viewer);
                assert_eq!(seen.name.as_deref(), shown);
                assert_eq!(seen.email.is_some(), address);
                assert_eq!(
                    seen.domain.map(|domain| domain.name).as_deref(),
                    Some("d1.example")
                );
            }
            // To colleagues, and whatever others may have chosen, by name.
            assert!(row(Vendor, chosen).seen_from(&domain(1, Vendor)).email.is_some());
            assert!(
                row(Client, chosen)
                    .seen_from(&domain(3, Reseller))
                    .email
                    .is_some()
            );
            assert_eq!(
                row(Reseller, chosen).seen_from(&domain(3, Reseller)),
                ANOTHER_PARTNER
            );
        }
        assert_eq!(name(" ", StaffNames::FirstName), None);
    }
}
