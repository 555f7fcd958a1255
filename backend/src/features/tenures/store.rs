//! Periods of management in the database.

use crate::authz::act::Manage;
use crate::authz::object::Tenures;
use crate::authz::{Acting, Permit, in_force, open_at};
use crate::db::{Sql, sql};
use crate::error::{Error, OnConstraint as _, Result};
use crate::features::page::Wanted;
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::DomainRef;
use shared::api::tenures::TenureView;
use shared::problem::Code;
use shared::words::{DomainKind, TenureKind};
use uuid::Uuid;

type MayManage = Permit<Manage, Tenures>;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct TenureRow {
    pub(super) id: Uuid,
    client_name: String,
    client_title: String,
    client_kind: DomainKind,
    pub(super) reseller_id: Uuid,
    pub(super) reseller_name: String,
    reseller_title: String,
    reseller_kind: DomainKind,
    pub(super) kind: TenureKind,
    pub(super) from_at: Timestamp,
    pub(super) to_at: Option<Timestamp>,
}

impl TenureRow {
    pub(super) fn view(self) -> TenureView {
        TenureView {
            id: self.id,
            client: DomainRef {
                name: self.client_name,
                title: self.client_title,
                kind: self.client_kind,
            },
            reseller: DomainRef {
                name: self.reseller_name,
                title: self.reseller_title,
                kind: self.reseller_kind,
            },
            kind: self.kind,
            from: self.from_at,
            to: self.to_at,
        }
    }
}

fn select() -> Sql {
    sql!(
        "SELECT t.id, c.name AS client_name, c.title AS client_title, c.kind AS client_kind, t.reseller_id,
                r.name AS reseller_name, r.title AS reseller_title, r.kind AS reseller_kind,
                t.kind, t.from_at, t.to_at
         FROM tenures t JOIN domains c ON c.id = t.client_id JOIN domains r ON r.id = t.reseller_id "
    )
}

pub(super) async fn page(
    acting: &mut Acting,
    _: &MayManage,
    client: Option<&str>,
    wanted: &Wanted<(Timestamp, Uuid)>,
) -> Result<Vec<TenureRow>> {
    let after = wanted.after.unwrap_or((Timestamp::MAX, Uuid::max()));
    let mut statement = select().then(sql!("WHERE (t.from_at, t.id) < (?, ?)", after.0, after.1));
    if let Some(client) = client {
        statement.push(sql!(" AND c.name = ?", client));
    }
    Ok(acting
        .tx
        .all(statement.then(sql!(" ORDER BY t.from_at DESC, t.id DESC LIMIT ?", wanted.rows())))
        .await?)
}

pub(super) async fn one(acting: &mut Acting, _: &MayManage, id: Uuid) -> Result<Option<TenureRow>> {
    Ok(acting.tx.opt(select().then(sql!("WHERE t.id = ?", id))).await?)
}

pub(super) async fn view(
    acting: &mut Acting,
    permit: &MayManage,
    id: Option<Uuid>,
) -> Result<Option<TenureView>> {
    match id {
        None => Ok(None),
        Some(id) => Ok(one(acting, permit, id).await?.map(TenureRow::view)),
    }
}

pub(super) async fn client_of(acting: &mut Acting, _: &MayManage, id: Uuid) -> Result<Option<Uuid>> {
    let found: Option<(Uuid,)> = acting
        .tx
        .opt(sql!("SELECT client_id FROM tenures WHERE id = ?", id))
        .await?;
    Ok(found.map(|(client,)| client))
}

/// A domain by its name. Names are no secret to the vendor's operator.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct DomainRow {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) kind: DomainKind,
}

pub(super) async fn domain(acting: &mut Acting, name: &str) -> Result<Option<DomainRow>> {
    let name = name.trim().to_lowercase();
    Ok(acting
        .tx
        .opt(sql!("SELECT id, name, kind FROM domains WHERE name = ?", name))
        .await?)
}

/// The first instant after the client's last case: a transfer cannot be earlier.
pub(super) async fn after_last_filing(acting: &mut Acting, _: &MayManage, client: Uuid) -> Result<Timestamp> {
    let (last,): (Option<i64>,) = acting
        .tx
        .one(sql!(
            "SELECT max(filed_at) FROM cases WHERE domain_id = ?",
            client
        ))
        .await?;
    let first_free = if mutated!(TransferBeforeLastFiling) { 0 } else { 1 };
    Ok(Timestamp::from_micros(last.map_or(0, |last| last + first_free)))
}

/// Whether a period of that kind begins at that instant or later: a transfer set already.
pub(super) async fn begins_after(
    acting: &mut Acting,
    _: &MayManage,
    client: Uuid,
    kind: TenureKind,
    at: Timestamp,
) -> Result<bool> {
    let (later,): (i64,) = acting
        .tx
        .one(sql!(
            "SELECT count(*) FROM tenures WHERE client_id = ? AND kind = ? AND from_at >= ?",
            client,
            kind,
            at
        ))
        .await?;
    Ok(later > 0)
}

/// The period of that kind that is open at an instant.
pub(super) async fn open(
    acting: &mut Acting,
    _: &MayManage,
    client: Uuid,
    kind: TenureKind,
    at: Timestamp,
) -> Result<Option<TenureRow>> {
    let statement = select().then(sql!("WHERE t.client_id = ? AND t.kind = ? AND ", client, kind));
    Ok(acting.tx.opt(statement.then(open_at(at))).await?)
}

pub(super) async fn end(acting: &mut Acting, _: &MayManage, tenure: Uuid, at: Timestamp) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE tenures SET to_before = to_at, to_at = ? WHERE id = ?",
            at,
            tenure
        ))
        .await
        .on("tenures_not_empty", || Code::TenureOverlap.into())?;
    Ok(())
}

pub(super) async fn begin(
    acting: &mut Acting,
    _: &MayManage,
    client: Uuid,
    reseller: Uuid,
    kind: TenureKind,
    at: Timestamp,
) -> Result<Uuid> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO tenures (id, client_id, reseller_id, kind, from_at) VALUES (?, ?, ?, ?, ?)",
            id,
            client,
            reseller,
            kind,
            at
        ))
        .await
        .on("tenures_no_overlap", || Error::from(Code::TenureOverlap))?;
    Ok(id)
}

/// Ends the former reseller's access at the transfer, unless it holds another tenure then. What
/// it was before is kept, for the case that the transfer is cancelled.
pub(super) async fn end_access(
    acting: &mut Acting,
    _: &MayManage,
    client: Uuid,
    reseller: Uuid,
    at: Timestamp,
) -> Result<()> {
    let statement = sql!(
        "UPDATE delegations SET expires_before = expires_at, expires_at = ?, transfer_at = ?
         WHERE id IN (SELECT g.id FROM delegations g WHERE g.client_id = ? AND g.reseller_id = ? AND ",
        at,
        at,
        client,
        reseller
    )
    .then(in_force(at));
    let keeps_none = sql!(
        "NOT EXISTS (SELECT 1 FROM tenures t WHERE t.client_id = ? AND t.reseller_id = ? AND ",
        client,
        reseller
    );
    let keeps_none = keeps_none.then(open_at(at)).then(sql!(")"));
    let statement = statement
        .then(sql!(") AND "))
        .then(keeps_none.unless(mutated!(TransferEndsAccessRegardless)));
    acting.tx.run(statement).await?;
    Ok(())
}

/// Undoes a transfer that was set for `at`.
pub(super) async fn cancel(
    acting: &mut Acting,
    _: &MayManage,
    client: Uuid,
    kind: TenureKind,
    at: Timestamp,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "DELETE FROM tenures WHERE client_id = ? AND kind = ? AND from_at = ?",
            client,
            kind,
            at
        ))
        .await?;
    let restored = sql!(
        "UPDATE delegations SET expires_at = expires_before, expires_before = NULL, transfer_at = NULL
         WHERE client_id = ? AND transfer_at = ? AND reseller_id IN
           (SELECT t.reseller_id FROM tenures t WHERE t.client_id = ? AND t.kind = ? AND t.to_at = ?)",
        client,
        at,
        client,
        kind,
        at
    );
    if !mutated!(CancelDoesNotRestore) {
        acting.tx.run(restored).await?;
    }
    acting
        .tx
        .run(sql!(
            "UPDATE tenures SET to_at = to_before, to_before = NULL WHERE client_id = ? AND kind = ? AND to_at = ?",
            client,
            kind,
            at
        ))
        .await
        .on("tenures_no_overlap", || Error::from(Code::TenureOverlap))?;
    Ok(())
}
