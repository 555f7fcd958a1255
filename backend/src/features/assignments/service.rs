//! Giving and taking roles.

use super::store;
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Assignments;
use crate::authz::{Acting, Credentials, Entry, Permit};
use crate::error::{Error, Result};
use crate::features::{administrators, roles};
use shared::api::assignments::{AssignmentView, GiveRole};
use shared::problem::Code;
use shared::text::Email;
use uuid::Uuid;

/// Gives a role to an account or a group of the domain; once is enough.
///
/// # Errors
/// The fields `/principal`, `/role` and `/resource`; `forbidden` for a role that the caller's own
/// may not give.
pub async fn give(app: &App, credentials: &Credentials, request: &GiveRole) -> Result<AssignmentView> {
    let email = Email::parse(&request.principal).map_err(|_| Error::field("/principal", "email"))?;
    let (mut acting, permit) = Acting::change::<Assignments>(app, credentials).await?;
    let resource = request.resource.as_deref();
    let (view, new) = assign(&mut acting, &permit, &email, &request.role, resource).await?;
    if new {
        record(&mut acting, "role.given", &view).await?;
    }
    acting.commit(view).await
}

/// Gives a role within a change; false when it was held already.
///
/// # Errors
/// As [`give`].
pub(crate) async fn assign(
    acting: &mut Acting,
    permit: &Permit<Manage, Assignments>,
    principal: &Email,
    role: &str,
    resource: Option<&str>,
) -> Result<(AssignmentView, bool)> {
    let principal = store::principal(acting, permit, principal).await?;
    let principal = principal.ok_or_else(|| Error::field("/principal", "unknown"))?;
    let role = roles::store::to_give(acting, permit, role).await?;
    let role = role.ok_or_else(|| Error::field("/role", "unknown"))?;
    if !acting.may_give(&role.name) {
        return Err(Code::Forbidden.into());
    }
    let node = match resource {
        None => None,
        Some(path) => {
            let node = store::node(acting, permit, path).await?;
            let node = node.ok_or_else(|| Error::field("/resource", "unknown"))?;
            // At the root is everywhere.
            (!node.is_root()).then_some(node)
        }
    };
    let builtin = acting.app.roles.named(acting.caller.domain.kind, &role.name);
    if node.is_some() && builtin.is_some_and(|builtin| builtin.root_only) {
        return Err(Error::field("/resource", "root-only"));
    }
    let new = store::NewAssignment {
        principal,
        role: role.id,
        node: node.as_ref().map(|node| node.id),
    };
    let (id, since, is_new) = match store::held(acting, permit, &new).await? {
        Some((id, since)) => (id, since, false),
        None => (store::give(acting, permit, &new).await?, acting.now, true),
    };
    let view = AssignmentView {
        id,
        principal: new.principal.email,
        role: role.name,
        resource: node.map(|node| node.path),
        since,
    };
    Ok((view, is_new))
}

/// Takes a role again.
///
/// # Errors
/// `not-found`; `forbidden` for a role that the caller's own may not give; `last-administrator`.
pub async fn take(app: &App, credentials: &Credentials, id: Uuid) -> Result<()> {
    let (mut acting, permit) = Acting::change::<Assignments>(app, credentials).await?;
    let found = store::find(&mut acting, &permit, id).await?;
    let view = found.ok_or(Error::from(Code::NotFound))?.view();
    if !acting.may_give(&view.role) {
        return Err(Code::Forbidden.into());
    }
    let administrators = administrators::count(&mut acting).await?;
    store::take(&mut acting, &permit, id).await?;
    administrators::keep(&mut acting, administrators).await?;
    record(&mut acting, "role.taken", &view).await?;
    acting.commit(()).await
}

/// Writes down which role, and whose.
async fn record(acting: &mut Acting, action: &str, held: &AssignmentView) -> Result<()> {
    let role = match &held.resource {
        None => held.role.clone(),
        Some(path) => format!("{} {path}", held.role),
    };
    let entry = Entry {
        action,
        from: Some(&role),
        to: Some(&held.principal),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}
