//! Where a period of management stands, and whether the transfer that begins or ends it can still
//! be cancelled.

use shared::Timestamp;
use shared::api::tenures::TenureView;

/// Where a period stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// It begins later.
    Later,
    /// It is under way, without an end.
    Now,
    /// It is under way and its end is set.
    Ending,
    /// It is over.
    Past,
}

/// Where a period stands at the instant `now`.
pub(super) fn phase(period: &TenureView, now: Timestamp) -> Phase {
    if period.from > now {
        Phase::Later
    } else {
        match period.to {
            None => Phase::Now,
            Some(to) if to > now => Phase::Ending,
            Some(_) => Phase::Past,
        }
    }
}

/// Whether the transfer can be cancelled at this period. One that leads to another reseller is
/// cancelled at the period that begins; only one that leads to the vendor at the one that ends.
pub(super) fn can_cancel(period: &TenureView, all: &[TenureView], now: Timestamp) -> bool {
    match phase(period, now) {
        Phase::Later => true,
        Phase::Ending => !all.iter().any(|other| {
            other.client.name == period.client.name
                && other.kind == period.kind
                && Some(other.from) == period.to
        }),
        Phase::Now | Phase::Past => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::DomainRef;
    use shared::words::{DomainKind, TenureKind};

    fn period(from: i64, to: Option<i64>) -> TenureView {
        let domain = |kind| DomainRef {
            name: "d.example".into(),
            title: "D".into(),
            kind,
        };
        TenureView {
            id: "01900000-0000-7000-8000-000000000001".parse().unwrap(),
            client: domain(DomainKind::Client),
            reseller: domain(DomainKind::Reseller),
            kind: TenureKind::Resale,
            from: Timestamp::from_micros(from),
            to: to.map(Timestamp::from_micros),
        }
    }

    #[test]
    fn a_period_begins_with_its_first_instant_and_ends_before_its_last() {
        let now = Timestamp::from_micros(10);
        assert_eq!(phase(&period(11, None), now), Phase::Later);
        assert_eq!(phase(&period(10, None), now), Phase::Now);
        assert_eq!(phase(&period(1, Some(11)), now), Phase::Ending);
        assert_eq!(phase(&period(1, Some(10)), now), Phase::Past);
    }

    #[test]
    fn a_transfer_is_cancelled_in_one_place() {
        let now = Timestamp::from_micros(10);
        let (ending, beginning) = (period(1, Some(20)), period(20, None));
        let both = [beginning.clone(), ending.clone()];
        assert!(can_cancel(&beginning, &both, now) && !can_cancel(&ending, &both, now));
        assert!(can_cancel(&ending, std::slice::from_ref(&ending), now));
        assert!(!can_cancel(&period(1, None), &both, now));
    }
}
