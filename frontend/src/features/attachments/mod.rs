//! Files of a case: the list, adding by button, drop or paste, and removing by the support desk.

mod chosen;
mod drop;
mod file;
mod handed;
mod picker;
mod queue;
mod redact;
mod section;
mod sending;
mod size;
mod upload;
mod uploads;

pub(crate) use chosen::{ChosenFiles, named};
pub(crate) use handed::hand_on;
pub(crate) use picker::FILES_ID;
pub(crate) use section::{Attachments, takes_files};
pub(crate) use size::size;
