//! What happens without a request: timers.

pub mod closing;
pub mod files;
pub mod outbox;
pub mod stamps;
mod sweep;
pub mod targets;

use crate::app::App;
use std::time::Duration;

/// How often the timers look.
const EVERY: Duration = Duration::from_secs(60);
/// Files that nobody needs are looked for when the program starts, and then every so many times.
const FILES: u32 = 60;

/// Runs the timers until the program ends. What fails is tried again at the next turn.
pub async fn run(app: App) {
    tokio::join!(timers(&app), outbox::run(&app));
}

async fn timers(app: &App) {
    for turn in (0..FILES).cycle() {
        if let Err(error) = stamps::clear_ended(app).await {
            tracing::warn!(%error, "stamps could not be cleared; they hide nothing and show nothing");
        }
        if let Err(error) = closing::close_silent(app).await {
            tracing::warn!(%error, "cases whose solution nobody answered could not be closed");
        }
        if let Err(error) = targets::revise(app).await {
            tracing::warn!(%error, "answers could not be made due anew; they are due as plans said before");
        }
        if let Err(error) = sweep::sweep(app).await {
            tracing::warn!(%error, "old sessions, keys and mail could not be swept");
        }
        if turn == 0
            && let Err(error) = files::sweep(app).await
        {
            tracing::warn!(%error, "files that nobody needs could not be swept");
        }
        tokio::time::sleep(EVERY).await;
    }
}
