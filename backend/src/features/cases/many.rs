//! What is done with many cases at once: with all of them, or with none.

use super::{rules, service, store};
use crate::app::App;
use crate::authz::act::{Manage, View};
use crate::authz::{Acting, CaseFacts, Credentials, Permit};
use crate::error::{Error, Result};
use crate::mail;
use crate::mutation::mutated;
use shared::api::lists::{ChangeMany, ChangedCase, ManyAct, ManyChanged};
use shared::case::Move;
use shared::problem::Code;
use shared::text::CaseNumber;
use shared::validate::Violation;
use shared::words::MailEvent;

/// Changes many cases, each with its own line of history and its own entry.
///
/// # Errors
/// `not-found` when one of them may not be seen, whatever is wrong with others; else the refusal of the
/// first that is refused, with `errors` pointing at its number. Then nothing was changed.
pub(super) async fn change(
    app: &App,
    credentials: &Credentials,
    request: &ChangeMany,
) -> Result<ManyChanged> {
    let mut acting = Acting::write(app, credentials).await?;
    let cases = permitted(&mut acting, &request.numbers).await?;
    let mut changed = Vec::new();
    for (at, case) in cases {
        match change_one(&mut acting, &case, request).await {
            Ok(Some(one)) => changed.push((at, one)),
            Ok(None) => {}
            Err(_) if mutated!(ManyKeepsHalf) => break,
            Err(error) => return Err(pointed(error, at)),
        }
    }
    changed.sort_by_key(|(at, _)| *at);
    let changed = changed.into_iter().map(|(_, one)| one).collect();
    acting.commit(ManyChanged { changed }).await
}

/// Permits for all of them, each case once, with its place in the request.
///
/// They are locked in one order, so that two such requests wait for each other at most once.
async fn permitted(
    acting: &mut Acting,
    numbers: &[String],
) -> Result<Vec<(usize, Permit<Manage, CaseFacts>)>> {
    let mut wanted = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let number = CaseNumber::parse(number).map_err(|_| Error::from(Code::NotFound))?;
        wanted.push((number, at));
    }
    wanted.sort();
    wanted.dedup_by(|later, first| later.0 == first.0);
    let mut cases = Vec::with_capacity(wanted.len());
    let mut refusal = None;
    for (number, at) in wanted {
        match acting.case::<Manage>(number.as_str()).await {
            Ok(case) => cases.push((at, case)),
            // That one is hidden counts before what is wrong with those that are not.
            Err(Error::Refused(refused)) if refused.code != Code::NotFound => {
                refusal.get_or_insert_with(|| pointed(Error::Refused(refused), at));
            }
            Err(error) => return Err(error),
        }
    }
    match refusal {
        Some(refusal) => Err(refusal),
        None => Ok(cases),
    }
}

/// Changes one; nothing where it is as wanted already.
async fn change_one(
    acting: &mut Acting,
    case: &Permit<Manage, CaseFacts>,
    request: &ChangeMany,
) -> Result<Option<ChangedCase>> {
    let reason = request
        .reason
        .as_deref()
        .map(str::trim)
        .filter(|reason| !reason.is_empty());
    let step = match (request.act, request.severity) {
        (Some(ManyAct::Severity), Some(severity)) => {
            if severity == case.severity {
                return Ok(None);
            }
            let reason = reason.ok_or_else(|| Error::field("/reason", "required"))?;
            store::set_severity(acting, case, severity, reason).await?;
            mail::tell(acting, case, MailEvent::Severity, None).await?;
            return Ok(Some(ChangedCase {
                number: case.number.clone(),
                from: case.severity.to_string(),
                to: severity.to_string(),
            }));
        }
        (Some(ManyAct::Reopen), _) => Move::Reopen,
        // The desk closes what it has solved.
        _ if case.customer() => Move::Close,
        _ => Move::Conclude,
    };
    let state = rules::moved(case, step, acting.now)?;
    service::carry_out(acting, case, step, &service::Words::saying(reason)).await?;
    Ok(Some(ChangedCase {
        number: case.number.clone(),
        from: case.state.to_string(),
        to: state.to_string(),
    }))
}

/// A refusal that says which of the numbers it is about.
fn pointed(error: Error, at: usize) -> Error {
    match error {
        Error::Refused(mut refusal) => {
            refusal.errors = vec![Violation {
                pointer: format!("/numbers/{at}"),
                code: refusal.code.as_str().to_owned(),
                detail: String::new(),
            }];
            Error::Refused(refusal)
        }
        other => other,
    }
}

/// The outcome of a change. The kept answer of one carried out before goes only to whoever may still
/// see all of the cases.
///
/// # Errors
/// Those of the outcome; `not-found` when the caller does not see one of them any more.
pub(super) async fn answered(
    app: &App,
    credentials: &Credentials,
    request: &ChangeMany,
    outcome: Result<ManyChanged>,
) -> Result<ManyChanged> {
    if let Err(Error::Replay(_)) = &outcome {
        let mut acting = Acting::read(app, credentials).await?;
        for number in &request.numbers {
            acting.case::<View>(number).await?;
        }
    }
    outcome
}
