//! Kept lists in the database: those of the caller's account, and no others.

use crate::authz::Acting;
use crate::db::{DbError, Sql, sql};
use crate::error::{Error, Result};
use crate::mutation::mutated;
use shared::api::lists::SavedView;
use shared::problem::Code;
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct ViewRow {
    id: Uuid,
    name: String,
    filter: String,
    shown: String,
    opens: i64,
}

impl ViewRow {
    pub(super) fn view(self) -> Result<SavedView> {
        let fault = |error: serde_json::Error| Error::Fault(format!("a kept list cannot be read: {error}"));
        Ok(SavedView {
            id: self.id,
            name: self.name,
            filter: serde_json::from_str(&self.filter).map_err(fault)?,
            columns: serde_json::from_str(&self.shown).map_err(fault)?,
            opens: self.opens != 0,
        })
    }
}

/// Filter and columns as they are stored.
fn written(view: &SavedView) -> Result<(String, String)> {
    let fault = |error: serde_json::Error| Error::Fault(format!("a list cannot be kept: {error}"));
    Ok((
        serde_json::to_string(&view.filter).map_err(fault)?,
        serde_json::to_string(&view.columns).map_err(fault)?,
    ))
}

/// A list `v` is the caller's.
fn own(acting: &Acting) -> Sql {
    sql!("v.account_id = ?", acting.caller.account).unless(mutated!(ViewOfAnybody))
}

fn rows() -> Sql {
    sql!("SELECT v.id, v.name, v.filter, v.shown, v.opens FROM views v WHERE ")
}

/// All of them, by name.
pub(super) async fn all(acting: &mut Acting) -> Result<Vec<ViewRow>> {
    let statement = rows().then(own(acting)).then(sql!(" ORDER BY v.name, v.id"));
    Ok(acting.tx.all(statement).await?)
}

/// One of them.
pub(super) async fn one(acting: &mut Acting, id: Uuid) -> Result<Option<ViewRow>> {
    let statement = rows().then(own(acting)).then(sql!(" AND v.id = ?", id));
    Ok(acting.tx.opt(statement).await?)
}

/// A name that is taken is refused by its index; `SQLite` names the last column. Of two that open the
/// list, the later is tried again.
fn taken(error: DbError) -> Error {
    if error.refused_by("views_name") {
        Code::AlreadyExists.into()
    } else if error.refused_by("views_opens") || error.refused_by("views_account_id") {
        DbError::Conflict.into()
    } else {
        error.into()
    }
}

/// Keeps one.
pub(super) async fn add(acting: &mut Acting, view: &SavedView) -> Result<()> {
    let (filter, shown) = written(view)?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO views (id, account_id, name, filter, shown, opens, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            view.id,
            acting.caller.account,
            &view.name,
            filter,
            shown,
            view.opens,
            acting.now
        ))
        .await
        .map_err(taken)?;
    Ok(())
}

/// Changes one that was found to be the caller's.
pub(super) async fn change(acting: &mut Acting, view: &SavedView) -> Result<()> {
    let (filter, shown) = written(view)?;
    acting
        .tx
        .run(sql!(
            "UPDATE views SET name = ?, filter = ?, shown = ?, opens = ? WHERE id = ?",
            &view.name,
            filter,
            shown,
            view.opens,
            view.id
        ))
        .await
        .map_err(taken)?;
    Ok(())
}

/// The list opens with none of them.
pub(super) async fn none_opens(acting: &mut Acting) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE views SET opens = 0 WHERE account_id = ? AND opens = 1",
            acting.caller.account
        ))
        .await?;
    Ok(())
}

/// Forgets one that was found to be the caller's.
pub(super) async fn remove(acting: &mut Acting, view: &SavedView) -> Result<()> {
    acting
        .tx
        .run(sql!("DELETE FROM views WHERE id = ?", view.id))
        .await?;
    Ok(())
}
