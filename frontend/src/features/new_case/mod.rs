//! Filing a case.

mod page;

pub(crate) use page::NewCasePage;
