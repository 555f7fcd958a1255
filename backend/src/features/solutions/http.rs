//! Routes of what was done.

use super::service;
use crate::app::App;
use crate::features::{Chapter, cases};
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::Found;
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::cases::CaseView;
use shared::api::solutions::Summarize;

/// The routes.
pub struct Solutions(pub App);

#[OpenApi(tag = "Chapter::Desk")]
impl Solutions {
    /// Write down what was done, once a solution stands or the case is closed.
    #[oai(path = "/domains/:domain/cases/:number/summary", method = "post")]
    async fn summarize(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<Summarize>,
    ) -> poem::Result<Found<CaseView>> {
        let written = again(|| service::summarize(&self.0, &domain, &number, &body)).await;
        Ok(Found(cases::service::answered(&self.0, &domain, written).await?))
    }
}
