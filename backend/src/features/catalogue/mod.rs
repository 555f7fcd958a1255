//! The products that cases are about, and their categories.

pub mod http;
pub mod service;
mod store;
