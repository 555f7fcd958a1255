//! Known issues, as the vendor's publisher keeps them.

mod edit;
mod page;

pub(crate) use page::IssuesPage;
