//! Scopes: the list's counterpart of a permit.

use super::acting::Acting;
use super::relation::{Branch, Key, branches};
use crate::db::{Sql, sql};
use shared::Timestamp;
use shared::words::{Action, Relation};
use uuid::Uuid;

/// The cases that the caller may see: the relations through which policy lets it, as SQL.
#[derive(Debug, Clone)]
pub struct Scope {
    branches: Vec<Branch>,
}

impl Acting {
    /// The cases that the caller may see.
    #[must_use]
    pub fn visible(&self) -> Scope {
        let mut branches = branches(&self.caller, &self.policy, Action::View, self.now);
        // Where the whole domain is visible, its nodes add nothing; where the desk sees all, nothing does.
        let whole = |branch: &Branch| branch.relation == Relation::Support;
        if let Some(position) = branches.iter().position(whole) {
            branches = vec![branches.swap_remove(position)];
        } else if let Some(root) = self.caller.attachments.iter().position(|at| at.node.is_none()) {
            let seen = branches
                .iter()
                .filter(|b| b.relation == Relation::Account)
                .count();
            if seen == self.caller.attachments.len() {
                let mut position = 0;
                branches.retain(|branch| {
                    let keep = branch.relation != Relation::Account || position == root;
                    position += usize::from(branch.relation == Relation::Account);
                    keep
                });
            }
        }
        Scope { branches }
    }
}

impl Scope {
    /// `SELECT id, updated_at` of at most `limit` visible cases for which `filter` holds (a
    /// condition on `c`), newest modified first, after the cursor.
    #[must_use]
    pub fn newest(&self, filter: &Sql, after: (Timestamp, Uuid), limit: i64) -> Sql {
        let one = |branch: &Branch| {
            let (select, before, order) = match branch.key {
                Key::Case => (
                    sql!("SELECT c.id AS id, c.updated_at AS updated_at FROM "),
                    sql!(" AND (c.updated_at, c.id) < (?, ?)", after.0, after.1),
                    sql!(" ORDER BY c.updated_at DESC, c.id DESC LIMIT ?", limit),
                ),
                Key::Share => (
                    sql!("SELECT s.case_id AS id, s.updated_at AS updated_at FROM "),
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
