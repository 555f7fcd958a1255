//! What one does with the people of the desk.

use super::store;
use crate::app::App;
use crate::authz::act::View;
use crate::authz::object::Desk;
use crate::authz::{Acting, Credentials, Entry, Staff};
use crate::error::{Error, Result};
use crate::features::people;
use shared::api::teams::{
    ChangeDeskSettings, ChangeTeam, DeskPerson, DeskSettings, NewTeam, NewTeamMember, TeamView,
};
use shared::problem::Code;
use shared::text::Email;

/// Who works at the desk, by name.
///
/// # Errors
/// `forbidden` to whoever neither works there nor sets it up.
pub async fn people(app: &App, credentials: &Credentials) -> Result<Vec<DeskPerson>> {
    let mut acting = Acting::read(app, credentials).await?;
    acting.own::<View, Desk>()?;
    let staff = acting.staff().await?;
    let domain = &acting.caller.domain;
    let person = |one: &Staff| DeskPerson {
        person: store::person(one, domain),
        engineer: one.engineer,
    };
    Ok(staff.iter().map(person).collect())
}

/// The teams, by English name.
///
/// # Errors
/// As [`people`].
pub async fn list(app: &App, credentials: &Credentials) -> Result<Vec<TeamView>> {
    let mut acting = Acting::read(app, credentials).await?;
    acting.own::<View, Desk>()?;
    views(&mut acting).await
}

async fn views(acting: &mut Acting) -> Result<Vec<TeamView>> {
    let staff = acting.staff().await?;
    let members = store::members(acting).await?;
    let teams = store::names(acting).await?;
    let domain = &acting.caller.domain;
    let view = |team: store::TeamName| {
        let is_member = |one: &&Staff| {
            members
                .iter()
                .any(|row| (row.team_id, row.account_id) == (team.id, one.account))
        };
        TeamView {
            retired: team.is_retired(),
            members: staff
                .iter()
                .filter(is_member)
                .map(|one| store::person(one, domain))
                .collect(),
            name: team.view().name,
            key: team.key,
        }
    };
    Ok(teams.into_iter().map(view).collect())
}

async fn view(acting: &mut Acting, key: &str) -> Result<TeamView> {
    let found = views(acting).await?.into_iter().find(|team| team.key == key);
    found.ok_or(Error::from(Code::NotFound))
}

/// Adds a team.
///
/// # Errors
/// `forbidden` without `desk.manage`; `already-exists`.
pub async fn add(app: &App, credentials: &Credentials, request: &NewTeam) -> Result<TeamView> {
    let (mut acting, permit) = Acting::change::<Desk>(app, credentials).await?;
    store::add(&mut acting, &permit, request).await?;
    record(&mut acting, "team.added", None, Some(&request.key)).await?;
    let view = view(&mut acting, &request.key).await?;
    acting.commit(view).await
}

/// Renames a team, retires it or puts it back.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn change(
    app: &App,
    credentials: &Credentials,
    team: &str,
    request: &ChangeTeam,
) -> Result<TeamView> {
    let (mut acting, permit) = Acting::change::<Desk>(app, credentials).await?;
    let before = store::one(&mut acting, &permit, team).await?;
    if request.name_en.is_some() || request.name_fr.is_some() {
        let name_en = request.name_en.as_deref().unwrap_or(&before.name_en).trim();
        let name_fr = request.name_fr.as_deref().unwrap_or(&before.name_fr).trim();
        store::rename(&mut acting, &permit, before.id, name_en, name_fr).await?;
        record(&mut acting, "team.renamed", Some(&before.name_en), Some(name_en)).await?;
    }
    if let Some(retired) = request.retired.filter(|retired| *retired != before.is_retired()) {
        store::retire(&mut acting, &permit, before.id, retired).await?;
        let action = if retired { "team.retired" } else { "team.restored" };
        record(&mut acting, action, None, Some(team)).await?;
    }
    let view = view(&mut acting, team).await?;
    acting.commit(view).await
}

/// Takes somebody of the desk into a team.
///
/// # Errors
/// `forbidden`, `not-found`; the field `/account` when nobody of that address works at the desk.
pub async fn add_member(
    app: &App,
    credentials: &Credentials,
    team: &str,
    request: &NewTeamMember,
) -> Result<TeamView> {
    let email = Email::parse(&request.account).map_err(|_| Error::field("/account", "email"))?;
    let (mut acting, permit) = Acting::change::<Desk>(app, credentials).await?;
    let of = store::one(&mut acting, &permit, team).await?;
    let staff = acting.staff().await?;
    let member = staff.iter().find(|one| one.email == email.as_str());
    let member = member.ok_or_else(|| Error::field("/account", "not-at-desk"))?;
    if store::add_member(&mut acting, &permit, of.id, member.account).await? {
        record(&mut acting, "team.member_added", Some(team), Some(email.as_str())).await?;
    }
    let view = view(&mut acting, team).await?;
    acting.commit(view).await
}

/// Takes somebody out of a team.
///
/// # Errors
/// `forbidden`; `not-found` for a team that there is not, or who is not in it.
pub async fn remove_member(app: &App, credentials: &Credentials, team: &str, account: &str) -> Result<()> {
    let email = Email::parse(account).map_err(|_| Error::from(Code::NotFound))?;
    let (mut acting, permit) = Acting::change::<Desk>(app, credentials).await?;
    let of = store::one(&mut acting, &permit, team).await?;
    store::remove_member(&mut acting, &permit, of.id, &email).await?;
    record(
        &mut acting,
        "team.member_removed",
        Some(team),
        Some(email.as_str()),
    )
    .await?;
    acting.commit(()).await
}

/// How the desk is set up.
///
/// # Errors
/// As [`people`].
pub async fn settings(app: &App, credentials: &Credentials) -> Result<DeskSettings> {
    let mut acting = Acting::read(app, credentials).await?;
    acting.own::<View, Desk>()?;
    let staff_names = people::staff_names(&mut acting).await?;
    Ok(DeskSettings { staff_names })
}

/// Changes how the desk's people appear outside: in what was said before, too.
///
/// # Errors
/// `forbidden` without `desk.manage`.
pub async fn change_settings(
    app: &App,
    credentials: &Credentials,
    request: &ChangeDeskSettings,
) -> Result<DeskSettings> {
    let (mut acting, permit) = Acting::change::<Desk>(app, credentials).await?;
    let before = people::staff_names(&mut acting).await?;
    let staff_names = request.staff_names.unwrap_or(before);
    if staff_names != before {
        store::name_staff(&mut acting, &permit, staff_names).await?;
        let (from, to) = (before.as_str(), staff_names.as_str());
        record(&mut acting, "desk.staff_names", Some(from), Some(to)).await?;
    }
    acting.commit(DeskSettings { staff_names }).await
}

async fn record(acting: &mut Acting, action: &str, from: Option<&str>, to: Option<&str>) -> Result<()> {
    let entry = Entry {
        action,
        from,
        to,
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}
