//! Reseller access (client).

mod page;

pub(crate) use page::AccessPage;
