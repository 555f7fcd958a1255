//! Who manages which client, and transfers.

pub mod correction;
pub mod http;
pub mod service;
mod store;
