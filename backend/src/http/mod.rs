//! HTTP: the server's loop, the embedded app, headers.

pub mod refusal;
pub mod server;
