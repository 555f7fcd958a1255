//! Cases in the database. Reads take a scope or a permit to view, writes a permit for their act.

mod change;
mod facets;
mod file;
mod form;
mod history;
mod read;

pub(crate) use change::note;
pub(super) use change::{comment, set_reference, set_severity, set_title};
pub(in crate::features) use change::{give_reason, say, set_state, touch};
pub(super) use facets::facets;
pub(super) use file::{NewCase, catalogue, file};
pub(super) use form::details;
pub(super) use history::history;
pub(crate) use read::{Listed, listed_columns, listed_tables};
pub(super) use read::{page, whole};
