//! The route of explanations for the operator.

use super::service;
use crate::app::App;
use crate::error::Error;
use crate::features::Chapter;
use crate::http::path::Path;
use crate::http::reply::Found;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::decisions::Decision;

/// The route.
pub struct Decisions(pub App);

#[OpenApi(tag = "Chapter::Access")]
impl Decisions {
    /// May this account do that with this case, now or at an earlier instant; and the chain of
    /// facts that decides it. Shows nothing of what the case says.
    #[oai(path = "/domains/:domain/decisions", method = "get")]
    async fn explain(
        &self,
        domain: Path<Session>,
        account: Query<String>,
        action: Query<String>,
        case: Query<String>,
        at: Query<Option<String>>,
    ) -> poem::Result<Found<Decision>> {
        let action = action.parse().map_err(|_| Error::field("/action", "unknown"))?;
        let at = at.0.as_deref().map(str::parse).transpose();
        let at = at.map_err(|_| Error::field("/at", "wrong-type"))?;
        let question = crate::authz::Question {
            account: &account,
            action,
            case: &case,
            at,
        };
        Ok(Found(service::explain(&self.0, &domain, &question).await?))
    }
}
