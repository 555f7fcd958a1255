//! A reseller's own side of a case: who sees to it there, and private notes. No other domain sees
//! any of it, on any path; it moves nothing that others see.

pub mod http;
mod rules;
pub mod service;
mod store;
