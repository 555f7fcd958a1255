//! One case: facts, history, comments, moves.

mod page;

pub(crate) use page::CasePage;
