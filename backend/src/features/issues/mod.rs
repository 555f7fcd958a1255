//! Known issues: what the vendor knows of already.

pub mod http;
mod rules;
pub mod service;
mod store;
