//! What the form about a consent begins with, and what it sends.

use shared::Timestamp;
use shared::api::clients::Access;
use shared::api::delegations::{DelegationView, GrantAccess, ResellerAccess};
use shared::words::{DelegationScope, DelegationScopes};

/// Which boxes are ticked at first: what the reseller asks for beside what is in force; else what is
/// in force, else what was, else the usual.
pub(super) fn begins_with(access: &ResellerAccess) -> DelegationScopes {
    let set = |scopes: &[DelegationScope]| scopes.iter().copied().collect::<DelegationScopes>();
    if let Some(asked) = &access.asked {
        let granted = access
            .delegation
            .as_ref()
            .filter(|_| access.access == Access::Granted);
        let granted = granted.map_or(DelegationScopes::EMPTY, |delegation| set(&delegation.scopes));
        return set(&asked.scopes).union(granted).with_view();
    }
    match &access.delegation {
        Some(delegation) => set(&delegation.scopes).with_view(),
        None => DelegationScopes::usual(),
    }
}

/// The end that the form begins with: only one that is in force, for a past one would be refused.
pub(super) fn end_begins_with(access: &ResellerAccess) -> Option<Timestamp> {
    let delegation = access.delegation.as_ref()?;
    delegation.expires_at.filter(|_| access.access == Access::Granted)
}

/// When a consent ended that is not in force any more.
pub(super) fn ends(delegation: &DelegationView) -> Option<Timestamp> {
    match (delegation.revoked_at, delegation.expires_at) {
        (Some(revoked), Some(expired)) => Some(revoked.min(expired)),
        (one, other) => one.or(other),
    }
}

/// What grants the same as before again.
pub(super) fn again(access: &ResellerAccess) -> Option<GrantAccess> {
    let delegation = access.delegation.as_ref()?;
    Some(GrantAccess {
        reseller: access.reseller.name.clone(),
        scopes: Some(delegation.scopes.clone()),
        expires_at: delegation.expires_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::access::AccessRequest;
    use shared::api::{DomainRef, Person};
    use shared::words::DomainKind;

    fn access(state: Access, delegation: Option<DelegationView>) -> ResellerAccess {
        ResellerAccess {
            reseller: DomainRef {
                name: "r.example".into(),
                title: "R".into(),
                kind: DomainKind::Reseller,
            },
            tenures: Vec::new(),
            manages: true,
            access: state,
            delegation,
            asked: None,
        }
    }

    fn consent(revoked_at: Option<i64>, expires_at: Option<i64>) -> DelegationView {
        DelegationView {
            id: "01900000-0000-7000-8000-000000000001".parse().unwrap(),
            scopes: vec![DelegationScope::Comment],
            granted_at: Timestamp::from_micros(1),
            expires_at: expires_at.map(Timestamp::from_micros),
            revoked_at: revoked_at.map(Timestamp::from_micros),
        }
    }

    #[test]
    fn the_form_begins_with_what_there_is() {
        assert_eq!(
            begins_with(&access(Access::NeverGranted, None)),
            DelegationScopes::usual()
        );
        let granted = access(Access::Granted, Some(consent(None, Some(9))));
        assert!(begins_with(&granted).has(DelegationScope::View));
        assert!(!begins_with(&granted).has(DelegationScope::File));
        assert_eq!(end_begins_with(&granted), Some(Timestamp::from_micros(9)));
        let expired = access(Access::Expired, Some(consent(None, Some(9))));
        assert_eq!(end_begins_with(&expired), None);
        assert_eq!(
            again(&granted).and_then(|request| request.expires_at),
            Some(Timestamp::from_micros(9))
        );
    }

    #[test]
    fn what_is_asked_for_is_ticked_beside_what_there_is() {
        let mut access = access(Access::Granted, Some(consent(None, None)));
        access.asked = Some(AccessRequest {
            id: "01900000-0000-7000-8000-000000000002".parse().unwrap(),
            by: Person {
                name: None,
                email: None,
                domain: None,
            },
            at: Timestamp::from_micros(2),
            scopes: vec![DelegationScope::File],
            message: None,
        });
        let ticked = |access: &ResellerAccess| begins_with(access).iter().collect::<Vec<_>>();
        let all = [
            DelegationScope::View,
            DelegationScope::File,
            DelegationScope::Comment,
        ];
        assert_eq!(ticked(&access), all);
        access.access = Access::Revoked;
        assert_eq!(ticked(&access), all[..2]);
    }

    #[test]
    fn what_came_first_ended_it() {
        assert_eq!(ends(&consent(Some(3), Some(5))), Some(Timestamp::from_micros(3)));
        assert_eq!(ends(&consent(None, Some(5))), Some(Timestamp::from_micros(5)));
        assert_eq!(ends(&consent(None, None)), None);
    }
}
