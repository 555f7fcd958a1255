//! Organizations and domains, made by the vendor's operator.

pub mod http;
pub mod service;
mod store;
