//! Routes of escalations.

use super::service::{self, Step};
use crate::app::App;
use crate::features::Chapter;
use crate::features::cases::service::answered;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::Found;
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::cases::{CaseView, MakeMove};
use shared::api::escalations::Escalate;

/// The routes.
pub struct Escalations(pub App);

#[OpenApi(tag = "Chapter::Cases")]
impl Escalations {
    /// Escalate a case, where the client's plan offers it. For a critical problem, raise the severity.
    #[oai(path = "/domains/:domain/cases/:number/escalate", method = "post")]
    async fn escalate(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<Escalate>,
    ) -> poem::Result<Found<CaseView>> {
        let escalated = again(|| service::escalate(&self.0, &domain, &number, &body)).await;
        Ok(Found(answered(&self.0, &domain, escalated).await?))
    }

    /// The vendor takes an escalation in hand.
    #[oai(
        path = "/domains/:domain/cases/:number/escalation/acknowledge",
        method = "post"
    )]
    async fn acknowledge(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        self.decide(domain, number, Step::Acknowledge, body).await
    }

    /// The vendor ends an escalation.
    #[oai(path = "/domains/:domain/cases/:number/escalation/resolve", method = "post")]
    async fn resolve(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        self.decide(domain, number, Step::Resolve, body).await
    }
}

impl Escalations {
    async fn decide(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        step: Step,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        let decided = again(|| service::decide(&self.0, &domain, &number, step, &body)).await;
        Ok(Found(answered(&self.0, &domain, decided).await?))
    }
}
