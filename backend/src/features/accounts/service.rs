//! What administrators do with the accounts of their domain.

use super::store;
use crate::app::App;
use crate::authz::act::{Manage, View};
use crate::authz::object::{Accounts, Assignments};
use crate::authz::{Acting, Credentials, Entry};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use crate::features::{addresses, assignments, sessions};
use shared::Timestamp;
use shared::api::Page;
use shared::api::accounts::{AccountView, NewAccount, NewAccountView};
use shared::problem::Code;
use shared::text::Email;
use shared::words::{DomainKind, Language};
use uuid::Uuid;

/// The accounts of the domain, by name.
///
/// # Errors
/// `forbidden` to whoever neither manages accounts nor gives roles.
pub async fn list(
    app: &App,
    credentials: &Credentials,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<AccountView>> {
    let wanted = Wanted::<(String, Uuid)>::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<View, Accounts>()?;
    let rows = store::page(&mut acting, &permit, None, &wanted).await?;
    let roles = store::held(&mut acting, &permit, &rows).await?;
    Ok(wanted.page(rows, |row| (row.name.clone(), row.id), |row| row.view(&roles)))
}

/// Adds an account to the caller's domain, with a role that the caller may give.
///
/// # Errors
/// `already-exists`; the fields `/email` and `/role`; `forbidden` for a role that the caller's own may
/// not give.
pub async fn add(app: &App, credentials: &Credentials, request: &NewAccount) -> Result<NewAccountView> {
    let (mut acting, permit) = Acting::change::<Accounts>(app, credentials).await?;
    let email = addresses::of_domain(&mut acting, &request.email).await?;
    let account = store::add(&mut acting, &permit, &email, request.name.trim(), request.locale).await?;
    if let Some(role) = &request.role {
        let may_assign = acting.own::<Manage, Assignments>()?;
        assignments::service::assign(&mut acting, &may_assign, &email, role, None).await?;
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
