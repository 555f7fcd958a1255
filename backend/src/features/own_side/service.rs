//! What a reseller does on its own side of a case.

use super::{rules, store};
use crate::app::App;
use crate::authz::act::{Act, Comment, View};
use crate::authz::{Acting, CaseFacts, Credentials, Permit};
use crate::error::{Error, Result};
use shared::api::own_side::{AssignOwn, NewOwnNote, OwnSide};
use shared::text::Email;
use shared::words::Action;

/// Who sees to a case within the reseller, and its own notes.
///
/// # Errors
/// `not-found` when the caller may not see the case, `forbidden` when it has no own side of it.
pub async fn view(app: &App, credentials: &Credentials, number: &str) -> Result<OwnSide> {
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<View>(number).await?;
    side(&mut acting, &case).await
}

async fn side<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<OwnSide> {
    rules::has_own_side(&acting.caller.domain, case)?;
    Ok(OwnSide {
        assignee: store::assignee(acting, case).await?,
        notes: store::notes(acting, case).await?,
        may_write: case.may(Action::Comment),
    })
}

/// Says who sees to the case, of the own domain; or nobody.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`; the field `/assignee`.
pub async fn assign(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &AssignOwn,
) -> Result<OwnSide> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Comment>(number).await?;
    rules::has_own_side(&acting.caller.domain, &case)?;
    match &request.assignee {
        None => store::assign_nobody(&mut acting, &case).await?,
        Some(address) => {
            let email = Email::parse(address).map_err(|_| Error::field("/assignee", "email"))?;
            store::assign(&mut acting, &case, &email).await?;
        }
    }
    let side = side(&mut acting, &case).await?;
    acting.commit(side).await
}

/// Adds a note.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`.
pub async fn note(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &NewOwnNote,
) -> Result<OwnSide> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Comment>(number).await?;
    rules::has_own_side(&acting.caller.domain, &case)?;
    store::add_note(&mut acting, &case, request.body.trim()).await?;
    let side = side(&mut acting, &case).await?;
    acting.commit(side).await
}

/// The outcome of a write. The answer to one carried out before is what the caller may see now.
///
/// # Errors
/// Those of the outcome; `not-found` when the caller may not see the case any more.
pub async fn answered(
    app: &App,
    credentials: &Credentials,
    number: &str,
    outcome: Result<OwnSide>,
) -> Result<OwnSide> {
    match outcome {
        Err(Error::Replay(_)) => view(app, credentials, number).await,
        outcome => outcome,
    }
}
