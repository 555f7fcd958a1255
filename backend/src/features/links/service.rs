//! What one does with links between cases.

use super::store;
use crate::app::App;
use crate::authz::act::{Act, Manage, View, Work};
use crate::authz::{Acting, CaseFacts, Credentials, Permit};
use crate::error::{Error, Result};
use crate::features::cases;
use crate::mail;
use crate::mutation::mutated;
use shared::api::cases::CaseView;
use shared::api::links::{LinkCase, LinkKind, LinkView, MergeCase};
use shared::case::State;
use shared::problem::Code;
use shared::words::MailEvent;

/// The cases that have to do with a case, as far as the caller may see them.
///
/// # Errors
/// `not-found` when the caller may not see the case itself.
pub async fn list(app: &App, credentials: &Credentials, number: &str) -> Result<Vec<LinkView>> {
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<View>(number).await?;
    views(&mut acting, &case).await
}

async fn views<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<Vec<LinkView>> {
    let visible = acting.visible();
    store::all(acting, case, &visible).await
}

/// The other case, which the caller names in a field.
///
/// # Errors
/// The field, `unknown` for a case that the caller may not see; `forbidden`, `scope-missing`.
async fn other<A: Act>(acting: &mut Acting, pointer: &str, number: &str) -> Result<Permit<A, CaseFacts>> {
    acting.case::<A>(number.trim()).await.map_err(|error| {
        if error.code() == Some(Code::NotFound) {
            Error::field(pointer, "unknown")
        } else {
            error
        }
    })
}

/// Links a case to another, in place of any link between the two.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`, of either case; the field `/number`.
pub async fn link(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &LinkCase,
) -> Result<Vec<LinkView>> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Manage>(number).await?;
    let other = other::<Manage>(&mut acting, "/number", &request.number).await?;
    if other.id == case.id {
        return Err(Error::field("/number", "same-case"));
    }
    let kind = request.kind.unwrap_or(LinkKind::Related);
    let before = store::between(&mut acting, &case, &other).await?;
    if before != Some(kind) {
        if let Some(before) = before {
            store::end(&mut acting, &case, &other, before).await?;
        }
        store::add(&mut acting, &case, &other, kind).await?;
    }
    let views = views(&mut acting, &case).await?;
    acting.commit(views).await
}

/// The outcome of linking. The kept answer of one carried out before goes only to whoever may still
/// see the case, and shows what that may see now.
///
/// # Errors
/// Those of the outcome; `not-found` when the caller may not see the case any more.
pub async fn answered(
    app: &App,
    credentials: &Credentials,
    number: &str,
    outcome: Result<Vec<LinkView>>,
) -> Result<Vec<LinkView>> {
    match outcome {
        Err(Error::Replay(_)) => list(app, credentials, number).await,
        outcome => outcome,
    }
}

/// Takes a link to another case away.
///
/// # Errors
/// `not-found`, also for a link to a case that the caller may not see; `forbidden`, `scope-missing`.
pub async fn unlink(app: &App, credentials: &Credentials, number: &str, other: &str) -> Result<()> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Manage>(number).await?;
    let other = acting.case::<View>(other).await?;
    let before = store::between(&mut acting, &case, &other).await?;
    let before = before.ok_or(Error::from(Code::NotFound))?;
    store::end(&mut acting, &case, &other, before).await?;
    acting.commit(()).await
}

/// Notes that a case that was just filed follows another up.
///
/// # Errors
/// The field `/follow_up_of`: `unknown` for a case that the caller may not see, `other-client` for
/// one of another client.
pub(in crate::features) async fn follow_up(acting: &mut Acting, number: &str, followed: &str) -> Result<()> {
    let followed = other::<View>(acting, "/follow_up_of", followed).await?;
    let case = acting.case::<View>(number).await?;
    if followed.domain_id != case.domain_id {
        return Err(Error::field("/follow_up_of", "other-client"));
    }
    store::add(acting, &case, &followed, LinkKind::Follows).await
}

/// Closes a case as a duplicate of another. Nobody sees more or less than before.
///
/// # Errors
/// `not-found`, `forbidden`; the field `/into`; `other-client`, `case-merged`, `move-not-allowed`
/// for a case that is closed already.
pub async fn merge(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &MergeCase,
) -> Result<CaseView> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Work>(number).await?;
    let into = other::<Work>(&mut acting, "/into", &request.into).await?;
    if into.id == case.id {
        return Err(Error::field("/into", "same-case"));
    }
    if into.domain_id != case.domain_id && !mutated!(MergedAcrossClients) {
        return Err(Code::OtherClient.into());
    }
    if into.merged {
        return Err(Code::CaseMerged.into());
    }
    if case.state == State::Closed {
        let code = if case.merged {
            Code::CaseMerged
        } else {
            Code::MoveNotAllowed
        };
        return Err(Error::moves(code, case.moves(acting.now)));
    }
    let said = match request.comment.as_deref().map(str::trim) {
        Some(words) => Some(cases::store::say(&mut acting, &case, words).await?),
        None => None,
    };
    cases::store::set_state(&mut acting, &case, State::Closed).await?;
    store::merge(&mut acting, &case, &into).await?;
    mail::tell(&mut acting, &case, MailEvent::Closing, said).await?;
    let view = cases::service::look(&mut acting, number).await?;
    acting.commit(view).await
}
