//! The accounts of the domain.

mod add;
mod held;
mod page;

pub(crate) use page::PeoplePage;
