//! A client's resource tree.

mod add;
mod change;
mod page;
mod tree;

pub(crate) use page::ResourcesPage;
pub(super) use tree::places;
