//! My cases: the list.

mod client_filter;
mod columns;
mod counts;
mod empty;
mod filters;
mod many;
mod marks;
mod more_filters;
mod page;
mod query;
mod rows;
mod views;

#[cfg(feature = "whole")]
pub(crate) use marks::{draw_due, draw_kinds};
pub(crate) use page::CasesPage;
#[cfg(feature = "whole")]
pub(crate) use query::ListQuery;
pub(crate) use rows::Rows as CaseRows;
