//! Support plans in the database.

use crate::authz::act::Manage;
use crate::authz::object::Plans;
use crate::authz::{Acting, Permit};
use crate::db::sql;
use crate::error::{OnConstraint as _, Result};
use shared::api::Names;
use shared::api::plans::{NewPlan, PlanView, ResponseTarget};
use shared::problem::Code;
use shared::words::Severity;

#[derive(Debug, sqlx::FromRow)]
struct PlanRow {
    key: String,
    name_en: String,
    name_fr: String,
    escalation: i64,
    p1_minutes: Option<i64>,
    p2_minutes: Option<i64>,
    p3_minutes: Option<i64>,
    p4_minutes: Option<i64>,
}

pub(super) async fn all(acting: &mut Acting) -> Result<Vec<PlanView>> {
    let rows: Vec<PlanRow> = acting
        .tx
        .all(sql!(
            "SELECT key, name_en, name_fr, escalation, p1_minutes, p2_minutes, p3_minutes, p4_minutes
             FROM plans ORDER BY rank, key"
        ))
        .await?;
    let view = |row: PlanRow| {
        let minutes = [row.p1_minutes, row.p2_minutes, row.p3_minutes, row.p4_minutes];
        let targets = Severity::ALL.iter().zip(minutes);
        PlanView {
            key: row.key,
            name: Names {
                en: row.name_en,
                fr: row.name_fr,
            },
            escalation: row.escalation != 0,
            targets: targets
                .map(|(severity, minutes)| ResponseTarget {
                    severity: *severity,
                    minutes,
                })
                .collect(),
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

pub(super) async fn add(acting: &mut Acting, _: &Permit<Manage, Plans>, plan: &NewPlan) -> Result<()> {
    let id = acting.app.world.id()?;
    let minutes = |severity: usize| plan.targets.get(severity).copied().flatten();
    acting
        .tx
        .run(sql!(
            "INSERT INTO plans (id, key, rank, name_en, name_fr, escalation,
                                p1_minutes, p2_minutes, p3_minutes, p4_minutes)
             SELECT ?, ?, coalesce(max(rank), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM plans",
            id,
            &plan.key,
            plan.name_en.trim(),
            plan.name_fr.trim(),
            plan.escalation,
            minutes(0),
            minutes(1),
            minutes(2),
            minutes(3)
        ))
        .await
        .on("plans_key", || Code::AlreadyExists.into())?;
    Ok(())
}
