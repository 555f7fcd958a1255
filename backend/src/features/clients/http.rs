//! Routes of a reseller's clients.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::path::Path;
use crate::http::reply::Found;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::Page;
use shared::api::clients::ClientView;

/// The routes.
pub struct Clients(pub App);

#[OpenApi(tag = "Chapter::Clients")]
impl Clients {
    /// The clients that the reseller manages, and former ones whose past cases it may still see.
    #[oai(path = "/domains/:domain/clients", method = "get")]
    async fn list(
        &self,
        domain: Path<Session>,
        q: Query<Option<String>>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<ClientView>>> {
        Ok(Found(
            service::list(&self.0, &domain, q.as_deref(), after.as_deref(), limit.0).await?,
        ))
    }

    /// One client.
    #[oai(path = "/domains/:domain/clients/:client", method = "get")]
    async fn view(&self, domain: Path<Session>, client: Path<String>) -> poem::Result<Found<ClientView>> {
        Ok(Found(service::view(&self.0, &domain, &client).await?))
    }
}
