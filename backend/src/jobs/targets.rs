//! Makes answers due anew when plans or calendars have changed.
//!
//! A change is one row and moves a revision; cases that wait keep the revision that their answer was made
//! due by, and are brought up to date here in batches. So a change holds up nobody, and a case that was
//! written while plans changed is not forgotten. Cases that are older than their clock begin with the
//! revision 0, and get a clock from what happened to them.

use crate::app::App;
use crate::error::Result;
use crate::features::targets::replay::revise_some;

/// Brings every case up to date; returns how many were not.
///
/// # Errors
/// What the database says; what was done stays done.
pub async fn revise(app: &App) -> Result<usize> {
    let mut revised = 0;
    loop {
        match revise_some(app).await? {
            0 => return Ok(revised),
            some => revised += some,
        }
    }
}
