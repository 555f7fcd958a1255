//! Routes of ready answers.

use super::service;
use crate::app::App;
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::{Created, Done, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use shared::api::answers::{AnswerText, AnswerView, NewAnswer, ReadyAnswer};

/// The routes.
pub struct Answers(pub App);

#[OpenApi(tag = "Chapter::Desk")]
impl Answers {
    /// The ready answers, by English title.
    #[oai(path = "/domains/:domain/desk/answers", method = "get")]
    async fn list(&self, domain: Path<Session>) -> poem::Result<Found<Vec<AnswerView>>> {
        Ok(Found(service::list(&self.0, &domain).await?))
    }

    /// Add a ready answer.
    #[oai(path = "/domains/:domain/desk/answers", method = "post")]
    async fn add(&self, domain: Path<Session>, body: Body<NewAnswer>) -> poem::Result<Created<AnswerView>> {
        Ok(Created(again(|| service::add(&self.0, &domain, &body)).await?))
    }

    /// Change what a ready answer says, as a whole.
    #[oai(path = "/domains/:domain/desk/answers/:answer", method = "patch")]
    async fn change(
        &self,
        domain: Path<Session>,
        answer: Path<String>,
        body: Body<AnswerText>,
    ) -> poem::Result<Found<AnswerView>> {
        Ok(Found(
            again(|| service::change(&self.0, &domain, &answer, &body)).await?,
        ))
    }

    /// Remove a ready answer; what was said with it stays.
    #[oai(path = "/domains/:domain/desk/answers/:answer", method = "delete")]
    async fn remove(&self, domain: Path<Session>, answer: Path<String>) -> poem::Result<Done> {
        again(|| service::remove(&self.0, &domain, &answer)).await?;
        Ok(Done)
    }

    /// The ready answers that fit a case: in its language, filled in, the closest first.
    #[oai(path = "/domains/:domain/cases/:number/answers", method = "get")]
    async fn ready(
        &self,
        domain: Path<Session>,
        number: Path<String>,
    ) -> poem::Result<Found<Vec<ReadyAnswer>>> {
        Ok(Found(service::ready(&self.0, &domain, &number).await?))
    }
}
