//! The order of every queue, in one place: what is due first comes first; of what nothing was promised
//! for, what nobody has touched for longest.

use crate::db::{Sql, sql};
use shared::Timestamp;
use uuid::Uuid;

/// Where a case stands in a queue: when an answer is due ([`Timestamp::MAX`] if none was promised), when
/// it was worked last, and its id.
pub(in crate::features::desk) type Place = (Timestamp, Timestamp, Uuid);

/// Before the first.
const FIRST: Place = (
    Timestamp::from_micros(i64::MIN),
    Timestamp::from_micros(i64::MIN),
    Uuid::nil(),
);

/// The columns of a case `c` that queues are ordered by; they are read as a table `k`.
pub(super) const COLUMNS: &str = "c.id AS id, c.due_order AS due_order, c.worked_at AS worked_at";

/// At most so many cases `c` after a place, in order; to follow other conditions.
pub(super) fn from(after: Option<Place>, limit: i64) -> Sql {
    let (due, worked_at, id) = after.unwrap_or(FIRST);
    sql!(
        " AND (c.due_order, c.worked_at, c.id) > (?, ?, ?) ORDER BY c.due_order, c.worked_at, c.id LIMIT ?",
        due,
        worked_at,
        id,
        limit
    )
}

/// The order of the rows `k` put together.
pub(super) fn of_rows(limit: i64) -> Sql {
    sql!(" ORDER BY k.due_order, k.worked_at, k.id LIMIT ?", limit)
}
