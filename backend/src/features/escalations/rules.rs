//! When a case may be escalated, without I/O (DESIGN §3).

use crate::authz::CaseFacts;
use crate::error::Error;
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::escalations::EscalationObstacle;
use shared::case::State;
use shared::problem::Code;
use shared::words::Action;

/// What stands in the way of escalating; nothing means that the caller may. `offered` is what the
/// client's plan in force says, `under_way` whether the case is escalated already.
pub(super) fn obstacle(case: &CaseFacts, offered: bool, under_way: bool) -> Option<EscalationObstacle> {
    if !case.may(Action::Escalate) || !case.customer() {
        Some(EscalationObstacle::Forbidden)
    } else if case.state == State::Closed {
        Some(EscalationObstacle::Closed)
    } else if under_way {
        Some(EscalationObstacle::AlreadyEscalated)
    } else if !offered && !mutated!(EscalatedWithoutPlan) {
        Some(EscalationObstacle::NotOffered)
    } else {
        None
    }
}

/// The refusal for an obstacle.
pub(super) fn refusal(obstacle: EscalationObstacle, case: &CaseFacts, now: Timestamp) -> Error {
    match obstacle {
        EscalationObstacle::Forbidden => Code::Forbidden.into(),
        EscalationObstacle::NotOffered => Code::EscalationNotOffered.into(),
        EscalationObstacle::AlreadyEscalated => Code::AlreadyEscalated.into(),
        EscalationObstacle::Closed => Error::moves(Code::MoveNotAllowed, case.moves(now)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::{Relation, Severity};
    use uuid::Uuid;

    fn case(state: State, relation: Relation, may: &[Action]) -> CaseFacts {
        CaseFacts {
            id: Uuid::nil(),
            number: "CASE-1".to_owned(),
            domain_id: Uuid::nil(),
            state,
            severity: Severity::P4,
            closed_at: None,
            updated_at: Timestamp::from_micros(0),
            merged: false,
            relations: vec![relation],
            may: may.to_vec(),
        }
    }

    #[test]
    fn the_right_the_state_and_the_plan_must_all_allow_it() {
        use EscalationObstacle::{AlreadyEscalated, Closed, Forbidden, NotOffered};
        let customer = |state| case(state, Relation::Manager, &[Action::View, Action::Escalate]);
        let open = customer(State::ActionRequired);
        assert_eq!(obstacle(&open, true, false), None);
        assert_eq!(obstacle(&open, true, true), Some(AlreadyEscalated));
        assert_eq!(obstacle(&open, false, false), Some(NotOffered));
        assert_eq!(obstacle(&open, false, true), Some(AlreadyEscalated));
        assert_eq!(obstacle(&customer(State::Closed), true, false), Some(Closed));
        // Without the right, nothing is said of the plan.
        let viewer = case(State::New, Relation::Shared, &[Action::View]);
        // The vendor decides escalations, and makes none.
        let desk = case(State::New, Relation::Support, &[Action::Work, Action::Escalate]);
        for other in [viewer, desk] {
            for (offered, under_way) in [(false, false), (true, false), (true, true)] {
                assert_eq!(obstacle(&other, offered, under_way), Some(Forbidden));
            }
        }
    }
}
