//! Files of a case: the list, adding by button, drop or paste, and removing by the support desk.

mod drop;
mod file;
mod queue;
mod redact;
mod section;
mod sending;
mod size;
mod upload;
mod uploads;

pub(crate) use section::{Attachments, FILES_ID, takes_files};
pub(crate) use size::size;
