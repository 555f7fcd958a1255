//! What one does with ready answers.

use super::store;
use crate::app::App;
use crate::authz::act::{View, Work};
use crate::authz::object::Desk;
use crate::authz::{Acting, Credentials, Entry};
use crate::error::{Error, Result};
use shared::api::answers::{AnswerText, AnswerView, NewAnswer, ReadyAnswer};
use shared::canned::{Values, fill};
use shared::problem::Code;
use shared::words::Language;

/// Every answer, by English title.
///
/// # Errors
/// `forbidden` to whoever neither works at the desk nor sets it up.
pub async fn list(app: &App, credentials: &Credentials) -> Result<Vec<AnswerView>> {
    let mut acting = Acting::read(app, credentials).await?;
    acting.own::<View, Desk>()?;
    let rows = store::all(&mut acting).await?;
    Ok(rows.into_iter().map(store::AnswerRow::view).collect())
}

/// Adds an answer: whoever works at the desk may.
///
/// # Errors
/// `forbidden`; `already-exists`; the fields `/product` and `/category`.
pub async fn add(app: &App, credentials: &Credentials, request: &NewAnswer) -> Result<AnswerView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Work, Desk>()?;
    let about = store::about(&mut acting, &permit, &request.text()).await?;
    store::add(&mut acting, &permit, &request.key, &request.text(), about).await?;
    record(&mut acting, "answer.added", &request.key).await?;
    let view = view(&mut acting, &request.key).await?;
    acting.commit(view).await
}

/// Changes what an answer says.
///
/// # Errors
/// `forbidden`, `not-found`; the fields `/product` and `/category`.
pub async fn change(
    app: &App,
    credentials: &Credentials,
    key: &str,
    request: &AnswerText,
) -> Result<AnswerView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Work, Desk>()?;
    let about = store::about(&mut acting, &permit, request).await?;
    store::change(&mut acting, &permit, key, request, about).await?;
    record(&mut acting, "answer.changed", key).await?;
    let view = view(&mut acting, key).await?;
    acting.commit(view).await
}

/// Removes an answer.
///
/// # Errors
/// `forbidden`, `not-found`.
pub async fn remove(app: &App, credentials: &Credentials, key: &str) -> Result<()> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Work, Desk>()?;
    store::remove(&mut acting, &permit, key).await?;
    record(&mut acting, "answer.removed", key).await?;
    acting.commit(()).await
}

/// The answers that fit a case, those for its category first, then those for its product. They are in
/// the language that the filer asked for, else the filer's own, else English.
///
/// # Errors
/// `not-found`; `forbidden` to whoever sees the case but does not work it.
pub async fn ready(app: &App, credentials: &Credentials, number: &str) -> Result<Vec<ReadyAnswer>> {
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<Work>(number).await?;
    let asker = store::asker(&mut acting, &case).await?;
    let language = asker.language.or(asker.locale).unwrap_or(Language::En);
    let values = Values {
        client: &asker.client,
        number: &case.number,
        name: &asker.name,
    };
    let rows = store::fitting(&mut acting, &case).await?;
    let ready = |row: store::AnswerRow| {
        let view = row.view();
        ReadyAnswer {
            title: view.title.in_language(language).to_owned(),
            body: fill(view.body.in_language(language), &values),
            key: view.key,
            language,
        }
    };
    Ok(rows.into_iter().map(ready).collect())
}

async fn view(acting: &mut Acting, key: &str) -> Result<AnswerView> {
    let rows = store::all(acting).await?;
    let found = rows.into_iter().map(store::AnswerRow::view);
    let found = found.into_iter().find(|answer| answer.key == key);
    found.ok_or(Error::from(Code::NotFound))
}

async fn record(acting: &mut Acting, action: &str, key: &str) -> Result<()> {
    let entry = Entry {
        action,
        to: Some(key),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}
