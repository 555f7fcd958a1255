//! Routes of a reseller's own side of a case.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::own_side::{AssignOwn, NewOwnNote, OwnSide};

/// The routes.
pub struct OwnSides(pub App);

#[OpenApi(tag = "Chapter::Cases")]
impl OwnSides {
    /// Who sees to a case within the reseller, and the reseller's own notes.
    #[oai(path = "/domains/:domain/cases/:number/own", method = "get")]
    async fn view(&self, domain: Path<Session>, number: Path<String>) -> poem::Result<Found<OwnSide>> {
        Ok(Found(service::view(&self.0, &domain, &number).await?))
    }

    /// Say who sees to a case within the reseller.
    #[oai(path = "/domains/:domain/cases/:number/own", method = "patch")]
    async fn assign(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<AssignOwn>,
    ) -> poem::Result<Found<OwnSide>> {
        let assigned = again(|| service::assign(&self.0, &domain, &number, &body)).await;
        let side = service::answered(&self.0, &domain, &number, assigned).await?;
        Ok(Found(side))
    }

    /// Add a note that nobody outside of the reseller's domain reads.
    #[oai(path = "/domains/:domain/cases/:number/own/notes", method = "post")]
    async fn note(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<NewOwnNote>,
    ) -> poem::Result<Created<OwnSide>> {
        let noted = again(|| service::note(&self.0, &domain, &number, &body)).await;
        let side = service::answered(&self.0, &domain, &number, noted).await?;
        Ok(Created(side))
    }
}
