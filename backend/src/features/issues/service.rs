//! What one does with known issues.

use super::{rules, store};
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Issues;
use crate::authz::{Acting, Credentials, Entry};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use shared::api::Page;
use shared::api::issues::{ChangeIssue, KnownIssue, NewIssue};
use shared::problem::Code;
use uuid::Uuid;

/// One page of the issues, newest first, those that have ended too.
///
/// # Errors
/// `unauthenticated`; the field `/after` for a cursor that is none.
pub async fn list(
    app: &App,
    credentials: &Credentials,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<KnownIssue>> {
    let wanted = Wanted::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let rows = store::page(&mut acting, &wanted).await?;
    Ok(wanted.page(rows, |row| (row.published_at, row.id), |row| row))
}

/// The issues that have not ended and fit what is being written.
///
/// # Errors
/// What the database says.
pub(crate) async fn fitting(
    acting: &mut Acting,
    words: &[String],
    product: Option<&str>,
) -> Result<Vec<KnownIssue>> {
    Ok(rules::fitting(store::current(acting).await?, words, product))
}

/// Publishes an issue.
///
/// # Errors
/// `forbidden` without `incidents.publish`; the field `/product`.
pub async fn publish(app: &App, credentials: &Credentials, request: &NewIssue) -> Result<KnownIssue> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Issues>()?;
    let id = store::add(&mut acting, &permit, request).await?;
    let view = recorded(&mut acting, id, "issue.published").await?;
    acting.commit(view).await
}

/// Changes an issue, or ends it.
///
/// # Errors
/// `forbidden` without `incidents.publish`; `not-found`.
pub async fn change(
    app: &App,
    credentials: &Credentials,
    id: Uuid,
    request: &ChangeIssue,
) -> Result<KnownIssue> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Issues>()?;
    store::change(&mut acting, &permit, id, request).await?;
    let action = match request.ended {
        Some(true) => "issue.ended",
        Some(false) | None => "issue.changed",
    };
    let view = recorded(&mut acting, id, action).await?;
    acting.commit(view).await
}

async fn recorded(acting: &mut Acting, id: Uuid, action: &str) -> Result<KnownIssue> {
    let view = store::one(acting, id).await?.ok_or(Error::from(Code::NotFound))?;
    acting
        .record(Entry {
            action,
            to: Some(&view.title.en),
            ..Entry::default()
        })
        .await?;
    Ok(view)
}
