//! What the vendor's operator does with organizations and domains.

use super::store;
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::{Domains, Plans};
use crate::authz::{Acting, Credentials, Entry, Roles};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use crate::features::{accounts, sessions};
use shared::api::Page;
use shared::api::domains::{DomainView, NewDomain, NewDomainView, NewOrganization, OrganizationView};
use shared::api::plans::AssignPlan;
use shared::problem::Code;
use shared::text::{DomainName, Email};
use shared::words::DomainKind;
use uuid::Uuid;

/// The organizations, by name.
///
/// # Errors
/// `forbidden` without `domains.manage`.
pub async fn organizations(app: &App, credentials: &Credentials) -> Result<Page<OrganizationView>> {
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<Manage, Domains>()?;
    Ok(Page {
        items: store::organizations(&mut acting, &permit).await?,
        next: None,
    })
}

/// Adds an organization.
///
/// # Errors
/// `already-exists`.
pub async fn add_organization(
    app: &App,
    credentials: &Credentials,
    request: &NewOrganization,
) -> Result<OrganizationView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Domains>()?;
    let name = request.name.trim().to_owned();
    store::add_organization(&mut acting, &permit, &request.key, &name).await?;
    let entry = Entry {
        action: "organization.added",
        to: Some(&request.key),
        ..Entry::default()
    };
    acting.record(entry).await?;
    acting
        .commit(OrganizationView {
            key: request.key.clone(),
            name,
            domains: Vec::new(),
        })
        .await
}

/// The domains, by title.
///
/// # Errors
/// `forbidden` without `domains.manage`.
pub async fn list(
    app: &App,
    credentials: &Credentials,
    q: Option<&str>,
    kind: Option<&str>,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<DomainView>> {
    let wanted = Wanted::<(String, Uuid)>::read(after, limit)?;
    let kind = kind
        .map(str::parse::<DomainKind>)
        .transpose()
        .map_err(|_| Error::field("/kind", "unknown"))?;
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<Manage, Domains>()?;
    let rows = store::page(&mut acting, &permit, None, q, kind, &wanted).await?;
    let aliases = store::aliases(&mut acting, &permit, &rows).await?;
    Ok(wanted.page(rows, |row| (row.title.clone(), row.id), |row| row.view(&aliases)))
}

/// Adds a domain, with its plan and its first administrator.
///
/// # Errors
/// `already-exists`; the fields `/organization`, `/plan`, `/admin_email`.
pub async fn add(app: &App, credentials: &Credentials, request: &NewDomain) -> Result<NewDomainView> {
    let name = DomainName::parse(&request.name).map_err(|_| Error::field("/name", "domain-name"))?;
    let kind = request.kind.ok_or_else(|| Error::field("/kind", "required"))?;
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Domains>()?;
    let organization = match &request.organization {
        None => None,
        Some(key) => Some(store::organization(&mut acting, &permit, key).await?),
    };
    let id = store::add(
        &mut acting,
        &permit,
        &name,
        request.title.trim(),
        kind,
        organization,
    )
    .await?;
    if let Some(plan) = &request.plan {
        if kind != DomainKind::Client {
            return Err(Error::field("/plan", "unknown"));
        }
        let now = acting.now;
        store::assign_plan(&mut acting, id, plan, now).await?;
    }
    let mut invitation = None;
    if let Some(email) = &request.admin_email {
        let email = Email::parse(email).map_err(|_| Error::field("/admin_email", "email"))?;
        if email.host() != name.as_str() {
            return Err(Error::field("/admin_email", "email-domain"));
        }
        let new = accounts::service::First {
            domain: id,
            kind,
            email: &email,
            name: request.admin_name.as_deref().unwrap_or_default().trim(),
            locale: request.admin_locale,
            roles: &[Roles::administrator(kind)],
        };
        let now = acting.now;
        let account = accounts::service::add_first(app, &mut acting.tx, now, &new).await?;
        invitation = Some(sessions::service::invite(app, &mut acting.tx, account, now).await?);
    }
    let entry = Entry {
        action: "domain.added",
        client: Some(id),
        to: Some(name.as_str()),
        ..Entry::default()
    };
    acting.record(entry).await?;
    let wanted = Wanted {
        after: None,
        limit: 1,
    };
    let rows = store::page(&mut acting, &permit, Some(name.as_str()), None, None, &wanted).await?;
    let row = rows.into_iter().next().ok_or(Error::from(Code::NotFound))?;
    acting
        .commit(NewDomainView {
            domain: row.view(&[]),
            invitation,
        })
        .await
}

/// Gives a client a plan, now or later.
///
/// # Errors
/// `not-found` for a domain that is no client; the fields `/plan` and `/from`.
pub async fn assign_plan(
    app: &App,
    credentials: &Credentials,
    client: &str,
    request: &AssignPlan,
) -> Result<DomainView> {
    let mut acting = Acting::write(app, credentials).await?;
    acting.own::<Manage, Plans>()?;
    let permit = acting.own::<Manage, Domains>()?;
    let wanted = Wanted {
        after: None,
        limit: 1,
    };
    let kind = Some(DomainKind::Client);
    let rows = store::page(&mut acting, &permit, Some(client), None, kind, &wanted).await?;
    let id = rows
        .first()
        .map(|row| row.id)
        .ok_or(Error::from(Code::NotFound))?;
    let from = request.from.unwrap_or(acting.now);
    if from < acting.now {
        return Err(Error::field("/from", "past"));
    }
    store::assign_plan(&mut acting, id, &request.plan, from).await?;
    let entry = Entry {
        action: "plan.assigned",
        client: Some(id),
        to: Some(&request.plan),
        ..Entry::default()
    };
    acting.record(entry).await?;
    let rows = store::page(&mut acting, &permit, Some(client), None, kind, &wanted).await?;
    let aliases = store::aliases(&mut acting, &permit, &rows).await?;
    let row = rows.into_iter().next().ok_or(Error::from(Code::NotFound))?;
    acting.commit(row.view(&aliases)).await
}
