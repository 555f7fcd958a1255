//! Routes of cases.

use super::{filing, many, service, similar};
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
use shared::api::form::Similar;
use shared::api::lists::{ChangeMany, ManyChanged, ProductRef};
use shared::case::Move;
use std::str::FromStr;

/// The routes of cases.
pub struct Cases(pub App);

/// The routes of the form for a new case.
pub struct Filing(pub App);

/// The routes of lists and of what is done with many cases at once.
pub struct Many(pub App);

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

/// What narrows a list, as it stands in a query.
struct Asked {
    client: Query<Option<String>>,
    state: Query<Option<String>>,
    severity: Query<Option<String>>,
    q: Query<Option<String>>,
    product: Query<Option<String>>,
    mine: Query<Option<String>>,
    escalated: Query<Option<String>>,
    since: Query<Option<String>>,
}

impl Asked {
    fn filter(self) -> Result<CaseFilter> {
        let since = self.since.0.filter(|since| !since.is_empty());
        let since = since.map(|since| since.parse().map_err(|_| Error::field("/since", "instant")));
        Ok(CaseFilter {
            client: self.client.0,
            state: words("/state", self.state.as_deref())?,
            severity: words("/severity", self.severity.as_deref())?,
            q: self.q.0,
            product: self.product.0.filter(|product| !product.is_empty()),
            mine: yes("/mine", self.mine.as_deref())?,
            escalated: yes("/escalated", self.escalated.as_deref())?,
            since: since.transpose()?,
        })
    }
}

/// A yes or no of a query; left out is no.
fn yes(pointer: &str, word: Option<&str>) -> Result<bool> {
    match word {
        None | Some("" | "false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(Error::field(pointer, "wrong-type")),
    }
}

#[OpenApi(tag = "Chapter::Cases")]
impl Cases {
    /// The cases that the caller may see, newest modified first.
    ///
    /// `state` and `severity` take several words separated by commas; `q` finds words, or the
    /// beginnings of words, in title, description and comments; `product` is a product's key; `mine`
    /// (`true`) are those that the caller filed, `escalated` those with an escalation under way; `since` is an instant, or days such as `7d`.
    #[oai(path = "/domains/:domain/cases", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one per query parameter")]
    async fn list(
        &self,
        domain: Path<Session>,
        client: Query<Option<String>>,
        state: Query<Option<String>>,
        severity: Query<Option<String>>,
        q: Query<Option<String>>,
        product: Query<Option<String>>,
        mine: Query<Option<String>>,
        escalated: Query<Option<String>>,
        since: Query<Option<String>>,
        after: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> poem::Result<Found<Page<CaseRow>>> {
        let asked = Asked {
            client,
            state,
            severity,
            q,
            product,
            mine,
            escalated,
            since,
        };
        let filter = asked.filter()?;
        Ok(Found(
            service::list(&self.0, &domain, &filter, after.as_deref(), limit.0).await?,
        ))
    }

    /// How many cases the list has, and would have with another choice in each of its filters.
    #[oai(path = "/domains/:domain/cases/facets", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one per query parameter")]
    async fn facets(
        &self,
        domain: Path<Session>,
        client: Query<Option<String>>,
        state: Query<Option<String>>,
        severity: Query<Option<String>>,
        q: Query<Option<String>>,
        product: Query<Option<String>>,
        mine: Query<Option<String>>,
        escalated: Query<Option<String>>,
        since: Query<Option<String>>,
    ) -> poem::Result<Found<Facets>> {
        let asked = Asked {
            client,
            state,
            severity,
            q,
            product,
            mine,
            escalated,
            since,
        };
        let filter = asked.filter()?;
        Ok(Found(service::facets(&self.0, &domain, &filter).await?))
    }

    /// The list as a CSV file: of its cases those that the caller may export, 10,000 at most.
    ///
    /// `columns` are those wanted, in this order, separated by commas.
    #[oai(path = "/domains/:domain/cases/export", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "one per query parameter")]
    async fn export(
        &self,
        request: &Request,
        domain: Path<Session>,
        client: Query<Option<String>>,
        state: Query<Option<String>>,
        severity: Query<Option<String>>,
        q: Query<Option<String>>,
        product: Query<Option<String>>,
        mine: Query<Option<String>>,
        escalated: Query<Option<String>>,
        since: Query<Option<String>>,
        columns: Query<Option<String>>,
    ) -> poem::Result<Csv> {
        let asked = Asked {
            client,
            state,
            severity,
            q,
            product,
            mine,
            escalated,
            since,
        };
        let filter = asked.filter()?;
        let columns = words("/columns", columns.as_deref())?;
        Ok(Csv {
            name: "cases.csv",
            text: service::export(&self.0, &domain, &filter, &columns, language(request)).await?,
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

    /// What may spare one from filing: cases with words of `q` that the caller sees, those of
    /// `client` first, and known issues with these words or about `product`.
    #[oai(path = "/domains/:domain/filing/similar", method = "get")]
    async fn similar(
        &self,
        domain: Path<Session>,
        client: Query<Option<String>>,
        q: Query<Option<String>>,
        product: Query<Option<String>>,
    ) -> poem::Result<Found<Similar>> {
        let (client, q, product) = (client.as_deref(), q.as_deref(), product.as_deref());
        Ok(Found(
            similar::similar(&self.0, &domain, client, q, product).await?,
        ))
    }
}

#[OpenApi(tag = "Chapter::Cases")]
impl Many {
    /// The products that a list can be narrowed to, those not offered any more included.
    #[oai(path = "/domains/:domain/cases/products", method = "get")]
    async fn products(&self, domain: Path<Session>) -> poem::Result<Found<Vec<ProductRef>>> {
        Ok(Found(service::products(&self.0, &domain).await?))
    }

    /// Change many cases: close them, take them up again, change how urgent they are.
    ///
    /// All of them are changed, or none. If one may not be seen, that is all the answer says; if one
    /// is refused, `errors` points at its number.
    #[oai(path = "/domains/:domain/cases/bulk", method = "post")]
    async fn change(
        &self,
        domain: Path<Session>,
        body: Body<ChangeMany>,
    ) -> poem::Result<Found<ManyChanged>> {
        let changed = again(|| many::change(&self.0, &domain, &body)).await;
        Ok(Found(many::answered(&self.0, &domain, &body, changed).await?))
    }
}
