//! Calendars in the database. Hours and holidays are kept as the API has them.

use crate::authz::act::Manage;
use crate::authz::object::Plans;
use crate::authz::{Acting, Permit};
use crate::db::sql;
use crate::error::{Error, OnConstraint as _, Result};
use crate::features::targets::book::revise;
use serde::Serialize;
use shared::api::Names;
use shared::api::calendars::CalendarView;
use shared::problem::Code;

#[derive(Debug, sqlx::FromRow)]
struct CalendarRow {
    key: String,
    name_en: String,
    name_fr: String,
    time_zone: String,
    hours: String,
    holidays: String,
}

fn fault(error: &serde_json::Error) -> Error {
    Error::Fault(format!("a calendar that is kept cannot be read: {error}"))
}

fn write(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| fault(&error))
}

/// Every calendar, by key.
pub(super) async fn all(acting: &mut Acting) -> Result<Vec<CalendarView>> {
    let rows: Vec<CalendarRow> = acting
        .tx
        .all(sql!(
            "SELECT key, name_en, name_fr, time_zone, hours, holidays FROM calendars ORDER BY key"
        ))
        .await?;
    let view = |row: CalendarRow| {
        Ok(CalendarView {
            key: row.key,
            name: Names {
                en: row.name_en,
                fr: row.name_fr,
            },
            time_zone: row.time_zone,
            hours: serde_json::from_str(&row.hours).map_err(|error| fault(&error))?,
            holidays: serde_json::from_str(&row.holidays).map_err(|error| fault(&error))?,
        })
    };
    rows.into_iter().map(view).collect()
}

pub(super) async fn add(
    acting: &mut Acting,
    _: &Permit<Manage, Plans>,
    calendar: &CalendarView,
) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO calendars (id, key, name_en, name_fr, time_zone, hours, holidays) VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            &calendar.key,
            &calendar.name.en,
            &calendar.name.fr,
            &calendar.time_zone,
            write(&calendar.hours)?,
            write(&calendar.holidays)?
        ))
        .await
        .on("calendars_key", || Code::AlreadyExists.into())?;
    Ok(())
}

/// Changes a calendar; what is waited for becomes due anew.
pub(super) async fn change(
    acting: &mut Acting,
    _: &Permit<Manage, Plans>,
    calendar: &CalendarView,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE calendars SET name_en = ?, name_fr = ?, time_zone = ?, hours = ?, holidays = ? WHERE key = ?",
            &calendar.name.en,
            &calendar.name.fr,
            &calendar.time_zone,
            write(&calendar.hours)?,
            write(&calendar.holidays)?,
            &calendar.key
        ))
        .await?;
    Ok(revise(&mut acting.tx).await?)
}
