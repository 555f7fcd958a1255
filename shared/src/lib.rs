//! What the Comptoir server and the app both mean.
//!
//! Words of the field with one spelling ([`words`]), the life of a case ([`case`]), validated
//! text ([`text`]), what should not stand in it ([`sensitive`]), ready answers ([`canned`]), problem documents
//! ([`problem`]), the requests and views of the API
//! ([`api`]) and the typed client that speaks it ([`client`]). Nothing here does I/O, and
//! everything compiles for the server and for WebAssembly alike, so that both sides cannot
//! disagree.

pub mod api;
pub mod canned;
pub mod case;
pub mod client;
#[cfg(feature = "server")]
mod openapi;
pub mod problem;
pub mod sensitive;
pub mod text;
pub mod time;
pub mod validate;
pub mod words;

pub use time::Timestamp;
