//! The resource tree of a client: its organization, folders and projects.

pub mod http;
mod rules;
pub mod service;
mod store;
