//! Routes of shares.

use super::{open_cases, service};
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::shares::{
    ChangeSharingPolicy, OpenCases, OpenCasesShared, ShareCase, ShareOpenCases, ShareView, SharingPolicy,
};
use uuid::Uuid;

/// The routes.
pub struct Shares(pub App);

#[OpenApi(tag = "Chapter::Sharing")]
impl Shares {
    /// With whom a case is shared, by whom and until when.
    #[oai(path = "/domains/:domain/cases/:number/shares", method = "get")]
    async fn list(&self, domain: Path<Session>, number: Path<String>) -> poem::Result<Found<Vec<ShareView>>> {
        Ok(Found(service::list(&self.0, &domain, &number).await?))
    }

    /// Share a case with a person or a group.
    #[oai(path = "/domains/:domain/cases/:number/shares", method = "post")]
    async fn share(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<ShareCase>,
    ) -> poem::Result<Created<ShareView>> {
        let shared = again(|| service::share(&self.0, &domain, &number, &body)).await;
        Ok(Created(
            service::answered(&self.0, &domain, &number, shared).await?,
        ))
    }

    /// End a share, from the next request on.
    #[oai(path = "/domains/:domain/cases/:number/shares/:id", method = "delete")]
    async fn end(&self, domain: Path<Session>, number: Path<String>, id: Path<Uuid>) -> poem::Result<Done> {
        again(|| service::end(&self.0, &domain, &number, *id)).await?;
        Ok(Done)
    }

    /// Open cases that a new reseller does not see, for the client to share.
    #[oai(path = "/domains/:domain/shares/open-cases", method = "get")]
    async fn open_cases(&self, domain: Path<Session>) -> poem::Result<Found<Vec<OpenCases>>> {
        Ok(Found(open_cases::list(&self.0, &domain).await?))
    }

    /// Share them, in one step.
    #[oai(path = "/domains/:domain/shares/open-cases", method = "post")]
    async fn share_open_cases(
        &self,
        domain: Path<Session>,
        body: Body<ShareOpenCases>,
    ) -> poem::Result<Found<OpenCasesShared>> {
        Ok(Found(again(|| open_cases::share(&self.0, &domain, &body)).await?))
    }

    /// Whether a client's cases may be shared outside.
    #[oai(path = "/domains/:domain/shares/policy", method = "get")]
    async fn policy(&self, domain: Path<Session>) -> poem::Result<Found<SharingPolicy>> {
        Ok(Found(service::policy(&self.0, &domain).await?))
    }

    /// Change whether they may, from the next request on.
    #[oai(path = "/domains/:domain/shares/policy", method = "patch")]
    async fn change_policy(
        &self,
        domain: Path<Session>,
        body: Body<ChangeSharingPolicy>,
    ) -> poem::Result<Found<SharingPolicy>> {
        Ok(Found(
            again(|| service::change_policy(&self.0, &domain, &body)).await?,
        ))
    }
}
