//! Support plans.

pub mod http;
pub mod service;
mod store;
