//! What administrators do with the accounts of their domain.

use super::store;
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Accounts;
use crate::authz::{Acting, Credentials, Entry};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use crate::features::sessions;
use shared::Timestamp;
use shared::api::Page;
use shared::api::accounts::{AccountView, NewAccount, NewAccountView};
use shared::api::roles::RoleView;
use shared::problem::Code;
use shared::text::Email;
use shared::words::{DomainKind, Language};
use uuid::Uuid;

/// The accounts of the domain, by name.
///
/// # Errors
/// `forbidden` without `accounts.manage`.
pub async fn list(
    app: &App,
    credentials: &Credentials,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<AccountView>> {
    let wanted = Wanted::<(String, Uuid)>::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<Manage, Accounts>()?;
    let rows = store::page(&mut acting, &permit, None, &wanted).await?;
    let roles = store::held(&mut acting, &permit, &rows).await?;
    Ok(wanted.page(rows, |row| (row.name.clone(), row.id), |row| row.view(&roles)))
}

/// The roles that can be held in the domain: custom ones win over built-in ones of the same name.
///
/// # Errors
/// `forbidden` without `accounts.manage`.
pub async fn roles(app: &App, credentials: &Credentials) -> Result<Vec<RoleView>> {
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<Manage, Accounts>()?;
    let rows = store::roles(&mut acting, &permit).await?;
    let view = |row: store::RoleRow| RoleView {
        grantable: app
            .roles
            .may_grant(acting.caller.domain.kind, &acting.caller.roles, &row.name),
        builtin: row.builtin != 0,
        organization: false,
        editable: false,
        root_only: false,
        holders: 0,
        privileges: row.privileges.iter().collect(),
        name: row.name,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Adds an account to the caller's domain, with a role that the caller may give.
///
/// # Errors
/// `already-exists`; the fields `/email` and `/role`.
pub async fn add(app: &App, credentials: &Credentials, request: &NewAccount) -> Result<NewAccountView> {
    let email = Email::parse(&request.email).map_err(|_| Error::field("/email", "email"))?;
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Accounts>()?;
    if !store::hosts(&mut acting, &permit, email.host()).await? {
        return Err(Error::field("/email", "email-domain"));
    }
    let account = store::add(&mut acting, &permit, &email, request.name.trim(), request.locale).await?;
    if let Some(role) = &request.role {
        if !app
            .roles
            .may_grant(acting.caller.domain.kind, &acting.caller.roles, role)
        {
            return Err(Error::field("/role", "not-yours"));
        }
        store::assign(&mut acting, &permit, account, role).await?;
    }
    let entry = Entry {
        action: "account.added",
        from: request.role.as_deref(),
        to: Some(email.as_str()),
        ..Entry::default()
    };
    acting.record(entry).await?;
    let now = acting.now;
    let invitation = sessions::service::invite(app, &mut acting.tx, account, now).await?;
    let wanted = Wanted {
        after: None,
        limit: 1,
    };
    let rows = store::page(&mut acting, &permit, Some(account), &wanted).await?;
    let roles = store::held(&mut acting, &permit, &rows).await?;
    let row = rows.into_iter().next().ok_or(Error::from(Code::NotFound))?;
    acting
        .commit(NewAccountView {
            account: row.view(&roles),
            invitation,
        })
        .await
}

/// The first account of a new domain, before anybody in it could give roles.
#[derive(Debug)]
pub struct First<'a> {
    /// The new domain.
    pub domain: Uuid,
    /// What it is to the vendor.
    pub kind: DomainKind,
    /// The address, of the domain.
    pub email: &'a Email,
    /// What people call it.
    pub name: &'a str,
    /// Its language.
    pub locale: Option<Language>,
    /// Its roles.
    pub roles: &'a [&'a str],
}

/// Adds it; called where a domain is made, by the operator or by `comptoir init`.
///
/// # Errors
/// `already-exists`.
pub async fn add_first(app: &App, tx: &mut Tx, now: Timestamp, first: &First<'_>) -> Result<Uuid> {
    store::add_first(app, tx, now, first).await
}
