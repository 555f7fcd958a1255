//! Routes of calendars.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::calendars::{CalendarView, ChangeCalendar, NewCalendar};

/// The routes.
pub struct Calendars(pub App);

#[OpenApi(tag = "Chapter::Vendor")]
impl Calendars {
    /// The calendars of business hours. They are no secret: everybody signed in may read them.
    #[oai(path = "/domains/:domain/calendars", method = "get")]
    async fn list(&self, domain: Path<Session>) -> poem::Result<Found<Vec<CalendarView>>> {
        Ok(Found(service::list(&self.0, &domain).await?))
    }

    /// Add a calendar.
    #[oai(path = "/domains/:domain/calendars", method = "post")]
    async fn add(
        &self,
        domain: Path<Session>,
        body: Body<NewCalendar>,
    ) -> poem::Result<Created<CalendarView>> {
        Ok(Created(again(|| service::add(&self.0, &domain, &body)).await?))
    }

    /// Change a calendar. Answers that are waited for become due anew within a minute.
    #[oai(path = "/domains/:domain/calendars/:calendar", method = "patch")]
    async fn change(
        &self,
        domain: Path<Session>,
        calendar: Path<String>,
        body: Body<ChangeCalendar>,
    ) -> poem::Result<Found<CalendarView>> {
        Ok(Found(
            again(|| service::change(&self.0, &domain, &calendar, &body)).await?,
        ))
    }
}
