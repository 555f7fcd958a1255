//! Response targets: who waits for a word of the desk since when, until when one was promised, and the
//! clock of a case.

pub(crate) mod book;
pub mod http;
pub mod replay;
mod rules;
pub mod service;
mod store;

pub(crate) use rules::What;
