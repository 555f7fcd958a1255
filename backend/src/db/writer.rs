//! The one writer of SQLite, behind a queue that batches.
//!
//! Writers take turns with the connection. Turns that wait at the same time share one `BEGIN
//! IMMEDIATE … COMMIT`, each in a savepoint of its own, so that one bad turn does not fail its
//! batch and one flush to disk serves many. Nothing but SQL may be awaited during a turn.

use super::DbError;
use sqlx::{Connection as _, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

/// How many turns share one commit at most.
const BATCH: usize = 64;

type Commits = Vec<oneshot::Sender<Result<(), DbError>>>;

/// Hands out turns.
#[derive(Debug, Clone)]
pub(super) struct Writer {
    queue: mpsc::Sender<oneshot::Sender<Turn>>,
}

/// The connection, for as long as one holds it.
#[derive(Debug)]
pub(super) struct Turn {
    held: Option<Held>,
}

#[derive(Debug)]
struct Held {
    connection: SqliteConnection,
    back: oneshot::Sender<(SqliteConnection, Verdict)>,
}

/// How a turn ended.
#[derive(Debug)]
enum Verdict {
    /// Keep what was written, and say when it is on disk.
    Commit(oneshot::Sender<Result<(), DbError>>),
    /// Undo it.
    Rollback,
}

impl Writer {
    /// Starts the writer on its connection.
    pub(super) fn start(connection: SqliteConnection) -> Self {
        let (queue, turns) = mpsc::channel(1_024);
        tokio::spawn(run(connection, turns));
        Self { queue }
    }

    /// Waits for a turn.
    pub(super) async fn turn(&self) -> Result<Turn, DbError> {
        let gone = |_| DbError::Unavailable(sqlx::Error::WorkerCrashed);
        let (give, take) = oneshot::channel();
        self.queue
            .send(give)
            .await
            .map_err(|_| DbError::Unavailable(sqlx::Error::WorkerCrashed))?;
        take.await.map_err(gone)
    }
}

impl Turn {
    /// The connection.
    pub(super) fn connection(&mut self) -> Result<&mut SqliteConnection, DbError> {
        let held = self
            .held
            .as_mut()
            .ok_or(DbError::Unavailable(sqlx::Error::WorkerCrashed))?;
        Ok(&mut held.connection)
    }

    /// Ends the turn and waits until what was written is on disk.
    pub(super) async fn commit(mut self) -> Result<(), DbError> {
        let lost = || DbError::Unavailable(sqlx::Error::WorkerCrashed);
        let Held { connection, back } = self.held.take().ok_or_else(lost)?;
        let (done, committed) = oneshot::channel();
        back.send((connection, Verdict::Commit(done)))
            .map_err(|_| lost())?;
        committed.await.map_err(|_| lost())?
    }
}

impl Drop for Turn {
    /// A turn that was not committed is undone: an error, or a caller that went away.
    fn drop(&mut self) {
        if let Some(Held { connection, back }) = self.held.take() {
            // If nobody takes the connection back, the writer is gone and so is its transaction.
            let _ = back.send((connection, Verdict::Rollback));
        }
    }
}

async fn run(mut connection: SqliteConnection, mut turns: mpsc::Receiver<oneshot::Sender<Turn>>) {
    while let Some(first) = turns.recv().await {
        let Ok(next) = batch(connection, first, &mut turns).await else {
            tracing::error!("the writer lost its connection");
            return;
        };
        connection = next;
    }
    let _ = connection.close().await;
}

/// One `BEGIN … COMMIT` with every turn that is waiting. `Err` when the connection is lost.
async fn batch(
    mut connection: SqliteConnection,
    first: oneshot::Sender<Turn>,
    turns: &mut mpsc::Receiver<oneshot::Sender<Turn>>,
) -> Result<SqliteConnection, ()> {
    let begun = execute(&mut connection, "BEGIN IMMEDIATE").await;
    if let Err(error) = begun {
        // Whoever waits sees its ticket dropped, that is: unavailable.
        tracing::warn!(%error, "the database cannot be written to");
        return Ok(connection);
    }
    let mut commits: Commits = Vec::new();
    let mut waiting = Some(first);
    while let Some(ticket) = waiting.take() {
        connection = turn(connection, ticket, &mut commits).await?;
        if commits.len() < BATCH {
            waiting = turns.try_recv().ok();
        }
    }
    let committed = execute(&mut connection, "COMMIT").await;
    if let Err(error) = &committed {
        tracing::error!(%error, "a batch could not be committed");
        let _ = execute(&mut connection, "ROLLBACK").await;
    }
    for done in commits {
        let answer = match &committed {
            Ok(()) => Ok(()),
            Err(_) => Err(DbError::Unavailable(sqlx::Error::WorkerCrashed)),
        };
        // Whoever does not wait any more does not need the answer.
        let _ = done.send(answer);
    }
    Ok(connection)
}

async fn turn(
    mut connection: SqliteConnection,
    ticket: oneshot::Sender<Turn>,
    commits: &mut Commits,
) -> Result<SqliteConnection, ()> {
    if execute(&mut connection, "SAVEPOINT turn").await.is_err() {
        return Ok(connection);
    }
    let (back, returned) = oneshot::channel();
    let turn = Turn {
        held: Some(Held { connection, back }),
    };
    // If nobody waits for this turn any more, dropping it brings the connection back.
    drop(ticket.send(turn));
    let (mut connection, verdict) = returned.await.map_err(|_| ())?;
    match verdict {
        Verdict::Commit(done) => match execute(&mut connection, "RELEASE turn").await {
            Ok(()) => commits.push(done),
            Err(error) => drop(done.send(Err(error.into()))),
        },
        Verdict::Rollback => {
            execute(&mut connection, "ROLLBACK TO turn")
                .await
                .map_err(|_| ())?;
            execute(&mut connection, "RELEASE turn").await.map_err(|_| ())?;
        }
    }
    Ok(connection)
}

async fn execute(connection: &mut SqliteConnection, statement: &'static str) -> Result<(), sqlx::Error> {
    sqlx::query(statement).execute(connection).await.map(|_| ())
}
