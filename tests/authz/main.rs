//! Authorization: the golden table, what the database refuses by itself, the demonstration data
//! against an oracle, and races.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod demo;
mod matrix;
mod oracle;
mod races;
mod refuses;
mod sources;
