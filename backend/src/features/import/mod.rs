//! `comptoir import`: taking over what an older support center knows, with its history.
//!
//! A file of JSON Lines ([`format`]) is looked at by [`rules`] without I/O, which say every line
//! that stands in the way and otherwise what is to be stored ([`plan`]); [`store`] reads what
//! there is and writes; [`service`] tells the story. The demonstration data ([`demo`]) are a file
//! of that format.

pub mod demo;
mod format;
mod known;
mod passwords;
mod plan;
mod report;
mod rules;
mod service;
mod store;
#[cfg(test)]
mod tests;
mod values;

pub use report::{BadLine, BadLines, Count, ImportError, Kind, Report};
pub use service::import;
