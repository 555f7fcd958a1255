//! Routes of the resource tree.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::resources::{ChangeResource, NewResource, ResourceNode};
use uuid::Uuid;

/// The routes.
pub struct Resources(pub App);

#[OpenApi(tag = "Chapter::Resources")]
impl Resources {
    /// The resource tree, every node before what lies in it.
    #[oai(path = "/domains/:domain/resources", method = "get")]
    async fn list(&self, domain: Path<Session>) -> poem::Result<Found<Vec<ResourceNode>>> {
        Ok(Found(service::list(&self.0, &domain).await?))
    }

    /// Add a folder or a project.
    #[oai(path = "/domains/:domain/resources", method = "post")]
    async fn add(
        &self,
        domain: Path<Session>,
        body: Body<NewResource>,
    ) -> poem::Result<Created<ResourceNode>> {
        Ok(Created(again(|| service::add(&self.0, &domain, &body)).await?))
    }

    /// Rename a node or move it, with everything below; its cases and roles go with it.
    #[oai(path = "/domains/:domain/resources/:id", method = "patch")]
    async fn change(
        &self,
        domain: Path<Session>,
        id: Path<Uuid>,
        body: Body<ChangeResource>,
    ) -> poem::Result<Found<ResourceNode>> {
        Ok(Found(
            again(|| service::change(&self.0, &domain, *id, &body)).await?,
        ))
    }
}
