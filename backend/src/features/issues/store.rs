//! Known issues in the database. Reading them needs no more than a session.

use crate::authz::act::Manage;
use crate::authz::object::Issues;
use crate::authz::{Acting, Permit};
use crate::db::{Sql, sql};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use shared::Timestamp;
use shared::api::Names;
use shared::api::issues::{ChangeIssue, KnownIssue, NewIssue};
use shared::problem::Code;
use uuid::Uuid;

type MayManage = Permit<Manage, Issues>;

#[derive(Debug, sqlx::FromRow)]
struct IssueRow {
    id: Uuid,
    title_en: String,
    title_fr: String,
    body_en: String,
    body_fr: String,
    product: Option<String>,
    product_en: Option<String>,
    product_fr: Option<String>,
    published_at: Timestamp,
    ended_at: Option<Timestamp>,
}

impl From<IssueRow> for KnownIssue {
    fn from(row: IssueRow) -> Self {
        let names = |en, fr| Names { en, fr };
        Self {
            id: row.id,
            title: names(row.title_en, row.title_fr),
            body: names(row.body_en, row.body_fr),
            product: row.product,
            product_name: row.product_en.zip(row.product_fr).map(|(en, fr)| names(en, fr)),
            published_at: row.published_at,
            ended_at: row.ended_at,
        }
    }
}

async fn issues(acting: &mut Acting, narrowed: Sql) -> Result<Vec<KnownIssue>> {
    let statement = sql!(
        "SELECT i.id, i.title_en, i.title_fr, i.body_en, i.body_fr, p.key AS product,
                p.name_en AS product_en, p.name_fr AS product_fr, i.published_at, i.ended_at
         FROM known_issues i LEFT JOIN products p ON p.id = i.product_id WHERE "
    );
    let rows: Vec<IssueRow> = acting.tx.all(statement.then(narrowed)).await?;
    Ok(rows.into_iter().map(KnownIssue::from).collect())
}

/// One page, newest first.
pub(super) async fn page(acting: &mut Acting, wanted: &Wanted<(Timestamp, Uuid)>) -> Result<Vec<KnownIssue>> {
    let after = wanted.after.unwrap_or((Timestamp::MAX, Uuid::max()));
    let narrowed = sql!(
        "(i.published_at, i.id) < (?, ?) ORDER BY i.published_at DESC, i.id DESC LIMIT ?",
        after.0,
        after.1,
        wanted.rows()
    );
    issues(acting, narrowed).await
}

/// Those that have not ended, newest first; of more than a hundred the newest.
pub(super) async fn current(acting: &mut Acting) -> Result<Vec<KnownIssue>> {
    let narrowed = sql!("i.ended_at IS NULL ORDER BY i.published_at DESC, i.id DESC LIMIT 100");
    issues(acting, narrowed).await
}

/// One of them.
pub(super) async fn one(acting: &mut Acting, id: Uuid) -> Result<Option<KnownIssue>> {
    Ok(issues(acting, sql!("i.id = ?", id)).await?.into_iter().next())
}

pub(super) async fn add(acting: &mut Acting, _: &MayManage, issue: &NewIssue) -> Result<Uuid> {
    let product = match &issue.product {
        None => None,
        Some(key) => {
            let found: Option<(Uuid,)> = acting
                .tx
                .opt(sql!("SELECT id FROM products WHERE key = ?", key))
                .await?;
            Some(found.ok_or_else(|| Error::field("/product", "unknown"))?.0)
        }
    };
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO known_issues (id, title_en, title_fr, body_en, body_fr, product_id, published_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            issue.title_en.trim(),
            issue.title_fr.trim(),
            issue.body_en.trim(),
            issue.body_fr.trim(),
            product,
            acting.now
        ))
        .await?;
    Ok(id)
}

/// # Errors
/// `not-found`.
pub(super) async fn change(acting: &mut Acting, _: &MayManage, id: Uuid, change: &ChangeIssue) -> Result<()> {
    let text = |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned());
    let mut sets = Vec::new();
    if let Some(title) = text(&change.title_en) {
        sets.push(sql!("title_en = ?", title));
    }
    if let Some(title) = text(&change.title_fr) {
        sets.push(sql!("title_fr = ?", title));
    }
    if let Some(body) = text(&change.body_en) {
        sets.push(sql!("body_en = ?", body));
    }
    if let Some(body) = text(&change.body_fr) {
        sets.push(sql!("body_fr = ?", body));
    }
    match change.ended {
        // Ended again, it keeps the instant at which it did.
        Some(true) => sets.push(sql!("ended_at = coalesce(ended_at, ?)", acting.now)),
        Some(false) => sets.push(sql!("ended_at = NULL")),
        None => {}
    }
    let statement = sql!("UPDATE known_issues SET ")
        .then(Sql::join(sets, ", "))
        .then(sql!(" WHERE id = ?", id));
    if acting.tx.run(statement).await? == 0 {
        Err(Code::NotFound.into())
    } else {
        Ok(())
    }
}
