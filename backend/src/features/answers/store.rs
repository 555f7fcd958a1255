//! Ready answers in the database.

use crate::authz::act::Work;
use crate::authz::object::Desk;
use crate::authz::{Acting, CaseFacts, Permit};
use crate::db::{Sql, sql};
use crate::error::{Error, OnConstraint as _, Result};
use shared::api::Names;
use shared::api::answers::{AnswerText, AnswerView};
use shared::problem::Code;
use shared::words::Language;
use uuid::Uuid;

type MayWork = Permit<Work, Desk>;

/// A product, and one of its categories.
pub(super) type About = (Option<Uuid>, Option<Uuid>);

#[derive(Debug, sqlx::FromRow)]
pub(super) struct AnswerRow {
    key: String,
    title_en: String,
    title_fr: String,
    body_en: String,
    body_fr: String,
    product: Option<String>,
    category: Option<String>,
}

impl AnswerRow {
    pub(super) fn view(self) -> AnswerView {
        AnswerView {
            key: self.key,
            title: Names {
                en: self.title_en,
                fr: self.title_fr,
            },
            body: Names {
                en: self.body_en,
                fr: self.body_fr,
            },
            product: self.product,
            category: self.category,
        }
    }
}

fn select() -> Sql {
    sql!(
        "SELECT w.key, w.title_en, w.title_fr, w.body_en, w.body_fr, pr.key AS product, ca.key AS category
         FROM desk_answers w LEFT JOIN products pr ON pr.id = w.product_id
         LEFT JOIN categories ca ON ca.id = w.category_id "
    )
}

pub(super) async fn all(acting: &mut Acting) -> Result<Vec<AnswerRow>> {
    let statement = select().then(sql!("ORDER BY w.title_en, w.key"));
    Ok(acting.tx.all(statement).await?)
}

/// Those that fit a case: for its category, for its product, for any.
pub(super) async fn fitting(acting: &mut Acting, case: &Permit<Work, CaseFacts>) -> Result<Vec<AnswerRow>> {
    let statement = select().then(sql!(
        "JOIN cases c ON c.id = ? AND (w.product_id IS NULL OR w.product_id = c.product_id)
             AND (w.category_id IS NULL OR w.category_id = c.category_id)
         ORDER BY CASE WHEN w.category_id IS NOT NULL THEN 0 WHEN w.product_id IS NOT NULL THEN 1 ELSE 2 END,
             w.title_en, w.key",
        case.id
    ));
    Ok(acting.tx.all(statement).await?)
}

/// Whom one answers, and in which language.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Asker {
    pub(super) client: String,
    pub(super) name: String,
    pub(super) language: Option<Language>,
    pub(super) locale: Option<Language>,
}

pub(super) async fn asker(acting: &mut Acting, case: &Permit<Work, CaseFacts>) -> Result<Asker> {
    Ok(acting
        .tx
        .one(sql!(
            "SELECT d.title AS client, p.name, c.language, p.locale FROM cases c
             JOIN domains d ON d.id = c.domain_id JOIN accounts p ON p.id = c.filed_by WHERE c.id = ?",
            case.id
        ))
        .await?)
}

/// What an answer is about, by the keys of the catalogue; retired entries are still those of cases.
pub(super) async fn about(acting: &mut Acting, _: &MayWork, text: &AnswerText) -> Result<About> {
    let Some(product) = &text.product else {
        return Ok((None, None));
    };
    let found: Option<(Uuid,)> = acting
        .tx
        .opt(sql!("SELECT id FROM products WHERE key = ?", product))
        .await?;
    let (product,) = found.ok_or_else(|| Error::field("/product", "unknown"))?;
    let Some(category) = &text.category else {
        return Ok((Some(product), None));
    };
    let found: Option<(Uuid,)> = acting
        .tx
        .opt(sql!(
            "SELECT id FROM categories WHERE product_id = ? AND key = ?",
            product,
            category
        ))
        .await?;
    let (category,) = found.ok_or_else(|| Error::field("/category", "unknown"))?;
    Ok((Some(product), Some(category)))
}

pub(super) async fn add(
    acting: &mut Acting,
    _: &MayWork,
    key: &str,
    text: &AnswerText,
    (product, category): About,
) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO desk_answers (id, key, title_en, title_fr, body_en, body_fr, product_id, category_id)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            key,
            text.title_en.trim(),
            text.title_fr.trim(),
            text.body_en.trim(),
            text.body_fr.trim(),
            product,
            category
        ))
        .await
        .on("desk_answers_key", || Code::AlreadyExists.into())?;
    Ok(())
}

pub(super) async fn change(
    acting: &mut Acting,
    _: &MayWork,
    key: &str,
    text: &AnswerText,
    (product, category): About,
) -> Result<()> {
    let changed = acting
        .tx
        .run(sql!(
            "UPDATE desk_answers SET title_en = ?, title_fr = ?, body_en = ?, body_fr = ?,
                 product_id = ?, category_id = ? WHERE key = ?",
            text.title_en.trim(),
            text.title_fr.trim(),
            text.body_en.trim(),
            text.body_fr.trim(),
            product,
            category,
            key
        ))
        .await?;
    found(changed)
}

pub(super) async fn remove(acting: &mut Acting, _: &MayWork, key: &str) -> Result<()> {
    let removed = acting
        .tx
        .run(sql!("DELETE FROM desk_answers WHERE key = ?", key))
        .await?;
    found(removed)
}

fn found(rows: u64) -> Result<()> {
    if rows == 0 {
        Err(Code::NotFound.into())
    } else {
        Ok(())
    }
}
