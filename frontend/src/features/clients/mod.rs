//! The clients of a reseller.

mod client;
mod list;

pub(crate) use client::ClientPage;
pub(crate) use list::ClientsPage;
