//! Roles: those that come with the product, and custom ones of resellers.

pub mod http;
pub mod service;
pub(crate) mod store;
