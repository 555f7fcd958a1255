//! Closes cases whose solution nobody answers, after announcing it.
//!
//! What somebody says or changes moves the case's `updated_at`, so the silence begins anew, and an
//! announcement from before counts no more. An escalated case waits for the vendor to end that.
//! Two nodes may do this at once: each case is written under a condition that only one of them meets.

use crate::app::App;
use crate::authz::{CaseFacts, Entry};
use crate::db::dialect::{Lock, lock_case, lock_client};
use crate::db::{Sql, Tx, sql};
use crate::error::Result;
use crate::features::targets::replay;
use crate::mail::{News, tell_everybody};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::case::State;
use shared::words::MailEvent;
use uuid::Uuid;

/// How long before it closes a case this is announced, if the whole silence is twice as long or longer.
const ANNOUNCED_DAYS: i64 = 3;
/// Cases looked up at once.
const BATCH: i64 = 500;

/// How long a solution waits for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// Seconds of silence after which the case closes.
    silence: i64,
    /// Seconds between the announcement and closing, at least.
    notice: i64,
}

impl Timing {
    /// Of so many days; none for 0, which means that cases never close by themselves.
    #[must_use]
    pub fn of(days: u32) -> Option<Self> {
        let silence = i64::from(days) * 86_400;
        let notice = (ANNOUNCED_DAYS * 86_400).min(silence / 2);
        (days > 0).then_some(Self { silence, notice })
    }

    /// When a case closes by itself, once that was announced.
    #[must_use]
    pub fn closes_at(self, case: &CaseFacts, announced: Option<Timestamp>) -> Option<Timestamp> {
        let announced = announced.filter(|at| *at >= case.updated_at)?;
        (case.state == State::SolutionProvided).then(|| self.end(case.updated_at, announced))
    }

    /// When a silence that began and was announced then has lasted long enough.
    fn end(self, silent_since: Timestamp, announced: Timestamp) -> Timestamp {
        silent_since
            .plus_seconds(self.silence)
            .max(announced.plus_seconds(self.notice))
    }
}

#[derive(Debug, sqlx::FromRow)]
struct Silent {
    id: Uuid,
    number: String,
    domain_id: Uuid,
    updated_at: Timestamp,
}

/// Closes what was announced, and announces what will close; returns how many cases were closed.
///
/// # Errors
/// What the database says; what was done stays done.
pub async fn close_silent(app: &App) -> Result<u64> {
    let Some(timing) = Timing::of(app.config.close_after_days) else {
        return Ok(0);
    };
    let mut closed = 0;
    for case in silent(app, to_close(timing, app.world.now())).await? {
        closed += close(app, timing, &case).await?;
    }
    for case in silent(app, to_announce(timing, app.world.now())).await? {
        announce(app, timing, &case).await?;
    }
    Ok(closed)
}

/// A condition on a case `c`: its solution has waited since `before`, and it is not escalated.
fn waits(before: Timestamp) -> Sql {
    sql!(
        "c.state = 'solution_provided' AND c.updated_at <= ? AND c.escalated_at IS NULL",
        before
    )
}

/// A condition on a case `c`: nobody was told yet that it will close.
fn to_announce(timing: Timing, now: Timestamp) -> Sql {
    waits(now.plus_seconds(timing.notice - timing.silence))
        .then(sql!(" AND (c.warned_at IS NULL OR c.warned_at < c.updated_at)"))
}

/// A condition on a case `c`: that was announced, and nothing has happened since.
fn to_close(timing: Timing, now: Timestamp) -> Sql {
    let silent = sql!("c.warned_at >= c.updated_at").unless(mutated!(ClosesInSpiteOfWords));
    waits(now.plus_seconds(-timing.silence))
        .then(sql!(" AND "))
        .then(silent)
        .then(sql!(" AND c.warned_at <= ?", now.plus_seconds(-timing.notice)))
}

async fn silent(app: &App, condition: Sql) -> Result<Vec<Silent>> {
    let mut tx = app.db.read().await?;
    let cases = sql!("SELECT c.id, c.number, c.domain_id, c.updated_at FROM cases c WHERE ")
        .then(condition)
        .then(sql!(" ORDER BY c.updated_at, c.id LIMIT ?", BATCH));
    Ok(tx.all(cases).await?)
}

/// A transaction that writes about the case, and its instant after the locks.
async fn begin(app: &App, case: &Silent) -> Result<(Tx, Timestamp)> {
    let mut tx = app.db.write().await?;
    lock_client(&mut tx, case.domain_id, Lock::Share).await?;
    lock_case(&mut tx, &case.number).await?;
    Ok((tx, app.world.now()))
}

async fn announce(app: &App, timing: Timing, case: &Silent) -> Result<()> {
    let (mut tx, now) = begin(app, case).await?;
    let told = sql!(
        "UPDATE cases AS c SET warned_at = ? WHERE c.id = ? AND ",
        now,
        case.id
    );
    if tx.run(told.then(to_announce(timing, now))).await? == 1 {
        let until = timing.end(case.updated_at, now).to_string();
        let entry = Entry {
            action: "case.closing_announced",
            client: Some(case.domain_id),
            case: Some(case.id),
            to: Some(&until),
            ..Entry::default()
        };
        entry.write(&mut tx, app.world.id()?, now, None, None).await?;
        tell(app, tx, case, MailEvent::ClosingSoon, now).await?;
    }
    Ok(())
}

async fn close(app: &App, timing: Timing, case: &Silent) -> Result<u64> {
    let (mut tx, now) = begin(app, case).await?;
    let closed = sql!(
        "UPDATE cases AS c SET state = 'closed', closed_at = ?, updated_at = ?, worked_at = ?
         WHERE c.id = ? AND ",
        now,
        now,
        now,
        case.id
    );
    let closed = tx.run(closed.then(to_close(timing, now))).await?;
    if closed == 1 {
        let entry = Entry {
            action: "case.state",
            client: Some(case.domain_id),
            case: Some(case.id),
            from: Some(State::SolutionProvided.as_str()),
            to: Some(State::Closed.as_str()),
        };
        entry.write(&mut tx, app.world.id()?, now, None, None).await?;
        replay::closed(&mut tx, &app.world, case.id, now).await?;
        tell(app, tx, case, MailEvent::Closing, now).await?;
    }
    Ok(closed)
}

/// Tells everybody concerned, and commits.
async fn tell(app: &App, mut tx: Tx, case: &Silent, event: MailEvent, at: Timestamp) -> Result<()> {
    let news = News {
        case: case.id,
        event,
        comment: None,
        at,
        by: None,
        deciders: Vec::new(),
    };
    let told = tell_everybody(&mut tx, &app.world, &news).await?;
    tx.commit().await?;
    if told {
        app.mail.wake();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Severity;

    const DAY: i64 = 86_400;

    #[test]
    fn it_is_announced_three_days_before_or_half_way() {
        assert_eq!(Timing::of(0), None);
        for (days, notice) in [
            (1, DAY / 2),
            (2, DAY),
            (5, DAY * 5 / 2),
            (6, 3 * DAY),
            (14, 3 * DAY),
        ] {
            let timing = Timing::of(days).unwrap();
            assert_eq!((timing.silence, timing.notice), (i64::from(days) * DAY, notice));
        }
    }

    #[test]
    fn a_case_closes_only_as_announced() {
        let timing = Timing::of(14).unwrap();
        let at = |days| Timestamp::from_micros(0).plus_days(days);
        let mut case = CaseFacts {
            id: Uuid::nil(),
            number: String::new(),
            domain_id: Uuid::nil(),
            state: State::SolutionProvided,
            severity: Severity::P4,
            closed_at: None,
            updated_at: at(0),
            merged: false,
            relations: Vec::new(),
            may: Vec::new(),
        };
        assert_eq!(timing.closes_at(&case, None), None);
        assert_eq!(timing.closes_at(&case, Some(at(11))), Some(at(14)));
        // A server that was down announces late, and waits all the same.
        assert_eq!(timing.closes_at(&case, Some(at(20))), Some(at(23)));
        case.updated_at = at(12);
        assert_eq!(timing.closes_at(&case, Some(at(11))), None);
        case.state = State::InProgress;
        assert_eq!(timing.closes_at(&case, Some(at(20))), None);
    }
}
