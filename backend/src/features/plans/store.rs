//! Support plans in the database.

use crate::authz::act::Manage;
use crate::authz::object::Plans;
use crate::authz::{Acting, Permit};
use crate::db::sql;
use crate::error::{Error, OnConstraint as _, Result};
use crate::features::targets::book::revise;
use shared::api::Names;
use shared::api::calendars::CalendarRef;
use shared::api::plans::{Coverage, NewPlan, NewTarget, PlanView, ResponseTarget};
use shared::problem::Code;
use shared::words::Severity;
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
struct PlanRow {
    id: Uuid,
    key: String,
    name_en: String,
    name_fr: String,
    escalation: i64,
}

#[derive(Debug, sqlx::FromRow)]
struct TargetRow {
    plan_id: Uuid,
    severity: Severity,
    minutes: i64,
    key: Option<String>,
    name_en: Option<String>,
    name_fr: Option<String>,
    time_zone: Option<String>,
}

impl TargetRow {
    fn calendar(&self) -> Option<CalendarRef> {
        Some(CalendarRef {
            key: self.key.clone()?,
            name: Names {
                en: self.name_en.clone()?,
                fr: self.name_fr.clone()?,
            },
            time_zone: self.time_zone.clone()?,
        })
    }
}

/// What a plan promises for a severity.
fn target(severity: Severity, row: Option<&TargetRow>) -> ResponseTarget {
    let calendar = row.and_then(TargetRow::calendar);
    ResponseTarget {
        severity,
        minutes: row.map(|row| row.minutes),
        coverage: row.map(|_| match calendar {
            None => Coverage::Always,
            Some(_) => Coverage::BusinessHours,
        }),
        calendar,
    }
}

pub(super) async fn all(acting: &mut Acting) -> Result<Vec<PlanView>> {
    let plans: Vec<PlanRow> = acting
        .tx
        .all(sql!(
            "SELECT id, key, name_en, name_fr, escalation FROM plans ORDER BY rank, key"
        ))
        .await?;
    let targets: Vec<TargetRow> = acting
        .tx
        .all(sql!(
            "SELECT t.plan_id, t.severity, t.minutes, k.key, k.name_en, k.name_fr, k.time_zone
             FROM plan_targets t LEFT JOIN calendars k ON k.id = t.calendar_id"
        ))
        .await?;
    let view = |plan: PlanRow| {
        let of = |severity: &Severity| {
            let mut own = targets.iter().filter(|row| row.plan_id == plan.id);
            target(*severity, own.find(|row| row.severity == *severity))
        };
        PlanView {
            targets: Severity::ALL.iter().map(of).collect(),
            key: plan.key,
            name: Names {
                en: plan.name_en,
                fr: plan.name_fr,
            },
            escalation: plan.escalation != 0,
        }
    };
    Ok(plans.into_iter().map(view).collect())
}

pub(super) async fn add(acting: &mut Acting, permit: &Permit<Manage, Plans>, plan: &NewPlan) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO plans (id, key, rank, name_en, name_fr, escalation)
             SELECT ?, ?, coalesce(max(rank), 0) + 1, ?, ?, ? FROM plans",
            id,
            &plan.key,
            plan.name_en.trim(),
            plan.name_fr.trim(),
            plan.escalation
        ))
        .await
        .on("plans_key", || Code::AlreadyExists.into())?;
    set_targets(acting, permit, &plan.key, &plan.targets).await
}

/// Gives a plan other names, and says whether cases can be escalated under it.
pub(super) async fn change(acting: &mut Acting, _: &Permit<Manage, Plans>, plan: &PlanView) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE plans SET name_en = ?, name_fr = ?, escalation = ? WHERE key = ?",
            &plan.name.en,
            &plan.name.fr,
            plan.escalation,
            &plan.key
        ))
        .await?;
    Ok(())
}

/// Replaces what a plan promises, for P1 to P4 in that order; what is waited for becomes due anew.
pub(super) async fn set_targets(
    acting: &mut Acting,
    _: &Permit<Manage, Plans>,
    plan: &str,
    targets: &[Option<NewTarget>],
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "DELETE FROM plan_targets WHERE plan_id = (SELECT id FROM plans WHERE key = ?)",
            plan
        ))
        .await?;
    for (at, (severity, target)) in Severity::ALL.iter().zip(targets).enumerate() {
        let Some(target) = target else { continue };
        let calendar = match &target.calendar {
            None => None,
            Some(key) => {
                let found: Option<(Uuid,)> = acting
                    .tx
                    .opt(sql!("SELECT id FROM calendars WHERE key = ?", key))
                    .await?;
                let unknown = || Error::field(&format!("/targets/{at}/calendar"), "unknown");
                Some(found.ok_or_else(unknown)?.0)
            }
        };
        acting
            .tx
            .run(sql!(
                "INSERT INTO plan_targets (plan_id, severity, minutes, calendar_id)
                 SELECT p.id, ?, ?, ? FROM plans p WHERE p.key = ?",
                *severity,
                target.minutes,
                calendar,
                plan
            ))
            .await?;
    }
    Ok(revise(&mut acting.tx).await?)
}

/// The key of the plan that a client has now.
pub(super) async fn in_force(acting: &mut Acting, client: Uuid) -> Result<Option<String>> {
    let found: Option<(String,)> = acting
        .tx
        .opt(sql!(
            "SELECT pl.key FROM client_plans cp JOIN plans pl ON pl.id = cp.plan_id
             WHERE cp.client_id = ? AND cp.from_at <= ? ORDER BY cp.from_at DESC LIMIT 1",
            client,
            acting.now
        ))
        .await?;
    Ok(found.map(|(key,)| key))
}
