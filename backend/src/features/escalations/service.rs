//! What one does with escalations.

use super::{rules, store};
use crate::app::App;
use crate::authz::act::{self, View};
use crate::authz::{Acting, CaseFacts, Credentials, Permit};
use crate::error::{Error, Result};
use crate::features::cases;
use crate::mail;
use shared::api::cases::{CaseView, MakeMove};
use shared::api::escalations::{Escalate, EscalationObstacle, EscalationView};
use shared::problem::Code;
use shared::words::MailEvent;

/// What the vendor does about an escalation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Takes it in hand.
    Acknowledge,
    /// Ends it.
    Resolve,
}

/// The escalation of a case under way, and what stands in the way of escalating it.
///
/// # Errors
/// What the database says.
pub(in crate::features) async fn standing(
    acting: &mut Acting,
    case: &Permit<View, CaseFacts>,
) -> Result<(Option<EscalationView>, Option<EscalationObstacle>)> {
    let under_way = store::under_way(acting, case).await?;
    let offered = store::offered(acting, case).await?;
    let obstacle = rules::obstacle(case, offered, under_way.is_some());
    let view = under_way.map(|escalation| escalation.view(acting));
    Ok((view, obstacle))
}

/// Escalates a case.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`; `escalation-not-offered`, `already-escalated`,
/// `move-not-allowed` for a closed case.
pub async fn escalate(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &Escalate,
) -> Result<CaseView> {
    let reason = request
        .reason
        .ok_or_else(|| Error::field("/reason", "required"))?;
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<act::Escalate>(number).await?;
    let under_way = store::under_way(&mut acting, &case).await?.is_some();
    let offered = store::offered(&mut acting, &case).await?;
    if let Some(obstacle) = rules::obstacle(&case, offered, under_way) {
        return Err(rules::refusal(obstacle, &case, acting.now));
    }
    store::begin(&mut acting, &case, reason, request.justification.trim()).await?;
    mail::tell_escalation(&mut acting, &case).await?;
    let view = cases::service::look(&mut acting, number).await?;
    acting.commit(view).await
}

/// The vendor takes an escalation in hand, or ends it, with words or without.
///
/// # Errors
/// `not-found`, `forbidden`; `not-escalated` when none waits for that.
pub async fn decide(
    app: &App,
    credentials: &Credentials,
    number: &str,
    step: Step,
    request: &MakeMove,
) -> Result<CaseView> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<act::Escalate>(number).await?;
    if case.customer() {
        return Err(Code::Forbidden.into());
    }
    let done = match step {
        Step::Acknowledge => store::acknowledge(&mut acting, &case).await?,
        Step::Resolve => store::end(&mut acting, &case).await?,
    };
    if !done {
        return Err(Code::NotEscalated.into());
    }
    if let Some(words) = request.comment.as_deref().map(str::trim) {
        let said = cases::store::say(&mut acting, &case, words).await?;
        mail::tell(&mut acting, &case, MailEvent::Comment, Some(said)).await?;
    }
    let view = cases::service::look(&mut acting, number).await?;
    acting.commit(view).await
}
