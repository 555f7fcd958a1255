//! Removes sessions that have ended, answers that nobody will ask for again, and what is left of mail.

use crate::app::App;
use crate::db::sql;
use crate::error::Result;

/// How long the answer to a write is kept for a repeated request.
const KEEP_ANSWERS_SECONDS: i64 = 24 * 3_600;

/// How long one can see what became of a mail.
const KEEP_MAIL_DAYS: i64 = 30;

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
    tx.run(sql!(
        "DELETE FROM outbox WHERE done_at IS NOT NULL AND done_at <= ?",
        now.plus_days(-KEEP_MAIL_DAYS)
    ))
    .await?;
    tx.commit().await?;
    Ok(())
}
