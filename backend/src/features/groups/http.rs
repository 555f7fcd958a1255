//! Routes of groups.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::Page;
use shared::api::groups::{ChangeGroup, GroupView, NewGroup, NewMember};

/// The routes.
pub struct Groups(pub App);

#[OpenApi(tag = "Chapter::Accounts")]
impl Groups {
    /// The groups of the domain, by name.
    #[oai(path = "/domains/:domain/groups", method = "get")]
    async fn list(
        &self,
        domain: Path<Session>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<GroupView>>> {
        Ok(Found(
            service::list(&self.0, &domain, after.as_deref(), limit.0).await?,
        ))
    }

    /// Add a group.
    #[oai(path = "/domains/:domain/groups", method = "post")]
    async fn add(&self, domain: Path<Session>, body: Body<NewGroup>) -> poem::Result<Created<GroupView>> {
        Ok(Created(again(|| service::add(&self.0, &domain, &body)).await?))
    }

    /// Give a group another name.
    #[oai(path = "/domains/:domain/groups/:group", method = "patch")]
    async fn change(
        &self,
        domain: Path<Session>,
        group: Path<String>,
        body: Body<ChangeGroup>,
    ) -> poem::Result<Found<GroupView>> {
        Ok(Found(
            again(|| service::change(&self.0, &domain, &group, &body)).await?,
        ))
    }

    /// End a group, with what its members hold through it.
    #[oai(path = "/domains/:domain/groups/:group", method = "delete")]
    async fn end(&self, domain: Path<Session>, group: Path<String>) -> poem::Result<Done> {
        again(|| service::end(&self.0, &domain, &group)).await?;
        Ok(Done)
    }

    /// Take an account into a group, from its next request on.
    #[oai(path = "/domains/:domain/groups/:group/members", method = "post")]
    async fn add_member(
        &self,
        domain: Path<Session>,
        group: Path<String>,
        body: Body<NewMember>,
    ) -> poem::Result<Found<GroupView>> {
        Ok(Found(
            again(|| service::add_member(&self.0, &domain, &group, &body)).await?,
        ))
    }

    /// Take an account out of a group, from its next request on.
    #[oai(path = "/domains/:domain/groups/:group/members/:account", method = "delete")]
    async fn remove_member(
        &self,
        domain: Path<Session>,
        group: Path<String>,
        account: Path<String>,
    ) -> poem::Result<Done> {
        again(|| service::remove_member(&self.0, &domain, &group, &account)).await?;
        Ok(Done)
    }
}
