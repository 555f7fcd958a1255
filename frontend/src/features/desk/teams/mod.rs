//! The desk's teams, and how its people appear outside.

mod add;
mod card;
mod page;
mod staff;

pub(crate) use page::TeamsPage;
