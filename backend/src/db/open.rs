//! Opening a database, and bringing its schema up to date.

use super::tx::{Inner, Planning};
use super::writer::Writer;
use super::{DbError, Tx};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, PgPool, Postgres, SqlitePool, Transaction};
use std::path::Path;
use std::time::Duration;

static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// The first SQLite without the bug that a reset of the WAL could lose commits (fixed in 3.51.3).
const SQLITE_SOUND: (u32, u32, u32) = (3, 51, 3);

/// Bytes of the file that readers see through the system's cache, without copying: all of it. A search
/// that looks at thousands of cases takes a third of the time, and twice as long where its pages are copied.
const MAPPED: &str = "1099511627776";

/// Pages that the writer keeps, in KiB: what a filing changes is spread over a dozen indexes.
const KEPT_BY_THE_WRITER: &str = "-64000";

/// A connection that was used so recently is still there.
const FRESH: Duration = Duration::from_secs(1);

/// How long to wait for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// Which engine a database is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one file.
    Sqlite,
    /// A server.
    Postgres,
}

/// An open database.
#[derive(Debug, Clone)]
pub enum Db {
    /// Readers see snapshots, one writer takes turns.
    Sqlite {
        /// Readers.
        readers: SqlitePool,
        /// The writer.
        writer: Box<WriterHandle>,
    },
    /// A pool; PostgreSQL groups commits by itself.
    Postgres(PgPool),
}

/// The writer of SQLite, opaque outside.
#[derive(Debug, Clone)]
pub struct WriterHandle(Writer);

impl Db {
    /// Opens the SQLite file, which is created if need be, and brings its schema up to date.
    ///
    /// # Errors
    /// When it cannot be opened, or this program was built with an SQLite that can lose commits.
    pub async fn open_sqlite(file: &Path) -> Result<Self, OpenError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .optimize_on_close(true, Some(400))
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-8000")
            .disable_statement_logging();
        let writing = options.clone().pragma("cache_size", KEPT_BY_THE_WRITER);
        let mut connection = writing.connect().await?;
        let (version,): (String,) = sqlx::query_as("SELECT sqlite_version()")
            .fetch_one(&mut connection)
            .await?;
        if !sound(&version) {
            return Err(OpenError::SqliteTooOld(version));
        }
        SQLITE.run_direct(None, &mut connection, false).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(8)
            .min_connections(1)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .connect_with(options.pragma("query_only", "1").pragma("mmap_size", MAPPED))
            .await?;
        let writer = Box::new(WriterHandle(Writer::start(connection)));
        Ok(Self::Sqlite { readers, writer })
    }

    /// Connects to a PostgreSQL database and brings its schema up to date.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub async fn open_postgres(url: &str) -> Result<Self, OpenError> {
        let options = url
            .parse::<PgConnectOptions>()?
            .disable_statement_logging()
            .options([
                ("statement_timeout", "5000"),
                ("lock_timeout", "2000"),
                ("idle_in_transaction_session_timeout", "10000"),
                // Statements are short, however the planner judges them; compiling one takes longer.
                ("jit", "off"),
            ]);
        // One connection first: a pool waits, and then does not say why none could be had.
        let first = tokio::time::timeout(PATIENCE, options.connect());
        first
            .await
            .map_err(|_| sqlx::Error::PoolTimedOut)??
            .close()
            .await?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .before_acquire(|connection, use_| {
                Box::pin(async move {
                    if use_.idle_for > FRESH {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .connect_with(options)
            .await?;
        POSTGRES.run(&pool).await?;
        Ok(Self::Postgres(pool))
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite { .. } => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins reading: everything read through it is of one instant.
    ///
    /// # Errors
    /// When the database cannot be reached in time.
    pub async fn read(&self) -> Result<Tx, DbError> {
        Ok(Tx(match self {
            Self::Sqlite { readers, .. } => Inner::SqliteRead(readers.begin().await?),
            Self::Postgres(pool) => {
                let pool = pool.clone();
                let read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                begun(async move { pool.begin_with(read).await }).await?
            }
        }))
    }

    /// Begins writing.
    ///
    /// # Errors
    /// When the database cannot be reached in time.
    pub async fn write(&self) -> Result<Tx, DbError> {
        Ok(Tx(match self {
            Self::Sqlite { writer, .. } => Inner::SqliteWrite(writer.0.turn().await?),
            Self::Postgres(pool) => {
                let pool = pool.clone();
                begun(async move { pool.begin().await }).await?
            }
        }))
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, .. } => readers.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Begins a transaction whether or not somebody still waits for it: given up half-way, sqlx would hand
/// the connection to the next one with this transaction open.
async fn begun(
    begin: impl Future<Output = sqlx::Result<Transaction<'static, Postgres>>> + Send + 'static,
) -> Result<Inner, DbError> {
    let begun = tokio::spawn(begin)
        .await
        .map_err(|_| sqlx::Error::WorkerCrashed)?;
    Ok(Inner::Postgres(begun?, Planning::Once))
}

fn sound(version: &str) -> bool {
    let mut numbers = version
        .split('.')
        .map(|number| number.parse::<u32>().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next()) >= SQLITE_SOUND
}

impl From<MigrateError> for OpenError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => Self::FromNewerVersion,
            other => Self::Migration(other),
        }
    }
}

/// Why a database could not be opened: one clear line each.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It cannot be reached.
    #[error("the database cannot be opened: {0}")]
    Unreachable(#[from] sqlx::Error),
    /// Its schema has migrations this program does not know.
    #[error("the database is from a newer version of comptoir; use that version")]
    FromNewerVersion,
    /// A migration failed.
    #[error("the database cannot be brought up to date: {0}")]
    Migration(MigrateError),
    /// The SQLite this program was built with can lose commits.
    #[error("SQLite {0} can lose commits; 3.51.3 or later is needed")]
    SqliteTooOld(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p6_an_sqlite_that_can_lose_commits_is_refused() {
        assert!(sound("3.51.3") && sound("3.52.0") && sound("4.0.0"));
        assert!(!sound("3.51.2") && !sound("3.7.0"));
    }

    #[test]
    fn both_engines_have_the_same_migrations() {
        let names = |migrator: &Migrator| {
            migrator
                .iter()
                .map(|step| (step.version, step.description.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&SQLITE), names(&POSTGRES));
    }
}
