//! My cases: the list.

mod client_filter;
mod columns;
mod counts;
mod empty;
mod filters;
mod many;
mod more_filters;
mod page;
mod query;
mod rows;
mod views;

pub(crate) use page::CasesPage;
#[cfg(feature = "settings")]
pub(crate) use query::ListQuery;
pub(crate) use rows::Rows as CaseRows;
