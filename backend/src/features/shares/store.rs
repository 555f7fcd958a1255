//! Shares in the database. Which are effective is asked of [`Acting::shared`].

use crate::authz::act::{Manage, Share};
use crate::authz::object::Delegations;
use crate::authz::{Acting, CaseFacts, Permit, let_in};
use crate::db::sql;
use crate::error::Result;
use shared::Timestamp;
use shared::text::Email;
use shared::words::ShareLevel;
use uuid::Uuid;

/// A share that the caller's domain made.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct OwnShare {
    pub(super) id: Uuid,
    pub(super) level: ShareLevel,
    pub(super) expires_at: Option<Timestamp>,
}

/// What the caller's domain shared with an address and did not end.
pub(super) async fn own(
    acting: &mut Acting,
    case: &Permit<Share, CaseFacts>,
    email: &Email,
) -> Result<Option<OwnShare>> {
    Ok(acting
        .tx
        .opt(sql!(
            "SELECT id, level, expires_at FROM shares
             WHERE case_id = ? AND email = ? AND shared_in = ? AND ended_at IS NULL
               AND (expires_at IS NULL OR expires_at > ?)",
            case.id,
            email.as_str(),
            acting.caller.domain.id,
            acting.now
        ))
        .await?)
}

/// Ends it.
pub(super) async fn end_own(
    acting: &mut Acting,
    case: &Permit<Share, CaseFacts>,
    email: &Email,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE shares SET ended_at = ?
             WHERE case_id = ? AND email = ? AND shared_in = ? AND ended_at IS NULL",
            acting.now,
            case.id,
            email.as_str(),
            acting.caller.domain.id
        ))
        .await?;
    Ok(())
}

pub(super) async fn add(
    acting: &mut Acting,
    case: &Permit<Share, CaseFacts>,
    email: &Email,
    level: ShareLevel,
    expires_at: Option<Timestamp>,
) -> Result<Uuid> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO shares (id, case_id, email, level, shared_by, shared_in, at, expires_at, updated_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            case.id,
            email.as_str(),
            level,
            acting.caller.account,
            acting.caller.domain.id,
            acting.now,
            expires_at,
            case.updated_at
        ))
        .await?;
    Ok(id)
}

/// Ends one share of a case.
pub(super) async fn end(acting: &mut Acting, case: &Permit<Share, CaseFacts>, id: Uuid) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE shares SET ended_at = ? WHERE id = ? AND case_id = ? AND ended_at IS NULL",
            acting.now,
            id,
            case.id
        ))
        .await?;
    Ok(())
}

/// Whether the client of a case lets a domain in.
pub(super) async fn lets_in(
    acting: &mut Acting,
    case: &Permit<Share, CaseFacts>,
    domain: Uuid,
) -> Result<bool> {
    let statement = sql!("SELECT count(*) ").then(let_in(domain, sql!("?", case.domain_id), acting.now));
    let (count,): (i64,) = acting.tx.one(statement).await?;
    Ok(count > 0)
}

/// Whether a client lets its cases be shared outside. No secret to whoever may share one.
pub(super) async fn shares_outside(acting: &mut Acting, client: Uuid) -> Result<bool> {
    let (outside,): (i64,) = acting
        .tx
        .one(sql!("SELECT outside_shares FROM domains WHERE id = ?", client))
        .await?;
    Ok(outside != 0)
}

/// Changes it, and keeps what it was.
pub(super) async fn share_outside(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
    before: bool,
    outside: bool,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "INSERT INTO sharing_changes (client_id, until_at, outside) VALUES (?, ?, ?)",
            permit.domain,
            acting.now,
            before
        ))
        .await?;
    acting
        .tx
        .run(sql!(
            "UPDATE domains SET outside_shares = ? WHERE id = ?",
            outside,
            permit.domain
        ))
        .await?;
    Ok(())
}
