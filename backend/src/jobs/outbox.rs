//! Sends the mail that is due.
//!
//! Rows are taken in batches, each for a while, so that two nodes never send one row; what is said in
//! a mail and to whom is decided by [`crate::mail`] at the moment of sending. A node that dies between
//! sending a mail and noting it sends it again later: twice is possible, never is not. Both bear the
//! row's id, by which a reader's program knows them for one.

use crate::app::App;
use crate::db::dialect::skipping_taken;
use crate::db::{Sql, Tx, sql};
use crate::error::Result;
use crate::mail::{NO_SERVER, Notice, Unsent, letter};
use crate::mutation::mutated;
use shared::Timestamp;
use std::time::Duration;
use uuid::Uuid;

/// How often it looks by itself; a commit that wrote mail wakes it.
const EVERY: Duration = Duration::from_secs(60);

/// Rows taken at once.
const BATCH: i64 = 20;

/// How long a node has the rows that it took: longer than a batch can last, with 30 seconds a mail.
const TAKEN_SECONDS: i64 = 15 * 60;

/// After so many seconds it is tried again; then it is given up.
const PAUSES: [i64; 6] = [60, 5 * 60, 30 * 60, 2 * 3_600, 6 * 3_600, 24 * 3_600];

/// Without a server, mail is given up after so many days.
const WAITS_DAYS: i64 = 3;

/// What became of the mail that was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Taken by the server.
    pub sent: usize,
    /// Not sent, because the recipient may not see the case any more.
    pub withheld: usize,
    /// To be tried again.
    pub later: usize,
    /// Given up.
    pub dead: usize,
}

/// What became of one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    Sent,
    Withheld,
    Failed(Unsent),
}

/// Sends what is due, until the program ends: at once when something was written, and every minute.
pub(super) async fn run(app: &App) {
    loop {
        if let Err(error) = send_due(app).await {
            tracing::warn!(%error, "mail could not be sent; it will be tried again");
        }
        tokio::select! {
            () = app.mail.woken() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Sends what is due now, and says what became of it.
///
/// # Errors
/// What the database says; what was sent and noted stays so.
pub async fn send_due(app: &App) -> Result<Counts> {
    let mut counts = Counts::default();
    if !app.mail.sends() {
        counts.dead = give_up(app).await?;
        return Ok(counts);
    }
    loop {
        let until = app.world.now().plus_seconds(TAKEN_SECONDS);
        let due = take(app, until).await?;
        if due.is_empty() {
            return Ok(counts);
        }
        let mut unreachable = None;
        for notice in &due {
            let fate = match &unreachable {
                Some(unsent) => Fate::Failed(Unsent::clone(unsent)),
                None => deliver(app, notice).await?,
            };
            if let Fate::Failed(unsent @ Unsent::Unreachable(_)) = &fate {
                unreachable = Some(unsent.clone());
            }
            note(app, notice, until, &fate, &mut counts).await?;
        }
        if let Some(unsent) = unreachable {
            tracing::warn!(?unsent, "the mail server cannot be reached");
            return Ok(counts);
        }
    }
}

/// Gives up what has waited too long for a server that is not set.
async fn give_up(app: &App) -> Result<usize> {
    let now = app.world.now();
    let mut tx = app.db.write().await?;
    let given_up = tx
        .run(sql!(
            "UPDATE outbox SET next_at = NULL, done_at = ?, outcome = 'dead', error = ?
             WHERE next_at IS NOT NULL AND at <= ?",
            now,
            NO_SERVER,
            now.plus_days(-WAITS_DAYS)
        ))
        .await?;
    tx.commit().await?;
    Ok(usize::try_from(given_up).unwrap_or(usize::MAX))
}

/// Takes the next rows that are due, until an instant.
async fn take(app: &App, until: Timestamp) -> Result<Vec<Notice>> {
    let now = app.world.now();
    let mut tx = app.db.write().await?;
    let due = sql!(
        "SELECT o.id FROM outbox o
         WHERE o.next_at IS NOT NULL AND o.next_at <= ? AND (o.claimed_until IS NULL OR o.claimed_until <= ?)
         ORDER BY o.next_at, o.id LIMIT ?",
        now,
        now,
        BATCH
    )
    .then(skipping_taken(&tx));
    let due: Vec<(Uuid,)> = tx.all(due).await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let ids = || Sql::list(due.iter().map(|(id,)| *id));
    let taken = sql!(
        "UPDATE outbox SET claimed_until = ?, attempts = attempts + 1 WHERE id IN ",
        until
    );
    tx.run(taken.then(ids())).await?;
    let notices = notices(&mut tx, ids()).await?;
    tx.commit().await?;
    Ok(notices)
}

async fn notices(tx: &mut Tx, ids: Sql) -> Result<Vec<Notice>> {
    let statement = sql!(
        "SELECT o.id, o.event, o.reason, o.case_id, c.number, o.comment_id,
                coalesce(a.email, o.address) AS email, o.actor_id, o.actor_domain_id, o.attempts
         FROM outbox o JOIN cases c ON c.id = o.case_id LEFT JOIN accounts a ON a.id = o.account_id
         WHERE o.id IN "
    );
    Ok(tx
        .all(statement.then(ids).then(sql!(" ORDER BY o.next_at, o.id")))
        .await?)
}

/// Sends one mail, unless the recipient may not read it now. No transaction is open meanwhile.
async fn deliver(app: &App, notice: &Notice) -> Result<Fate> {
    let Some(letter) = letter(app, notice).await? else {
        return Ok(Fate::Withheld);
    };
    let sent = app.mail.send(&app.world, notice.id, &letter).await;
    Ok(sent.map_or_else(Fate::Failed, |()| Fate::Sent))
}

/// When it is tried again after so many attempts; nothing means never.
fn again(unsent: &Unsent, attempts: i64, now: Timestamp) -> Option<Timestamp> {
    let pause = usize::try_from(attempts - 1)
        .ok()
        .and_then(|tries| PAUSES.get(tries));
    match unsent {
        Unsent::Never(_) => None,
        Unsent::Later(_) | Unsent::Unreachable(_) => pause.map(|seconds| now.plus_seconds(*seconds)),
    }
}

/// Notes what became of a mail, unless another node has it by now.
async fn note(app: &App, notice: &Notice, until: Timestamp, fate: &Fate, counts: &mut Counts) -> Result<()> {
    let now = app.world.now();
    let (next, outcome, error) = match fate {
        Fate::Sent if mutated!(SentTwice) => (Some(now.plus_seconds(60)), None, None),
        Fate::Sent => (None, Some("sent"), None),
        Fate::Withheld => (None, Some("withheld"), None),
        Fate::Failed(unsent) => {
            let (Unsent::Unreachable(told) | Unsent::Later(told) | Unsent::Never(told)) = unsent;
            let next = again(unsent, notice.attempts, now);
            (next, next.is_none().then_some("dead"), Some(told.as_str()))
        }
    };
    match outcome {
        Some("sent") => counts.sent += 1,
        Some("withheld") => counts.withheld += 1,
        Some(_) => counts.dead += 1,
        None => counts.later += 1,
    }
    let mut tx = app.db.write().await?;
    tx.run(sql!(
        "UPDATE outbox SET claimed_until = NULL, next_at = ?, done_at = ?, outcome = ?, error = ?
         WHERE id = ? AND claimed_until = ?",
        next,
        outcome.map(|_| now),
        outcome,
        error,
        notice.id,
        until
    ))
    .await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let now = Timestamp::from_micros(0);
        let later = Unsent::Later("451 busy".to_owned());
        let pauses = (1..=8).map(|attempts| again(&later, attempts, now));
        let minutes = pauses
            .map(|at| at.map(|at| at.micros() / 60_000_000))
            .collect::<Vec<_>>();
        assert_eq!(
            minutes,
            [
                Some(1),
                Some(5),
                Some(30),
                Some(120),
                Some(360),
                Some(1_440),
                None,
                None
            ]
        );
        let unreachable = Unsent::Unreachable("refused".to_owned());
        assert_eq!(again(&unreachable, 1, now), Some(now.plus_seconds(60)));
        assert_eq!(again(&Unsent::Never("550".to_owned()), 1, now), None);
    }
}
