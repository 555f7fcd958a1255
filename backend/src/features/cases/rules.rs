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
