//! Explanations for people: who can see a case, and why a reseller sees no more of a client.

pub mod http;
mod rules;
pub mod service;
pub(crate) mod store;
