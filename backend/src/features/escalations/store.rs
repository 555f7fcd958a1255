//! Escalations in the database. A case has one under way at most; `cases.escalated_at` says since
//! when, for lists.

use crate::authz::act::{Act, Escalate};
use crate::authz::{Acting, CaseFacts, Entry, Permit};
use crate::db::sql;
use crate::error::Result;
use crate::features::cases::store::{give_reason, touch};
use crate::features::people::{PersonRow, person_columns};
use crate::features::prose::parse;
use shared::Timestamp;
use shared::api::escalations::{EscalationReason, EscalationView};

/// An escalation under way.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct UnderWay {
    reason: EscalationReason,
    justification: String,
    at: Timestamp,
    acknowledged_at: Option<Timestamp>,
    #[sqlx(flatten)]
    by: PersonRow,
}

impl UnderWay {
    pub(super) fn view(self, acting: &Acting) -> EscalationView {
        EscalationView {
            reason: self.reason,
            prose: parse(&self.justification),
            justification: self.justification,
            at: self.at,
            by: self.by.seen_from(&acting.caller.domain),
            acknowledged_at: self.acknowledged_at,
        }
    }
}

/// The escalation of a case that is under way.
pub(super) async fn under_way<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
) -> Result<Option<UnderWay>> {
    let statement = sql!(
        concat!(
            "SELECT e.reason, e.justification, e.at, e.acknowledged_at, ",
            person_columns!(),
            " FROM escalations e JOIN accounts p ON p.id = e.escalated_by JOIN domains pd ON pd.id = e.escalated_in
             WHERE e.case_id = ? AND e.resolved_at IS NULL"
        ),
        case.id
    );
    Ok(acting.tx.opt(statement.planned_once()).await?)
}

/// Whether the plan that the client has now offers escalation.
pub(super) async fn offered<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<bool> {
    let statement = sql!(
        "SELECT p.escalation FROM client_plans cp JOIN plans p ON p.id = cp.plan_id
         WHERE cp.client_id = ? AND cp.from_at <= ? ORDER BY cp.from_at DESC LIMIT 1",
        case.domain_id,
        acting.now
    );
    let plan: Option<(i64,)> = acting.tx.opt(statement.planned_once()).await?;
    Ok(plan.is_some_and(|(escalation,)| escalation != 0))
}

/// Begins an escalation.
pub(super) async fn begin(
    acting: &mut Acting,
    case: &Permit<Escalate, CaseFacts>,
    reason: EscalationReason,
    justification: &str,
) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO escalations (id, case_id, reason, justification, escalated_by, escalated_in, at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            case.id,
            reason.as_str(),
            justification,
            acting.caller.account,
            acting.caller.domain.id,
            acting.now
        ))
        .await?;
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET escalated_at = ? WHERE id = ?",
            acting.now,
            case.id
        ))
        .await?;
    touch(acting, case).await?;
    let entry = Entry {
        to: Some(reason.as_str()),
        ..entry(case, "case.escalated")
    };
    let entry = acting.record(entry).await?;
    give_reason(acting, case, entry, justification).await
}

/// Takes the escalation in hand; whether there was one that nobody had.
pub(super) async fn acknowledge(acting: &mut Acting, case: &Permit<Escalate, CaseFacts>) -> Result<bool> {
    let taken = acting
        .tx
        .run(sql!(
            "UPDATE escalations SET acknowledged_at = ?
             WHERE case_id = ? AND resolved_at IS NULL AND acknowledged_at IS NULL",
            acting.now,
            case.id
        ))
        .await?;
    if taken == 0 {
        return Ok(false);
    }
    touch(acting, case).await?;
    acting.record(entry(case, "case.escalation_acknowledged")).await?;
    Ok(true)
}

/// Ends the escalation of a case, as closing it does; whether there was one.
pub(in crate::features) async fn end<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
) -> Result<bool> {
    let ended = acting
        .tx
        .run(sql!(
            "UPDATE escalations SET resolved_at = ? WHERE case_id = ? AND resolved_at IS NULL",
            acting.now,
            case.id
        ))
        .await?;
    if ended == 0 {
        return Ok(false);
    }
    acting
        .tx
        .run(sql!("UPDATE cases SET escalated_at = NULL WHERE id = ?", case.id))
        .await?;
    touch(acting, case).await?;
    acting.record(entry(case, "case.escalation_resolved")).await?;
    Ok(true)
}

fn entry(case: &CaseFacts, action: &'static str) -> Entry<'static> {
    Entry {
        action,
        client: Some(case.domain_id),
        case: Some(case.id),
        ..Entry::default()
    }
}
