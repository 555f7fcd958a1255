//! Signing in and out, one-time links, the own profile.

pub mod http;
pub mod service;
mod store;
