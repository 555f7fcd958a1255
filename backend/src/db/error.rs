//! What went wrong in the database, with the name of the constraint where there is one.

/// An error of the database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A constraint or a rule of a trigger refused a write; the name is the schema's.
    #[error("refused by {0}")]
    Refused(String),
    /// Somebody else was in the way; the whole transaction can be tried again.
    #[error("in conflict with another transaction")]
    Conflict,
    /// The database cannot be reached, or took too long.
    #[error("database unavailable: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// Anything else: a fault of ours.
    #[error("database fault: {0}")]
    Fault(#[source] sqlx::Error),
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(refused) => {
                let code = refused.code().unwrap_or_default();
                match code.as_ref() {
                    // PostgreSQL: serialization failure, deadlock, lock not available.
                    "40001" | "40P01" | "55P03" => return Self::Conflict,
                    // PostgreSQL: statement cancelled, shutting down. SQLite: busy, disk full, read-only.
                    "57014" | "57P01" | "57P02" | "57P03" | "53300" | "5" | "13" | "8" => {
                        return Self::Unavailable(error);
                    }
                    _ => {}
                }
                match constraint(refused.as_ref()) {
                    Some(name) => Self::Refused(name),
                    None => Self::Fault(error),
                }
            }
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::WorkerCrashed => Self::Unavailable(error),
            _ => Self::Fault(error),
        }
    }
}

/// The name of the violated constraint.
///
/// PostgreSQL gives it. SQLite gives the columns for `UNIQUE` (`accounts.email`), the name for
/// `CHECK` and the text of `RAISE` for triggers; columns become `table_column`, which is how the
/// constraints of the schema are named.
fn constraint(refused: &dyn sqlx::error::DatabaseError) -> Option<String> {
    if let Some(name) = refused.constraint() {
        return Some(name.to_owned());
    }
    let message = refused.message();
    if let Some(columns) = message.strip_prefix("UNIQUE constraint failed: ") {
        return Some(columns.rsplit(", ").next().unwrap_or(columns).replace('.', "_"));
    }
    if let Some(name) = message.strip_prefix("CHECK constraint failed: ") {
        return Some(name.to_owned());
    }
    // A trigger's RAISE: code 1811, the message is the rule's name.
    (refused.code().as_deref() == Some("1811")).then(|| message.to_owned())
}

impl DbError {
    /// Whether that constraint refused the write.
    #[must_use]
    pub fn refused_by(&self, name: &str) -> bool {
        matches!(self, Self::Refused(refused) if refused == name)
    }
}

/// Whether trying the whole transaction again can help.
#[must_use]
pub fn is_transient(error: &DbError) -> bool {
    matches!(error, DbError::Conflict)
}
