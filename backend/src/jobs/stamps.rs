//! Clears `managed_by` of cases whose reseller is not let in any more.
//!
//! Ending a delegation writes its row alone: the predicates look at it, so nothing is visible from
//! the next request on. The stamps that are left only cost time, and are cleared here in batches.

use crate::app::App;
use crate::authz::in_force;
use crate::db::dialect::{Lock, lock_client};
use crate::db::sql;
use crate::error::Result;
use crate::mutation::mutated;
use uuid::Uuid;

/// Cases per transaction.
const BATCH: i64 = 500;

#[derive(sqlx::FromRow)]
struct Ended {
    id: Uuid,
    client_id: Uuid,
    reseller_id: Uuid,
}

/// Clears the stamps of every delegation that has ended since the last time; returns how many
/// cases were touched.
///
/// # Errors
/// What the database says; what was cleared stays cleared.
pub async fn clear_ended(app: &App) -> Result<u64> {
    let mut tx = app.db.read().await?;
    let now = app.world.now();
    let ended: Vec<Ended> = tx
        .all(sql!(
            "SELECT id, client_id, reseller_id FROM delegations
             WHERE cleared_at IS NULL AND (revoked_at IS NOT NULL OR expires_at <= ?) LIMIT 1000",
            now
        ))
        .await?;
    drop(tx);
    let mut cleared = 0;
    for delegation in ended.into_iter().filter(|_| !mutated!(ClearingNothing)) {
        while let Some(touched) = clear_some(app, &delegation).await? {
            cleared += touched;
        }
    }
    Ok(cleared)
}

/// One batch; nothing when the delegation is done with.
async fn clear_some(app: &App, ended: &Ended) -> Result<Option<u64>> {
    let mut tx = app.db.write().await?;
    if !mutated!(ClearingWithoutLock) {
        lock_client(&mut tx, ended.client_id, Lock::Change).await?;
    }
    let now = app.world.now();
    // The client may have let the reseller in again.
    let again = sql!(
        "SELECT count(*) FROM delegations g WHERE g.client_id = ? AND g.reseller_id = ? AND ",
        ended.client_id,
        ended.reseller_id
    );
    let (let_in,): (i64,) = tx.one(again.then(in_force(now))).await?;
    let mut touched = 0;
    if let_in == 0 || mutated!(ClearingTooMuch) {
        touched += tx
            .run(sql!(
                "UPDATE cases SET resale_managed_by = NULL WHERE id IN
                   (SELECT c.id FROM cases c WHERE c.domain_id = ? AND c.resale_managed_by = ? LIMIT ?)",
                ended.client_id,
                ended.reseller_id,
                BATCH
            ))
            .await?;
        touched += tx
            .run(sql!(
                "UPDATE cases SET partner_managed_by = NULL WHERE id IN
                   (SELECT c.id FROM cases c WHERE c.domain_id = ? AND c.partner_managed_by = ? LIMIT ?)",
                ended.client_id,
                ended.reseller_id,
                BATCH
            ))
            .await?;
    }
    if touched == 0 {
        tx.run(sql!(
            "UPDATE delegations SET cleared_at = ? WHERE id = ?",
            now,
            ended.id
        ))
        .await?;
    }
    tx.commit().await?;
    Ok((touched > 0).then_some(touched))
}
