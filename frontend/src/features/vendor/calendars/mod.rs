//! The calendars of business hours.

mod draft;
mod edit;
mod hours;
mod page;

pub(crate) use page::CalendarsPage;
