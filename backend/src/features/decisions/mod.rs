//! Why somebody may do something with a case, or may not: for the vendor's operator.

pub mod http;
pub mod service;
