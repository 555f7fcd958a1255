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
        tx.run(statement.planned_once()).await?;
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

/// What words find, and how that is best asked.
#[derive(Debug, Clone)]
pub struct Matches {
    /// The condition on `cases c` that all words, or words that begin so, are in the case: asked about
    /// case after case.
    pub holds: Sql,
    /// The same where it leads to the cases.
    pub leads: Sql,
    /// `SELECT … FROM ` of what those conditions look at in a case.
    pub key: &'static str,
    /// How many cases have them.
    pub often: Often,
}

/// In how many cases words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Often {
    /// So few that one begins with those.
    Rare,
    /// So many; it depends on how often those that one looks through have them.
    Middling(i64),
    /// So many that one looks at case after case.
    Frequent,
}

/// Words are rare in at most so many cases, and frequent in more than so many.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Rare up to here.
    pub rare: i64,
    /// Frequent above.
    pub frequent: i64,
}

impl Bounds {
    fn often(self, cases: i64) -> Often {
        if cases <= self.rare {
            Often::Rare
        } else if cases <= self.frequent {
            Often::Middling(cases)
        } else {
            Often::Frequent
        }
    }
}

/// Looks how many cases have all words, or words that begin so, and how that is best asked.
///
/// # Errors
/// What the database says.
pub async fn search(tx: &mut Tx, words: &[String], bounds: Bounds) -> Result<Matches, DbError> {
    match tx.engine() {
        Engine::Postgres => search_postgres(tx, words, bounds).await,
        Engine::Sqlite => search_sqlite(tx, words, bounds).await,
    }
}

async fn search_postgres(tx: &mut Tx, words: &[String], bounds: Bounds) -> Result<Matches, DbError> {
    let words = words.iter().map(|word| format!("'{word}':*"));
    let query = words.collect::<Vec<_>>().join(" & ");
    // To count a frequent word takes as long as to find it; the planner knows about how many.
    let plan: Vec<(String,)> = tx
        .all(sql!(
            "EXPLAIN SELECT 1 FROM case_search s WHERE s.words @@ CAST(? AS tsquery)",
            &query
        ))
        .await?;
    let often = bounds.often(plan.first().and_then(|(line,)| rows_planned(line)).unwrap_or(0));
    let found = || {
        sql!(
            "(SELECT s.case_id FROM case_search s WHERE s.words @@ CAST(? AS tsquery))",
            &query
        )
    };
    let leads = sql!("c.id IN ").then(found());
    let holds = match often {
        Often::Rare => leads.clone(),
        // `IS TRUE` keeps it from leading: what is found is put into a table once.
        Often::Middling(_) => sql!("(c.id IN ").then(found()).then(sql!(") IS TRUE")),
        Often::Frequent => sql!(
            "EXISTS (SELECT 1 FROM case_search s WHERE s.case_id = c.id AND s.words @@ CAST(? AS tsquery))",
            &query
        ),
    };
    Ok(Matches {
        holds,
        leads,
        key: "SELECT c.id AS id FROM ",
        often,
    })
}

/// The number in `… (cost=1.23..4.56 rows=789 width=4)`.
fn rows_planned(line: &str) -> Option<i64> {
    let (_, rest) = line.split_once("rows=")?;
    rest.split(' ').next()?.parse().ok()
}

async fn search_sqlite(tx: &mut Tx, words: &[String], bounds: Bounds) -> Result<Matches, DbError> {
    let phrase = |end: &str| {
        let words = words.iter().map(|word| format!("\"{word}\"{end}"));
        words.collect::<Vec<_>>().join(" ")
    };
    let beginning = phrase("*");
    // What begins so is put together as a whole, which takes long for a frequent word; so look
    // first whether the words as they are suffice to be frequent.
    let mut often = Often::Rare;
    for query in [&phrase(""), &beginning] {
        let capped = sql!(
            "SELECT count(*) FROM (SELECT 1 FROM case_search WHERE case_search MATCH ? LIMIT ?)",
            query,
            bounds.frequent + 1
        );
        let (matches,): (i64,) = tx.one(capped).await?;
        often = bounds.often(matches);
        if often == Often::Frequent {
            break;
        }
    }
    let found = |docid| {
        sql!(docid).then(sql!(
            " IN (SELECT rowid FROM case_search WHERE case_search MATCH ?)",
            &beginning
        ))
    };
    let leads = found("c.docid");
    let holds = match often {
        Often::Rare => leads.clone(),
        // The `+` keeps it from leading: what is found is put into a table once.
        Often::Middling(_) => found("+c.docid"),
        // The index cannot be asked about one case without putting all together again (measured:
        // 2,500 ms for a page at a million cases), but it keeps what it was made of.
        Often::Frequent => {
            let has = |word: &String| sql!(" AND instr(' ' || w.c0, ?) > 0", format!(" {word}"));
            words
                .iter()
                .map(has)
                .fold(
                    sql!("EXISTS (SELECT 1 FROM case_search_content w WHERE w.id = c.docid"),
                    Sql::then,
                )
                .then(sql!(")"))
        }
    };
    Ok(Matches {
        holds,
        leads,
        key: "SELECT c.docid AS docid FROM ",
        often,
    })
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

/// Locks the rows of cases, always in the same order.
///
/// # Errors
/// What the database says.
pub async fn lock_cases(tx: &mut Tx, cases: &[Uuid]) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        let these = Sql::list(cases.iter().copied());
        let statement = sql!("SELECT 1 FROM cases WHERE id IN ").then(these);
        tx.run(statement.then(sql!(" ORDER BY id FOR NO KEY UPDATE")))
            .await?;
    }
    Ok(())
}

/// What ends a `SELECT` of rows that one node takes for itself: rows that another is just taking are
/// left out. On SQLite there is nothing to say, for writers take turns.
#[must_use]
pub fn skipping_taken(tx: &Tx) -> Sql {
    match tx.engine() {
        Engine::Postgres => sql!(" FOR UPDATE SKIP LOCKED"),
        Engine::Sqlite => Sql::default(),
    }
}
