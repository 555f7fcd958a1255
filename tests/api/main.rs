//! The API, in process, on both engines, through the typed client of `shared`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod access;
mod accounts;
mod assignments;
mod clients;
mod corrections;
mod decisions;
mod delegations;
mod documented;
mod export;
mod facets;
mod filing;
mod groups;
mod hidden;
mod history;
mod imports;
mod instants;
mod lists;
mod matrix;
mod moves;
mod once;
mod operations;
mod problems;
mod profile;
mod resources;
mod roles;
mod sessions;
mod shares;
mod tenures;
mod vendor;
mod visible;

#[test]
fn each_mutation_is_caught() {
    tests::mutations::each_mistake_is_caught("api");
}
