//! Routes of clocks.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::path::Path;
use crate::http::reply::Found;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::targets::CaseClock;

/// The routes.
pub struct Targets(pub App);

#[OpenApi(tag = "Chapter::Cases")]
impl Targets {
    /// The clock of a case: when it ran and stood still and who caused it, and every time that somebody
    /// waited for a word of the desk, with what was promised.
    #[oai(path = "/domains/:domain/cases/:number/clock", method = "get")]
    async fn clock(&self, domain: Path<Session>, number: Path<String>) -> poem::Result<Found<CaseClock>> {
        Ok(Found(service::whole(&self.0, &domain, &number).await?))
    }
}
