//! What one does with support plans.

use super::store;
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Plans;
use crate::authz::{Acting, Credentials, Entry};
use crate::error::{Error, Result};
use shared::api::plans::{NewPlan, PlanView};
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
/// `forbidden` without `plans.manage`; `already-exists`.
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
    let plans = store::all(&mut acting).await?;
    let plan = plans
        .into_iter()
        .find(|plan| plan.key == request.key)
        .ok_or(Error::from(Code::NotFound))?;
    acting.commit(plan).await
}
