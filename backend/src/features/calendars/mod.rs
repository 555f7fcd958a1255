//! Calendars of business hours.

pub mod http;
pub mod service;
mod store;
