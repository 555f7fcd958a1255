//! Escalating cases, where the client's plan offers it, and what the vendor does about it.

pub mod http;
mod rules;
pub mod service;
pub(in crate::features) mod store;
