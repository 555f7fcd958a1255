//! What administrators do with the groups of their domain.

use super::store::{self, GroupRow};
use crate::app::App;
use crate::authz::act::{Manage, View};
use crate::authz::object::Groups;
use crate::authz::{Acting, Credentials, Entry, Permit};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use crate::features::{addresses, administrators};
use shared::api::Page;
use shared::api::groups::{ChangeGroup, GroupView, NewGroup, NewMember};
use shared::problem::Code;
use shared::text::Email;
use uuid::Uuid;

/// The groups of the domain, by name.
///
/// # Errors
/// `forbidden` to whoever neither manages groups nor gives roles.
pub async fn list(
    app: &App,
    credentials: &Credentials,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<GroupView>> {
    let wanted = Wanted::<(String, Uuid)>::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<View, Groups>()?;
    let rows = store::page(&mut acting, &permit, &wanted).await?;
    let members = store::members(&mut acting, &permit, &rows).await?;
    let roles = store::roles(&mut acting, &permit, &rows).await?;
    Ok(wanted.page(
        rows,
        |row| (row.name.clone(), row.id),
        |row| row.view(&members, &roles),
    ))
}

/// Adds a group without members.
///
/// # Errors
/// The field `/email`; `already-exists` when an account or a group has the address, or had it.
pub async fn add(app: &App, credentials: &Credentials, request: &NewGroup) -> Result<GroupView> {
    let (mut acting, permit) = Acting::change::<Groups>(app, credentials).await?;
    let email = addresses::of_domain(&mut acting, &request.email).await?;
    addresses::unused(&mut acting.tx, &email).await?;
    let group = store::add(&mut acting, &permit, &email, request.name.trim()).await?;
    let entry = Entry {
        action: "group.added",
        to: Some(email.as_str()),
        ..Entry::default()
    };
    acting.record(entry).await?;
    let view = view(&mut acting, &permit, group).await?;
    acting.commit(view).await
}

/// Gives a group another name.
///
/// # Errors
/// `not-found`.
pub async fn change(
    app: &App,
    credentials: &Credentials,
    group: &str,
    request: &ChangeGroup,
) -> Result<GroupView> {
    let (mut acting, permit) = Acting::change::<Groups>(app, credentials).await?;
    let mut group = found(&mut acting, &permit, group).await?;
    let name = request.name.trim();
    if group.name != name {
        store::rename(&mut acting, &permit, &group, name).await?;
        let entry = Entry {
            action: "group.renamed",
            from: Some(&group.email),
            to: Some(name),
            ..Entry::default()
        };
        acting.record(entry).await?;
        name.clone_into(&mut group.name);
    }
    let view = view(&mut acting, &permit, group).await?;
    acting.commit(view).await
}

/// Ends a group: nobody is in it any more, and it holds nothing. Its address stays its own.
///
/// # Errors
/// `not-found`; `last-administrator`.
pub async fn end(app: &App, credentials: &Credentials, group: &str) -> Result<()> {
    let (mut acting, permit) = Acting::change::<Groups>(app, credentials).await?;
    let group = found(&mut acting, &permit, group).await?;
    let administrators = administrators::count(&mut acting).await?;
    store::end(&mut acting, &permit, &group).await?;
    administrators::keep(&mut acting, administrators).await?;
    let entry = Entry {
        action: "group.ended",
        from: Some(&group.email),
        ..Entry::default()
    };
    acting.record(entry).await?;
    acting.commit(()).await
}

/// Takes an account of the domain into a group; once is enough.
///
/// # Errors
/// `not-found`; the field `/account`.
pub async fn add_member(
    app: &App,
    credentials: &Credentials,
    group: &str,
    request: &NewMember,
) -> Result<GroupView> {
    let email = Email::parse(&request.account).map_err(|_| Error::field("/account", "email"))?;
    let (mut acting, permit) = Acting::change::<Groups>(app, credentials).await?;
    let group = found(&mut acting, &permit, group).await?;
    let account = store::account(&mut acting, &permit, &email).await?;
    let account = account.ok_or_else(|| Error::field("/account", "unknown"))?;
    if store::join(&mut acting, &permit, &group, account).await? {
        let entry = Entry {
            action: "membership.added",
            from: Some(email.as_str()),
            to: Some(&group.email),
            ..Entry::default()
        };
        acting.record(entry).await?;
    }
    let view = view(&mut acting, &permit, group).await?;
    acting.commit(view).await
}

/// Takes an account out of a group.
///
/// # Errors
/// `not-found`, for an account that is not in it too; `last-administrator`.
pub async fn remove_member(app: &App, credentials: &Credentials, group: &str, account: &str) -> Result<()> {
    let email = Email::parse(account).map_err(|_| Error::from(Code::NotFound))?;
    let (mut acting, permit) = Acting::change::<Groups>(app, credentials).await?;
    let group = found(&mut acting, &permit, group).await?;
    let account = store::account(&mut acting, &permit, &email).await?;
    let account = account.ok_or(Error::from(Code::NotFound))?;
    let administrators = administrators::count(&mut acting).await?;
    if !store::leave(&mut acting, &permit, &group, account).await? {
        return Err(Code::NotFound.into());
    }
    administrators::keep(&mut acting, administrators).await?;
    let entry = Entry {
        action: "membership.ended",
        from: Some(email.as_str()),
        to: Some(&group.email),
        ..Entry::default()
    };
    acting.record(entry).await?;
    acting.commit(()).await
}

/// The group of an address in the path.
async fn found(acting: &mut Acting, permit: &Permit<Manage, Groups>, group: &str) -> Result<GroupRow> {
    let email = Email::parse(group).map_err(|_| Error::from(Code::NotFound))?;
    let group = store::find(acting, permit, &email).await?;
    group.ok_or(Error::from(Code::NotFound))
}

async fn view(acting: &mut Acting, permit: &Permit<Manage, Groups>, group: GroupRow) -> Result<GroupView> {
    let rows = [group];
    let members = store::members(acting, permit, &rows).await?;
    let roles = store::roles(acting, permit, &rows).await?;
    let [group] = rows;
    Ok(group.view(&members, &roles))
}
