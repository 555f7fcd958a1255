//! What one does with calendars.

use super::store;
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Plans;
use crate::authz::{Acting, Credentials, Entry};
use crate::error::{Error, Result};
use shared::api::Names;
use shared::api::calendars::{CalendarView, ChangeCalendar, NewCalendar};
use shared::problem::Code;

/// Every calendar, by key.
///
/// # Errors
/// `unauthenticated`.
pub async fn list(app: &App, credentials: &Credentials) -> Result<Vec<CalendarView>> {
    let mut acting = Acting::read(app, credentials).await?;
    store::all(&mut acting).await
}

/// Adds a calendar.
///
/// # Errors
/// `forbidden` without `plans.manage`; `already-exists`; the field `/time_zone`.
pub async fn add(app: &App, credentials: &Credentials, request: &NewCalendar) -> Result<CalendarView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Plans>()?;
    let calendar = sound(CalendarView {
        key: request.key.clone(),
        name: Names {
            en: request.name_en.trim().to_owned(),
            fr: request.name_fr.trim().to_owned(),
        },
        time_zone: request.time_zone.clone(),
        hours: request.hours.clone(),
        holidays: request.holidays.clone(),
    })?;
    store::add(&mut acting, &permit, &calendar).await?;
    let entry = Entry {
        action: "calendar.added",
        to: Some(&calendar.key),
        ..Entry::default()
    };
    acting.record(entry).await?;
    acting.commit(calendar).await
}

/// Changes a calendar. What is waited for becomes due anew, by the timer of `jobs/targets.rs`.
///
/// # Errors
/// `forbidden` without `plans.manage`; `not-found`; the field `/time_zone`.
pub async fn change(
    app: &App,
    credentials: &Credentials,
    key: &str,
    request: &ChangeCalendar,
) -> Result<CalendarView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Plans>()?;
    let calendars = store::all(&mut acting).await?;
    let before = calendars.into_iter().rfind(|calendar| calendar.key == key);
    let before = before.ok_or(Error::from(Code::NotFound))?;
    let name = |given: &Option<String>, before: &str| given.as_deref().unwrap_or(before).trim().to_owned();
    let after = sound(CalendarView {
        key: before.key.clone(),
        name: Names {
            en: name(&request.name_en, &before.name.en),
            fr: name(&request.name_fr, &before.name.fr),
        },
        time_zone: request.time_zone.as_ref().unwrap_or(&before.time_zone).clone(),
        hours: request.hours.as_ref().unwrap_or(&before.hours).clone(),
        holidays: request.holidays.as_ref().unwrap_or(&before.holidays).clone(),
    })?;
    if after != before {
        store::change(&mut acting, &permit, &after).await?;
        let entry = Entry {
            action: "calendar.changed",
            to: Some(&after.key),
            ..Entry::default()
        };
        acting.record(entry).await?;
    }
    acting.commit(after).await
}

/// The calendar in the order in which it is kept and shown.
fn sound(mut calendar: CalendarView) -> Result<CalendarView> {
    jiff::tz::TimeZone::get(&calendar.time_zone).map_err(|_| Error::field("/time_zone", "time-zone"))?;
    calendar.hours.sort_unstable();
    calendar.holidays.sort_by(|one, other| one.date.cmp(&other.date));
    for holiday in &mut calendar.holidays {
        holiday.name = holiday.name.trim().to_owned();
    }
    Ok(calendar)
}
