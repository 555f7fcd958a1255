//! The route of previews.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::Found;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::prose::{Preview, Written};

/// The route.
pub struct Prose(pub App);

#[OpenApi(tag = "Chapter::Cases")]
impl Prose {
    /// How a text will be shown. Nothing is kept.
    #[oai(path = "/domains/:domain/prose", method = "post")]
    async fn preview(&self, domain: Path<Session>, body: Body<Written>) -> poem::Result<Found<Preview>> {
        Ok(Found(service::preview(&self.0, &domain, &body).await?))
    }
}
