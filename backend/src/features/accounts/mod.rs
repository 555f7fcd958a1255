//! Accounts of a domain.

pub mod http;
pub mod service;
mod store;
