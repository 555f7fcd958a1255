//! The roles of a reseller: those that come with the product, and its own.

mod edit;
mod page;
mod privileges;
mod remove;

pub(crate) use page::RolesPage;
