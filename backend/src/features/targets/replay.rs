//! Clocks from what happened, for many cases at once: after an import, when plans or calendars have
//! changed, and for cases that are older than their clock. It comes before any caller, as its users do; a
//! reader's own clock goes through [`super::store`], with a permit.

use super::book::{Book, Due};
use super::rules::{Event, What, begun_by_import, periods, runs};
use crate::app::App;
use crate::db::dialect::lock_cases;
use crate::db::{Sql, Tx, sql};
use crate::error::Result;
use crate::world::World;
use shared::Timestamp;
use shared::case::State;
use shared::words::Severity;
use uuid::Uuid;

/// Cases at once.
const BATCH: usize = 500;

/// Something that happened to a case, as rows give it.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Happened {
    case_id: Uuid,
    at: Timestamp,
    id: Uuid,
    action: String,
    from_value: Option<String>,
    to_value: Option<String>,
    /// Who did it; nothing for a timer.
    pub(super) account_id: Option<Uuid>,
    pub(super) domain_id: Option<Uuid>,
    desk: i64,
}

impl Happened {
    /// What it means for the clock; nothing if it means nothing.
    pub(super) fn event(&self) -> Option<Event> {
        let from = self.from_value.as_deref().unwrap_or_default();
        let to = self.to_value.as_deref().unwrap_or_default();
        let what = match self.action.as_str() {
            "case.filed" => What::Filed,
            "case.state" => What::Moved(from.parse().ok()?, to.parse().ok()?),
            "case.severity" | "case.reclassified" => What::Severity(from.parse().ok()?, to.parse().ok()?),
            _ => What::Said,
        };
        Some(Event {
            at: self.at,
            desk: self.desk != 0,
            what,
        })
    }
}

/// What happened to these cases, each in order. A timer acts for the desk.
pub(super) async fn happened(tx: &mut Tx, cases: &[Uuid]) -> Result<Vec<Happened>> {
    let these = || Sql::list(cases.iter().copied());
    let statement = sql!(
        "SELECT h.case_id, h.at, h.id, h.action, h.from_value, h.to_value, h.account_id, h.domain_id,
                CAST(CASE WHEN d.kind IN ('reseller', 'client') THEN 0 ELSE 1 END AS BIGINT) AS desk
         FROM (SELECT c.id AS case_id, c.filed_at AS at, c.id, 'case.filed' AS action, NULL AS from_value,
                      NULL AS to_value, c.filed_by AS account_id, c.filed_in AS domain_id
               FROM cases c WHERE c.id IN "
    )
    .then(these())
    .then(sql!(
        " UNION ALL
               SELECT m.case_id, m.at, m.id, 'case.commented', NULL, NULL, m.author_id, m.domain_id
               FROM comments m WHERE m.case_id IN "
    ))
    .then(these())
    .then(sql!(
        " UNION ALL
               SELECT l.case_id, l.at, l.id, l.action, l.from_value, l.to_value, l.account_id, l.domain_id
               FROM ledger l WHERE l.action IN ('case.state', 'case.severity', 'case.reclassified') AND l.case_id IN "
    ))
    .then(these())
    .then(sql!(") h LEFT JOIN domains d ON d.id = h.domain_id"));
    let mut rows: Vec<Happened> = tx.all(statement).await?;
    // Nothing happens to a case before it is filed, even if at the same instant.
    rows.sort_by_key(|row| (row.case_id, row.at, row.action != "case.filed", row.id));
    Ok(rows)
}

/// Events in order, with the one that an import kept quiet about; and its place, if there is one.
pub(super) fn completed(
    mut events: Vec<Event>,
    state: State,
    closed_at: Option<Timestamp>,
) -> (Vec<Event>, Option<usize>) {
    let Some(quiet) = begun_by_import(&events, state, closed_at) else {
        return (events, None);
    };
    let place = events.partition_point(|event| event.at <= quiet.at);
    events.insert(place, quiet);
    (events, Some(place))
}

#[derive(sqlx::FromRow)]
struct CaseRow {
    id: Uuid,
    domain_id: Uuid,
    state: State,
    severity: Severity,
    closed_at: Option<Timestamp>,
}

/// Finds out who waits in these cases since when, and who has waited, from what happened to them.
/// What was promised to whom has waited is taken from the plans as they are.
///
/// # Errors
/// What the database says.
pub async fn settle(tx: &mut Tx, world: &World, cases: &[Uuid]) -> Result<()> {
    for cases in cases.chunks(BATCH) {
        let these = || Sql::list(cases.iter().copied());
        let rows: Vec<CaseRow> = tx
            .all(
                sql!("SELECT id, domain_id, state, severity, closed_at FROM cases WHERE id IN ")
                    .then(these()),
            )
            .await?;
        let happened = happened(tx, cases).await?;
        let book = Book::open(tx, rows.iter().map(|row| row.domain_id)).await?;
        tx.run(sql!("DELETE FROM responses WHERE case_id IN ").then(these()))
            .await?;
        for row in rows {
            let from = happened.partition_point(|one| one.case_id < row.id);
            let to = happened.partition_point(|one| one.case_id <= row.id);
            let events = happened.get(from..to).unwrap_or_default();
            let events = events.iter().filter_map(Happened::event).collect();
            settle_one(tx, world, &book, &row, events).await?;
        }
    }
    Ok(())
}

async fn settle_one(
    tx: &mut Tx,
    world: &World,
    book: &Book,
    case: &CaseRow,
    events: Vec<Event>,
) -> Result<()> {
    let (events, _) = completed(events, case.state, case.closed_at);
    let mut wait = None;
    for period in periods(&events, case.severity) {
        let due = book.due(case.domain_id, period.severity, period.since);
        match period.end {
            Some((until, answered)) => {
                let ended = Ended {
                    since: period.since,
                    until,
                    answered,
                    due,
                };
                keep(tx, world.id()?, case.id, &ended).await?;
            }
            None if runs(case.state) => wait = Some((period.since, due)),
            None => {}
        }
    }
    wait_for(tx, case.id, wait).await
}

/// How a case stands now.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub(super) struct Standing {
    pub(super) severity: Severity,
    pub(super) waiting_since: Option<Timestamp>,
    promised_minutes: Option<i64>,
    due_at: Option<Timestamp>,
    near_at: Option<Timestamp>,
    targets_revision: i64,
}

impl Standing {
    /// What was promised to whom waits.
    pub(super) const fn due(&self) -> Due {
        Due {
            minutes: self.promised_minutes,
            due_at: self.due_at,
            near_at: self.near_at,
            revision: self.targets_revision,
        }
    }
}

pub(super) async fn standing(tx: &mut Tx, case: Uuid) -> Result<Standing> {
    let statement = sql!(
        "SELECT severity, waiting_since, promised_minutes, due_at, near_at, targets_revision
         FROM cases WHERE id = ?",
        case
    );
    Ok(tx.one(statement.planned_once()).await?)
}

/// Nobody waits any more for an answer in a case that a timer has closed.
///
/// # Errors
/// What the database says.
pub async fn closed(tx: &mut Tx, world: &World, case: Uuid, until: Timestamp) -> Result<()> {
    let standing = standing(tx, case).await?;
    let Some(since) = standing.waiting_since else {
        return Ok(());
    };
    let ended = Ended {
        since,
        until,
        answered: false,
        due: standing.due(),
    };
    end(tx, world, case, &ended).await
}

/// Nobody waits any more; keeps how long somebody did.
pub(super) async fn end(tx: &mut Tx, world: &World, case: Uuid, ended: &Ended) -> Result<()> {
    // Whoever closes with some last words did not wait for anything.
    if ended.answered || ended.since != ended.until {
        keep(tx, world.id()?, case, ended).await?;
    }
    wait_for(tx, case, None).await
}

/// A time of waiting that has ended.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ended {
    pub(super) since: Timestamp,
    pub(super) until: Timestamp,
    pub(super) answered: bool,
    pub(super) due: Due,
}

/// Keeps how long somebody waited, and what had been promised.
async fn keep(tx: &mut Tx, id: Uuid, case: Uuid, ended: &Ended) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO responses (id, case_id, since, until, answered, minutes, due_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        id,
        case,
        ended.since,
        ended.until,
        ended.answered,
        ended.due.minutes,
        ended.due.due_at
    ))
    .await?;
    Ok(())
}

/// Writes down since when somebody waits and what is due then; or that nobody does.
pub(super) async fn wait_for(tx: &mut Tx, case: Uuid, wait: Option<(Timestamp, Due)>) -> Result<()> {
    let due = wait.map_or(
        Due {
            revision: 1,
            ..Due::default()
        },
        |(_, due)| due,
    );
    tx.run(sql!(
        "UPDATE cases SET waiting_since = ?, promised_minutes = ?, due_at = ?, near_at = ?, targets_revision = ?
         WHERE id = ?",
        wait.map(|(since, _)| since),
        due.minutes,
        due.due_at,
        due.near_at,
        due.revision,
        case
    ))
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct StaleRow {
    id: Uuid,
    domain_id: Uuid,
    severity: Severity,
    waiting_since: Option<Timestamp>,
    targets_revision: i64,
}

/// Brings some cases up to date whose answers were made due by plans and calendars that have changed
/// since, or that nothing was found out about yet; returns how many, none when all are.
///
/// # Errors
/// What the database says.
pub async fn revise_some(app: &App) -> Result<usize> {
    let mut tx = app.db.write().await?;
    let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
    let found: Vec<(Uuid,)> = tx
        .all(sql!(
            "SELECT c.id FROM cases c
             WHERE (c.waiting_since IS NOT NULL OR c.targets_revision = 0)
               AND c.targets_revision < (SELECT r.revision FROM targets_revision r)
             ORDER BY c.targets_revision, c.id LIMIT ?",
            limit
        ))
        .await?;
    let ids = found.into_iter().map(|(id,)| id).collect::<Vec<_>>();
    if ids.is_empty() {
        return Ok(0);
    }
    lock_cases(&mut tx, &ids).await?;
    let these = Sql::list(ids.iter().copied());
    let statement =
        sql!("SELECT id, domain_id, severity, waiting_since, targets_revision FROM cases WHERE id IN ");
    let rows: Vec<StaleRow> = tx.all(statement.then(these)).await?;
    let new = rows.iter().filter(|row| row.targets_revision == 0);
    let new = new.map(|row| row.id).collect::<Vec<_>>();
    settle(&mut tx, &app.world, &new).await?;
    let book = Book::open(&mut tx, rows.iter().map(|row| row.domain_id)).await?;
    for row in rows.iter().filter(|row| row.targets_revision != 0) {
        if let Some(since) = row.waiting_since {
            let due = book.due(row.domain_id, row.severity, since);
            wait_for(&mut tx, row.id, Some((since, due))).await?;
        }
    }
    tx.commit().await?;
    Ok(ids.len())
}
