//! The API, in process, on both engines, through the typed client of `shared`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod access;
mod accounts;
mod clients;
mod decisions;
mod delegations;
mod documented;
mod export;
mod facets;
mod filing;
mod hidden;
mod history;
mod imports;
mod lists;
mod moves;
mod once;
mod problems;
mod profile;
mod sessions;
mod shares;
mod tenures;
mod vendor;
mod visible;
