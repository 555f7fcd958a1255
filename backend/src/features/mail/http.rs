//! Routes of mail.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::path::Path;
use crate::http::reply::Found;
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::Page;
use shared::api::mail::MailView;
use uuid::Uuid;

/// The routes.
pub struct Mail(pub App);

#[OpenApi(tag = "Chapter::Vendor")]
impl Mail {
    /// Mail that is not delivered: what could not be, and what waits. Newest first.
    #[oai(path = "/domains/:domain/mail", method = "get")]
    async fn list(
        &self,
        domain: Path<Session>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<MailView>>> {
        Ok(Found(
            service::list(&self.0, &domain, after.as_deref(), limit.0).await?,
        ))
    }

    /// Try again to send it, now.
    #[oai(path = "/domains/:domain/mail/:id/retry", method = "post")]
    async fn retry(&self, domain: Path<Session>, id: Path<Uuid>) -> poem::Result<Found<MailView>> {
        Ok(Found(again(|| service::retry(&self.0, &domain, *id)).await?))
    }
}
