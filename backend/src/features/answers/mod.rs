//! Ready answers of the support desk.

pub mod http;
pub mod service;
mod store;
