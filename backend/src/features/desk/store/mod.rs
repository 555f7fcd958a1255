//! The desk in the database. Queues take the scope of those who work there, the rest a permit to work
//! the case.

mod case;
mod client;
mod order;
mod queue;

pub(super) use case::{Worked, assign, place, worked};
pub(super) use client::client;
pub(super) use queue::{Cases, QueueRow, counts, left, own_teams, page};
