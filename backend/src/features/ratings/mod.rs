//! What the client and the reseller think of how a case was handled: asked once after each closing,
//! separately, and read by the vendor and by whoever rated.

pub mod http;
pub mod service;
pub(in crate::features) mod store;
