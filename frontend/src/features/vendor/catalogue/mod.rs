//! The product catalogue.

mod add;
mod page;
mod product;
mod tree;

pub(crate) use page::CataloguePage;
