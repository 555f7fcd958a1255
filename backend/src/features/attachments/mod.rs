//! Files of cases: attaching, listing, opening, and removing by the support desk.

pub mod http;
mod rules;
pub mod service;
mod store;
