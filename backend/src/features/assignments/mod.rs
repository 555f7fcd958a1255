//! Assignments: who holds which role, and where it counts.

pub mod http;
pub mod service;
mod store;
