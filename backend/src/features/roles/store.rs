//! Roles in the database.

use crate::authz::act::{Manage, View};
use crate::authz::object::{Accounts, Assignments, CustomRoles};
use crate::authz::{Acting, Permit};
use crate::db::dialect::{Lock, lock_role};
use crate::db::{DbError, Sql, sql};
use crate::error::{Error, Result};
use shared::problem::Code;
use shared::words::Privileges;
use uuid::Uuid;

type MayManage = Permit<Manage, CustomRoles>;

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct RoleRow {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(super) privileges: Privileges,
    pub(super) organization: i64,
    /// 0 of the domain, 1 of its organization, 2 built in: among those of one name the first wins.
    rank: i64,
    pub(super) holders: i64,
}

impl RoleRow {
    pub(super) fn is_builtin(&self) -> bool {
        self.rank == 2
    }
}

/// The roles `r` that can be held in a domain `d`.
fn roles_of(domain: Uuid) -> Sql {
    sql!(
        "SELECT r.id, r.name, r.privileges,
                CAST(CASE WHEN r.organization_id IS NULL THEN 0 ELSE 1 END AS BIGINT) AS organization,
                CAST(CASE WHEN r.domain_id IS NOT NULL THEN 0 WHEN r.kind IS NULL THEN 1 ELSE 2 END AS BIGINT) AS rank,
                (SELECT count(DISTINCT coalesce(a.account_id, a.group_id)) FROM assignments a
                 WHERE a.domain_id = d.id AND a.role_id = r.id AND a.ended_at IS NULL) AS holders
         FROM roles r JOIN domains d ON d.id = ?
         WHERE r.ended_at IS NULL
           AND (r.domain_id = d.id OR r.organization_id = d.organization_id OR r.kind = d.kind)",
        domain
    )
}

/// The roles of the domain, of its organization, and those that come with the product, which come
/// first.
pub(super) async fn list(acting: &mut Acting, permit: &Permit<View, Accounts>) -> Result<Vec<RoleRow>> {
    let statement = roles_of(permit.domain).then(sql!(" ORDER BY r.name, rank"));
    let mut rows: Vec<RoleRow> = acting.tx.all(statement).await?;
    rows.dedup_by(|later, first| later.name == first.name);
    rows.sort_by_key(|row| !row.is_builtin());
    Ok(rows)
}

/// One of them, whether or not another wins over it.
pub(super) async fn one(acting: &mut Acting, permit: &Permit<View, Accounts>, id: Uuid) -> Result<RoleRow> {
    let statement = roles_of(permit.domain).then(sql!(" AND r.id = ?", id));
    Ok(acting.tx.one(statement).await?)
}

/// The role of that name, locked so that nobody removes it meanwhile.
pub(crate) async fn to_give(
    acting: &mut Acting,
    permit: &Permit<Manage, Assignments>,
    name: &str,
) -> Result<Option<RoleRow>> {
    locked(acting, permit.domain, name, Lock::Share).await
}

/// The role of that name, locked.
pub(super) async fn find(
    acting: &mut Acting,
    permit: &MayManage,
    name: &str,
    lock: Lock,
) -> Result<Option<RoleRow>> {
    locked(acting, permit.domain, name, lock).await
}

async fn locked(acting: &mut Acting, domain: Uuid, name: &str, lock: Lock) -> Result<Option<RoleRow>> {
    let named = || roles_of(domain).then(sql!(" AND r.name = ? ORDER BY rank LIMIT 1", name));
    let found: Option<RoleRow> = acting.tx.opt(named()).await?;
    let Some(found) = found else { return Ok(None) };
    lock_role(&mut acting.tx, found.id, lock).await?;
    // As it is after the wait, unless it went, or another came before it.
    let again: Option<RoleRow> = acting.tx.opt(named()).await?;
    Ok(again.filter(|role| role.id == found.id))
}

pub(super) async fn add(
    acting: &mut Acting,
    permit: &MayManage,
    name: &str,
    privileges: Privileges,
    organization: Option<Uuid>,
) -> Result<Uuid> {
    let id = acting.app.world.id()?;
    let domain = organization.is_none().then_some(permit.domain);
    acting
        .tx
        .run(sql!(
            "INSERT INTO roles (id, domain_id, organization_id, name, privileges) VALUES (?, ?, ?, ?, ?)",
            id,
            domain,
            organization,
            name,
            privileges
        ))
        .await
        .map_err(taken)?;
    Ok(id)
}

pub(super) async fn rename(acting: &mut Acting, _: &MayManage, role: &RoleRow, name: &str) -> Result<()> {
    acting
        .tx
        .run(sql!("UPDATE roles SET name = ? WHERE id = ?", name, role.id))
        .await
        .map_err(taken)?;
    Ok(())
}

/// A name that is taken is refused by one of two indexes; `SQLite` names the column.
fn taken(error: DbError) -> Error {
    let names = ["roles_of_domain", "roles_of_organization", "roles_name"];
    if names.iter().any(|name| error.refused_by(name)) {
        Code::AlreadyExists.into()
    } else {
        error.into()
    }
}

/// Changes what a role allows, and keeps what it allowed.
pub(super) async fn change(
    acting: &mut Acting,
    _: &MayManage,
    role: &RoleRow,
    privileges: Privileges,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "INSERT INTO role_changes (role_id, until_at, privileges) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            role.id,
            acting.now,
            role.privileges
        ))
        .await?;
    acting
        .tx
        .run(sql!(
            "UPDATE roles SET privileges = ? WHERE id = ?",
            privileges,
            role.id
        ))
        .await?;
    Ok(())
}

/// Whether anybody holds the role, in whatever domain.
pub(super) async fn is_held(acting: &mut Acting, _: &MayManage, role: &RoleRow) -> Result<bool> {
    let held: Option<(i64,)> = acting
        .tx
        .opt(sql!(
            "SELECT CAST(1 AS BIGINT) FROM assignments WHERE role_id = ? AND ended_at IS NULL LIMIT 1",
            role.id
        ))
        .await?;
    Ok(held.is_some())
}

pub(super) async fn remove(acting: &mut Acting, _: &MayManage, role: &RoleRow) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE roles SET ended_at = ? WHERE id = ?",
            acting.now,
            role.id
        ))
        .await?;
    Ok(())
}
