//! Authorization: the golden table, what the database refuses by itself, the demonstration data
//! against a reference, and races.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod attacks;
mod demo;
mod faults;
mod locks;
mod matrix;
mod policy;
mod races;
mod refuses;
mod sources;

#[test]
fn each_mutation_is_caught() {
    tests::mutations::each_mistake_is_caught("authz");
}
