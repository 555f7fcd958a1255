//! What a move needs besides the state and the right, without I/O.

use crate::authz::CaseFacts;
use crate::error::{Error, Result};
use shared::Timestamp;
use shared::case::{Move, Refusal, State};
use shared::problem::Code;

/// The state that a move leads to, for a caller who may see the case.
///
/// # Errors
/// `move-not-allowed` or `reopen-window-passed`, with the moves that this caller may make.
pub(super) fn moved(case: &CaseFacts, step: Move, now: Timestamp) -> Result<State> {
    step.from(case.state, case.closed_at, now).map_err(|refusal| {
        let code = match refusal {
            Refusal::NotFrom(_) => Code::MoveNotAllowed,
            Refusal::ReopenWindowPassed => Code::ReopenWindowPassed,
        };
        Error::moves(code, case.moves(now))
    })
}

/// Refuses a move that the caller may not make.
///
/// # Errors
/// `forbidden`.
pub(super) fn may(case: &CaseFacts, step: Move) -> Result<()> {
    if case.may_make(step) {
        Ok(())
    } else {
        Err(Code::Forbidden.into())
    }
}

/// The words that go with a move: a question and a solution cannot do without.
///
/// # Errors
/// The field `/comment`.
pub(super) fn words(step: Move, comment: Option<&str>) -> Result<Option<&str>> {
    let comment = comment.map(str::trim).filter(|comment| !comment.is_empty());
    match (step, comment) {
        (Move::Ask | Move::Solve, None) => Err(Error::field("/comment", "required")),
        (_, comment) => Ok(comment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::{Action, Relation, Severity};
    use uuid::Uuid;

    fn case(state: State, relation: Relation, may: &[Action]) -> CaseFacts {
        CaseFacts {
            id: Uuid::nil(),
            number: "CASE-1".to_owned(),
            domain_id: Uuid::nil(),
            state,
            severity: Severity::P4,
            closed_at: (state == State::Closed).then(|| Timestamp::from_micros(0)),
            updated_at: Timestamp::from_micros(0),
            relations: vec![relation],
            may: may.to_vec(),
        }
    }

    const CUSTOMER: [Action; 3] = [Action::View, Action::Comment, Action::Manage];
    const DESK: [Action; 4] = [Action::View, Action::Comment, Action::Manage, Action::Work];

    #[test]
    fn a_refused_move_says_what_is_possible_for_this_caller() {
        let now = Timestamp::from_micros(1);
        let asked = case(State::ActionRequired, Relation::Account, &CUSTOMER);
        assert_eq!(moved(&asked, Move::Reply, now).unwrap(), State::InProgress);
        let refused = format!("{:?}", moved(&asked, Move::Reopen, now));
        assert!(refused.contains("MoveNotAllowed"), "{refused}");
        assert!(refused.contains("[Reply, Close]"), "{refused}");
        let closed = case(State::Closed, Relation::Account, &CUSTOMER);
        let late = now.plus_days(31);
        let refused = format!("{:?}", moved(&closed, Move::Reopen, late));
        assert!(
            refused.contains("ReopenWindowPassed") && refused.contains("[]"),
            "{refused}"
        );
    }

    #[test]
    fn each_side_makes_its_own_moves() {
        let customer = case(State::InProgress, Relation::Manager, &CUSTOMER);
        let desk = case(State::InProgress, Relation::Support, &DESK);
        let viewer = case(State::InProgress, Relation::Shared, &[Action::View]);
        for (step, customers, desks) in [
            (Move::Triage, false, true),
            (Move::Ask, false, true),
            (Move::Solve, false, true),
            (Move::Conclude, false, true),
            (Move::Confirm, true, false),
            (Move::Reply, true, false),
            (Move::Close, true, false),
            (Move::Reopen, true, true),
        ] {
            assert_eq!(may(&customer, step).is_ok(), customers, "{step}");
            assert_eq!(may(&desk, step).is_ok(), desks, "{step}");
            assert!(may(&viewer, step).is_err(), "{step}");
        }
    }

    #[test]
    fn questions_and_solutions_need_words() {
        for step in Move::ALL {
            let needs = matches!(step, Move::Ask | Move::Solve);
            for nothing in [None, Some(""), Some(" \n")] {
                match words(*step, nothing) {
                    Ok(none) => assert!(!needs && none.is_none(), "{step}"),
                    Err(_) => assert!(needs, "{step}"),
                }
            }
            assert_eq!(words(*step, Some(" Done. ")).unwrap(), Some("Done."));
        }
    }
}
