//! Text as people write it: what its Markdown means.

mod bare;
pub mod http;
mod rules;
mod service;

pub(crate) use rules::parse;
