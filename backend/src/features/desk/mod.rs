//! The vendor's support desk: its queues, who works which case, and what stands beside a case.

pub mod http;
mod rules;
pub mod service;
mod store;
