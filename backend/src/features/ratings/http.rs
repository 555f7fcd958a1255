//! Routes of ratings.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::ratings::{RateCase, Ratings as RatingsView};

/// The routes.
pub struct Ratings(pub App);

#[OpenApi(tag = "Chapter::Cases")]
impl Ratings {
    /// The ratings of a case that the caller may know: its own domain's; to the desk, all.
    #[oai(path = "/domains/:domain/cases/:number/rating", method = "get")]
    async fn list(&self, domain: Path<Session>, number: Path<String>) -> poem::Result<Found<RatingsView>> {
        Ok(Found(service::list(&self.0, &domain, &number).await?))
    }

    /// Rate a closed case for the caller's domain, once after each closing.
    #[oai(path = "/domains/:domain/cases/:number/rating", method = "post")]
    async fn rate(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<RateCase>,
    ) -> poem::Result<Created<RatingsView>> {
        let rated = again(|| service::rate(&self.0, &domain, &number, &body)).await;
        let ratings = service::answered(&self.0, &domain, &number, rated).await?;
        Ok(Created(ratings))
    }
}
