//! The API, in process, on both engines, through the typed client of `shared`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod access;
mod accounts;
mod answers;
mod assignments;
mod attachments;
mod clients;
mod closing;
mod corrections;
mod decisions;
mod delegations;
mod desk;
mod documented;
mod edits;
mod escalations;
mod export;
mod facets;
mod filing;
mod form;
mod groups;
mod hidden;
mod history;
mod imports;
mod instants;
mod issues;
mod links;
mod lists;
mod machine;
mod mail;
mod many;
mod matrix;
mod moves;
mod once;
mod operations;
mod outbox;
mod own_side;
mod problems;
mod profile;
mod prose;
mod questions;
mod ratings;
mod resources;
mod roles;
mod sessions;
mod shares;
mod similar;
mod targets;
mod teams;
mod tenures;
mod uploads;
mod vendor;
mod views;
mod visible;

#[test]
fn each_mutation_is_caught() {
    tests::mutations::each_mistake_is_caught("api");
}
