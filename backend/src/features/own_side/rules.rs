//! Who has an own side of a case, without I/O.

use crate::authz::{CaseFacts, Domain};
use crate::error::Result;
use crate::mutation::mutated;
use shared::problem::Code;
use shared::words::DomainKind;

/// Refuses everybody but a reseller's own people, who see the case for their domain: the client and
/// the vendor have no such side, and whoever sees the case by a share belongs to none.
///
/// # Errors
/// `forbidden`.
pub(super) fn has_own_side(domain: &Domain, case: &CaseFacts) -> Result<()> {
    let reseller = domain.kind == DomainKind::Reseller;
    if (reseller && case.for_its_domain()) || mutated!(OwnNotesShownToAll) {
        Ok(())
    } else {
        Err(Code::Forbidden.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::case::State;
    use shared::words::{Relation, Severity};
    use uuid::Uuid;

    #[test]
    fn resellers_that_see_the_case_for_themselves_have_one() {
        for kind in DomainKind::ALL {
            for relation in Relation::ALL {
                let domain = Domain {
                    id: Uuid::nil(),
                    name: String::new(),
                    title: String::new(),
                    kind: *kind,
                    organization_id: None,
                };
                let case = CaseFacts {
                    id: Uuid::nil(),
                    number: String::new(),
                    domain_id: Uuid::nil(),
                    state: State::New,
                    severity: Severity::P4,
                    closed_at: None,
                    updated_at: Timestamp::from_micros(0),
                    merged: false,
                    relations: vec![*relation],
                    may: Vec::new(),
                };
                let expected = *kind == DomainKind::Reseller
                    && matches!(relation, Relation::Account | Relation::Manager);
                assert_eq!(
                    has_own_side(&domain, &case).is_ok(),
                    expected,
                    "{kind} {relation}"
                );
            }
        }
    }
}
