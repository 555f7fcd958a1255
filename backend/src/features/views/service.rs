//! What one does with the lists that one keeps. They are each account's own, and change nobody's
//! rights, so the ledger has no entry of them.

use super::store::{self, ViewRow};
use crate::app::App;
use crate::authz::{Acting, Credentials};
use crate::error::{Error, Result};
use shared::api::lists::{ChangeView, NewView, SavedView, VIEWS_MAX};
use shared::problem::Code;
use uuid::Uuid;

/// The lists that the caller keeps, by name.
///
/// # Errors
/// `unauthenticated`.
pub(super) async fn list(app: &App, credentials: &Credentials) -> Result<Vec<SavedView>> {
    let mut acting = Acting::read(app, credentials).await?;
    let rows = store::all(&mut acting).await?;
    rows.into_iter().map(ViewRow::view).collect()
}

/// Keeps a list.
///
/// # Errors
/// `already-exists` for a name that is taken; `limit-reached`.
pub(super) async fn add(app: &App, credentials: &Credentials, request: &NewView) -> Result<SavedView> {
    let mut acting = Acting::write(app, credentials).await?;
    if store::all(&mut acting).await?.len() >= VIEWS_MAX {
        return Err(Code::LimitReached.into());
    }
    let id = acting.app.world.id()?;
    let view = SavedView {
        id,
        name: request.name.trim().to_owned(),
        filter: request.filter.clone(),
        columns: request.columns.clone(),
        opens: request.opens,
    };
    if view.opens {
        store::none_opens(&mut acting).await?;
    }
    store::add(&mut acting, &view).await?;
    acting.commit(view).await
}

/// Changes a kept list.
///
/// # Errors
/// `not-found` for one that is not the caller's; `already-exists` for a name that is taken.
pub(super) async fn change(
    app: &App,
    credentials: &Credentials,
    id: &str,
    request: &ChangeView,
) -> Result<SavedView> {
    let mut acting = Acting::write(app, credentials).await?;
    let mut view = own(&mut acting, id).await?;
    if let Some(name) = &request.name {
        name.trim().clone_into(&mut view.name);
    }
    if let Some(filter) = &request.filter {
        view.filter.clone_from(filter);
    }
    if let Some(columns) = &request.columns {
        view.columns.clone_from(columns);
    }
    if let Some(opens) = request.opens {
        view.opens = opens;
    }
    if view.opens {
        store::none_opens(&mut acting).await?;
    }
    store::change(&mut acting, &view).await?;
    acting.commit(view).await
}

/// Forgets a kept list.
///
/// # Errors
/// `not-found` for one that is not the caller's.
pub(super) async fn remove(app: &App, credentials: &Credentials, id: &str) -> Result<()> {
    let mut acting = Acting::write(app, credentials).await?;
    let view = own(&mut acting, id).await?;
    store::remove(&mut acting, &view).await?;
    acting.commit(()).await
}

async fn own(acting: &mut Acting, id: &str) -> Result<SavedView> {
    let id: Uuid = id.parse().map_err(|_| Error::from(Code::NotFound))?;
    let found = store::one(acting, id).await?;
    found.ok_or(Error::from(Code::NotFound))?.view()
}
