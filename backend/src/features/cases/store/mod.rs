//! Cases in the database. Reads take a scope or a permit to view, writes a permit for their act.

mod change;
mod facets;
mod file;
mod history;
mod read;

pub(super) use change::{comment, note, say, set_severity, set_state, set_title};
pub(super) use facets::facets;
pub(super) use file::{NewCase, catalogue, file};
pub(super) use history::history;
pub(super) use read::{page, whole};
