//! Routes of accounts.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::Page;
use shared::api::accounts::{AccountView, NewAccount, NewAccountView};

/// The routes.
pub struct Accounts(pub App);

#[OpenApi(tag = "Chapter::Accounts")]
impl Accounts {
    /// The accounts of the domain, by name.
    #[oai(path = "/domains/:domain/accounts", method = "get")]
    async fn list(
        &self,
        domain: Path<Session>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<AccountView>>> {
        Ok(Found(
            service::list(&self.0, &domain, after.as_deref(), limit.0).await?,
        ))
    }

    /// Add an account; it chooses its password by a one-time link.
    #[oai(path = "/domains/:domain/accounts", method = "post")]
    async fn add(
        &self,
        domain: Path<Session>,
        body: Body<NewAccount>,
    ) -> poem::Result<Created<NewAccountView>> {
        Ok(Created(again(|| service::add(&self.0, &domain, &body)).await?))
    }
}
