//! What an import answers: what it did, or every line that stands in its way.

use crate::db::DbError;
use crate::error::Error;
use serde::Deserialize;
use std::fmt;

/// How many bad lines are printed; all are collected.
const PRINTED: usize = 200;

/// Declares the types of lines with the one spelling of each.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal,)+) => {
        /// The type of a line, in the order in which they are stored.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
        pub enum Kind {
            $($(#[$doc])* #[serde(rename = $word)] $kind,)+
        }

        impl Kind {
            /// Every type.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// As in the file.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$kind => $word),+ }
            }
        }

        /// How many there are.
        const KINDS: usize = Kind::ALL.len();
    };
}

kinds! {
    /// A company.
    Organization = "organization",
    /// A tenant.
    Domain = "domain",
    /// Somebody.
    Account = "account",
    /// A group.
    Group = "group",
    /// An account in a group.
    Membership = "membership",
    /// A node of a client's tree.
    Resource = "resource",
    /// A custom role.
    Role = "role",
    /// A role that is held.
    Assignment = "assignment",
    /// Something that is supported.
    Product = "product",
    /// A part of a product.
    Category = "category",
    /// Who manages a client when.
    Tenure = "tenure",
    /// A client's consent.
    Delegation = "delegation",
    /// A case.
    Case = "case",
    /// A comment or an internal note.
    Comment = "comment",
    /// A share.
    Share = "share",
}

/// What became of the lines of one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Added.
    pub added: usize,
    /// There already, and left as it was.
    pub untouched: usize,
}

/// What an import did, or would have done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    counts: [Count; KINDS],
    /// Whether everything was undone in the end.
    pub dry_run: bool,
}

impl Report {
    /// What became of the lines of a type.
    #[must_use]
    pub fn of(&self, kind: Kind) -> Count {
        self.counts[kind as usize]
    }

    /// Every type of which there were lines.
    pub fn counts(&self) -> impl Iterator<Item = (Kind, Count)> {
        let all = Kind::ALL.iter().map(|kind| (*kind, self.of(*kind)));
        all.filter(|(_, count)| *count != Count::default())
    }

    /// Of all types.
    #[must_use]
    pub fn total(&self) -> Count {
        self.counts.iter().fold(Count::default(), |sum, count| Count {
            added: sum.added + count.added,
            untouched: sum.untouched + count.untouched,
        })
    }

    /// For the ledger: `17 domain, 308 case`.
    pub(super) fn summary(&self) -> String {
        let added = self.counts().filter(|(_, count)| count.added > 0);
        let parts = added.map(|(kind, count)| format!("{} {}", count.added, kind.as_str()));
        parts.collect::<Vec<_>>().join(", ")
    }

    pub(super) fn added(&mut self, kind: Kind) {
        self.counts[kind as usize].added += 1;
    }

    pub(super) fn untouched(&mut self, kind: Kind) {
        self.counts[kind as usize].untouched += 1;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<14}{:>9}{:>17}", "", "added", "left untouched")?;
        for (kind, count) in self.counts() {
            writeln!(
                f,
                "{:<14}{:>9}{:>17}",
                kind.as_str(),
                count.added,
                count.untouched
            )?;
        }
        if self.dry_run {
            writeln!(f, "This was a dry run: nothing was stored.")?;
        }
        Ok(())
    }
}

/// A line that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BadLine {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// Every line that cannot be imported, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLines(pub Vec<BadLine>);

impl fmt::Display for BadLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for BadLine { line, reason } in self.0.iter().take(PRINTED) {
            writeln!(f, "line {line}: {reason}")?;
        }
        if self.0.len() > PRINTED {
            writeln!(f, "… and {} more", self.0.len() - PRINTED)?;
        }
        let noun = if self.0.len() == 1 { "problem" } else { "problems" };
        write!(f, "{} {noun}; nothing was imported", self.0.len())
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Some lines are bad: here are all of them.
    #[error("{0}")]
    Bad(BadLines),
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Read(#[source] std::io::Error),
    /// It could not be stored.
    #[error("nothing was imported: {0}")]
    Failed(#[from] Error),
}

impl From<DbError> for ImportError {
    fn from(error: DbError) -> Self {
        Self::Failed(error.into())
    }
}
