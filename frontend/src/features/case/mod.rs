//! One case: facts, history, comments, moves.

mod composer;
mod facts;
mod header;
mod history;
mod move_dialog;
mod moves;
mod page;
mod prose;
mod severity;

pub(crate) use page::{CasePage, Unseen, is_unseen};
