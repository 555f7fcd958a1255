//! What happens without a request: timers.

pub mod stamps;
mod sweep;

use crate::app::App;
use std::time::Duration;

/// How often the timers look.
const EVERY: Duration = Duration::from_secs(60);

/// Runs the timers until the program ends. What fails is tried again at the next turn.
pub async fn run(app: App) {
    loop {
        if let Err(error) = stamps::clear_ended(&app).await {
            tracing::warn!(%error, "stamps could not be cleared; they hide nothing and show nothing");
        }
        if let Err(error) = sweep::sweep(&app).await {
            tracing::warn!(%error, "old sessions and keys could not be swept");
        }
        tokio::time::sleep(EVERY).await;
    }
}
