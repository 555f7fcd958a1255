//! My cases: the list.

mod page;

pub(crate) use page::CasesPage;
