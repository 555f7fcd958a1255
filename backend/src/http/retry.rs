//! Writes that met another transaction are tried again as a whole.

use crate::db::is_transient;
use crate::error::{Error, Result};
use std::time::Duration;

/// How often a write is tried.
const TRIES: u32 = 6;

/// Carries out a write, and again when it was in conflict with another: its transaction left
/// nothing, so its effect is there once or not at all.
///
/// # Errors
/// What the write says.
pub async fn again<T, F, W>(write: F) -> Result<T>
where
    F: Fn() -> W,
    W: Future<Output = Result<T>>,
{
    let mut tried = 1;
    loop {
        match write().await {
            Err(Error::Db(error)) if is_transient(&error) && tried < TRIES => {
                tokio::time::sleep(Duration::from_millis(u64::from(4 * tried * tried))).await;
                tried += 1;
            }
            outcome => return outcome,
        }
    }
}
