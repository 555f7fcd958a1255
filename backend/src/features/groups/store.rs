//! Groups in the database.

use crate::authz::act::{Manage, View};
use crate::authz::object::Groups;
use crate::authz::{Acting, Permit};
use crate::db::{Sql, sql};
use crate::error::{OnConstraint as _, Result};
use crate::features::page::Wanted;
use shared::Timestamp;
use shared::api::accounts::HeldRole;
use shared::api::groups::{GroupView, Member};
use shared::problem::Code;
use shared::text::Email;
use uuid::Uuid;

type MayManage = Permit<Manage, Groups>;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct GroupRow {
    pub(super) id: Uuid,
    pub(super) email: String,
    pub(super) name: String,
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct MemberRow {
    group_id: Uuid,
    email: String,
    name: String,
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct HeldRow {
    group_id: Uuid,
    id: Uuid,
    role: String,
    resource: Option<String>,
    created_at: Timestamp,
}

impl GroupRow {
    pub(super) fn view(self, members: &[MemberRow], roles: &[HeldRow]) -> GroupView {
        let members = members.iter().filter(|member| member.group_id == self.id);
        let roles = roles.iter().filter(|held| held.group_id == self.id);
        GroupView {
            members: members
                .map(|member| Member {
                    email: member.email.clone(),
                    name: member.name.clone(),
                })
                .collect(),
            roles: roles
                .map(|held| HeldRole {
                    id: held.id,
                    role: held.role.clone(),
                    resource: held.resource.clone(),
                    group: None,
                    since: held.created_at,
                })
                .collect(),
            email: self.email,
            name: self.name,
        }
    }
}

pub(super) async fn page(
    acting: &mut Acting,
    permit: &Permit<View, Groups>,
    wanted: &Wanted<(String, Uuid)>,
) -> Result<Vec<GroupRow>> {
    let mut statement = sql!(
        "SELECT g.id, g.email, g.name FROM groups g WHERE g.domain_id = ? AND g.ended_at IS NULL",
        permit.domain
    );
    if let Some((name, id)) = &wanted.after {
        statement.push(sql!(" AND (g.name, g.id) > (?, ?)", name, *id));
    }
    Ok(acting
        .tx
        .all(statement.then(sql!(" ORDER BY g.name, g.id LIMIT ?", wanted.rows())))
        .await?)
}

/// The group of the domain with that address, unless it has ended.
pub(super) async fn find(acting: &mut Acting, permit: &MayManage, email: &Email) -> Result<Option<GroupRow>> {
    Ok(acting
        .tx
        .opt(sql!(
            "SELECT id, email, name FROM groups WHERE domain_id = ? AND email = ? AND ended_at IS NULL",
            permit.domain,
            email.as_str()
        ))
        .await?)
}

/// Who is in these groups, by name.
pub(super) async fn members<A>(
    acting: &mut Acting,
    permit: &Permit<A, Groups>,
    groups: &[GroupRow],
) -> Result<Vec<MemberRow>> {
    let statement = sql!(
        "SELECT m.group_id, p.email, p.name FROM memberships m JOIN accounts p ON p.id = m.account_id
         WHERE p.domain_id = ? AND m.ended_at IS NULL AND m.group_id IN ",
        permit.domain
    )
    .then(Sql::list(groups.iter().map(|group| group.id)))
    .then(sql!(" ORDER BY p.name, p.id"));
    Ok(acting.tx.all(statement).await?)
}

/// The roles that these groups hold.
pub(super) async fn roles<A>(
    acting: &mut Acting,
    permit: &Permit<A, Groups>,
    groups: &[GroupRow],
) -> Result<Vec<HeldRow>> {
    let statement = sql!(
        "SELECT a.group_id, a.id, r.name AS role, n.path AS resource, a.created_at
         FROM assignments a JOIN roles r ON r.id = a.role_id LEFT JOIN resources n ON n.id = a.resource_id
         WHERE a.domain_id = ? AND a.ended_at IS NULL AND a.group_id IN ",
        permit.domain
    )
    .then(Sql::list(groups.iter().map(|group| group.id)))
    .then(sql!(" ORDER BY role, resource"));
    Ok(acting.tx.all(statement).await?)
}

/// The account of the domain with that address.
pub(super) async fn account(acting: &mut Acting, permit: &MayManage, email: &Email) -> Result<Option<Uuid>> {
    let found: Option<(Uuid,)> = acting
        .tx
        .opt(sql!(
            "SELECT id FROM accounts WHERE domain_id = ? AND email = ?",
            permit.domain,
            email.as_str()
        ))
        .await?;
    Ok(found.map(|(id,)| id))
}

pub(super) async fn add(
    acting: &mut Acting,
    permit: &MayManage,
    email: &Email,
    name: &str,
) -> Result<GroupRow> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO groups (id, domain_id, email, name, created_at) VALUES (?, ?, ?, ?, ?)",
            id,
            permit.domain,
            email.as_str(),
            name,
            acting.now
        ))
        .await
        .on("groups_email", || Code::AlreadyExists.into())?;
    Ok(GroupRow {
        id,
        email: email.to_string(),
        name: name.to_owned(),
    })
}

pub(super) async fn rename(acting: &mut Acting, _: &MayManage, group: &GroupRow, name: &str) -> Result<()> {
    acting
        .tx
        .run(sql!("UPDATE groups SET name = ? WHERE id = ?", name, group.id))
        .await?;
    Ok(())
}

pub(super) async fn end(acting: &mut Acting, _: &MayManage, group: &GroupRow) -> Result<()> {
    let now = acting.now;
    for statement in [
        sql!("UPDATE groups SET ended_at = ? WHERE id = ?", now, group.id),
        sql!(
            "UPDATE memberships SET ended_at = ? WHERE group_id = ? AND ended_at IS NULL",
            now,
            group.id
        ),
        sql!(
            "UPDATE assignments SET ended_at = ? WHERE group_id = ? AND ended_at IS NULL",
            now,
            group.id
        ),
    ] {
        acting.tx.run(statement).await?;
    }
    Ok(())
}

/// Whether the account was not yet in the group.
pub(super) async fn join(
    acting: &mut Acting,
    _: &MayManage,
    group: &GroupRow,
    account: Uuid,
) -> Result<bool> {
    let joined = acting
        .tx
        .run(sql!(
            "INSERT INTO memberships (account_id, group_id, from_at) VALUES (?, ?, ?)
             ON CONFLICT (account_id, group_id) WHERE ended_at IS NULL DO NOTHING",
            account,
            group.id,
            acting.now
        ))
        .await?;
    Ok(joined > 0)
}

/// Whether the account was in the group.
pub(super) async fn leave(
    acting: &mut Acting,
    _: &MayManage,
    group: &GroupRow,
    account: Uuid,
) -> Result<bool> {
    let left = acting
        .tx
        .run(sql!(
            "UPDATE memberships SET ended_at = ? WHERE account_id = ? AND group_id = ? AND ended_at IS NULL",
            acting.now,
            account,
            group.id
        ))
        .await?;
    Ok(left > 0)
}
