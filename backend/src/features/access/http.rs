//! Routes of explanations.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::access::{AccessRequest, AskForAccess, CaseAccess, ClientAccess};
use uuid::Uuid;

/// The routes.
pub struct Access(pub App);

#[OpenApi(tag = "Chapter::Access")]
impl Access {
    /// Who can see a case, and why.
    #[oai(path = "/domains/:domain/cases/:number/access", method = "get")]
    async fn case(
        &self,
        domain: Path<Session>,
        number: Path<String>,
    ) -> poem::Result<Found<Vec<CaseAccess>>> {
        Ok(Found(service::case(&self.0, &domain, &number).await?))
    }

    /// How far the caller's reseller domain is let in at a client, and what is missing.
    #[oai(path = "/domains/:domain/clients/:client/access", method = "get")]
    async fn client(&self, domain: Path<Session>, client: Path<String>) -> poem::Result<Found<ClientAccess>> {
        Ok(Found(service::client(&self.0, &domain, &client).await?))
    }

    /// Ask the client's administrators to let the caller's domain in, or further in.
    #[oai(path = "/domains/:domain/clients/:client/access", method = "post")]
    async fn ask(
        &self,
        domain: Path<Session>,
        client: Path<String>,
        body: Body<AskForAccess>,
    ) -> poem::Result<Created<AccessRequest>> {
        Ok(Created(
            again(|| service::ask(&self.0, &domain, &client, &body)).await?,
        ))
    }

    /// Decline what a reseller asked for.
    #[oai(path = "/domains/:domain/delegations/requests/:id", method = "delete")]
    async fn decline(&self, domain: Path<Session>, id: Path<Uuid>) -> poem::Result<Done> {
        again(|| service::decline(&self.0, &domain, *id)).await?;
        Ok(Done)
    }
}
