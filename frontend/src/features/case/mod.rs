//! One case: facts, history, comments, moves.

mod asked;
mod clock;
mod composer;
mod escalation;
mod facts;
mod header;
mod history;
mod links;
mod move_dialog;
mod moves;
mod own_side;
mod page;
mod rating;
mod reference;
mod severity;
mod solution;
mod stale;

pub(crate) use page::{CasePage, Unseen, is_unseen};
