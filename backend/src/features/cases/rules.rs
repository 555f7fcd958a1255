//! What a move needs besides the state and the right, without I/O.

use crate::authz::CaseFacts;
use crate::error::{Error, Result};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::cases::ChangeCase;
use shared::case::{Move, Refusal, State};
use shared::problem::Code;
use shared::words::{MailEvent, Severity};

/// The state that a move leads to, for a caller who may see the case.
///
/// # Errors
/// `move-not-allowed`, `reopen-window-passed` or `case-merged`, with the moves that this caller may
/// make.
pub(crate) fn moved(case: &CaseFacts, step: Move, now: Timestamp) -> Result<State> {
    if !case.goes_on_here(step) {
        return Err(Error::moves(Code::CaseMerged, case.moves(now)));
    }
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

/// Refuses a comment on a case that goes on in another.
///
/// # Errors
/// `case-merged`, with the moves that this caller may make.
pub(super) fn goes_on_here(case: &CaseFacts, now: Timestamp) -> Result<()> {
    if case.merged {
        Err(Error::moves(Code::CaseMerged, case.moves(now)))
    } else {
        Ok(())
    }
}

/// Refuses a change by somebody who looked at what the case was before.
///
/// # Errors
/// `changed-meanwhile`.
pub(super) fn unchanged_since(case: &CaseFacts, expected: Option<Timestamp>) -> Result<()> {
    match expected {
        Some(expected) if expected != case.updated_at && !mutated!(StaleEditTaken) => {
            Err(Code::ChangedMeanwhile.into())
        }
        _ => Ok(()),
    }
}

/// The severity that changes and why; nothing if it stays what it is.
///
/// # Errors
/// The field `/severity_reason`.
pub(super) fn severity<'a>(case: &CaseFacts, change: &'a ChangeCase) -> Result<Option<(Severity, &'a str)>> {
    let Some(severity) = change.severity.filter(|severity| *severity != case.severity) else {
        return Ok(None);
    };
    let reason = change.severity_reason.as_deref().map(str::trim);
    let reason = reason.ok_or_else(|| Error::field("/severity_reason", "required"))?;
    Ok(Some((severity, reason)))
}

/// Refuses the desk what is the customer's own.
///
/// # Errors
/// `forbidden`.
pub(super) fn own_reference(case: &CaseFacts) -> Result<()> {
    if case.for_its_domain() {
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

/// What a customer's comment is to those who hear of it.
pub(super) const fn news_of_comment(before: State) -> MailEvent {
    match before {
        State::Closed => MailEvent::Reopening,
        State::New | State::InProgress | State::ActionRequired | State::SolutionProvided => {
            MailEvent::Comment
        }
    }
}

/// What a move is to those who hear of it; nothing for one that says nothing.
pub(super) const fn news_of_move(step: Move, said: bool) -> Option<MailEvent> {
    match step {
        Move::Ask => Some(MailEvent::Question),
        Move::Solve => Some(MailEvent::Solution),
        Move::Conclude | Move::Confirm | Move::Close => Some(MailEvent::Closing),
        Move::Reopen => Some(MailEvent::Reopening),
        Move::Triage | Move::Reply if said => Some(MailEvent::Comment),
        Move::Triage | Move::Reply => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::{Action, Relation};
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
            merged: false,
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
    fn a_merged_case_goes_on_elsewhere() {
        let now = Timestamp::from_micros(1);
        for (relation, may, possible) in [
            (Relation::Account, &CUSTOMER[..], &[][..]),
            (Relation::Support, &DESK, &[Move::Reopen]),
        ] {
            let mut case = case(State::Closed, relation, may);
            case.merged = true;
            assert_eq!(case.moves(now), possible);
            assert!(goes_on_here(&case, now).is_err());
            for step in Move::ALL.iter().filter(|step| !possible.contains(step)) {
                let refused = format!("{:?}", moved(&case, *step, now));
                assert!(refused.contains("CaseMerged"), "{step} {refused}");
            }
        }
    }

    #[test]
    fn an_edit_of_what_has_changed_is_told() {
        let case = case(State::New, Relation::Account, &CUSTOMER);
        assert!(unchanged_since(&case, None).is_ok());
        assert!(unchanged_since(&case, Some(case.updated_at)).is_ok());
        for other in [-1, 1] {
            assert!(unchanged_since(&case, Some(Timestamp::from_micros(other))).is_err());
        }
    }

    #[test]
    fn another_severity_needs_a_reason() {
        let case = case(State::New, Relation::Account, &CUSTOMER);
        let change = |severity, reason: Option<&str>| ChangeCase {
            severity,
            severity_reason: reason.map(str::to_owned),
            ..ChangeCase::default()
        };
        assert_eq!(severity(&case, &change(None, None)).unwrap(), None);
        let same = change(Some(case.severity), None);
        assert_eq!(severity(&case, &same).unwrap(), None);
        let why = change(Some(Severity::P1), Some(" It got worse. "));
        let found = severity(&case, &why).unwrap();
        assert_eq!(found, Some((Severity::P1, "It got worse.")));
        assert!(severity(&case, &change(Some(Severity::P1), None)).is_err());
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

    #[test]
    fn what_is_done_is_news_of_one_kind() {
        let news = |step, said| news_of_move(step, said);
        assert_eq!(news(Move::Ask, true), Some(MailEvent::Question));
        assert_eq!(news(Move::Solve, true), Some(MailEvent::Solution));
        for step in [Move::Conclude, Move::Confirm, Move::Close] {
            assert_eq!(news(step, false), Some(MailEvent::Closing));
        }
        assert_eq!(news(Move::Reopen, false), Some(MailEvent::Reopening));
        assert_eq!(news(Move::Triage, true), Some(MailEvent::Comment));
        assert_eq!(news(Move::Triage, false), None);
        assert_eq!(news_of_comment(State::Closed), MailEvent::Reopening);
        assert_eq!(news_of_comment(State::ActionRequired), MailEvent::Comment);
    }
}
