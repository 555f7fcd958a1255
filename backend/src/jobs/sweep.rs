//! Removes sessions that have ended and answers that nobody will ask for again.

use crate::app::App;
use crate::db::sql;
use crate::error::Result;

/// How long the answer to a write is kept for a repeated request.
const KEEP_ANSWERS_SECONDS: i64 = 24 * 3_600;

pub(super) async fn sweep(app: &App) -> Result<()> {
    let now = app.world.now();
    let mut tx = app.db.write().await?;
    tx.run(sql!("DELETE FROM sessions WHERE expires_at <= ?", now))
        .await?;
    tx.run(sql!(
        "DELETE FROM idempotency_keys WHERE at <= ?",
        now.plus_seconds(-KEEP_ANSWERS_SECONDS)
    ))
    .await?;
    tx.commit().await?;
    Ok(())
}
