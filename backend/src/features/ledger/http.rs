//! Routes of the ledger.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::path::Path;
use crate::http::reply::Found;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::Page;
use shared::api::ledger::LedgerEntry;

/// The routes.
pub struct Ledger(pub App);

#[OpenApi(tag = "Chapter::Ledger")]
impl Ledger {
    /// Every write that changed rights or cases, newest first.
    #[oai(path = "/domains/:domain/ledger", method = "get")]
    async fn list(
        &self,
        domain: Path<Session>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<LedgerEntry>>> {
        Ok(Found(
            service::list(&self.0, &domain, after.as_deref(), limit.0).await?,
        ))
    }
}
