//! Queues: which cases are in which, page by page, and how many.

use super::order::{self, Place};
use crate::authz::{Acting, Scope, Staff};
use crate::db::{Sql, sql};
use crate::error::Result;
use crate::features::cases::{Listed, listed_columns, listed_tables};
use crate::features::page::Wanted;
use crate::features::teams::store::{TeamName, person};
use shared::Timestamp;
use shared::api::cases::Count;
use shared::api::desk::{DeskRow, Queue, Tier};
use uuid::Uuid;

/// Cases of a queue that are counted exactly.
const COUNTED: i64 = 1_000;

/// Which cases a queue holds for the caller.
#[derive(Debug, Clone)]
pub(in crate::features::desk) struct Cases {
    pub(in crate::features::desk) queue: Queue,
    /// The teams whose cases are asked for.
    pub(in crate::features::desk) teams: Vec<Uuid>,
    /// The caller may take what was handed to engineers.
    pub(in crate::features::desk) engineer: bool,
    /// Accounts that left the desk with cases of theirs: those are nobody's.
    pub(in crate::features::desk) left: Vec<Uuid>,
}

impl Cases {
    /// The conditions on a case `c`, to follow others; a case is in the queue if one of them holds.
    /// Each is what an index of its own is for, word by word, so that it is read in order.
    fn conditions(&self, acting: &Acting) -> Vec<Sql> {
        match self.queue {
            Queue::Unassigned => {
                let tiers: &[&str] = if self.engineer {
                    &["advisor", "engineer"]
                } else {
                    &["advisor"]
                };
                let free = tiers.iter().map(|tier| {
                    sql!(
                        " AND c.desk_assignee_id IS NULL AND c.state IN ('new', 'in_progress') AND c.desk_tier = ?",
                        *tier
                    )
                });
                let left = self.left.iter().map(|account| {
                    sql!(
                        " AND c.desk_assignee_id = ? AND c.state <> 'closed' AND c.state IN ('new', 'in_progress')
                          AND c.desk_tier IN ",
                        *account
                    )
                    .then(Sql::list(tiers.iter().copied()))
                });
                free.chain(left).collect()
            }
            Queue::Mine => vec![sql!(
                " AND c.desk_assignee_id = ? AND c.state <> 'closed'",
                acting.caller.account
            )],
            Queue::Team => self
                .teams
                .iter()
                .map(|team| sql!(" AND c.desk_team_id = ? AND c.state <> 'closed'", *team))
                .collect(),
            Queue::Waiting => ["action_required", "solution_provided"]
                .map(|state| sql!(" AND c.state = ? AND c.state <> 'closed'", state))
                .to_vec(),
            Queue::Escalated => vec![sql!(" AND c.escalated_at IS NOT NULL AND c.state <> 'closed'")],
            Queue::Engineers => vec![sql!(" AND c.desk_tier = 'engineer' AND c.state <> 'closed'")],
            Queue::All => vec![sql!(" AND c.state <> 'closed'")],
            Queue::Summary => vec![sql!(" AND c.summary_due = 1 AND c.state = 'closed'")],
        }
    }

    /// The first of the queue's cases after a place.
    fn first(&self, acting: &Acting, scope: &Scope, after: Option<Place>, limit: i64) -> Sql {
        let parts = self
            .conditions(acting)
            .into_iter()
            .map(|condition| scope.select(order::COLUMNS, &condition.then(order::from(after, limit))));
        let statement = Sql::join(parts, " UNION ");
        if statement.is_empty() {
            return scope.select(order::COLUMNS, &sql!(" AND 1 = 0"));
        }
        statement
    }
}

/// A case of a queue.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::features::desk) struct QueueRow {
    #[sqlx(flatten)]
    case: Listed,
    due_order: Timestamp,
    worked_at: Timestamp,
    desk_tier: Tier,
    desk_team_id: Option<Uuid>,
    desk_assignee_id: Option<Uuid>,
}

impl QueueRow {
    pub(in crate::features::desk) fn place(&self) -> Place {
        (self.due_order, self.worked_at, self.case.id)
    }

    pub(in crate::features::desk) fn view(
        self,
        acting: &Acting,
        staff: &[Staff],
        teams: &[TeamName],
    ) -> DeskRow {
        let team = teams.iter().find(|team| Some(team.id) == self.desk_team_id);
        let assignee = staff
            .iter()
            .find(|one| Some(one.account) == self.desk_assignee_id);
        DeskRow {
            tier: self.desk_tier,
            team: team.map(TeamName::view),
            assignee: assignee.map(|one| person(one, &acting.caller.domain)),
            worked_at: self.worked_at,
            case: self.case.view(acting),
        }
    }
}

/// One page of a queue.
pub(in crate::features::desk) async fn page(
    acting: &mut Acting,
    scope: &Scope,
    cases: &Cases,
    wanted: &Wanted<Place>,
) -> Result<Vec<QueueRow>> {
    let first = cases.first(acting, scope, wanted.after, wanted.rows());
    let statement = sql!(concat!(
        "SELECT c.due_order, c.worked_at, c.desk_tier, c.desk_team_id, c.desk_assignee_id, ",
        listed_columns!(),
        " FROM ("
    ))
    .then(first)
    .then(sql!(concat!(") k JOIN cases c ON c.id = k.id", listed_tables!())))
    .then(order::of_rows(wanted.rows()));
    Ok(acting.tx.all(statement).await?)
}

/// How many cases each of these queues has, in one statement.
pub(in crate::features::desk) async fn counts<'a>(
    acting: &mut Acting,
    scope: &Scope,
    queues: impl Iterator<Item = &'a Cases>,
) -> Result<Vec<Count>> {
    let counted = queues.enumerate().map(|(position, cases)| {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        sql!(
            "SELECT CAST(? AS BIGINT) AS position, (SELECT count(*) FROM (",
            position
        )
        .then(cases.first(acting, scope, None, COUNTED + 1))
        .then(sql!(") x) AS cases"))
    });
    let statement = Sql::join(counted, " UNION ALL ").then(sql!(" ORDER BY position"));
    let rows: Vec<(i64, i64)> = acting.tx.all(statement).await?;
    Ok(rows.into_iter().map(|(_, cases)| count(cases)).collect())
}

/// What was counted up to one more than is counted exactly.
pub(super) fn count(cases: i64) -> Count {
    Count {
        count: u32::try_from(cases.min(COUNTED)).unwrap_or_default(),
        more: cases > COUNTED,
    }
}

/// At most so many cases under a condition, to be counted.
pub(super) const fn counted() -> i64 {
    COUNTED + 1
}

/// The accounts of the caller's domain that have open cases and do not work at the desk any more.
pub(in crate::features::desk) async fn left(
    acting: &mut Acting,
    _: &Scope,
    staff: &[Staff],
) -> Result<Vec<Uuid>> {
    let statement = sql!(
        "SELECT p.id FROM accounts p WHERE p.domain_id = ? AND EXISTS (SELECT 1 FROM cases c
             WHERE c.desk_assignee_id = p.id AND c.state <> 'closed') AND p.id NOT IN ",
        acting.caller.domain.id
    )
    .then(Sql::list(staff.iter().map(|one| one.account)));
    let rows: Vec<(Uuid,)> = acting.tx.all(statement).await?;
    Ok(rows.into_iter().map(|(account,)| account).collect())
}

/// The teams that the caller is in.
pub(in crate::features::desk) async fn own_teams(acting: &mut Acting, _: &Scope) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = acting
        .tx
        .all(sql!(
            "SELECT team_id FROM desk_team_members WHERE account_id = ?",
            acting.caller.account
        ))
        .await?;
    Ok(rows.into_iter().map(|(team,)| team).collect())
}
