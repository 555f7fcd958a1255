//! Looking at mail that is not delivered, and having it tried again.

use super::store;
use crate::app::App;
use crate::authz::act::{Manage, View};
use crate::authz::object::Mail;
use crate::authz::{Acting, Credentials};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use shared::Timestamp;
use shared::api::Page;
use shared::api::mail::MailView;
use shared::problem::Code;
use uuid::Uuid;

/// One page of what is not delivered, newest first.
///
/// # Errors
/// `forbidden` without `mail.manage`.
pub async fn list(
    app: &App,
    credentials: &Credentials,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<MailView>> {
    let wanted = Wanted::<(Timestamp, Uuid)>::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<View, Mail>()?;
    let rows = store::page(&mut acting, &permit, &wanted).await?;
    Ok(wanted.page(rows, |row| (row.at, row.id), store::Row::view))
}

/// Has a mail tried again now, with every attempt before it. What the recipient may read is asked again.
///
/// # Errors
/// `forbidden` without `mail.manage`; `not-found` when it is delivered or withheld by now.
pub async fn retry(app: &App, credentials: &Credentials, id: Uuid) -> Result<MailView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Mail>()?;
    store::retry(&mut acting, &permit, id).await?;
    let row = store::one(&mut acting, &permit, id).await?;
    let view = row.ok_or(Error::from(Code::NotFound))?.view();
    acting.wakes_mail();
    acting.commit(view).await
}
