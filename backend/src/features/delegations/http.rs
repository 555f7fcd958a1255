//! Routes of reseller access.

use super::service;
use crate::app::App;
use crate::error::Error;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use shared::api::Page;
use shared::api::delegations::{DelegationView, GrantAccess, ResellerAccess};
use shared::problem::Code;

/// The routes.
pub struct Delegations(pub App);

#[OpenApi(tag = "Chapter::Clients")]
impl Delegations {
    /// The resellers that manage this client or did, and how far each is let in.
    #[oai(path = "/domains/:domain/delegations", method = "get")]
    async fn list(&self, domain: Session) -> poem::Result<Found<Page<ResellerAccess>>> {
        Ok(Found(service::list(&self.0, &domain).await?))
    }

    /// Let a reseller in, or change what it is let in for.
    #[oai(path = "/domains/:domain/delegations", method = "post")]
    async fn grant(&self, domain: Session, body: Body<GrantAccess>) -> poem::Result<Created<DelegationView>> {
        Ok(Created(again(|| service::grant(&self.0, &domain, &body)).await?))
    }

    /// End a consent, from the next request on.
    #[oai(path = "/domains/:domain/delegations/:id", method = "delete")]
    async fn revoke(&self, domain: Session, id: Path<String>) -> poem::Result<Done> {
        let id = id.parse().map_err(|_| Error::from(Code::NotFound))?;
        again(|| service::revoke(&self.0, &domain, id)).await?;
        Ok(Done)
    }
}
