//! What plans promise their clients: read once, asked as often as needed.

use super::rules::{Calendar, Coverage, due, near};
use crate::db::{DbError, Sql, Tx, sql};
use crate::error::{Error, Result};
use shared::Timestamp;
use shared::api::Names;
use shared::api::calendars::{CalendarRef, Holiday, OpeningHours};
use shared::api::plans::{self, ResponseTarget};
use shared::words::Severity;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct CalendarRow {
    revision: i64,
    id: Option<Uuid>,
    key: Option<String>,
    name_en: Option<String>,
    name_fr: Option<String>,
    time_zone: Option<String>,
    hours: Option<String>,
    holidays: Option<String>,
}

#[derive(sqlx::FromRow)]
struct PromiseRow {
    client_id: Uuid,
    from_at: Timestamp,
    severity: Option<Severity>,
    minutes: Option<i64>,
    calendar_id: Option<Uuid>,
}

struct Kept {
    known: CalendarRef,
    coverage: Coverage,
}

/// The promises to some clients.
pub(crate) struct Book {
    /// Of plans and calendars; what is computed by an older one is computed again.
    revision: i64,
    calendars: HashMap<Uuid, Kept>,
    promises: Vec<PromiseRow>,
}

/// Around the clock: what counts where nothing else is said.
const ALWAYS: &Coverage = &Coverage::Always;

/// What is promised for one severity.
pub(crate) struct Promise<'a> {
    /// Minutes of covered time; nothing is promised without.
    pub(crate) minutes: Option<i64>,
    coverage: &'a Coverage,
    calendar: Option<&'a CalendarRef>,
}

/// What is kept of a promise with the case that waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Due {
    /// What was promised.
    pub(crate) minutes: Option<i64>,
    /// When that is due.
    pub(crate) due_at: Option<Timestamp>,
    /// When its last quarter begins.
    pub(crate) near_at: Option<Timestamp>,
    /// The revision that this was computed by.
    pub(crate) revision: i64,
}

fn fault(what: &str) -> Error {
    Error::Fault(format!("a calendar that is kept cannot be read: {what}"))
}

impl CalendarRow {
    fn read(self) -> Result<Option<(Uuid, Kept)>> {
        let (Some(id), Some(key), Some(en), Some(fr), Some(time_zone)) =
            (self.id, self.key, self.name_en, self.name_fr, self.time_zone)
        else {
            return Ok(None);
        };
        let read = |error: serde_json::Error| fault(&error.to_string());
        let hours: Vec<OpeningHours> =
            serde_json::from_str(self.hours.as_deref().unwrap_or_default()).map_err(read)?;
        let holidays: Vec<Holiday> =
            serde_json::from_str(self.holidays.as_deref().unwrap_or_default()).map_err(read)?;
        let calendar = Calendar::new(&time_zone, &hours, &holidays).ok_or_else(|| fault(&key))?;
        let known = CalendarRef {
            key,
            name: Names { en, fr },
            time_zone,
        };
        let coverage = Coverage::Hours(calendar);
        Ok(Some((id, Kept { known, coverage })))
    }
}

impl Book {
    /// Reads what is and was promised to these clients. The revision comes first: what changes meanwhile
    /// is computed again.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn open(tx: &mut Tx, clients: impl IntoIterator<Item = Uuid>) -> Result<Self> {
        let calendars: Vec<CalendarRow> = tx
            .all(sql!(
                "SELECT r.revision, k.id, k.key, k.name_en, k.name_fr, k.time_zone, k.hours, k.holidays
                 FROM targets_revision r LEFT JOIN calendars k ON 1 = 1"
            ))
            .await?;
        let statement = sql!(
            "SELECT cp.client_id, cp.from_at, t.severity, t.minutes, t.calendar_id
             FROM client_plans cp LEFT JOIN plan_targets t ON t.plan_id = cp.plan_id
             WHERE cp.client_id IN "
        );
        let promises = tx.all(statement.then(Sql::list(clients))).await?;
        let revision = calendars.first().map_or(0, |row| row.revision);
        let calendars = calendars.into_iter().map(CalendarRow::read);
        Ok(Self {
            revision,
            calendars: calendars.filter_map(Result::transpose).collect::<Result<_>>()?,
            promises,
        })
    }

    /// What the plan that a client had at an instant promises for a severity.
    pub(crate) fn promise(&self, client: Uuid, severity: Severity, at: Timestamp) -> Promise<'_> {
        let of_client = || self.promises.iter().filter(|row| row.client_id == client);
        let plan = of_client()
            .map(|row| row.from_at)
            .filter(|from| *from <= at)
            .max();
        let found = of_client().find(|row| Some(row.from_at) == plan && row.severity == Some(severity));
        let kept = found.and_then(|row| self.calendars.get(&row.calendar_id?));
        Promise {
            minutes: found.and_then(|row| row.minutes),
            coverage: kept.map_or(ALWAYS, |kept| &kept.coverage),
            calendar: kept.map(|kept| &kept.known),
        }
    }

    /// What is due to somebody who waits since an instant: by the plan that was in force then. So a new
    /// plan counts for whoever begins to wait under it.
    pub(crate) fn due(&self, client: Uuid, severity: Severity, since: Timestamp) -> Due {
        let promise = self.promise(client, severity, since);
        let after = |rule: fn(&Coverage, Timestamp, i64) -> Option<Timestamp>| {
            rule(promise.coverage, since, promise.minutes?)
        };
        Due {
            minutes: promise.minutes,
            due_at: after(due),
            near_at: after(near),
            revision: self.revision,
        }
    }

    /// What a client's plan promises at an instant, one per severity; without a plan nothing.
    pub(crate) fn targets(&self, client: Uuid, at: Timestamp) -> Vec<ResponseTarget> {
        let target = |severity: &Severity| {
            let promise = self.promise(client, *severity, at);
            ResponseTarget {
                severity: *severity,
                minutes: promise.minutes,
                coverage: promise.minutes.map(|_| match promise.calendar {
                    None => plans::Coverage::Always,
                    Some(_) => plans::Coverage::BusinessHours,
                }),
                calendar: promise.calendar.cloned(),
            }
        };
        Severity::ALL.iter().map(target).collect()
    }
}

impl Promise<'_> {
    /// Which time counts.
    pub(crate) fn coverage(&self) -> &Coverage {
        self.coverage
    }
}

/// What is computed by an older revision of plans and calendars is computed again: they have changed.
///
/// # Errors
/// What the database says.
pub(crate) async fn revise(tx: &mut Tx) -> Result<(), DbError> {
    tx.run(sql!("UPDATE targets_revision SET revision = revision + 1"))
        .await?;
    Ok(())
}
