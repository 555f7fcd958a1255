//! Assignments in the database.

use crate::authz::act::Manage;
use crate::authz::object::Assignments;
use crate::authz::{Acting, Permit};
use crate::db::sql;
use crate::error::Result;
use shared::Timestamp;
use shared::api::assignments::AssignmentView;
use shared::text::Email;
use uuid::Uuid;

type MayManage = Permit<Manage, Assignments>;

/// Whom a role can be given to.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Principal {
    account_id: Option<Uuid>,
    group_id: Option<Uuid>,
    pub(super) email: String,
}

/// The account or the group of the domain with that address.
pub(super) async fn principal(
    acting: &mut Acting,
    permit: &MayManage,
    email: &Email,
) -> Result<Option<Principal>> {
    Ok(acting
        .tx
        .opt(sql!(
            "SELECT id AS account_id, NULL AS group_id, email FROM accounts WHERE domain_id = ? AND email = ?
             UNION ALL
             SELECT NULL AS account_id, id AS group_id, email FROM groups
             WHERE domain_id = ? AND email = ? AND ended_at IS NULL",
            permit.domain,
            email.as_str(),
            permit.domain,
            email.as_str()
        ))
        .await?)
}

/// Where a role can count.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Node {
    pub(super) id: Uuid,
    parent_id: Option<Uuid>,
    pub(super) path: String,
}

impl Node {
    pub(super) fn is_root(&self) -> bool {
        self.parent_id.is_none()
    }
}

/// The node of the domain's tree at that path.
pub(super) async fn node(acting: &mut Acting, permit: &MayManage, path: &str) -> Result<Option<Node>> {
    Ok(acting
        .tx
        .opt(sql!(
            "SELECT id, parent_id, path FROM resources WHERE domain_id = ? AND path = ?",
            permit.domain,
            path
        ))
        .await?)
}

/// A role to give.
#[derive(Debug)]
pub(super) struct NewAssignment {
    pub(super) principal: Principal,
    pub(super) role: Uuid,
    /// Nothing is the root.
    pub(super) node: Option<Uuid>,
}

/// The same, held already.
pub(super) async fn held(
    acting: &mut Acting,
    permit: &MayManage,
    new: &NewAssignment,
) -> Result<Option<(Uuid, Timestamp)>> {
    let statement = sql!(
        "SELECT a.id, a.created_at FROM assignments a LEFT JOIN resources n ON n.id = a.resource_id
         WHERE a.domain_id = ? AND a.role_id = ? AND a.ended_at IS NULL
           AND (a.account_id = ? OR a.group_id = ?)
           AND CASE WHEN n.parent_id IS NULL THEN NULL ELSE n.id END IS NOT DISTINCT FROM ?",
        permit.domain,
        new.role,
        new.principal.account_id,
        new.principal.group_id,
        new.node
    );
    Ok(acting.tx.opt(statement).await?)
}

pub(super) async fn give(acting: &mut Acting, permit: &MayManage, new: &NewAssignment) -> Result<Uuid> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO assignments (id, domain_id, account_id, group_id, role_id, resource_id, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            permit.domain,
            new.principal.account_id,
            new.principal.group_id,
            new.role,
            new.node,
            acting.now
        ))
        .await?;
    Ok(id)
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct HeldRow {
    id: Uuid,
    principal: String,
    role: String,
    resource: Option<String>,
    created_at: Timestamp,
}

impl HeldRow {
    pub(super) fn view(self) -> AssignmentView {
        AssignmentView {
            id: self.id,
            principal: self.principal,
            role: self.role,
            resource: self.resource,
            since: self.created_at,
        }
    }
}

/// One that is held in the domain.
pub(super) async fn find(acting: &mut Acting, permit: &MayManage, id: Uuid) -> Result<Option<HeldRow>> {
    Ok(acting
        .tx
        .opt(sql!(
            "SELECT a.id, coalesce(p.email, g.email) AS principal, r.name AS role, n.path AS resource, a.created_at
             FROM assignments a JOIN roles r ON r.id = a.role_id LEFT JOIN resources n ON n.id = a.resource_id
             LEFT JOIN accounts p ON p.id = a.account_id LEFT JOIN groups g ON g.id = a.group_id
             WHERE a.id = ? AND a.domain_id = ? AND a.ended_at IS NULL",
            id,
            permit.domain
        ))
        .await?)
}

pub(super) async fn take(acting: &mut Acting, permit: &MayManage, id: Uuid) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE assignments SET ended_at = ? WHERE id = ? AND domain_id = ?",
            acting.now,
            id,
            permit.domain
        ))
        .await?;
    Ok(())
}
