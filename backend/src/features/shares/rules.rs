//! Whom one may share with, without I/O (DESIGN §2.7).

use crate::authz::Domain;
use crate::mutation::mutated;
use shared::words::DomainKind;
use uuid::Uuid;

/// Where an address lies, as far as sharing a case goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the client's own domain, or the vendor's.
    Inside,
    /// In the domain of whoever shares.
    Own,
    /// In a reseller domain that the client lets in.
    LetIn,
    /// Anywhere else. A reseller that is not let in is not told from a stranger.
    Outside,
}

/// Where the domain of an address lies; nothing is a host that no domain here has.
pub(super) fn place(address: Option<&Domain>, client: Uuid, sharer: Uuid, let_in: bool) -> Place {
    match address {
        Some(domain) if domain.id == client || domain.kind == DomainKind::Vendor => Place::Inside,
        Some(domain) if domain.id == sharer => Place::Own,
        Some(domain) if domain.kind == DomainKind::Reseller && let_in => Place::LetIn,
        _ => Place::Outside,
    }
}

/// Whether somebody of a domain of that kind may share with an address there.
///
/// # Errors
/// The reason, for the field `/email`.
pub(super) fn may_share(sharer: DomainKind, place: Place, outside: bool) -> Result<(), &'static str> {
    match (sharer, place) {
        (_, Place::Inside | Place::Own) => Ok(()),
        (DomainKind::Reseller, _) => Err("share-reseller"),
        (_, Place::LetIn) => Ok(()),
        (_, Place::Outside) if outside || mutated!(ShareAnywhere) => Ok(()),
        (_, Place::Outside) => Err("share-outside"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(id: u128, kind: DomainKind) -> Domain {
        Domain {
            id: Uuid::from_u128(id),
            name: format!("d{id}.example"),
            title: String::new(),
            kind,
            organization_id: None,
        }
    }

    #[test]
    fn addresses_lie_where_their_domain_does() {
        let (client, sharer) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let lies = |id, kind, let_in| place(Some(&domain(id, kind)), client, sharer, let_in);
        assert_eq!(lies(1, DomainKind::Client, false), Place::Inside);
        assert_eq!(lies(9, DomainKind::Vendor, false), Place::Inside);
        assert_eq!(lies(2, DomainKind::Reseller, false), Place::Own);
        assert_eq!(lies(3, DomainKind::Reseller, true), Place::LetIn);
        assert_eq!(lies(3, DomainKind::Reseller, false), Place::Outside);
        assert_eq!(lies(3, DomainKind::Client, true), Place::Outside);
        assert_eq!(place(None, client, sharer, true), Place::Outside);
    }

    #[test]
    fn resellers_share_with_the_client_the_vendor_and_themselves_only() {
        use DomainKind::{Client, Reseller, Vendor};
        for outside in [false, true] {
            for place in [Place::LetIn, Place::Outside] {
                assert_eq!(may_share(Reseller, place, outside), Err("share-reseller"));
            }
            for sharer in [Client, Reseller, Vendor] {
                assert_eq!(may_share(sharer, Place::Inside, outside), Ok(()));
                assert_eq!(may_share(sharer, Place::Own, outside), Ok(()));
            }
            assert_eq!(may_share(Client, Place::LetIn, outside), Ok(()));
        }
        assert_eq!(may_share(Client, Place::Outside, true), Ok(()));
        assert_eq!(may_share(Client, Place::Outside, false), Err("share-outside"));
    }
}
