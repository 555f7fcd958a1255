//! Routes of known issues.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::Page;
use shared::api::issues::{ChangeIssue, KnownIssue, NewIssue};
use uuid::Uuid;

/// The routes.
pub struct Issues(pub App);

#[OpenApi(tag = "Chapter::Vendor")]
impl Issues {
    /// Known issues, newest first. Everybody signed in may read them.
    #[oai(path = "/domains/:domain/issues", method = "get")]
    async fn list(
        &self,
        domain: Path<Session>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<KnownIssue>>> {
        Ok(Found(
            service::list(&self.0, &domain, after.as_deref(), limit.0).await?,
        ))
    }

    /// Publish an issue.
    #[oai(path = "/domains/:domain/issues", method = "post")]
    async fn publish(
        &self,
        domain: Path<Session>,
        body: Body<NewIssue>,
    ) -> poem::Result<Created<KnownIssue>> {
        Ok(Created(
            again(|| service::publish(&self.0, &domain, &body)).await?,
        ))
    }

    /// Change an issue, or end it.
    #[oai(path = "/domains/:domain/issues/:id", method = "patch")]
    async fn change(
        &self,
        domain: Path<Session>,
        id: Path<Uuid>,
        body: Body<ChangeIssue>,
    ) -> poem::Result<Found<KnownIssue>> {
        Ok(Found(
            again(|| service::change(&self.0, &domain, *id, &body)).await?,
        ))
    }
}
