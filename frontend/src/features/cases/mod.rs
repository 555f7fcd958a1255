//! My cases: the list.

mod client_filter;
mod counts;
mod empty;
mod filters;
mod page;
mod query;
mod rows;

pub(crate) use page::CasesPage;
pub(crate) use rows::Rows as CaseRows;
