//! The append-only ledger.

pub mod http;
pub mod service;
mod store;
