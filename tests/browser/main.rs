//! Journeys of people in a real browser, over the program with its demonstration data.
//!
//! Screenshots are left in `target/screenshots`, for people to look at.

mod driver;
mod main_job;
mod portal;
