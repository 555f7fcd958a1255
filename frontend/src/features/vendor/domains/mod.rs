//! All domains.

mod add;
mod page;
mod plan;
mod rows;

pub(crate) use page::DomainsPage;
