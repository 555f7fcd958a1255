//! Cases that have to do with each other, and duplicates merged by the desk.
//!
//! The other end of a link is shown to whoever may see that case too; to everybody else there is
//! nothing at all, neither in the list nor in the history.

pub mod http;
pub mod service;
pub(in crate::features) mod store;
