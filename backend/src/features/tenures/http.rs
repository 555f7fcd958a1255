//! Routes of tenures.

use super::{correction, service};
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
use shared::api::tenures::{CorrectTenure, CorrectionView, TenureView, Transfer, TransferView};
use uuid::Uuid;

/// The routes.
pub struct Tenures(pub App);

#[OpenApi(tag = "Chapter::Tenures")]
impl Tenures {
    /// Periods of management, newest first: of one client, or of all.
    #[oai(path = "/domains/:domain/tenures", method = "get")]
    async fn list(
        &self,
        domain: Path<Session>,
        client: Query<Option<String>>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<TenureView>>> {
        Ok(Found(
            service::list(&self.0, &domain, client.as_deref(), after.as_deref(), limit.0).await?,
        ))
    }

    /// Transfer a client to another reseller, or to the vendor itself; now or later.
    #[oai(path = "/domains/:domain/tenures", method = "post")]
    async fn transfer(
        &self,
        domain: Path<Session>,
        body: Body<Transfer>,
    ) -> poem::Result<Created<TransferView>> {
        Ok(Created(
            again(|| service::transfer(&self.0, &domain, &body)).await?,
        ))
    }

    /// Correct a period that was entered wrongly; its cases are stamped anew.
    #[oai(path = "/domains/:domain/tenures/:id", method = "patch")]
    async fn correct(
        &self,
        domain: Path<Session>,
        id: Path<Uuid>,
        body: Body<CorrectTenure>,
    ) -> poem::Result<Found<CorrectionView>> {
        Ok(Found(
            again(|| correction::correct(&self.0, &domain, *id, &body)).await?,
        ))
    }

    /// Cancel a transfer that was set for later: the period that it begins, or that it ends.
    #[oai(path = "/domains/:domain/tenures/:id", method = "delete")]
    async fn cancel(&self, domain: Path<Session>, id: Path<Uuid>) -> poem::Result<Done> {
        again(|| service::cancel(&self.0, &domain, *id)).await?;
        Ok(Done)
    }
}
