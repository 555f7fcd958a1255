//! The groups of the domain.

mod card;
mod edit;
mod end;
mod members;
mod page;

pub(crate) use page::GroupsPage;
