//! Journeys of people in a real browser, over the program with its demonstration data.
//!
//! Screenshots are left in `target/screenshots`, for people to look at.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod driver;
mod files;
mod filing;
mod life;
mod main_job;
mod portal;
mod sharing;
