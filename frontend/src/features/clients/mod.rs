//! The clients of a reseller.

mod ask;
mod cases;
mod client;
mod list;
mod missing;
mod panels;
mod standing;

pub(crate) use client::ClientPage;
pub(crate) use list::ClientsPage;
