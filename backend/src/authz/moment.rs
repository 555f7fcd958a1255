//! At which instant rights are looked at: now, or back in time for an explanation.
//!
//! Rights that end keep their row, so the past can be asked. Now, an ended row is ended whatever
//! the clock says: another node's clock may be ahead, and a right that was taken must not come
//! back for that long.

use crate::db::{Sql, sql};
use crate::mutation::mutated;
use shared::Timestamp;
use uuid::Uuid;

/// An instant to look at rights.
#[derive(Debug, Clone)]
pub enum Moment {
    /// This instant.
    Now(Timestamp),
    /// An earlier one.
    Then {
        /// The instant.
        at: Timestamp,
        /// The node of the case that is asked about, and those above it at that instant.
        above: Vec<Uuid>,
    },
}

impl Moment {
    /// The instant.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        match self {
            Self::Now(at) | Self::Then { at, .. } => *at,
        }
    }

    /// An assignment `a` is held.
    pub(super) fn held(&self) -> Sql {
        match self {
            Self::Now(_) => sql!("a.ended_at IS NULL").unless(mutated!(EndedRoleCounts)),
            Self::Then { at, .. } => sql!(
                "a.created_at <= ? AND (a.ended_at IS NULL OR a.ended_at > ?)",
                *at,
                *at
            ),
        }
    }

    /// A membership `m` stands.
    pub(crate) fn member(&self) -> Sql {
        match self {
            Self::Now(_) => sql!("m.ended_at IS NULL").unless(mutated!(LeftGroupCounts)),
            Self::Then { at, .. } => sql!(
                "m.from_at <= ? AND (m.ended_at IS NULL OR m.ended_at > ?)",
                *at,
                *at
            ),
        }
    }

    /// What a role `r` allows.
    pub(super) fn allowed(&self) -> Sql {
        match self {
            Self::Now(_) => sql!("r.privileges"),
            Self::Then { at, .. } => sql!(
                "coalesce((SELECT x.privileges FROM role_changes x WHERE x.role_id = r.id AND x.until_at > ?
                     ORDER BY x.until_at LIMIT 1), r.privileges)",
                *at
            ),
        }
    }

    /// A share `s` stands: made, not ended, not past its end.
    pub(crate) fn shared(&self) -> Sql {
        match self {
            Self::Now(now) => Sql::join(
                [
                    sql!("s.ended_at IS NULL").unless(mutated!(EndedShareCounts)),
                    sql!("(s.expires_at IS NULL OR s.expires_at > ?)", *now)
                        .unless(mutated!(ShareExpiryForgotten)),
                ],
                " AND ",
            ),
            Self::Then { at, .. } => sql!(
                "s.at <= ? AND (s.ended_at IS NULL OR s.ended_at > ?) AND (s.expires_at IS NULL OR s.expires_at > ?)",
                *at,
                *at,
                *at
            ),
        }
    }

    /// Whether the client whose case a share `s` opens lets its cases be shared outside; an expression,
    /// 0 or 1.
    pub(super) fn shares_outside(&self) -> Sql {
        match self {
            Self::Now(_) => sql!("(SELECT o.outside_shares FROM domains o WHERE o.id = s.domain_id)"),
            Self::Then { at, .. } => sql!(
                "coalesce((SELECT x.outside FROM sharing_changes x WHERE x.client_id = s.domain_id AND x.until_at > ?
                     ORDER BY x.until_at LIMIT 1),
                   (SELECT o.outside_shares FROM domains o WHERE o.id = s.domain_id))",
                *at
            ),
        }
    }
}
