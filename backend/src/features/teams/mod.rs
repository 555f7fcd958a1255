//! The people of the support desk: who works there, in which team, and how they appear outside.

pub mod http;
pub mod service;
pub(crate) mod store;
