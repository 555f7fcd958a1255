//! Groups: accounts of a domain under one address, which may hold roles and receive shares.

pub mod http;
pub mod service;
mod store;
