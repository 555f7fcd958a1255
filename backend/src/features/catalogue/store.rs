//! Products and categories in the database.

use crate::authz::act::Manage;
use crate::authz::object::Catalogue;
use crate::authz::{Acting, Permit};
use crate::db::{Arg, Sql, sql};
use crate::error::{Error, OnConstraint as _, Result};
use shared::Timestamp;
use shared::api::Names;
use shared::api::catalogue::{CategoryView, ChangeCategory, NewCategory, NewProduct, ProductView};
use shared::api::form::{self, AskedQuestion, Asking, Need, Question};
use shared::problem::Code;
use std::collections::HashMap;
use uuid::Uuid;

type MayManage = Permit<Manage, Catalogue>;

#[derive(Debug, sqlx::FromRow)]
struct ProductRow {
    id: Uuid,
    key: String,
    name_en: String,
    name_fr: String,
    retired_at: Option<Timestamp>,
}

#[derive(Debug, sqlx::FromRow)]
struct CategoryRow {
    id: Uuid,
    product_id: Uuid,
    key: String,
    name_en: String,
    name_fr: String,
    parent: Option<String>,
    retired_at: Option<Timestamp>,
    keywords_en: String,
    keywords_fr: String,
}

/// A category with what it says itself about the questions.
#[derive(Debug)]
pub(super) struct Entry {
    row: CategoryRow,
    questions: Vec<AskedQuestion>,
}

impl Entry {
    /// As far as its questions go.
    pub(super) fn asking(&self) -> Asking<'_> {
        (&self.row.key, self.row.parent.as_deref(), &self.questions)
    }

    fn view(&self, asking: &[Asking<'_>]) -> CategoryView {
        let row = &self.row;
        CategoryView {
            key: row.key.clone(),
            name: Names {
                en: row.name_en.clone(),
                fr: row.name_fr.clone(),
            },
            parent: row.parent.clone(),
            retired: row.retired_at.is_some(),
            keywords: Names {
                en: row.keywords_en.clone(),
                fr: row.keywords_fr.clone(),
            },
            questions: self.questions.clone(),
            asks: form::asked(asking, &row.key),
        }
    }
}

/// The categories of one product, or of all, by English name.
async fn entries(acting: &mut Acting, product: Option<Uuid>) -> Result<Vec<Entry>> {
    let of = |column| match product {
        None => Sql::default(),
        Some(product) => sql!(" WHERE ").then(column).then(sql!(" = ?", product)),
    };
    let rows = sql!(
        "SELECT c.id, c.product_id, c.key, c.name_en, c.name_fr, p.key AS parent, c.retired_at,
                c.keywords_en, c.keywords_fr
         FROM categories c LEFT JOIN categories p ON p.id = c.parent_id"
    )
    .then(of(sql!("c.product_id")))
    .then(sql!(" ORDER BY c.name_en, c.key"));
    let rows: Vec<CategoryRow> = acting.tx.all(rows).await?;
    let questions = sql!(
        "SELECT q.category_id, q.question, q.need
         FROM category_questions q JOIN categories c ON c.id = q.category_id"
    )
    .then(of(sql!("c.product_id")));
    let said: Vec<(Uuid, Question, Need)> = acting.tx.all(questions).await?;
    let mut questions = HashMap::<Uuid, Vec<AskedQuestion>>::new();
    for (category, question, need) in said {
        let own = questions.entry(category).or_default();
        own.push(AskedQuestion { question, need });
    }
    let entry = |row: CategoryRow| {
        let mut questions = questions.remove(&row.id).unwrap_or_default();
        questions.sort_by_key(|one| one.question);
        Entry { row, questions }
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// The key of a category, and the categories of its product.
pub(super) async fn around(acting: &mut Acting, category: Uuid) -> Result<(String, Vec<Entry>)> {
    let (key, product): (String, Uuid) = acting
        .tx
        .one(sql!(
            "SELECT key, product_id FROM categories WHERE id = ?",
            category
        ))
        .await?;
    Ok((key, entries(acting, Some(product)).await?))
}

/// Every product with its categories, by English name.
pub(super) async fn all(acting: &mut Acting) -> Result<Vec<ProductView>> {
    let products: Vec<ProductRow> = acting
        .tx
        .all(sql!(
            "SELECT id, key, name_en, name_fr, retired_at FROM products ORDER BY name_en, key"
        ))
        .await?;
    let mut of_product = HashMap::<Uuid, Vec<Entry>>::new();
    for entry in entries(acting, None).await? {
        of_product.entry(entry.row.product_id).or_default().push(entry);
    }
    let view = |product: ProductRow| {
        let categories = of_product.remove(&product.id).unwrap_or_default();
        let asking = categories.iter().map(Entry::asking).collect::<Vec<_>>();
        ProductView {
            categories: categories.iter().map(|entry| entry.view(&asking)).collect(),
            key: product.key,
            name: Names {
                en: product.name_en,
                fr: product.name_fr,
            },
            retired: product.retired_at.is_some(),
        }
    };
    Ok(products.into_iter().map(view).collect())
}

pub(super) async fn add_product(acting: &mut Acting, _: &MayManage, product: &NewProduct) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO products (id, key, name_en, name_fr) VALUES (?, ?, ?, ?)",
            id,
            &product.key,
            product.name_en.trim(),
            product.name_fr.trim()
        ))
        .await
        .on("products_key", || Code::AlreadyExists.into())?;
    Ok(())
}

pub(super) async fn add_category(
    acting: &mut Acting,
    permit: &MayManage,
    product: &str,
    category: &NewCategory,
) -> Result<()> {
    let found: Option<(Uuid,)> = acting
        .tx
        .opt(sql!("SELECT id FROM products WHERE key = ?", product))
        .await?;
    let (product,) = found.ok_or(Error::from(Code::NotFound))?;
    let parent = match &category.parent {
        None => None,
        Some(key) => {
            let found: Option<(Uuid,)> = acting
                .tx
                .opt(sql!(
                    "SELECT id FROM categories WHERE product_id = ? AND key = ?",
                    product,
                    key
                ))
                .await?;
            Some(found.ok_or_else(|| Error::field("/parent", "unknown"))?.0)
        }
    };
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO categories (id, product_id, parent_id, key, name_en, name_fr, keywords_en, keywords_fr)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            product,
            parent,
            &category.key,
            category.name_en.trim(),
            category.name_fr.trim(),
            category.keywords_en.trim(),
            category.keywords_fr.trim()
        ))
        .await
        .on("categories_key", || Code::AlreadyExists.into())?;
    set_questions(acting, permit, id, &category.questions).await
}

/// Changes names, keywords, and whether it is offered; says which category it is.
pub(super) async fn change_category(
    acting: &mut Acting,
    _: &MayManage,
    product: &str,
    key: &str,
    change: &ChangeCategory,
) -> Result<Uuid> {
    let found: Option<(Uuid,)> = acting
        .tx
        .opt(sql!(
            "SELECT c.id FROM categories c JOIN products p ON p.id = c.product_id WHERE p.key = ? AND c.key = ?",
            product,
            key
        ))
        .await?;
    let (id,) = found.ok_or(Error::from(Code::NotFound))?;
    let text = |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned());
    let mut sets = Vec::new();
    if let Some(name) = text(&change.name_en) {
        sets.push(sql!("name_en = ?", name));
    }
    if let Some(name) = text(&change.name_fr) {
        sets.push(sql!("name_fr = ?", name));
    }
    if let Some(words) = text(&change.keywords_en) {
        sets.push(sql!("keywords_en = ?", words));
    }
    if let Some(words) = text(&change.keywords_fr) {
        sets.push(sql!("keywords_fr = ?", words));
    }
    if let Some(retired) = change.retired {
        sets.push(sql!("retired_at = ?", retired.then_some(acting.now)));
    }
    if !sets.is_empty() {
        let statement = sql!("UPDATE categories SET ")
            .then(Sql::join(sets, ", "))
            .then(sql!(" WHERE id = ?", id));
        acting.tx.run(statement).await?;
    }
    Ok(id)
}

/// Puts what a category says about the questions in the place of what it said.
pub(super) async fn set_questions(
    acting: &mut Acting,
    _: &MayManage,
    category: Uuid,
    questions: &[AskedQuestion],
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "DELETE FROM category_questions WHERE category_id = ?",
            category
        ))
        .await?;
    if questions.is_empty() {
        return Ok(());
    }
    let row = |one: &AskedQuestion| {
        Sql::list::<Arg>(vec![
            category.into(),
            one.question.as_str().into(),
            one.need.as_str().into(),
        ])
    };
    let statement = sql!("INSERT INTO category_questions (category_id, question, need) VALUES ")
        .then(Sql::join(questions.iter().map(row), ", "));
    acting.tx.run(statement).await?;
    Ok(())
}

pub(super) async fn retire(acting: &mut Acting, _: &MayManage, product: &str, retired: bool) -> Result<()> {
    let statement = sql!(
        "UPDATE products SET retired_at = ? WHERE key = ?",
        retired.then_some(acting.now),
        product
    );
    if acting.tx.run(statement).await? == 0 {
        Err(Code::NotFound.into())
    } else {
        Ok(())
    }
}
