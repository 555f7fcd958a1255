//! What one asks of the clock of a case, and what moves it.

use super::book::{Book, Due};
use super::replay::{Ended, completed};
use super::rules::{Event, Stretch, Turn, What, covered_between, outcome, runs, stretches, turn, waiting};
use super::store::{self, Doer, ResponseRow};
use crate::app::App;
use crate::authz::act::{Act, File, View};
use crate::authz::{Acting, CaseFacts, Credentials, Domain, Filing, Permit};
use crate::error::Result;
use shared::Timestamp;
use shared::api::Person;
use shared::api::plans::ResponseTarget;
use shared::api::targets::{
    CaseClock, ClockState, ClockStretch, ResponseClock, ResponsePeriod, StretchCause,
};
use shared::case::State;
use shared::words::{DomainKind, Severity};
use uuid::Uuid;

/// What becomes due when a case is filed now: somebody waits from its filing, whoever files it.
///
/// # Errors
/// What the database says.
pub(crate) async fn filed(
    acting: &mut Acting,
    filing: &Permit<File, Filing>,
    severity: Severity,
) -> Result<Due> {
    let book = store::book_of_filing(acting, filing).await?;
    Ok(book.due(filing.client, severity, acting.now))
}

/// What is promised for cases filed for a client now, one target per severity.
///
/// # Errors
/// What the database says.
pub(crate) async fn offered(acting: &mut Acting, client: Uuid) -> Result<Vec<ResponseTarget>> {
    let book = Book::open(&mut acting.tx, [client]).await?;
    Ok(book.targets(client, acting.now))
}

/// Moves the clock after something has happened to a case, in the transaction in which it did. A new
/// severity changes what is due, counted from when the wait began.
///
/// # Errors
/// What the database says.
pub(crate) async fn follow<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    what: What,
) -> Result<()> {
    let standing = store::standing(acting, case).await?;
    let event = Event {
        at: acting.now,
        desk: acting.caller.domain.kind == DomainKind::Vendor,
        what,
    };
    let severity_changed = matches!(what, What::Severity(..));
    let since = match (
        turn(standing.waiting_since.is_some(), &event),
        standing.waiting_since,
    ) {
        (Turn::Ends { answered }, Some(since)) => {
            let ended = Ended {
                since,
                until: acting.now,
                answered,
                due: standing.due(),
            };
            return store::end(acting, case, &ended).await;
        }
        (Turn::Begins, _) => acting.now,
        (Turn::Stays, Some(since)) if severity_changed => since,
        _ => return Ok(()),
    };
    let book = store::book(acting, case).await?;
    let due = book.due(case.domain_id, standing.severity, since);
    store::begin(acting, case, since, due).await
}

/// How a case stands with what was promised for it.
///
/// # Errors
/// What the database says.
pub(crate) async fn clock<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<ResponseClock> {
    let now = acting.now;
    let standing = store::standing(acting, case).await?;
    if let Some(since) = standing.waiting_since {
        let due = standing.due();
        let state = waiting(due.due_at, now);
        return Ok(ResponseClock {
            state,
            minutes: due.minutes,
            waiting_since: Some(since),
            due_at: due.due_at,
            near_at: due.near_at,
            near: state == ClockState::Running && due.near_at.is_some_and(|near_at| now >= near_at),
            answered_at: None,
        });
    }
    let last = store::last_response(acting, case).await?;
    let state = match (case.state, &last) {
        (State::Closed, _) => ClockState::Stopped,
        (state, _) if !runs(state) => ClockState::Paused,
        (_, Some(last)) => outcome(last.due_at, last.until, last.answered != 0),
        (_, None) => ClockState::NotOffered,
    };
    let answered = last.filter(|last| last.answered != 0);
    Ok(ResponseClock {
        state,
        minutes: last.and_then(|last| last.minutes),
        waiting_since: None,
        due_at: None,
        near_at: None,
        near: false,
        answered_at: answered.map(|last| last.until),
    })
}

/// The whole clock of a case: when it ran, and who waited how long.
///
/// # Errors
/// `not-found` when the caller may not see the case.
pub async fn whole(app: &App, credentials: &Credentials, number: &str) -> Result<CaseClock> {
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<View>(number).await?;
    let response = clock(&mut acting, &case).await?;
    let book = store::book(&mut acting, &case).await?;
    let ended = store::responses(&mut acting, &case).await?;
    let tale = Tale::read(&mut acting, &case).await?;
    let stretches = tale.stretches(&case, &book, acting.now);
    let sum = |running: bool| {
        let these = stretches.iter().filter(|stretch| stretch.running == running);
        these.map(|stretch| stretch.seconds).sum()
    };
    Ok(CaseClock {
        running_seconds: sum(true),
        paused_seconds: sum(false),
        responses: tale.responses(&response, &ended),
        stretches,
        response,
    })
}

/// What happened to a case, and who did it, as the reader may know.
struct Tale {
    events: Vec<Event>,
    /// Per event.
    by: Vec<Option<Person>>,
    /// The place of what an import kept quiet about.
    quiet: Option<usize>,
}

impl Tale {
    async fn read(acting: &mut Acting, case: &Permit<View, CaseFacts>) -> Result<Self> {
        let happened = store::happened(acting, case).await?;
        let doers = store::doers(acting, case).await?;
        let viewer = acting.caller.domain.clone();
        let (events, mut by): (Vec<_>, Vec<_>) = happened
            .iter()
            .filter_map(|one| {
                Some((
                    one.event()?,
                    person(&doers, one.account_id, one.domain_id, &viewer),
                ))
            })
            .unzip();
        let (events, quiet) = completed(events, case.state, case.closed_at);
        if let Some(place) = quiet {
            by.insert(place, None);
        }
        Ok(Self { events, by, quiet })
    }

    fn stretches(&self, case: &CaseFacts, book: &Book, now: Timestamp) -> Vec<ClockStretch> {
        let view = |stretch: Stretch| {
            let promise = book.promise(case.domain_id, stretch.severity, stretch.from);
            let covered = covered_between(promise.coverage(), stretch.from, stretch.to.unwrap_or(now));
            let what = self.events.get(stretch.begun_by).map(|event| event.what);
            ClockStretch {
                running: stretch.running,
                state: stretch.state,
                severity: stretch.severity,
                from: stretch.from,
                to: stretch.to,
                seconds: covered / 1_000_000,
                cause: match what {
                    _ if self.quiet == Some(stretch.begun_by) => StretchCause::Imported,
                    Some(What::Moved(..)) => StretchCause::Moved,
                    Some(What::Severity(..)) => StretchCause::Severity,
                    _ => StretchCause::Filed,
                },
                by: self.by.get(stretch.begun_by).cloned().flatten(),
            }
        };
        stretches(&self.events, case.severity)
            .into_iter()
            .map(view)
            .collect()
    }

    fn responses(&self, now: &ResponseClock, ended: &[ResponseRow]) -> Vec<ResponsePeriod> {
        let answered_by = |row: &ResponseRow| {
            let answer = |event: &Event| event.at == row.until && event.desk;
            let place = self
                .events
                .iter()
                .position(answer)
                .filter(|_| row.answered != 0)?;
            self.by.get(place).cloned().flatten()
        };
        let over = ended.iter().map(|row| ResponsePeriod {
            since: row.since,
            until: Some(row.until),
            minutes: row.minutes,
            due_at: row.due_at,
            state: outcome(row.due_at, row.until, row.answered != 0),
            by: answered_by(row),
        });
        let on = now.waiting_since.map(|since| ResponsePeriod {
            since,
            until: None,
            minutes: now.minutes,
            due_at: now.due_at,
            state: now.state,
            by: None,
        });
        over.chain(on).collect()
    }
}

/// Who did something in a domain, as people of another see it.
fn person(doers: &[Doer], account: Option<Uuid>, domain: Option<Uuid>, viewer: &Domain) -> Option<Person> {
    let (account, domain) = (account?, domain?);
    let found = doers
        .iter()
        .find(|doer| doer.account_id == account && doer.person.person_domain_id == domain)?;
    Some(found.person.clone().seen_from(viewer))
}
