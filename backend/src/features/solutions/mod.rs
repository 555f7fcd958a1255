//! What was done to solve a case, apart from the conversation.

pub mod http;
mod rules;
pub mod service;
mod store;

pub(crate) use rules::{Words, of_move};
