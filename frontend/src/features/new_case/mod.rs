//! Filing a case.

mod category;
mod details;
mod draft;
mod form;
mod obstacle;
mod page;
mod severity;
mod subject;
mod whom;

pub(crate) use page::NewCasePage;
