//! The clients of a reseller.

pub mod http;
pub mod service;
mod store;
