//! Routes of kept lists.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::lists::{ChangeView, NewView, SavedView};

/// The routes.
pub struct Views(pub App);

#[OpenApi(tag = "Chapter::Cases")]
impl Views {
    /// The lists that the caller keeps, by name.
    #[oai(path = "/domains/:domain/views", method = "get")]
    async fn list(&self, domain: Path<Session>) -> poem::Result<Found<Vec<SavedView>>> {
        Ok(Found(service::list(&self.0, &domain).await?))
    }

    /// Keep a list.
    ///
    /// What it is narrowed to gives no right: it shows what the caller may see when it is opened.
    #[oai(path = "/domains/:domain/views", method = "post")]
    async fn add(&self, domain: Path<Session>, body: Body<NewView>) -> poem::Result<Created<SavedView>> {
        Ok(Created(again(|| service::add(&self.0, &domain, &body)).await?))
    }

    /// Change a kept list.
    #[oai(path = "/domains/:domain/views/:id", method = "patch")]
    async fn change(
        &self,
        domain: Path<Session>,
        id: Path<String>,
        body: Body<ChangeView>,
    ) -> poem::Result<Found<SavedView>> {
        Ok(Found(
            again(|| service::change(&self.0, &domain, &id, &body)).await?,
        ))
    }

    /// Forget a kept list.
    #[oai(path = "/domains/:domain/views/:id", method = "delete")]
    async fn remove(&self, domain: Path<Session>, id: Path<String>) -> poem::Result<Done> {
        again(|| service::remove(&self.0, &domain, &id)).await?;
        Ok(Done)
    }
}
