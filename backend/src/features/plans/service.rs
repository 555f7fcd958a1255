//! What one does with support plans.

use super::store;
use crate::app::App;
use crate::authz::act::{Manage, Work};
use crate::authz::object::Plans;
use crate::authz::{Acting, CaseFacts, Credentials, Entry, Permit};
use crate::error::{Error, Result};
use shared::api::Names;
use shared::api::plans::{ChangePlan, NewPlan, PlanView};
use shared::problem::Code;

/// Every plan, smallest first.
///
/// # Errors
/// `unauthenticated`.
pub async fn list(app: &App, credentials: &Credentials) -> Result<Vec<PlanView>> {
    let mut acting = Acting::read(app, credentials).await?;
    store::all(&mut acting).await
}

/// Adds a plan.
///
/// # Errors
/// `forbidden` without `plans.manage`; `already-exists`; the field `/targets/…/calendar`.
pub async fn add(app: &App, credentials: &Credentials, request: &NewPlan) -> Result<PlanView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Plans>()?;
    store::add(&mut acting, &permit, request).await?;
    acting
        .record(Entry {
            action: "plan.added",
            to: Some(&request.key),
            ..Entry::default()
        })
        .await?;
    let plan = find(&mut acting, &request.key).await?;
    acting.commit(plan).await
}

/// Changes a plan. What is waited for becomes due anew, by the timer of `jobs/targets.rs`; answers that
/// were given stay as they were.
///
/// # Errors
/// `forbidden` without `plans.manage`; `not-found`; the field `/targets/…/calendar`.
pub async fn change(
    app: &App,
    credentials: &Credentials,
    key: &str,
    request: &ChangePlan,
) -> Result<PlanView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Plans>()?;
    let before = find(&mut acting, key).await?;
    let name = |given: &Option<String>, before: &str| given.as_deref().unwrap_or(before).trim().to_owned();
    let named = PlanView {
        name: Names {
            en: name(&request.name_en, &before.name.en),
            fr: name(&request.name_fr, &before.name.fr),
        },
        escalation: request.escalation.unwrap_or(before.escalation),
        ..before.clone()
    };
    store::change(&mut acting, &permit, &named).await?;
    if let Some(targets) = &request.targets {
        store::set_targets(&mut acting, &permit, key, targets).await?;
    }
    let after = find(&mut acting, key).await?;
    if after != before {
        acting
            .record(Entry {
                action: "plan.changed",
                to: Some(key),
                ..Entry::default()
            })
            .await?;
    }
    acting.commit(after).await
}

async fn find(acting: &mut Acting, key: &str) -> Result<PlanView> {
    let plans = store::all(acting).await?;
    plans
        .into_iter()
        .find(|plan| plan.key == key)
        .ok_or(Error::from(Code::NotFound))
}

/// The plan that the client of a case has now.
///
/// # Errors
/// What the database says.
pub(crate) async fn in_force(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
) -> Result<Option<PlanView>> {
    let Some(key) = store::in_force(acting, case.domain_id).await? else {
        return Ok(None);
    };
    let plans = store::all(acting).await?;
    Ok(plans.into_iter().find(|plan| plan.key == key))
}
