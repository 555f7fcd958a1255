//! Scopes: the list's counterpart of a permit.

use super::Moment;
use super::acting::Acting;
use super::relation::{Branch, Key, branches};
use crate::db::{Sql, sql};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::words::{Action, Relation};
use uuid::Uuid;

/// The cases to which the caller may do something: the relations through which policy lets it, as
/// SQL.
#[derive(Debug, Clone)]
pub struct Scope {
    branches: Vec<Branch>,
}

impl Acting {
    /// The cases that the caller may see.
    #[must_use]
    pub fn visible(&self) -> Scope {
        self.scope(Action::View)
    }

    /// The cases to which the caller may do something.
    #[must_use]
    pub fn scope(&self, action: Action) -> Scope {
        let seconds = if mutated!(ListLooksBack) { -60 } else { 0 };
        let moment = Moment::Now(self.now.plus_seconds(seconds));
        let mut branches = branches(&self.caller, &self.policy, action, &moment);
        branches.retain(|branch| branch.relation != Relation::Shared || !mutated!(ListWithoutShares));
        // Where a relation holds for the whole, what else it holds for adds nothing.
        let whole = branches
            .iter()
            .filter(|branch| branch.whole)
            .map(|branch| branch.relation);
        let whole = whole.collect::<Vec<_>>();
        if whole.contains(&Relation::Support) {
            branches.retain(|branch| branch.relation == Relation::Support);
        }
        branches.retain(|branch| branch.whole || !whole.contains(&branch.relation));
        Scope { branches }
    }
}

impl Scope {
    /// Whether there is no relation through which the caller could.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.branches.is_empty()
    }

    /// `SELECT id` of at most `limit` cases in the scope for which `filter` holds (a condition on
    /// `c`); each once.
    #[must_use]
    pub fn ids(&self, filter: &Sql, limit: i64) -> Sql {
        let one = |branch: &Branch| {
            sql!("SELECT * FROM (SELECT DISTINCT c.id AS id FROM ")
                .then(branch.from.clone())
                .then(sql!(" WHERE "))
                .then(branch.holds.clone())
                .then(filter.clone())
                .then(sql!(" LIMIT ?) b", limit))
        };
        if self.branches.is_empty() {
            return sql!("SELECT c.id AS id FROM cases c WHERE 1 = 0");
        }
        Sql::join(self.branches.iter().map(one), " UNION ")
    }

    /// `SELECT id, updated_at` of at most `limit` visible cases for which `filter` holds (a
    /// condition on `c`), newest modified first, after the cursor.
    #[must_use]
    pub fn newest(&self, filter: &Sql, after: (Timestamp, Uuid), limit: i64) -> Sql {
        let one = |branch: &Branch| {
            let (select, before, order) = match branch.key {
                Key::Case => (
                    sql!("SELECT c.id AS id, c.updated_at AS updated_at FROM "),
                    sql!(" AND (c.updated_at, c.id) < (?, ?)", after.0, after.1)
                        .but(mutated!(PageRepeatsItsLast), || {
                            sql!(" AND (c.updated_at, c.id) <= (?, ?)", after.0, after.1)
                        }),
                    sql!(" ORDER BY c.updated_at DESC, c.id DESC LIMIT ?", limit),
                ),
                // Two domains may have shared the case with one address.
                Key::Share => (
                    sql!("SELECT DISTINCT s.case_id AS id, s.updated_at AS updated_at FROM "),
                    sql!(" AND (s.updated_at, s.case_id) < (?, ?)", after.0, after.1),
                    sql!(" ORDER BY s.updated_at DESC, s.case_id DESC LIMIT ?", limit),
                ),
            };
            sql!("SELECT * FROM (")
                .then(select)
                .then(branch.from.clone())
                .then(sql!(" WHERE "))
                .then(branch.holds.clone())
                .then(filter.clone())
                .then(before)
                .then(order)
                .then(sql!(") b"))
        };
        Sql::join(self.branches.iter().map(one), " UNION ")
    }
}
