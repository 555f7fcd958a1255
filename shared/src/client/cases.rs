//! Cases: lists, one case, its files, filing.

use super::{InDomain, Method, Outcome, Query, Transport, encode, list};
use crate::api::Page;
use crate::api::attachments::{AttachmentView, Redact};
use crate::api::cases::{
    CaseFilter, CaseRow, CaseView, ChangeCase, Facets, FileCase, FilingClient, FilingForm, HistoryItem,
    MakeMove, NewComment,
};
use crate::api::form::Similar;
use crate::api::lists::{ChangeMany, Column, ManyChanged, ProductRef};
use crate::api::prose::{Preview, Written};
use crate::case::Move;

impl<T: Transport> InDomain<'_, T> {
    /// The cases the caller may see, newest modified first.
    pub async fn cases(
        &self,
        filter: &CaseFilter,
        after: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<CaseRow>> {
        let mut query = Query::of(filter);
        query.page(after, limit);
        self.get(&format!("/cases{query}", query = query.0)).await
    }

    /// How many cases the list has, and would have with another choice in each of its filters.
    pub async fn facets(&self, filter: &CaseFilter) -> Outcome<Facets> {
        self.get(&format!("/cases/facets{}", Query::of(filter).0)).await
    }

    /// The list as a CSV file: of its cases those that the caller may export.
    pub async fn export(&self, filter: &CaseFilter) -> Outcome<String> {
        self.export_columns(filter, &[]).await
    }

    /// The same with these columns, in this order; none means what is usual.
    pub async fn export_columns(&self, filter: &CaseFilter, columns: &[Column]) -> Outcome<String> {
        let mut query = Query::of(filter);
        query.add(
            "columns",
            list(columns.iter().map(|column| column.as_str())).as_deref(),
        );
        let path = self.path(&format!("/cases/export{}", query.0));
        self.client.exchange(Method::Get, path, Ok(None)).await
    }

    /// Files a case.
    pub async fn file_case(&self, request: &FileCase) -> Outcome<CaseView> {
        self.post("/cases", request).await
    }

    /// One case.
    pub async fn case(&self, number: &str) -> Outcome<CaseView> {
        self.get(&format!("/cases/{}", encode(number))).await
    }

    /// Changes title or severity.
    pub async fn change_case(&self, number: &str, request: &ChangeCase) -> Outcome<CaseView> {
        self.send(
            Method::Patch,
            &format!("/cases/{}", encode(number)),
            Some(request),
        )
        .await
    }

    /// What happened to a case, oldest first.
    pub async fn history(&self, number: &str, after: Option<&str>) -> Outcome<Page<HistoryItem>> {
        let mut query = Query::default();
        query.page(after, 200);
        self.get(&format!("/cases/{}/history{}", encode(number), query.0))
            .await
    }

    /// Adds a comment.
    pub async fn comment(&self, number: &str, request: &NewComment) -> Outcome<CaseView> {
        self.post(&format!("/cases/{}/comments", encode(number)), request)
            .await
    }

    /// Makes a move; [`Move::Reply`] is made by commenting.
    pub async fn make_move(&self, number: &str, step: Move, request: &MakeMove) -> Outcome<CaseView> {
        self.post(&format!("/cases/{}/{}", encode(number), step.as_str()), request)
            .await
    }

    /// The domains one may file for, the own one first.
    pub async fn filing_clients(&self, q: Option<&str>) -> Outcome<Page<FilingClient>> {
        let mut query = Query::default();
        query.add("q", q);
        self.get(&format!("/filing/clients{}", query.0)).await
    }

    /// What the form needs for one domain; nothing means the own one.
    pub async fn filing_form(&self, client: Option<&str>) -> Outcome<FilingForm> {
        let mut query = Query::default();
        query.add("client", client);
        self.get(&format!("/filing{}", query.0)).await
    }

    /// What may spare one from filing: similar cases that the caller sees, and known issues.
    pub async fn similar(&self, client: Option<&str>, q: &str, product: Option<&str>) -> Outcome<Similar> {
        let mut query = Query::default();
        query.add("client", client);
        query.add("q", Some(q));
        query.add("product", product);
        self.get(&format!("/filing/similar{}", query.0)).await
    }

    /// The files of a case, oldest first.
    pub async fn attachments(&self, number: &str) -> Outcome<Vec<AttachmentView>> {
        self.get(&format!("/cases/{}/attachments", encode(number))).await
    }

    /// Where one of them is to be had, for links and images.
    #[must_use]
    pub fn attachment_path(&self, number: &str, id: uuid::Uuid) -> String {
        self.path(&format!("/cases/{}/attachments/{id}", encode(number)))
    }

    /// Where to post a file with this name: as it is, for bytes travel by other ways than this client's.
    #[must_use]
    pub fn attach_path(&self, number: &str, name: &str) -> String {
        self.path(&format!(
            "/cases/{}/attachments?name={}",
            encode(number),
            encode(name)
        ))
    }

    /// Takes a file away for good (support desk).
    pub async fn redact(&self, number: &str, id: uuid::Uuid, request: &Redact) -> Outcome<AttachmentView> {
        let path = format!("/cases/{}/attachments/{id}", encode(number));
        self.send(Method::Delete, &path, Some(request)).await
    }

    /// How a text will be shown.
    pub async fn preview(&self, request: &Written) -> Outcome<Preview> {
        self.post("/prose", request).await
    }

    /// The products that a list can be narrowed to.
    pub async fn case_products(&self) -> Outcome<Vec<ProductRef>> {
        self.get("/cases/products").await
    }

    /// Changes many cases: all of them, or none.
    pub async fn change_many(&self, request: &ChangeMany) -> Outcome<ManyChanged> {
        self.post("/cases/bulk", request).await
    }
}
