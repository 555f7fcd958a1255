//! Routes of cases.

use super::{filing, service};
use crate::app::App;
use crate::error::{Error, Result};
use crate::features::Chapter;
use crate::http::body::Body;
use crate::http::path::Path;
use crate::http::problem::language;
use crate::http::reply::{Created, Csv, Found};
use crate::http::retry::again;
use crate::http::session::Session;
use poem::Request;
use poem_openapi::OpenApi;
use poem_openapi::param::Query;
use shared::api::Page;
use shared::api::cases::{
    CaseFilter, CaseRow, CaseView, ChangeCase, Facets, FileCase, FilingClient, FilingForm, HistoryItem,
    MakeMove, NewComment,
};
use shared::case::Move;
use std::str::FromStr;

/// The routes of cases.
pub struct Cases(pub App);

/// The routes of the form for a new case.
pub struct Filing(pub App);

/// Words separated by commas.
fn words<W: FromStr>(pointer: &str, text: Option<&str>) -> Result<Vec<W>> {
    let given = text
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    given
        .map(|word| word.parse().map_err(|_| Error::field(pointer, "unknown")))
        .collect()
}

/// What narrows a list.
fn filter(
    client: Option<String>,
    state: Option<&str>,
    severity: Option<&str>,
    q: Option<String>,
) -> Result<CaseFilter> {
    Ok(CaseFilter {
        client,
        state: words("/state", state)?,
        severity: words("/severity", severity)?,
        q,
    })
}

#[OpenApi(tag = "Chapter::Cases")]
impl Cases {
    /// The cases that the caller may see, newest modified first.
    ///
    /// `state` and `severity` take several words separated by commas; `q` finds words, or the
    /// beginnings of words, in title, description and comments.
    #[oai(path = "/domains/:domain/cases", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one per query parameter")]
    async fn list(
        &self,
        domain: Path<Session>,
        client: Query<Option<String>>,
        state: Query<Option<String>>,
        severity: Query<Option<String>>,
        q: Query<Option<String>>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<CaseRow>>> {
        let filter = filter(client.0, state.as_deref(), severity.as_deref(), q.0)?;
        Ok(Found(
            service::list(&self.0, &domain, &filter, after.as_deref(), limit.0).await?,
        ))
    }

    /// How many cases the list has, and would have with another choice in each of its filters.
    #[oai(path = "/domains/:domain/cases/facets", method = "get")]
    async fn facets(
        &self,
        domain: Path<Session>,
        client: Query<Option<String>>,
        state: Query<Option<String>>,
        severity: Query<Option<String>>,
        q: Query<Option<String>>,
    ) -> poem::Result<Found<Facets>> {
        let filter = filter(client.0, state.as_deref(), severity.as_deref(), q.0)?;
        Ok(Found(service::facets(&self.0, &domain, &filter).await?))
    }

    /// The list as a CSV file: of its cases those that the caller may export, 10,000 at most.
    #[oai(path = "/domains/:domain/cases/export", method = "get")]
    async fn export(
        &self,
        request: &Request,
        domain: Path<Session>,
        client: Query<Option<String>>,
        state: Query<Option<String>>,
        severity: Query<Option<String>>,
        q: Query<Option<String>>,
    ) -> poem::Result<Csv> {
        let filter = filter(client.0, state.as_deref(), severity.as_deref(), q.0)?;
        Ok(Csv {
            name: "cases.csv",
            text: service::export(&self.0, &domain, &filter, language(request)).await?,
        })
    }

    /// File a case.
    #[oai(path = "/domains/:domain/cases", method = "post")]
    async fn file(&self, domain: Path<Session>, body: Body<FileCase>) -> poem::Result<Created<CaseView>> {
        let filed = again(|| service::file(&self.0, &domain, &body)).await;
        Ok(Created(service::answered(&self.0, &domain, filed).await?))
    }

    /// One case.
    #[oai(path = "/domains/:domain/cases/:number", method = "get")]
    async fn view(&self, domain: Path<Session>, number: Path<String>) -> poem::Result<Found<CaseView>> {
        Ok(Found(service::view(&self.0, &domain, &number).await?))
    }

    /// Change title or severity.
    #[oai(path = "/domains/:domain/cases/:number", method = "patch")]
    async fn change(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<ChangeCase>,
    ) -> poem::Result<Found<CaseView>> {
        let changed = again(|| service::change(&self.0, &domain, &number, &body)).await;
        Ok(Found(service::answered(&self.0, &domain, changed).await?))
    }

    /// What happened to a case, oldest first.
    #[oai(path = "/domains/:domain/cases/:number/history", method = "get")]
    async fn history(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<HistoryItem>>> {
        Ok(Found(
            service::history(&self.0, &domain, &number, after.as_deref(), limit.0).await?,
        ))
    }

    /// Comment on a case.
    #[oai(path = "/domains/:domain/cases/:number/comments", method = "post")]
    async fn comment(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<NewComment>,
    ) -> poem::Result<Created<CaseView>> {
        let said = again(|| service::comment(&self.0, &domain, &number, &body)).await;
        Ok(Created(service::answered(&self.0, &domain, said).await?))
    }

    /// Support takes a new case on.
    #[oai(path = "/domains/:domain/cases/:number/triage", method = "post")]
    async fn triage(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        self.make(domain, number, Move::Triage, body).await
    }

    /// Support asks for information.
    #[oai(path = "/domains/:domain/cases/:number/ask", method = "post")]
    async fn ask(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        self.make(domain, number, Move::Ask, body).await
    }

    /// Support proposes a solution.
    #[oai(path = "/domains/:domain/cases/:number/solve", method = "post")]
    async fn solve(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        self.make(domain, number, Move::Solve, body).await
    }

    /// Support closes what was solved.
    #[oai(path = "/domains/:domain/cases/:number/conclude", method = "post")]
    async fn conclude(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        self.make(domain, number, Move::Conclude, body).await
    }

    /// A customer says that the solution works.
    #[oai(path = "/domains/:domain/cases/:number/confirm", method = "post")]
    async fn confirm(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        self.make(domain, number, Move::Confirm, body).await
    }

    /// A customer closes: the problem is gone.
    #[oai(path = "/domains/:domain/cases/:number/close", method = "post")]
    async fn close(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        self.make(domain, number, Move::Close, body).await
    }

    /// Take a closed case up again, within 30 days.
    #[oai(path = "/domains/:domain/cases/:number/reopen", method = "post")]
    async fn reopen(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        self.make(domain, number, Move::Reopen, body).await
    }
}

impl Cases {
    async fn make(
        &self,
        domain: Path<Session>,
        number: Path<String>,
        step: Move,
        body: Body<MakeMove>,
    ) -> poem::Result<Found<CaseView>> {
        let moved = again(|| service::make_move(&self.0, &domain, &number, step, &body)).await;
        Ok(Found(service::answered(&self.0, &domain, moved).await?))
    }
}

#[OpenApi(tag = "Chapter::Cases")]
impl Filing {
    /// The domains that the caller may file for, or could; the own one first.
    #[oai(path = "/domains/:domain/filing/clients", method = "get")]
    async fn clients(
        &self,
        domain: Path<Session>,
        q: Query<Option<String>>,
    ) -> poem::Result<Found<Page<FilingClient>>> {
        Ok(Found(filing::clients(&self.0, &domain, q.as_deref()).await?))
    }

    /// What the form for a new case needs to know, for one domain.
    #[oai(path = "/domains/:domain/filing", method = "get")]
    async fn form(
        &self,
        domain: Path<Session>,
        client: Query<Option<String>>,
    ) -> poem::Result<Found<FilingForm>> {
        Ok(Found(filing::form(&self.0, &domain, client.as_deref()).await?))
    }
}
