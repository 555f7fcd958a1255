//! Routes of support plans.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::plans::{ChangePlan, NewPlan, PlanView};

/// The routes.
pub struct Plans(pub App);

#[OpenApi(tag = "Chapter::Vendor")]
impl Plans {
    /// The support plans. They are no secret: everybody signed in may read them.
    #[oai(path = "/domains/:domain/plans", method = "get")]
    async fn list(&self, domain: Path<Session>) -> poem::Result<Found<Vec<PlanView>>> {
        Ok(Found(service::list(&self.0, &domain).await?))
    }

    /// Add a plan.
    #[oai(path = "/domains/:domain/plans", method = "post")]
    async fn add(&self, domain: Path<Session>, body: Body<NewPlan>) -> poem::Result<Created<PlanView>> {
        Ok(Created(again(|| service::add(&self.0, &domain, &body)).await?))
    }

    /// Change a plan. Answers that are waited for become due anew within a minute.
    #[oai(path = "/domains/:domain/plans/:plan", method = "patch")]
    async fn change(
        &self,
        domain: Path<Session>,
        plan: Path<String>,
        body: Body<ChangePlan>,
    ) -> poem::Result<Found<PlanView>> {
        Ok(Found(
            again(|| service::change(&self.0, &domain, &plan, &body)).await?,
        ))
    }
}
