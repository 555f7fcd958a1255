//! Cases: filing, reading, discussing, closing and reopening.

pub mod filing;
pub mod http;
mod rules;
pub mod service;
mod store;
