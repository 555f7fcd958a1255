//! Consents in the database.

use crate::authz::act::Manage;
use crate::authz::object::Delegations;
use crate::authz::{Acting, Permit, in_force, open_at};
use crate::db::{Tx, sql};
use crate::error::Result;
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::DomainRef;
use shared::api::clients::Access;
use shared::api::delegations::DelegationView;
use shared::words::{DelegationScopes, DomainKind, TenureKind};
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct ResellerRow {
    pub(super) id: Uuid,
    name: String,
    title: String,
    kind: DomainKind,
}

impl ResellerRow {
    pub(super) fn domain(self) -> DomainRef {
        DomainRef {
            name: self.name,
            title: self.title,
            kind: self.kind,
        }
    }
}

/// The resellers that ever managed the client.
pub(super) async fn resellers(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
) -> Result<Vec<ResellerRow>> {
    Ok(acting
        .tx
        .all(sql!(
            "SELECT d.id, d.name, d.title, d.kind FROM domains d
             WHERE d.id IN (SELECT t.reseller_id FROM tenures t WHERE t.client_id = ? AND t.from_at <= ?)
             ORDER BY d.title, d.id",
            permit.domain,
            acting.now
        ))
        .await?)
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct TenureRow {
    pub(super) reseller_id: Uuid,
    pub(super) kind: TenureKind,
    pub(super) from_at: Timestamp,
    pub(super) to_at: Option<Timestamp>,
}

/// Every period of management of the client, newest first.
pub(super) async fn tenures(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
) -> Result<Vec<TenureRow>> {
    Ok(acting
        .tx
        .all(sql!(
            "SELECT reseller_id, kind, from_at, to_at FROM tenures WHERE client_id = ? ORDER BY from_at DESC",
            permit.domain
        ))
        .await?)
}

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct DelegationRow {
    id: Uuid,
    pub(super) reseller_id: Uuid,
    scopes: DelegationScopes,
    granted_at: Timestamp,
    expires_at: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
}

impl DelegationRow {
    /// For display only; what is visible is decided by the predicates in `authz/relation.rs`.
    pub(super) fn in_force(&self, now: Timestamp) -> bool {
        self.access(now) == Access::Granted
    }

    pub(super) fn access(&self, now: Timestamp) -> Access {
        match self.ended(now) {
            None => Access::Granted,
            Some(_) if self.revoked_at.is_some() => Access::Revoked,
            Some(_) => Access::Expired,
        }
    }

    /// When it ended, if it did.
    pub(crate) fn ended(&self, now: Timestamp) -> Option<Timestamp> {
        self.revoked_at.or(self.expires_at.filter(|until| *until <= now))
    }

    pub(crate) fn view(&self) -> DelegationView {
        DelegationView {
            id: self.id,
            scopes: self.scopes.iter().collect(),
            granted_at: self.granted_at,
            expires_at: self.expires_at,
            revoked_at: self.revoked_at,
        }
    }
}

/// Every consent of the client, newest first.
pub(super) async fn all(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
) -> Result<Vec<DelegationRow>> {
    Ok(acting
        .tx
        .all(sql!(
            "SELECT id, reseller_id, scopes, granted_at, expires_at, revoked_at FROM delegations
             WHERE client_id = ? AND granted_at <= ? ORDER BY granted_at DESC",
            permit.domain,
            acting.now
        ))
        .await?)
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Standing {
    pub(super) id: Uuid,
    pub(super) current: i64,
    /// When a transfer that is set will end the last of its tenures.
    pub(super) ends_at: Option<Timestamp>,
}

/// A reseller that manages the client or did.
pub(super) async fn standing(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
    reseller: &str,
) -> Result<Option<Standing>> {
    let now = acting.now;
    let statement = sql!(
        "SELECT d.id, CAST(CASE WHEN EXISTS
             (SELECT 1 FROM tenures t WHERE t.client_id = ? AND t.reseller_id = d.id AND ",
        permit.domain
    )
    .then(open_at(now))
    .then(sql!(
        ") THEN 1 ELSE 0 END AS BIGINT) AS current,
         (SELECT max(t.to_at) FROM tenures t WHERE t.client_id = ? AND t.reseller_id = d.id AND t.to_at > ?
            AND NOT EXISTS (SELECT 1 FROM tenures n WHERE n.client_id = t.client_id AND n.reseller_id = t.reseller_id
                AND n.from_at <= t.to_at AND (n.to_at IS NULL OR n.to_at > t.to_at))) AS ends_at
         FROM domains d WHERE d.name = ? AND d.kind = 'reseller' AND EXISTS
             (SELECT 1 FROM tenures t WHERE t.client_id = ? AND t.reseller_id = d.id AND t.from_at <= ?)",
        permit.domain,
        now,
        reseller,
        permit.domain,
        now
    ));
    Ok(acting.tx.opt(statement).await?)
}

/// Ends what is in force, to be replaced.
pub(super) async fn end_in_force(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
    reseller: Uuid,
) -> Result<()> {
    let now = acting.now;
    let statement = sql!(
        "UPDATE delegations SET revoked_at = ? WHERE id IN
             (SELECT g.id FROM delegations g WHERE g.client_id = ? AND g.reseller_id = ? AND ",
        now,
        permit.domain,
        reseller
    );
    acting
        .tx
        .run(statement.then(in_force(now)).then(sql!(")")))
        .await?;
    Ok(())
}

/// Stores a consent and stamps the cases of the reseller's tenures as managed.
///
/// `transfer_at` says that it ends with a transfer that is set; cancelling that lifts the end.
pub(super) async fn grant(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
    reseller: Uuid,
    scopes: DelegationScopes,
    expires_at: Option<Timestamp>,
    transfer_at: Option<Timestamp>,
) -> Result<Uuid> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO delegations (id, client_id, reseller_id, scopes, granted_at, expires_at, transfer_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            permit.domain,
            reseller,
            scopes,
            acting.now,
            expires_at,
            transfer_at
        ))
        .await?;
    if !mutated!(GrantDoesNotStamp) {
        stamp(&mut acting.tx, permit.domain, reseller).await?;
    }
    Ok(id)
}

/// Marks the cases of a reseller's tenures of a client as managed by it.
pub(crate) async fn stamp(tx: &mut Tx, client: Uuid, reseller: Uuid) -> Result<()> {
    tx.run(sql!(
        "UPDATE cases SET resale_managed_by = resale_domain_id
         WHERE domain_id = ? AND resale_domain_id = ? AND resale_managed_by IS NULL",
        client,
        reseller
    ))
    .await?;
    tx.run(sql!(
        "UPDATE cases SET partner_managed_by = partner_domain_id
         WHERE domain_id = ? AND partner_domain_id = ? AND partner_managed_by IS NULL",
        client,
        reseller
    ))
    .await?;
    Ok(())
}

/// Ends one consent that is in force; the reseller's name, or nothing when there is none such.
pub(super) async fn revoke(
    acting: &mut Acting,
    permit: &Permit<Manage, Delegations>,
    id: Uuid,
) -> Result<Option<String>> {
    let now = acting.now;
    let ended = sql!(
        "UPDATE delegations SET revoked_at = ? WHERE id IN
             (SELECT g.id FROM delegations g WHERE g.id = ? AND ",
        now,
        id
    )
    .then(sql!("g.client_id = ?", permit.domain).unless(mutated!(RevokeOfAnyClient)))
    .then(sql!(" AND "));
    if acting.tx.run(ended.then(in_force(now)).then(sql!(")"))).await? == 0 {
        return Ok(None);
    }
    let (name,): (String,) = acting
        .tx
        .one(sql!(
            "SELECT d.name FROM delegations g JOIN domains d ON d.id = g.reseller_id WHERE g.id = ?",
            id
        ))
        .await?;
    Ok(Some(name))
}
