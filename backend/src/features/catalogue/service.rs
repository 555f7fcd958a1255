//! What one does with the product catalogue.

use super::store;
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Catalogue;
use crate::authz::{Acting, Credentials, Entry};
use crate::error::{Error, Result};
use shared::api::catalogue::{NewCategory, NewProduct, ProductView, Retire};
use shared::problem::Code;

/// The whole catalogue.
///
/// # Errors
/// `forbidden` without `catalogue.manage`.
pub async fn list(app: &App, credentials: &Credentials) -> Result<Vec<ProductView>> {
    let mut acting = Acting::read(app, credentials).await?;
    acting.own::<Manage, Catalogue>()?;
    store::all(&mut acting).await
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

/// Takes a product or a category off the form, or puts it back.
///
/// # Errors
/// `not-found`.
pub async fn retire(
    app: &App,
    credentials: &Credentials,
    product_key: &str,
    category: Option<&str>,
    request: &Retire,
) -> Result<ProductView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Catalogue>()?;
    store::retire(&mut acting, &permit, product_key, category, request.retired).await?;
    let to = category.map_or_else(
        || product_key.to_owned(),
        |category| format!("{product_key}/{category}"),
    );
    let action = if request.retired {
        "catalogue.retired"
    } else {
        "catalogue.restored"
    };
    acting
        .record(Entry {
            action,
            to: Some(&to),
            ..Entry::default()
        })
        .await?;
    let view = product(&mut acting, product_key).await?;
    acting.commit(view).await
}

async fn product(acting: &mut Acting, key: &str) -> Result<ProductView> {
    let products = store::all(acting).await?;
    products
        .into_iter()
        .find(|product| product.key == key)
        .ok_or(Error::from(Code::NotFound))
}
