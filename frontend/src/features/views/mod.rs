//! The lists that one keeps: renaming them, opening the list with one, forgetting them.

mod card;
mod page;

pub(crate) use page::ViewsPage;
