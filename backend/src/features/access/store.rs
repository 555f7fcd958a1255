//! What explanations need from the database besides the predicates.

use crate::authz::act::{Act, Manage, View};
use crate::authz::object::{Clients, Delegations};
use crate::authz::{Acting, CaseFacts, Permit, in_force};
use crate::db::sql;
use crate::error::Result;
use crate::features::delegations::store::DelegationRow;
use crate::features::people::{PersonRow, person_columns};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::access::AccessRequest;
use shared::words::DelegationScopes;
use uuid::Uuid;

/// When a case was filed.
pub(super) async fn filed_at<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<Timestamp> {
    let (at,): (Timestamp,) = acting
        .tx
        .one(sql!("SELECT filed_at FROM cases WHERE id = ?", case.id))
        .await?;
    Ok(at)
}

/// Who made a share.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Sharer {
    pub(crate) share: Uuid,
    #[sqlx(flatten)]
    pub(crate) by: PersonRow,
}

/// Who made the shares of a case that have not been ended.
pub(crate) async fn sharers<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<Vec<Sharer>> {
    Ok(acting
        .tx
        .all(sql!(
            concat!(
                "SELECT s.id AS share, ",
                person_columns!(),
                " FROM shares s JOIN accounts p ON p.id = s.shared_by JOIN domains pd ON pd.id = s.shared_in
                 WHERE s.case_id = ? AND s.ended_at IS NULL"
            ),
            case.id
        ))
        .await?)
}

/// The caller's consent at a client: one that has not ended first, then the newest.
pub(super) async fn consent(
    acting: &mut Acting,
    permit: &Permit<View, Clients>,
    client: Uuid,
) -> Result<Option<DelegationRow>> {
    Ok(acting
        .tx
        .opt(
            sql!(
                "SELECT g.id, g.reseller_id, g.scopes, g.granted_at, g.expires_at, g.revoked_at FROM delegations g
             WHERE g.reseller_id = ? AND g.client_id = ? AND g.granted_at <= ? ORDER BY CASE WHEN ",
                permit.domain,
                client,
                acting.now
            )
            .then(in_force(acting.now))
            .then(sql!(" THEN 0 ELSE 1 END, g.granted_at DESC LIMIT 1")),
        )
        .await?)
}

/// What was asked for and not yet answered.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Asked {
    id: Uuid,
    pub(crate) reseller_id: Uuid,
    asked_at: Timestamp,
    scopes: DelegationScopes,
    message: Option<String>,
    #[sqlx(flatten)]
    by: PersonRow,
}

impl Asked {
    pub(crate) fn view(self, acting: &Acting) -> AccessRequest {
        AccessRequest {
            id: self.id,
            by: self.by.seen_from(&acting.caller.domain),
            at: self.asked_at,
            scopes: self.scopes.iter().collect(),
            message: self.message,
        }
    }
}

macro_rules! asked {
    () => {
        concat!(
            "SELECT q.id, q.reseller_id, q.asked_at, q.scopes, q.message, ",
            person_columns!(),
            " FROM access_requests q JOIN accounts p ON p.id = q.asked_by
             JOIN domains pd ON pd.id = q.reseller_id WHERE q.closed_at IS NULL AND q.client_id = ?"
        )
    };
}

/// What the caller's domain asked a client for.
pub(super) async fn asked(
    acting: &mut Acting,
    permit: &Permit<View, Clients>,
    client: Uuid,
) -> Result<Option<Asked>> {
    let statement = sql!(concat!(asked!(), " AND q.reseller_id = ?"), client, permit.domain);
    Ok(acting.tx.opt(statement).await?)
}

/// What resellers asked the caller's domain for.
pub(crate) async fn all_asked(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
) -> Result<Vec<Asked>> {
    Ok(acting.tx.all(sql!(asked!(), permit.domain)).await?)
}

/// Stores what is asked for, in place of what was asked before.
pub(super) async fn ask(
    acting: &mut Acting,
    permit: &Permit<View, Clients>,
    client: Uuid,
    scopes: DelegationScopes,
    message: Option<&str>,
) -> Result<()> {
    close(acting, client, permit.domain).await?;
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO access_requests (id, client_id, reseller_id, asked_by, asked_at, scopes, message)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            client,
            permit.domain,
            acting.caller.account,
            acting.now,
            scopes,
            message
        ))
        .await?;
    Ok(())
}

/// Closes what a reseller asked for, because it was granted.
pub(crate) async fn answered(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
    reseller: Uuid,
) -> Result<()> {
    close(acting, permit.domain, reseller).await
}

async fn close(acting: &mut Acting, client: Uuid, reseller: Uuid) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE access_requests SET closed_at = ?
             WHERE client_id = ? AND reseller_id = ? AND closed_at IS NULL",
            acting.now,
            client,
            reseller
        ))
        .await?;
    Ok(())
}

/// Declines one request; the reseller's name, or nothing when there is none such.
pub(super) async fn decline(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
    id: Uuid,
) -> Result<Option<String>> {
    let closed = acting
        .tx
        .run(
            sql!(
                "UPDATE access_requests SET closed_at = ? WHERE id = ? AND closed_at IS NULL AND ",
                acting.now,
                id
            )
            .then(sql!("client_id = ?", permit.domain).unless(mutated!(DeclinesForAnyClient))),
        )
        .await?;
    if closed == 0 {
        return Ok(None);
    }
    let (name,): (String,) = acting
        .tx
        .one(sql!(
            "SELECT d.name FROM access_requests q JOIN domains d ON d.id = q.reseller_id WHERE q.id = ?",
            id
        ))
        .await?;
    Ok(Some(name))
}
