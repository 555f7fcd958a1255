//! What one does with ratings.

use super::store;
use crate::app::App;
use crate::authz::act::{Act, Rate, View};
use crate::authz::{Acting, CaseFacts, Credentials, Permit};
use crate::error::{Error, Result};
use shared::Timestamp;
use shared::api::ratings::{RateCase, Ratings};
use shared::case::State;
use shared::problem::Code;
use shared::words::Action;

/// The ratings of a case that the caller may know.
///
/// # Errors
/// `not-found` when the caller may not see the case.
pub async fn list(app: &App, credentials: &Credentials, number: &str) -> Result<Ratings> {
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<View>(number).await?;
    view(&mut acting, &case).await
}

async fn view<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<Ratings> {
    let may_rate = match closing(case) {
        Some(closed_at) if case.may(Action::Rate) => !store::has_rated(acting, case, closed_at).await?,
        _ => false,
    };
    let items = store::known_ratings(acting, case).await?;
    Ok(Ratings { items, may_rate })
}

/// The closing that can be rated. A duplicate goes on in another case.
fn closing(case: &CaseFacts) -> Option<Timestamp> {
    case.closed_at
        .filter(|_| case.state == State::Closed && !case.merged)
}

/// Rates the last closing of a case, for the caller's domain.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`; `case-merged`, `move-not-allowed` for a case that is
/// not closed, `already-rated`.
pub async fn rate(app: &App, credentials: &Credentials, number: &str, request: &RateCase) -> Result<Ratings> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Rate>(number).await?;
    let closed_at = closing(&case).ok_or_else(|| {
        let code = if case.merged {
            Code::CaseMerged
        } else {
            Code::MoveNotAllowed
        };
        Error::moves(code, case.moves(acting.now))
    })?;
    let comment = request.comment.as_deref().map(str::trim);
    store::add(&mut acting, &case, closed_at, request.score, comment).await?;
    let ratings = view(&mut acting, &case).await?;
    acting.commit(ratings).await
}

/// The outcome of rating. The kept answer of one carried out before goes only to whoever may still
/// see the case, and shows what that may know now.
///
/// # Errors
/// Those of the outcome; `not-found` when the caller may not see the case any more.
pub async fn answered(
    app: &App,
    credentials: &Credentials,
    number: &str,
    outcome: Result<Ratings>,
) -> Result<Ratings> {
    match outcome {
        Err(Error::Replay(_)) => list(app, credentials, number).await,
        outcome => outcome,
    }
}
