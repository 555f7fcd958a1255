//! Sharing cases with people and groups, by e-mail address.

pub mod http;
pub mod open_cases;
mod rules;
pub mod service;
mod store;
