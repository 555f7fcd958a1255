//! What one does with the product catalogue.

use super::store;
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Catalogue;
use crate::authz::{Acting, Credentials, Entry};
use crate::error::{Error, Result};
use shared::api::catalogue::{ChangeCategory, NewCategory, NewProduct, ProductView, Retire};
use shared::api::form::{self, AskedQuestion};
use shared::problem::Code;
use uuid::Uuid;

/// The whole catalogue.
///
/// # Errors
/// `forbidden` without `catalogue.manage`.
pub async fn list(app: &App, credentials: &Credentials) -> Result<Vec<ProductView>> {
    let mut acting = Acting::read(app, credentials).await?;
    acting.own::<Manage, Catalogue>()?;
    store::all(&mut acting).await
}

/// Every product that cases are about, whether or not it is still on offer.
///
/// # Errors
/// What the database says.
pub async fn all(acting: &mut Acting) -> Result<Vec<ProductView>> {
    store::all(acting).await
}

/// The products that cases can be filed about, with the categories on offer.
///
/// # Errors
/// What the database says.
pub async fn on_offer(acting: &mut Acting) -> Result<Vec<ProductView>> {
    let mut products = store::all(acting).await?;
    products.retain(|product| !product.retired);
    for product in &mut products {
        product.categories.retain(|category| !category.retired);
    }
    Ok(products)
}

/// What a category asks of whoever files under it.
///
/// # Errors
/// What the database says.
pub async fn asked(acting: &mut Acting, category: Uuid) -> Result<Vec<AskedQuestion>> {
    let (key, entries) = store::around(acting, category).await?;
    let asking = entries.iter().map(store::Entry::asking).collect::<Vec<_>>();
    Ok(form::asked(&asking, &key))
}

/// Adds a product.
///
/// # Errors
/// `already-exists`.
pub async fn add_product(app: &App, credentials: &Credentials, request: &NewProduct) -> Result<ProductView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Catalogue>()?;
    store::add_product(&mut acting, &permit, request).await?;
    acting
        .record(Entry {
            action: "product.added",
            to: Some(&request.key),
            ..Entry::default()
        })
        .await?;
    let view = product(&mut acting, &request.key).await?;
    acting.commit(view).await
}

/// Adds a category to a product.
///
/// # Errors
/// `not-found` for the product; `already-exists`; the field `/parent`.
pub async fn add_category(
    app: &App,
    credentials: &Credentials,
    product_key: &str,
    request: &NewCategory,
) -> Result<ProductView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Catalogue>()?;
    store::add_category(&mut acting, &permit, product_key, request).await?;
    let to = format!("{product_key}/{}", request.key);
    acting
        .record(Entry {
            action: "category.added",
            to: Some(&to),
            ..Entry::default()
        })
        .await?;
    let view = product(&mut acting, product_key).await?;
    acting.commit(view).await
}

/// Takes a product off the form, or puts it back.
///
/// # Errors
/// `not-found`.
pub async fn retire(
    app: &App,
    credentials: &Credentials,
    product_key: &str,
    request: &Retire,
) -> Result<ProductView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Catalogue>()?;
    store::retire(&mut acting, &permit, product_key, request.retired).await?;
    retired(&mut acting, product_key, request.retired).await?;
    let view = product(&mut acting, product_key).await?;
    acting.commit(view).await
}

/// Changes a category: its names, keywords and questions, and whether it is offered.
///
/// # Errors
/// `not-found`.
pub async fn change_category(
    app: &App,
    credentials: &Credentials,
    product_key: &str,
    key: &str,
    request: &ChangeCategory,
) -> Result<ProductView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Catalogue>()?;
    let id = store::change_category(&mut acting, &permit, product_key, key, request).await?;
    let entry = format!("{product_key}/{key}");
    if let Some(questions) = &request.questions {
        store::set_questions(&mut acting, &permit, id, questions).await?;
    }
    if let Some(is_retired) = request.retired {
        retired(&mut acting, &entry, is_retired).await?;
    }
    let described = ChangeCategory {
        retired: None,
        ..request.clone()
    };
    if described != ChangeCategory::default() {
        acting
            .record(Entry {
                action: "category.changed",
                to: Some(&entry),
                ..Entry::default()
            })
            .await?;
    }
    let view = product(&mut acting, product_key).await?;
    acting.commit(view).await
}

async fn retired(acting: &mut Acting, entry: &str, retired: bool) -> Result<()> {
    let action = if retired {
        "catalogue.retired"
    } else {
        "catalogue.restored"
    };
    acting
        .record(Entry {
            action,
            to: Some(entry),
            ..Entry::default()
        })
        .await?;
    Ok(())
}

async fn product(acting: &mut Acting, key: &str) -> Result<ProductView> {
    let products = store::all(acting).await?;
    products
        .into_iter()
        .find(|product| product.key == key)
        .ok_or(Error::from(Code::NotFound))
}
