//! Comptoir: a self-hosted support portal for companies that sell through resellers.
//!
//! How a request travels, always downwards: `http` takes it apart, a feature's `service` tells
//! the story and obtains a [`authz::Permit`] or a [`authz::Scope`], `rules` decide without I/O,
//! `store` writes. Read `docs/architecture.md` first.

pub mod app;
pub mod authz;
pub mod blobs;
pub mod cli;
pub mod db;
pub mod error;
pub mod failures;
pub mod features;
pub mod http;
pub mod jobs;
pub mod mail;
pub mod mutation;
mod network;
pub mod pace;
pub mod password;
pub mod world;
