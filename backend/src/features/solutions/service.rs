//! What one does with what was done.

use super::{Words, rules, store};
use crate::app::App;
use crate::authz::act::{Act, Work};
use crate::authz::{Acting, CaseFacts, Credentials, Entry, Permit};
use crate::error::{Error, Result};
use crate::features::cases;
use shared::api::cases::CaseView;
use shared::api::solutions::{Solution, Summarize};
use shared::case::{Move, State};
use shared::problem::Code;

/// What was done to solve a case, while that stands.
///
/// # Errors
/// What the database says.
pub(crate) async fn of<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<Option<Solution>> {
    if !rules::stands(case.state) {
        return Ok(None);
    }
    let found = store::of(acting, case).await?;
    Ok(found.map(|row| row.view(&acting.caller.domain)))
}

/// Keeps what goes with a move: what was done, or that it is still to be said. A customer who closes
/// leaves that to the desk, unless a solution stood.
///
/// # Errors
/// What the database says.
pub(crate) async fn moved<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    step: Move,
    solution: Option<&Words<'_>>,
) -> Result<()> {
    if let Some(words) = solution {
        store::keep(acting, case, words).await?;
    }
    match step {
        Move::Close | Move::Confirm | Move::Conclude => {
            let unsolved = case.state != State::SolutionProvided;
            store::note_whether_due(acting, case, unsolved).await
        }
        Move::Triage | Move::Ask | Move::Solve | Move::Reply | Move::Reopen => Ok(()),
    }
}

/// Writes down what was done.
///
/// # Errors
/// `not-found`, `forbidden`; `move-not-allowed` while the case is worked, with what is possible.
pub async fn summarize(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &Summarize,
) -> Result<CaseView> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Work>(number).await?;
    if !rules::stands(case.state) {
        return Err(Error::moves(Code::MoveNotAllowed, case.moves(acting.now)));
    }
    store::keep(&mut acting, &case, &Words::from(request)).await?;
    cases::touch(&mut acting, &case).await?;
    let entry = Entry {
        action: "case.summarized",
        client: Some(case.domain_id),
        case: Some(case.id),
        ..Entry::default()
    };
    acting.record(entry).await?;
    let view = cases::service::look(&mut acting, number).await?;
    acting.commit(view).await
}
