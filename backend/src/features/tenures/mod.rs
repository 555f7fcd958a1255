//! Who manages which client, and transfers.

pub mod http;
pub mod service;
mod store;
