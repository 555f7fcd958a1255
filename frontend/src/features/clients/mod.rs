//! The clients of a reseller.

mod cases;
mod client;
mod list;
mod panels;
mod standing;

pub(crate) use client::ClientPage;
pub(crate) use list::ClientsPage;
