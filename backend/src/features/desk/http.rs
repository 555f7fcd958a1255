//! Routes of the support desk.

use super::service;
use crate::app::App;
use crate::error::{Error, Result};
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::reply::Found;
use crate::http::retry::again;
use crate::http::session::Session;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::Page;
use shared::api::desk::{Assign, DeskCase, DeskNote, DeskRow, HandOver, Queue, QueueCount};

/// The routes.
pub struct Desk(pub App);

fn queue(word: Option<&str>) -> Result<Queue> {
    match word {
        None => Ok(Queue::Unassigned),
        Some(word) => word.parse().map_err(|_| Error::field("/queue", "unknown")),
    }
}

#[OpenApi(tag = "Chapter::Desk")]
impl Desk {
    /// The cases of a queue, what has waited longest first. `team` narrows the queue `team` to one.
    #[oai(path = "/domains/:domain/desk/queue", method = "get")]
    async fn queue(
        &self,
        domain: Path<Session>,
        queue: Query<Option<String>>,
        team: Query<Option<String>>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<DeskRow>>> {
        let queue = self::queue(queue.as_deref())?;
        Ok(Found(
            service::queue(
                &self.0,
                &domain,
                queue,
                team.as_deref(),
                after.as_deref(),
                limit.0,
            )
            .await?,
        ))
    }

    /// How many cases each queue has.
    #[oai(path = "/domains/:domain/desk/queues", method = "get")]
    async fn queues(&self, domain: Path<Session>) -> poem::Result<Found<Vec<QueueCount>>> {
        Ok(Found(service::queues(&self.0, &domain).await?))
    }

    /// Who works a case, what can be done, and what to know of its client.
    #[oai(path = "/domains/:domain/cases/:number/desk", method = "get")]
    async fn beside(&self, domain: Path<Session>, number: Path<String>) -> poem::Result<Found<DeskCase>> {
        Ok(Found(service::beside(&self.0, &domain, &number).await?))
    }

    /// Make a case one's own; a new one is in progress then.
    #[oai(path = "/domains/:domain/cases/:number/take", method = "post")]
    async fn take(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<DeskNote>,
    ) -> poem::Result<Found<DeskCase>> {
        let taken = again(|| service::take(&self.0, &domain, &number, &body)).await;
        self.answered(&domain, &number, taken).await
    }

    /// Make a case somebody's.
    #[oai(path = "/domains/:domain/cases/:number/assign", method = "post")]
    async fn assign(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<Assign>,
    ) -> poem::Result<Found<DeskCase>> {
        let assigned = again(|| service::assign(&self.0, &domain, &number, &body)).await;
        self.answered(&domain, &number, assigned).await
    }

    /// Make a case nobody's.
    #[oai(path = "/domains/:domain/cases/:number/release", method = "post")]
    async fn release(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<DeskNote>,
    ) -> poem::Result<Found<DeskCase>> {
        let released = again(|| service::release(&self.0, &domain, &number, &body)).await;
        self.answered(&domain, &number, released).await
    }

    /// Hand a case to the engineers or to a specialist team, with a note that stays at the desk.
    #[oai(path = "/domains/:domain/cases/:number/hand-over", method = "post")]
    async fn hand_over(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<HandOver>,
    ) -> poem::Result<Found<DeskCase>> {
        let handed = again(|| service::hand_over(&self.0, &domain, &number, &body)).await;
        self.answered(&domain, &number, handed).await
    }

    /// Take a case back to the first line; it is the caller's then.
    #[oai(path = "/domains/:domain/cases/:number/take-back", method = "post")]
    async fn take_back(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<DeskNote>,
    ) -> poem::Result<Found<DeskCase>> {
        let taken = again(|| service::take_back(&self.0, &domain, &number, &body)).await;
        self.answered(&domain, &number, taken).await
    }
}

impl Desk {
    async fn answered(
        &self,
        domain: &Session,
        number: &str,
        outcome: Result<DeskCase>,
    ) -> poem::Result<Found<DeskCase>> {
        Ok(Found(service::answered(&self.0, domain, number, outcome).await?))
    }
}
