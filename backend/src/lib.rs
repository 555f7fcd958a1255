//! Comptoir, in parts: only the modules of the branch `server`.

pub mod failures;
pub mod http;
pub mod network;
pub mod password;
pub mod settings;
