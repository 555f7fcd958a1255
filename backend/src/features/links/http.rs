//! Routes of links between cases.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::features::cases::service::answered;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::cases::CaseView;
use shared::api::links::{LinkCase, LinkView, MergeCase};

/// The routes.
pub struct Links(pub App);

#[OpenApi(tag = "Chapter::Cases")]
impl Links {
    /// The cases that have to do with a case, as far as the caller may see them.
    #[oai(path = "/domains/:domain/cases/:number/links", method = "get")]
    async fn list(&self, domain: Path<Session>, number: Path<String>) -> poem::Result<Found<Vec<LinkView>>> {
        Ok(Found(service::list(&self.0, &domain, &number).await?))
    }

    /// Link a case to another; both must be the caller's to change.
    #[oai(path = "/domains/:domain/cases/:number/links", method = "post")]
    async fn link(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<LinkCase>,
    ) -> poem::Result<Created<Vec<LinkView>>> {
        let linked = again(|| service::link(&self.0, &domain, &number, &body)).await;
        let links = service::answered(&self.0, &domain, &number, linked).await?;
        Ok(Created(links))
    }

    /// Take a link to another case away.
    #[oai(path = "/domains/:domain/cases/:number/links/:other", method = "delete")]
    async fn unlink(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        other: Path<String>,
    ) -> poem::Result<Done> {
        again(|| service::unlink(&self.0, &domain, &number, &other)).await?;
        Ok(Done)
    }

    /// The desk closes a case as a duplicate of another of the same client. Reopening undoes it.
    #[oai(path = "/domains/:domain/cases/:number/merge", method = "post")]
    async fn merge(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<MergeCase>,
    ) -> poem::Result<Found<CaseView>> {
        let merged = again(|| service::merge(&self.0, &domain, &number, &body)).await;
        Ok(Found(answered(&self.0, &domain, merged).await?))
    }
}
