//! What a reseller reads about its clients.

use super::store;
use crate::app::App;
use crate::authz::act::View;
use crate::authz::object::Clients;
use crate::authz::{Acting, Credentials, Permit};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use shared::api::Page;
use shared::api::clients::ClientView;
use shared::problem::Code;
use uuid::Uuid;

/// The clients, by title.
///
/// # Errors
/// `forbidden` without `clients.view`.
pub async fn list(
    app: &App,
    credentials: &Credentials,
    q: Option<&str>,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<ClientView>> {
    let wanted = Wanted::<(String, Uuid)>::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<View, Clients>()?;
    let rows = store::page(&mut acting, &permit, None, q, &wanted).await?;
    let tenures = store::tenures(&mut acting, &permit, &rows).await?;
    let now = acting.now;
    Ok(wanted.page(
        rows,
        |row| (row.title.clone(), row.id),
        |row| row.view(&tenures, now),
    ))
}

/// One client.
///
/// # Errors
/// `not-found` for a domain that is no client of the caller's.
pub async fn view(app: &App, credentials: &Credentials, client: &str) -> Result<ClientView> {
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<View, Clients>()?;
    Ok(one(&mut acting, &permit, client).await?.1)
}

/// One client, with its id.
///
/// # Errors
/// `not-found` for a domain that is no client of the caller's.
pub(crate) async fn one(
    acting: &mut Acting,
    permit: &Permit<View, Clients>,
    client: &str,
) -> Result<(Uuid, ClientView)> {
    let wanted = Wanted {
        after: None,
        limit: 1,
    };
    let rows = store::page(acting, permit, Some(client), None, &wanted).await?;
    let tenures = store::tenures(acting, permit, &rows).await?;
    let now = acting.now;
    rows.into_iter()
        .next()
        .map(|row| (row.id, row.view(&tenures, now)))
        .ok_or(Error::from(Code::NotFound))
}
