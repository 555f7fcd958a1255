//! Routes of giving and taking roles.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::assignments::{AssignmentView, GiveRole};
use uuid::Uuid;

/// The routes.
pub struct Assignments(pub App);

#[OpenApi(tag = "Chapter::Accounts")]
impl Assignments {
    /// Give a role to an account or a group, from the next request on.
    #[oai(path = "/domains/:domain/assignments", method = "post")]
    async fn give(
        &self,
        domain: Path<Session>,
        body: Body<GiveRole>,
    ) -> poem::Result<Created<AssignmentView>> {
        Ok(Created(again(|| service::give(&self.0, &domain, &body)).await?))
    }

    /// Take a role again, from the next request on.
    #[oai(path = "/domains/:domain/assignments/:id", method = "delete")]
    async fn take(&self, domain: Path<Session>, id: Path<Uuid>) -> poem::Result<Done> {
        again(|| service::take(&self.0, &domain, *id)).await?;
        Ok(Done)
    }
}
