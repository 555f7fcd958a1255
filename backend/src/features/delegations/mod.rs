//! Reseller access: the consent of a client that a reseller may act on its account.

pub mod http;
pub mod service;
pub(crate) mod store;
