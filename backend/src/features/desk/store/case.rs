//! Who works a case.

use crate::authz::act::Work;
use crate::authz::{Acting, CaseFacts, Permit};
use crate::db::sql;
use crate::error::Result;
use shared::api::desk::Tier;
use uuid::Uuid;

/// Who works a case.
#[derive(Debug, Clone, Copy)]
pub(in crate::features::desk) struct Worked {
    pub(in crate::features::desk) tier: Tier,
    pub(in crate::features::desk) team: Option<Uuid>,
    /// An account that worked at the desk when it was assigned.
    pub(in crate::features::desk) assignee: Option<Uuid>,
    pub(in crate::features::desk) summary_due: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    tier: Tier,
    team: Option<Uuid>,
    assignee: Option<Uuid>,
    summary_due: i64,
}

pub(in crate::features::desk) async fn worked(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
) -> Result<Worked> {
    let row: Row = acting
        .tx
        .one(sql!(
            "SELECT desk_tier AS tier, desk_team_id AS team, desk_assignee_id AS assignee, summary_due
             FROM cases WHERE id = ?",
            case.id
        ))
        .await?;
    Ok(Worked {
        tier: row.tier,
        team: row.team,
        assignee: row.assignee,
        summary_due: row.summary_due != 0,
    })
}

/// Makes a case an account's, or nobody's.
pub(in crate::features::desk) async fn assign(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
    account: Option<Uuid>,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET desk_assignee_id = ?, worked_at = ? WHERE id = ?",
            account,
            acting.now,
            case.id
        ))
        .await?;
    Ok(())
}

/// Puts a case into a tier and with a team.
pub(in crate::features::desk) async fn place(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
    tier: Tier,
    team: Option<Uuid>,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET desk_tier = ?, desk_team_id = ?, worked_at = ? WHERE id = ?",
            tier.as_str(),
            team,
            acting.now,
            case.id
        ))
        .await?;
    Ok(())
}
