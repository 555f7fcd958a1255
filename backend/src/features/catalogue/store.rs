//! Products and categories in the database.

use crate::authz::act::Manage;
use crate::authz::object::Catalogue;
use crate::authz::{Acting, Permit};
use crate::db::sql;
use crate::error::{Error, OnConstraint as _, Result};
use shared::Timestamp;
use shared::api::Names;
use shared::api::catalogue::{CategoryView, NewCategory, NewProduct, ProductView};
use shared::problem::Code;
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
    product_id: Uuid,
    key: String,
    name_en: String,
    name_fr: String,
    parent: Option<String>,
    retired_at: Option<Timestamp>,
}

/// Every product with its categories, by English name.
pub(super) async fn all(acting: &mut Acting) -> Result<Vec<ProductView>> {
    let products: Vec<ProductRow> = acting
        .tx
        .all(sql!(
            "SELECT id, key, name_en, name_fr, retired_at FROM products ORDER BY name_en, key"
        ))
        .await?;
    let categories: Vec<CategoryRow> = acting
        .tx
        .all(sql!(
            "SELECT c.product_id, c.key, c.name_en, c.name_fr, p.key AS parent, c.retired_at
             FROM categories c LEFT JOIN categories p ON p.id = c.parent_id ORDER BY c.name_en, c.key"
        ))
        .await?;
    let view = |product: ProductRow| ProductView {
        categories: categories
            .iter()
            .filter(|category| category.product_id == product.id)
            .map(|category| CategoryView {
                key: category.key.clone(),
                name: Names {
                    en: category.name_en.clone(),
                    fr: category.name_fr.clone(),
                },
                parent: category.parent.clone(),
                retired: category.retired_at.is_some(),
            })
            .collect(),
        key: product.key,
        name: Names {
            en: product.name_en,
            fr: product.name_fr,
        },
        retired: product.retired_at.is_some(),
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
    _: &MayManage,
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
            "INSERT INTO categories (id, product_id, parent_id, key, name_en, name_fr) VALUES (?, ?, ?, ?, ?, ?)",
            id,
            product,
            parent,
            &category.key,
            category.name_en.trim(),
            category.name_fr.trim()
        ))
        .await
        .on("categories_key", || Code::AlreadyExists.into())?;
    Ok(())
}

pub(super) async fn retire(
    acting: &mut Acting,
    _: &MayManage,
    product: &str,
    category: Option<&str>,
    retired: bool,
) -> Result<()> {
    let retired_at = retired.then_some(acting.now);
    let statement = match category {
        None => sql!(
            "UPDATE products SET retired_at = ? WHERE key = ?",
            retired_at,
            product
        ),
        Some(category) => sql!(
            "UPDATE categories SET retired_at = ?
             WHERE key = ? AND product_id = (SELECT id FROM products WHERE key = ?)",
            retired_at,
            category,
            product
        ),
    };
    if acting.tx.run(statement).await? == 0 {
        Err(Code::NotFound.into())
    } else {
        Ok(())
    }
}
