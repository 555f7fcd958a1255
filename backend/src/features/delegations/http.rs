//! Routes of reseller access.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::Page;
use shared::api::delegations::{DelegationView, GrantAccess, ResellerAccess};
use uuid::Uuid;

/// The routes.
pub struct Delegations(pub App);

#[OpenApi(tag = "Chapter::Clients")]
impl Delegations {
    /// The resellers that manage this client or did, and how far each is let in.
    #[oai(path = "/domains/:domain/delegations", method = "get")]
    async fn list(&self, domain: Path<Session>) -> poem::Result<Found<Page<ResellerAccess>>> {
        Ok(Found(service::list(&self.0, &domain).await?))
    }

    /// Let a reseller in, or change what it is let in for.
    #[oai(path = "/domains/:domain/delegations", method = "post")]
    async fn grant(
        &self,
        domain: Path<Session>,
        body: Body<GrantAccess>,
    ) -> poem::Result<Created<DelegationView>> {
        Ok(Created(again(|| service::grant(&self.0, &domain, &body)).await?))
    }

    /// End a consent, from the next request on.
    #[oai(path = "/domains/:domain/delegations/:id", method = "delete")]
    async fn revoke(&self, domain: Path<Session>, id: Path<Uuid>) -> poem::Result<Done> {
        again(|| service::revoke(&self.0, &domain, *id)).await?;
        Ok(Done)
    }
}
