//! Comptoir, in parts: only the modules of the branch `server`.

pub mod http;
pub mod network;
