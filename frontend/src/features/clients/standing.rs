//! What a client's standing means: since when it is managed, and whether one may file for it.

use shared::Timestamp;
use shared::api::clients::{Access, ClientTenure, ClientView, Standing};
use shared::api::sessions::Me;
use shared::words::{DelegationScope, Privilege};

/// Why no case can be filed on behalf of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// The roles do not include it.
    Role,
    /// The client is not managed any more.
    Former,
    /// The client does not let the reseller in.
    Access,
    /// The client lets the reseller in, but not for that.
    Scope,
}

/// What stands in the way of filing; nothing means that one may. What one can ask others to change
/// comes last: it would not help while something before it stands in the way.
pub(super) fn obstacle(view: &ClientView, me: &Me) -> Option<Obstacle> {
    if !me.privileges.contains(&Privilege::ClientsCasesManage) {
        Some(Obstacle::Role)
    } else if view.standing == Standing::Former {
        Some(Obstacle::Former)
    } else if view.access != Access::Granted {
        Some(Obstacle::Access)
    } else if !view.scopes.contains(&DelegationScope::File) {
        Some(Obstacle::Scope)
    } else {
        None
    }
}

/// Whether the caller's roles show cases of clients at all.
pub(super) fn sees_cases(me: &Me) -> bool {
    [Privilege::ClientsCasesView, Privilege::ClientsCasesManage]
        .iter()
        .any(|privilege| me.privileges.contains(privilege))
}

/// The period under way, else the last one.
pub(super) fn latest(view: &ClientView) -> Option<&ClientTenure> {
    let ongoing = |tenure: &&ClientTenure| tenure.to.is_none();
    view.tenures.iter().find(ongoing).or_else(|| view.tenures.first())
}

/// Whether a period is under way.
pub(super) fn is_open(tenure: &ClientTenure, now: Timestamp) -> bool {
    tenure.from <= now && tenure.to.is_none_or(|to| now < to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::DomainRef;
    use shared::words::{DomainKind, TenureKind};

    fn domain(kind: DomainKind) -> DomainRef {
        DomainRef {
            name: "d.example".into(),
            title: "D".into(),
            kind,
        }
    }

    fn view() -> ClientView {
        ClientView {
            client: domain(DomainKind::Client),
            standing: Standing::Current,
            access: Access::Granted,
            scopes: vec![DelegationScope::View, DelegationScope::File],
            access_expires_at: None,
            tenures: Vec::new(),
            plan: None,
        }
    }

    fn me(privileges: &[Privilege]) -> Me {
        Me {
            email: "a@r.example".into(),
            name: "A".into(),
            domain: domain(DomainKind::Reseller),
            organization: None,
            roles: Vec::new(),
            privileges: privileges.to_vec(),
            locale: None,
            time_zone: None,
            session_ends_at: Timestamp::MAX,
        }
    }

    #[test]
    fn filing_needs_role_tenure_consent_and_scope() {
        let may = me(&[Privilege::ClientsCasesManage]);
        assert_eq!(obstacle(&view(), &may), None);
        assert_eq!(
            obstacle(&view(), &me(&[Privilege::ClientsCasesView])),
            Some(Obstacle::Role)
        );
        let former = ClientView {
            standing: Standing::Former,
            ..view()
        };
        assert_eq!(obstacle(&former, &may), Some(Obstacle::Former));
        let revoked = ClientView {
            access: Access::Revoked,
            ..view()
        };
        assert_eq!(obstacle(&revoked, &may), Some(Obstacle::Access));
        let narrow = ClientView {
            scopes: vec![DelegationScope::View],
            ..view()
        };
        assert_eq!(obstacle(&narrow, &may), Some(Obstacle::Scope));
    }

    #[test]
    fn the_period_under_way_comes_first() {
        let at = Timestamp::from_micros;
        let tenure = |from, to: Option<i64>, kind| ClientTenure {
            kind,
            from: at(from),
            to: to.map(at),
        };
        let mut view = view();
        view.tenures = vec![
            tenure(30, Some(40), TenureKind::SupportPartner),
            tenure(20, None, TenureKind::Resale),
        ];
        assert_eq!(latest(&view).map(|tenure| tenure.from), Some(at(20)));
        view.tenures.pop();
        assert_eq!(latest(&view).map(|tenure| tenure.from), Some(at(30)));
        assert!(is_open(&view.tenures[0], at(30)) && !is_open(&view.tenures[0], at(40)));
    }
}
