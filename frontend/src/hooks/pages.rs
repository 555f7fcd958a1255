//! From page to page of a list with cursors, within one page of the app.

use yew::prelude::*;

/// Where one is in a list.
#[derive(Clone, PartialEq)]
pub(crate) struct Pages {
    /// The cursors of the pages gone through, the present one last; none on the first page.
    cursors: UseStateHandle<Vec<String>>,
}

impl Pages {
    /// The cursor of the present page.
    pub(crate) fn after(&self) -> Option<String> {
        self.cursors.last().cloned()
    }

    /// Goes to the page after this one.
    pub(crate) fn next(&self, cursor: Option<&String>) -> Option<Callback<()>> {
        let to = [self.cursors.as_slice(), &[cursor?.clone()]].concat();
        Some(self.to(to))
    }

    /// Goes to the page before this one.
    pub(crate) fn previous(&self) -> Option<Callback<()>> {
        let (_, before) = self.cursors.split_last()?;
        Some(self.to(before.to_vec()))
    }

    /// Goes to the first page: another filter means another list.
    pub(crate) fn first(&self) -> Callback<()> {
        self.to(Vec::new())
    }

    fn to(&self, cursors: Vec<String>) -> Callback<()> {
        let state = self.cursors.clone();
        Callback::from(move |()| state.set(cursors.clone()))
    }
}

/// Begins at the first page.
#[hook]
pub(crate) fn use_pages() -> Pages {
    Pages {
        cursors: use_state_eq(Vec::new),
    }
}
