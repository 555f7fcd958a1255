//! The product catalogue.

mod add;
mod change;
mod page;
mod product;
mod tree;

pub(crate) use page::CataloguePage;
