//! The accounts of the domain.

mod page;

pub(crate) use page::PeoplePage;
