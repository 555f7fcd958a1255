//! What really differs between the engines.

use super::{DbError, Engine, Sql, Tx, sql};
use uuid::Uuid;

/// What one wants to do with a domain or a role while holding its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// File a case, give a role: others may too, nobody may change who manages or is let in.
    Share,
    /// Transfer, grant, revoke, change what the domain owns: nobody else may do anything of the
    /// kind.
    Change,
}

/// Locks a client's row. A statement of its own: what is read afterwards is of after the wait.
///
/// On SQLite there is nothing to do, for writers take turns.
///
/// # Errors
/// What the database says; [`DbError::Conflict`] if the wait was too long.
pub async fn lock_client(tx: &mut Tx, client: Uuid, lock: Lock) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        let statement = match lock {
            Lock::Share => sql!("SELECT 1 FROM domains WHERE id = ? FOR SHARE", client),
            Lock::Change => sql!("SELECT 1 FROM domains WHERE id = ? FOR NO KEY UPDATE", client),
        };
        tx.run(statement).await?;
    }
    Ok(())
}

/// Locks a role's row: one of an organization is changed and given in several domains.
///
/// # Errors
/// What the database says.
pub async fn lock_role(tx: &mut Tx, role: Uuid, lock: Lock) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        let statement = match lock {
            Lock::Share => sql!("SELECT 1 FROM roles WHERE id = ? FOR SHARE", role),
            Lock::Change => sql!("SELECT 1 FROM roles WHERE id = ? FOR NO KEY UPDATE", role),
        };
        tx.run(statement).await?;
    }
    Ok(())
}

/// Lets this transaction take its time: imports and migrations, never requests.
///
/// # Errors
/// What the database says.
pub async fn unhurried(tx: &mut Tx) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        tx.run(sql!("SET LOCAL statement_timeout = 0")).await?;
        tx.run(sql!("SET LOCAL idle_in_transaction_session_timeout = 0"))
            .await?;
    }
    Ok(())
}

/// How many matches a word may have for SQLite to look them all up first.
///
/// Below, `IN` over the index is fastest; above, walking the list and probing each case is
/// (measured: 0.4 against 120 ms, and 5 ms, at a million cases).
const RARE: i64 = 2_000;

/// The condition on `cases c` that all words, or words that begin so, are in the case.
///
/// # Errors
/// What the database says.
pub async fn search(tx: &mut Tx, words: &[String]) -> Result<Sql, DbError> {
    match tx.engine() {
        Engine::Postgres => {
            let query = words
                .iter()
                .map(|word| format!("'{word}':*"))
                .collect::<Vec<_>>()
                .join(" & ");
            let text = sql!(
                "c.id IN (SELECT s.case_id FROM case_search s WHERE s.words @@ CAST(? AS tsquery))",
                query
            );
            Ok(text)
        }
        Engine::Sqlite => {
            let query = words
                .iter()
                .map(|word| format!("\"{word}\"*"))
                .collect::<Vec<_>>()
                .join(" ");
            let capped = sql!(
                "SELECT count(*) FROM (SELECT 1 FROM case_search WHERE case_search MATCH ? LIMIT ?)",
                &query,
                RARE + 1
            );
            let (matches,): (i64,) = tx.one(capped).await?;
            Ok(if matches <= RARE {
                sql!(
                    "c.docid IN (SELECT rowid FROM case_search WHERE case_search MATCH ?)",
                    query
                )
            } else {
                sql!(
                    "EXISTS (SELECT 1 FROM case_search WHERE case_search MATCH ? AND rowid = c.docid)",
                    query
                )
            })
        }
    }
}

/// Makes a new case findable by these words.
///
/// # Errors
/// What the database says.
pub async fn index_case(tx: &mut Tx, case: Uuid, words: &[String]) -> Result<(), DbError> {
    let words = words.join(" ");
    tx.run(match tx.engine() {
        Engine::Sqlite => {
            sql!(
                "INSERT INTO case_search (rowid, words) SELECT docid, ? FROM cases WHERE id = ?",
                words,
                case
            )
        }
        Engine::Postgres => sql!(
            "INSERT INTO case_search (case_id, words) VALUES (?, array_to_tsvector(string_to_array(?, ' ')))",
            case,
            words
        ),
    })
    .await?;
    Ok(())
}

/// Bytes of search words per case at most: PostgreSQL refuses a `tsvector` of more than 1 MiB.
const INDEXED_BYTES: i64 = 800_000;

/// Makes a case findable by these words too.
///
/// # Errors
/// What the database says.
pub async fn index_more(tx: &mut Tx, case: Uuid, words: &[String]) -> Result<(), DbError> {
    let words = words.join(" ");
    tx.run(match tx.engine() {
        Engine::Sqlite => sql!(
            "UPDATE case_search SET words = words || ' ' || ?
             WHERE rowid = (SELECT docid FROM cases WHERE id = ?) AND length(words) < ?",
            words,
            case,
            INDEXED_BYTES
        ),
        Engine::Postgres => sql!(
            "UPDATE case_search SET words = words || array_to_tsvector(string_to_array(?, ' '))
             WHERE case_id = ? AND pg_column_size(words) < ?",
            words,
            case,
            INDEXED_BYTES
        ),
    })
    .await?;
    Ok(())
}

/// Locks a case's row, so that two moves from one state cannot both be made.
///
/// # Errors
/// What the database says.
pub async fn lock_case(tx: &mut Tx, number: &str) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        tx.run(sql!(
            "SELECT 1 FROM cases WHERE number = ? FOR NO KEY UPDATE",
            number
        ))
        .await?;
    }
    Ok(())
}
