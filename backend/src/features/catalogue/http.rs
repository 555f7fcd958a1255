//! Routes of the product catalogue.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::catalogue::{ChangeCategory, NewCategory, NewProduct, ProductView, Retire};

/// The routes.
pub struct Catalogue(pub App);

#[OpenApi(tag = "Chapter::Vendor")]
impl Catalogue {
    /// The catalogue, retired entries included.
    #[oai(path = "/domains/:domain/products", method = "get")]
    async fn list(&self, domain: Path<Session>) -> poem::Result<Found<Vec<ProductView>>> {
        Ok(Found(service::list(&self.0, &domain).await?))
    }

    /// Add a product.
    #[oai(path = "/domains/:domain/products", method = "post")]
    async fn add_product(
        &self,
        domain: Path<Session>,
        body: Body<NewProduct>,
    ) -> poem::Result<Created<ProductView>> {
        Ok(Created(
            again(|| service::add_product(&self.0, &domain, &body)).await?,
        ))
    }

    /// Take a product off the form, or put it back.
    #[oai(path = "/domains/:domain/products/:product", method = "patch")]
    async fn retire_product(
        &self,
        domain: Path<Session>,
        product: Path<String>,
        body: Body<Retire>,
    ) -> poem::Result<Found<ProductView>> {
        Ok(Found(
            again(|| service::retire(&self.0, &domain, &product, &body)).await?,
        ))
    }

    /// Add a category.
    #[oai(path = "/domains/:domain/products/:product/categories", method = "post")]
    async fn add_category(
        &self,
        domain: Path<Session>,
        product: Path<String>,
        body: Body<NewCategory>,
    ) -> poem::Result<Created<ProductView>> {
        Ok(Created(
            again(|| service::add_category(&self.0, &domain, &product, &body)).await?,
        ))
    }

    /// Change a category: its names, keywords and questions; take it off the form or put it back.
    #[oai(
        path = "/domains/:domain/products/:product/categories/:category",
        method = "patch"
    )]
    async fn change_category(
        &self,
        domain: Path<Session>,
        product: Path<String>,
        category: Path<String>,
        body: Body<ChangeCategory>,
    ) -> poem::Result<Found<ProductView>> {
        Ok(Found(
            again(|| service::change_category(&self.0, &domain, &product, &category, &body)).await?,
        ))
    }
}
