//! Teams in the database. Who works at the desk is asked of [`Acting::staff`].

use crate::authz::act::Manage;
use crate::authz::object::Desk;
use crate::authz::{Acting, Domain, Permit, Staff};
use crate::db::sql;
use crate::error::{Error, OnConstraint as _, Result};
use shared::Timestamp;
use shared::api::desk::TeamRef;
use shared::api::teams::{NewTeam, StaffNames};
use shared::api::{DomainRef, Names, Person};
use shared::problem::Code;
use shared::text::Email;
use uuid::Uuid;

type MayManage = Permit<Manage, Desk>;

/// A team.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct TeamName {
    pub(crate) id: Uuid,
    pub(crate) key: String,
    pub(super) name_en: String,
    pub(super) name_fr: String,
    retired_at: Option<Timestamp>,
}

impl TeamName {
    pub(crate) const fn is_retired(&self) -> bool {
        self.retired_at.is_some()
    }

    pub(crate) fn view(&self) -> TeamRef {
        TeamRef {
            key: self.key.clone(),
            name: Names {
                en: self.name_en.clone(),
                fr: self.name_fr.clone(),
            },
        }
    }
}

/// Who is in which team.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct MemberRow {
    pub(super) team_id: Uuid,
    pub(super) account_id: Uuid,
}

/// Somebody of the desk, to colleagues.
pub(crate) fn person(staff: &Staff, domain: &Domain) -> Person {
    Person {
        name: Some(staff.name.clone()),
        email: Some(staff.email.clone()),
        domain: Some(DomainRef {
            name: domain.name.clone(),
            title: domain.title.clone(),
            kind: domain.kind,
        }),
    }
}

/// Every team, by English name: there are a few.
pub(crate) async fn names(acting: &mut Acting) -> Result<Vec<TeamName>> {
    Ok(acting
        .tx
        .all(sql!(
            "SELECT id, key, name_en, name_fr, retired_at FROM desk_teams ORDER BY name_en, key"
        ))
        .await?)
}

pub(super) async fn members(acting: &mut Acting) -> Result<Vec<MemberRow>> {
    Ok(acting
        .tx
        .all(sql!("SELECT team_id, account_id FROM desk_team_members"))
        .await?)
}

pub(super) async fn one(acting: &mut Acting, _: &MayManage, key: &str) -> Result<TeamName> {
    let found: Option<TeamName> = acting
        .tx
        .opt(sql!(
            "SELECT id, key, name_en, name_fr, retired_at FROM desk_teams WHERE key = ?",
            key
        ))
        .await?;
    found.ok_or(Error::from(Code::NotFound))
}

pub(super) async fn add(acting: &mut Acting, _: &MayManage, team: &NewTeam) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO desk_teams (id, key, name_en, name_fr) VALUES (?, ?, ?, ?)",
            id,
            &team.key,
            team.name_en.trim(),
            team.name_fr.trim()
        ))
        .await
        .on("desk_teams_key", || Code::AlreadyExists.into())?;
    Ok(())
}

pub(super) async fn rename(
    acting: &mut Acting,
    _: &MayManage,
    team: Uuid,
    name_en: &str,
    name_fr: &str,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE desk_teams SET name_en = ?, name_fr = ? WHERE id = ?",
            name_en,
            name_fr,
            team
        ))
        .await?;
    Ok(())
}

pub(super) async fn retire(acting: &mut Acting, _: &MayManage, team: Uuid, retired: bool) -> Result<()> {
    let retired_at = retired.then_some(acting.now);
    acting
        .tx
        .run(sql!(
            "UPDATE desk_teams SET retired_at = ? WHERE id = ?",
            retired_at,
            team
        ))
        .await?;
    Ok(())
}

/// Takes an account into a team; whether it was not in it.
pub(super) async fn add_member(
    acting: &mut Acting,
    _: &MayManage,
    team: Uuid,
    account: Uuid,
) -> Result<bool> {
    let added = acting
        .tx
        .run(sql!(
            "INSERT INTO desk_team_members (team_id, account_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
            team,
            account
        ))
        .await?;
    Ok(added == 1)
}

/// Takes an account out of a team.
pub(super) async fn remove_member(
    acting: &mut Acting,
    _: &MayManage,
    team: Uuid,
    account: &Email,
) -> Result<()> {
    let removed = acting
        .tx
        .run(sql!(
            "DELETE FROM desk_team_members
             WHERE team_id = ? AND account_id IN (SELECT p.id FROM accounts p WHERE p.email = ?)",
            team,
            account.as_str()
        ))
        .await?;
    if removed == 0 {
        Err(Code::NotFound.into())
    } else {
        Ok(())
    }
}

/// Chooses by what the caller's domain names its people outside.
pub(super) async fn name_staff(acting: &mut Acting, permit: &MayManage, names: StaffNames) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE domains SET staff_names = ? WHERE id = ?",
            names.as_str(),
            permit.domain
        ))
        .await?;
    Ok(())
}
