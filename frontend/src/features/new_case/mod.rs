//! Filing a case.

mod category;
mod contact;
mod details;
mod draft;
mod form;
mod obstacle;
mod page;
mod place;
mod questions;
mod review;
mod severity;
mod sharing;
mod similar;
mod step;
mod steps;
mod subject;
mod warnings;
mod whom;

pub(crate) use page::NewCasePage;
