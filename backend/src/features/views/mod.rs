//! Lists that people keep: what narrows them, and what they show.

pub mod http;
mod service;
mod store;
