//! What became of mail, for the operator: whom it did not reach, and why. Nothing of what it says.

pub mod http;
pub mod service;
mod store;
