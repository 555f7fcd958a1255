//! What administrators see of roles, and what resellers' do with their own.

use super::store::{self, RoleRow};
use crate::app::App;
use crate::authz::act::{Manage, View};
use crate::authz::object::{Accounts, CustomRoles};
use crate::authz::{Acting, Credentials, Entry, Permit};
use crate::db::dialect::Lock;
use crate::error::{Error, Result};
use shared::api::roles::{ChangeRole, NewRole, RoleView};
use shared::problem::Code;
use shared::words::{Privilege, Privileges};
use uuid::Uuid;

/// The roles that can be held in the domain; one of the domain wins over one of its organization
/// of the same name.
///
/// # Errors
/// `forbidden` to whoever neither manages accounts nor gives roles.
pub async fn list(app: &App, credentials: &Credentials) -> Result<Vec<RoleView>> {
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<View, Accounts>()?;
    let rows = store::list(&mut acting, &permit).await?;
    Ok(rows.into_iter().map(|row| view(&acting, row)).collect())
}

fn view(acting: &Acting, row: RoleRow) -> RoleView {
    let builtin = acting.app.roles.named(acting.caller.domain.kind, &row.name);
    RoleView {
        builtin: row.is_builtin(),
        organization: row.organization != 0,
        grantable: acting.may_give(&row.name),
        editable: !row.is_builtin() && acting.own::<Manage, CustomRoles>().is_ok(),
        root_only: builtin.is_some_and(|role| role.root_only),
        holders: u32::try_from(row.holders).unwrap_or(u32::MAX),
        privileges: row.privileges.iter().collect(),
        name: row.name,
    }
}

/// Adds a custom role, for the caller's domain or for its organization.
///
/// # Errors
/// `already-exists`, for the name of a role that comes with the product too; the field
/// `/organization` when there is none.
pub async fn add(app: &App, credentials: &Credentials, request: &NewRole) -> Result<RoleView> {
    let (mut acting, permit) = Acting::change::<CustomRoles>(app, credentials).await?;
    if app.roles.is_builtin(&request.name) {
        return Err(Code::AlreadyExists.into());
    }
    let organization = match request.organization {
        false => None,
        true => Some(
            acting
                .caller
                .domain
                .organization_id
                .ok_or_else(|| Error::field("/organization", "no-organization"))?,
        ),
    };
    let privileges = request.privileges.iter().copied().collect();
    let role = store::add(&mut acting, &permit, &request.name, privileges, organization).await?;
    record(&mut acting, "role.added", &request.name, privileges).await?;
    finish(acting, role).await
}

/// Changes a custom role for everybody who holds it. What it allowed until now is kept.
///
/// # Errors
/// `not-found`; `forbidden` for a role that comes with the product; `already-exists` for a name
/// that is taken.
pub async fn change(
    app: &App,
    credentials: &Credentials,
    role: &str,
    request: &ChangeRole,
) -> Result<RoleView> {
    let (mut acting, permit) = Acting::change::<CustomRoles>(app, credentials).await?;
    let mut role = custom(&mut acting, &permit, role).await?;
    if let Some(name) = request.name.as_ref().filter(|name| **name != role.name) {
        if app.roles.is_builtin(name) {
            return Err(Code::AlreadyExists.into());
        }
        store::rename(&mut acting, &permit, &role, name).await?;
        let entry = Entry {
            action: "role.renamed",
            from: Some(&role.name),
            to: Some(name),
            ..Entry::default()
        };
        acting.record(entry).await?;
        role.name.clone_from(name);
    }
    if let Some(given) = &request.privileges {
        let privileges = given.iter().copied().collect();
        if privileges != role.privileges {
            store::change(&mut acting, &permit, &role, privileges).await?;
            record(&mut acting, "role.changed", &role.name, privileges).await?;
        }
    }
    finish(acting, role.id).await
}

/// Removes a custom role that nobody holds, in whatever domain.
///
/// # Errors
/// `not-found`; `forbidden` for a role that comes with the product; `in-use`.
pub async fn remove(app: &App, credentials: &Credentials, role: &str) -> Result<()> {
    let (mut acting, permit) = Acting::change::<CustomRoles>(app, credentials).await?;
    let role = custom(&mut acting, &permit, role).await?;
    if store::is_held(&mut acting, &permit, &role).await? {
        return Err(Code::InUse.into());
    }
    store::remove(&mut acting, &permit, &role).await?;
    record(&mut acting, "role.removed", &role.name, role.privileges).await?;
    acting.commit(()).await
}

/// The custom role of that name, locked: other domains of the organization may change it too.
async fn custom(acting: &mut Acting, permit: &Permit<Manage, CustomRoles>, name: &str) -> Result<RoleRow> {
    let found = store::find(acting, permit, name, Lock::Change).await?;
    let role = found.ok_or(Error::from(Code::NotFound))?;
    if role.is_builtin() {
        return Err(Code::Forbidden.into());
    }
    Ok(role)
}

/// Writes down what a role allows.
async fn record(acting: &mut Acting, action: &str, role: &str, privileges: Privileges) -> Result<()> {
    let words = privileges.iter().map(Privilege::as_str).collect::<Vec<_>>();
    let entry = Entry {
        action,
        from: Some(role),
        to: Some(&words.join(" ")),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}

/// Makes it last, and answers with the role as it is now.
async fn finish(mut acting: Acting, role: Uuid) -> Result<RoleView> {
    let permit = acting.own::<View, Accounts>()?;
    let row = store::one(&mut acting, &permit, role).await?;
    let view = view(&acting, row);
    acting.commit(view).await
}
