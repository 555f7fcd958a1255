//! Cases: filing, reading, discussing, closing and reopening.

mod csv;
pub mod filing;
pub mod http;
mod rules;
pub mod service;
mod store;
