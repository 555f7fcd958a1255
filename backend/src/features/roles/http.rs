//! Routes of roles.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::roles::{ChangeRole, NewRole, RoleView};

/// The routes.
pub struct Roles(pub App);

#[OpenApi(tag = "Chapter::Accounts")]
impl Roles {
    /// The roles that can be held in the domain.
    #[oai(path = "/domains/:domain/roles", method = "get")]
    async fn list(&self, domain: Path<Session>) -> poem::Result<Found<Vec<RoleView>>> {
        Ok(Found(service::list(&self.0, &domain).await?))
    }

    /// Add a custom role, for the domain or for its whole organization.
    #[oai(path = "/domains/:domain/roles", method = "post")]
    async fn add(&self, domain: Path<Session>, body: Body<NewRole>) -> poem::Result<Created<RoleView>> {
        Ok(Created(again(|| service::add(&self.0, &domain, &body)).await?))
    }

    /// Change a custom role, for everybody who holds it and from the next request on.
    #[oai(path = "/domains/:domain/roles/:role", method = "patch")]
    async fn change(
        &self,
        domain: Path<Session>,
        role: Path<String>,
        body: Body<ChangeRole>,
    ) -> poem::Result<Found<RoleView>> {
        Ok(Found(
            again(|| service::change(&self.0, &domain, &role, &body)).await?,
        ))
    }

    /// Remove a custom role that nobody holds.
    #[oai(path = "/domains/:domain/roles/:role", method = "delete")]
    async fn remove(&self, domain: Path<Session>, role: Path<String>) -> poem::Result<Done> {
        again(|| service::remove(&self.0, &domain, &role)).await?;
        Ok(Done)
    }
}
