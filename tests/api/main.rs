//! The API, in process, on both engines, through the typed client of `shared`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod accounts;
mod assignments;
mod clients;
mod delegations;
mod documented;
mod filing;
mod groups;
mod hidden;
mod history;
mod imports;
mod lists;
mod moves;
mod once;
mod problems;
mod profile;
mod resources;
mod roles;
mod sessions;
mod tenures;
mod vendor;
mod visible;
