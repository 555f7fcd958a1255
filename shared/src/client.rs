//! The typed client of the API, over any transport: `fetch` in the app, calls in process in the
//! tests.

use crate::Timestamp;
use crate::api::Page;
use crate::api::access::{AccessRequest, AskForAccess, CaseAccess, ClientAccess};
use crate::api::accounts::{AccountView, NewAccount, NewAccountView};
use crate::api::answers::{AnswerText, AnswerView, NewAnswer, ReadyAnswer};
use crate::api::assignments::{AssignmentView, GiveRole};
use crate::api::attachments::{AttachmentView, Redact};
use crate::api::calendars::{CalendarView, ChangeCalendar, NewCalendar};
use crate::api::cases::{
    CaseFilter, CaseRow, CaseView, ChangeCase, Facets, FileCase, FilingClient, FilingForm, HistoryItem,
    MakeMove, NewComment,
};
use crate::api::catalogue::{ChangeCategory, NewCategory, NewProduct, ProductView, Retire};
use crate::api::clients::ClientView;
use crate::api::decisions::Decision;
use crate::api::delegations::{DelegationView, GrantAccess, ResellerAccess};
use crate::api::desk::{Assign, DeskCase, DeskNote, DeskRow, HandOver, Queue, QueueCount};
use crate::api::domains::{DomainView, NewDomain, NewDomainView, NewOrganization, OrganizationView};
use crate::api::escalations::Escalate;
use crate::api::form::Similar;
use crate::api::groups::{ChangeGroup, GroupView, NewGroup, NewMember};
use crate::api::issues::{ChangeIssue, KnownIssue, NewIssue};
use crate::api::ledger::LedgerEntry;
use crate::api::links::{LinkCase, LinkView, MergeCase};
use crate::api::lists::{ChangeMany, ChangeView, Column, ManyChanged, NewView, ProductRef, SavedView};
use crate::api::mail::MailView;
use crate::api::own_side::{AssignOwn, NewOwnNote, OwnSide};
use crate::api::plans::{AssignPlan, ChangePlan, NewPlan, PlanView};
use crate::api::prose::{Preview, Written};
use crate::api::ratings::{RateCase, Ratings};
use crate::api::resources::{ChangeResource, NewResource, ResourceNode};
use crate::api::roles::{ChangeRole, NewRole, RoleView};
use crate::api::sessions::{
    AcceptInvitation, ChangeMe, ChangePassword, InvitationView, Me, OpenInvitation, SignIn,
};
use crate::api::shares::{
    ChangeSharingPolicy, OpenCases, OpenCasesShared, ShareCase, ShareOpenCases, ShareView, SharingPolicy,
};
use crate::api::solutions::Summarize;
use crate::api::targets::CaseClock;
use crate::api::teams::{
    ChangeDeskSettings, ChangeTeam, DeskPerson, DeskSettings, NewTeam, NewTeamMember, TeamView,
};
use crate::api::tenures::{CorrectTenure, CorrectionView, TenureView, Transfer, TransferView};
use crate::case::Move;
use crate::problem::Problem;
use crate::words::Action;
use serde::{Serialize, de::DeserializeOwned};
use std::fmt::Write as _;

/// The methods the API knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Changes.
    Patch,
    /// Ends.
    Delete,
}

impl Method {
    /// As it stands in a request.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A request for a transport to send.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// Path and query, beginning with `/api`.
    pub path: String,
    /// The JSON body.
    pub body: Option<String>,
}

/// What a transport brings back.
#[derive(Debug, Clone)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The whole body.
    pub body: String,
}

/// Sends requests.
pub trait Transport {
    /// Sends one request; `Err` says why no answer came.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, String>>;
}

/// Why a call brought no result.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The server refused; the problem says why.
    Refused(Box<Problem>),
    /// No answer, or none that could be read.
    Unreachable(String),
}

impl Failure {
    /// The problem, if the server refused.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused(problem) => Some(problem),
            Self::Unreachable(_) => None,
        }
    }
}

/// What a call brings.
pub type Outcome<T> = Result<T, Failure>;

/// The API.
#[derive(Debug, Clone, Default)]
pub struct Client<T> {
    /// How requests travel.
    pub transport: T,
}

impl<T: Transport> Client<T> {
    /// A client over a transport.
    pub const fn new(transport: T) -> Self {
        Self { transport }
    }

    /// The API of one domain, with the session of that domain.
    pub fn domain<'a>(&'a self, name: &'a str) -> InDomain<'a, T> {
        InDomain { client: self, name }
    }

    /// Signs in; the address says to which domain.
    pub async fn sign_in(&self, request: &SignIn) -> Outcome<Me> {
        self.call(Method::Post, "/api/v1/session".to_owned(), Some(request))
            .await
    }

    /// Every session this browser holds, one per domain.
    pub async fn sessions(&self) -> Outcome<Vec<Me>> {
        self.call(Method::Get, "/api/v1/sessions".to_owned(), NOTHING)
            .await
    }

    /// For whom a one-time link is.
    pub async fn open_invitation(&self, request: &OpenInvitation) -> Outcome<InvitationView> {
        self.call(Method::Post, "/api/v1/invitations/open".to_owned(), Some(request))
            .await
    }

    /// Takes up a one-time link.
    pub async fn accept_invitation(&self, request: &AcceptInvitation) -> Outcome<Me> {
        self.call(
            Method::Post,
            "/api/v1/invitations/accept".to_owned(),
            Some(request),
        )
        .await
    }

    /// Sends a request and reads the answer. Thin on purpose: it exists once per view, and what it
    /// calls once, which keeps the app small.
    fn call<B: Serialize, V: DeserializeOwned>(
        &self,
        method: Method,
        path: String,
        body: Option<&B>,
    ) -> impl Future<Output = Outcome<V>> + use<'_, T, B, V> {
        let body = body.map(serde_json::to_string).transpose();
        async move {
            let answer = self.exchange(method, path, body).await?;
            serde_json::from_str(&answer).map_err(unreadable)
        }
    }

    async fn exchange(
        &self,
        method: Method,
        path: String,
        body: serde_json::Result<Option<String>>,
    ) -> Outcome<String> {
        let body = body.map_err(unreadable)?;
        let request = Request { method, path, body };
        let response = self.transport.send(request).await.map_err(Failure::Unreachable)?;
        if (200..300).contains(&response.status) {
            let nothing = response.body.is_empty();
            return Ok(if nothing { "null".to_owned() } else { response.body });
        }
        match serde_json::from_str::<Problem>(&response.body) {
            Ok(problem) => Err(Failure::Refused(Box::new(problem))),
            Err(_) => Err(Failure::Unreachable(format!("status {}", response.status))),
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "made for map_err")]
fn unreadable(error: serde_json::Error) -> Failure {
    Failure::Unreachable(error.to_string())
}

const NOTHING: Option<&()> = None;

/// The API of one domain.
#[derive(Debug)]
pub struct InDomain<'a, T> {
    client: &'a Client<T>,
    name: &'a str,
}

impl<T: Transport> InDomain<'_, T> {
    fn get<V: DeserializeOwned>(&self, path: &str) -> impl Future<Output = Outcome<V>> + use<'_, T, V> {
        self.send(Method::Get, path, NOTHING)
    }

    fn post<B: Serialize, V: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
    ) -> impl Future<Output = Outcome<V>> + use<'_, T, B, V> {
        self.send(Method::Post, path, Some(body))
    }

    fn send<B: Serialize, V: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<&B>,
    ) -> impl Future<Output = Outcome<V>> + use<'_, T, B, V> {
        self.client.call(method, self.path(path), body)
    }

    fn path(&self, path: &str) -> String {
        format!("/api/v1/domains/{}{path}", encode(self.name))
    }

    /// Signs in to this domain.
    pub async fn sign_in(&self, request: &SignIn) -> Outcome<Me> {
        self.post("/session", request).await
    }

    /// Ends the session, for requests in flight too.
    pub async fn sign_out(&self) -> Outcome<()> {
        self.send(Method::Delete, "/session", NOTHING).await
    }

    /// The caller.
    pub async fn me(&self) -> Outcome<Me> {
        self.get("/me").await
    }

    /// Changes the caller's own profile.
    pub async fn change_me(&self, request: &ChangeMe) -> Outcome<Me> {
        self.send(Method::Patch, "/me", Some(request)).await
    }

    /// Changes the caller's password.
    pub async fn change_password(&self, request: &ChangePassword) -> Outcome<()> {
        self.post("/me/password", request).await
    }

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

    /// With whom a case is shared, by whom and until when.
    pub async fn shares(&self, number: &str) -> Outcome<Vec<ShareView>> {
        self.get(&format!("/cases/{}/shares", encode(number))).await
    }

    /// Shares a case with a person or a group.
    pub async fn share(&self, number: &str, request: &ShareCase) -> Outcome<ShareView> {
        self.post(&format!("/cases/{}/shares", encode(number)), request)
            .await
    }

    /// Ends a share, from the next request on.
    pub async fn end_share(&self, number: &str, id: uuid::Uuid) -> Outcome<()> {
        let path = format!("/cases/{}/shares/{id}", encode(number));
        self.send(Method::Delete, &path, NOTHING).await
    }

    /// Who can see a case, and why.
    pub async fn case_access(&self, number: &str) -> Outcome<Vec<CaseAccess>> {
        self.get(&format!("/cases/{}/access", encode(number))).await
    }

    /// Open cases that a new reseller does not see, for the client to share.
    pub async fn open_cases(&self) -> Outcome<Vec<OpenCases>> {
        self.get("/shares/open-cases").await
    }

    /// Shares them, in one step.
    pub async fn share_open_cases(&self, request: &ShareOpenCases) -> Outcome<OpenCasesShared> {
        self.post("/shares/open-cases", request).await
    }

    /// Whether cases may be shared outside (client).
    pub async fn sharing_policy(&self) -> Outcome<SharingPolicy> {
        self.get("/shares/policy").await
    }

    /// Changes whether cases may be shared outside (client).
    pub async fn change_sharing_policy(&self, request: &ChangeSharingPolicy) -> Outcome<SharingPolicy> {
        self.send(Method::Patch, "/shares/policy", Some(request)).await
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

    /// The reseller's clients, by title.
    pub async fn clients(&self, q: Option<&str>, after: Option<&str>) -> Outcome<Page<ClientView>> {
        let mut query = Query::default();
        query.add("q", q);
        query.page(after, 100);
        self.get(&format!("/clients{}", query.0)).await
    }

    /// One client.
    pub async fn client(&self, client: &str) -> Outcome<ClientView> {
        self.get(&format!("/clients/{}", encode(client))).await
    }

    /// How far the caller's domain is let in at a client, and what is missing.
    pub async fn client_access(&self, client: &str) -> Outcome<ClientAccess> {
        self.get(&format!("/clients/{}/access", encode(client))).await
    }

    /// Asks a client to let the caller's domain in, or further in.
    pub async fn ask_for_access(&self, client: &str, request: &AskForAccess) -> Outcome<AccessRequest> {
        self.post(&format!("/clients/{}/access", encode(client)), request)
            .await
    }

    /// Declines what a reseller asked for (client).
    pub async fn decline_access(&self, request: uuid::Uuid) -> Outcome<()> {
        self.send(
            Method::Delete,
            &format!("/delegations/requests/{request}"),
            NOTHING,
        )
        .await
    }

    /// The resellers that manage this client or did, and how far each is let in.
    pub async fn delegations(&self) -> Outcome<Page<ResellerAccess>> {
        self.get("/delegations").await
    }

    /// Lets a reseller in.
    pub async fn grant_access(&self, request: &GrantAccess) -> Outcome<DelegationView> {
        self.post("/delegations", request).await
    }

    /// Ends a consent, from the next request on.
    pub async fn revoke_access(&self, id: uuid::Uuid) -> Outcome<()> {
        self.send(Method::Delete, &format!("/delegations/{id}"), NOTHING)
            .await
    }

    /// Periods of management, newest first: of one client, or of all (vendor).
    pub async fn tenures(&self, client: Option<&str>, after: Option<&str>) -> Outcome<Page<TenureView>> {
        let mut query = Query::default();
        query.add("client", client);
        query.page(after, 100);
        self.get(&format!("/tenures{}", query.0)).await
    }

    /// Transfers a client.
    pub async fn transfer(&self, request: &Transfer) -> Outcome<TransferView> {
        self.post("/tenures", request).await
    }

    /// Cancels a transfer that was set for later.
    pub async fn cancel_transfer(&self, id: uuid::Uuid) -> Outcome<()> {
        self.send(Method::Delete, &format!("/tenures/{id}"), NOTHING)
            .await
    }

    /// Corrects a period of management that was entered wrongly (vendor).
    pub async fn correct_tenure(&self, id: uuid::Uuid, request: &CorrectTenure) -> Outcome<CorrectionView> {
        self.send(Method::Patch, &format!("/tenures/{id}"), Some(request))
            .await
    }

    /// Why an account may do something with a case, or may not; now or at an earlier instant
    /// (vendor).
    pub async fn explain(
        &self,
        account: &str,
        action: Action,
        case: &str,
        at: Option<Timestamp>,
    ) -> Outcome<Decision> {
        let mut query = Query::default();
        query.add("account", Some(account));
        query.add("action", Some(action.as_str()));
        query.add("case", Some(case));
        query.add("at", at.map(|at| at.to_string()).as_deref());
        self.get(&format!("/decisions{}", query.0)).await
    }

    /// The organizations, by name (vendor).
    pub async fn organizations(&self) -> Outcome<Page<OrganizationView>> {
        self.get("/organizations").await
    }

    /// Adds an organization (vendor).
    pub async fn add_organization(&self, request: &NewOrganization) -> Outcome<OrganizationView> {
        self.post("/organizations", request).await
    }

    /// The domains, by title (vendor).
    pub async fn domains(
        &self,
        q: Option<&str>,
        kind: Option<&str>,
        after: Option<&str>,
    ) -> Outcome<Page<DomainView>> {
        let mut query = Query::default();
        query.add("q", q);
        query.add("kind", kind);
        query.page(after, 100);
        self.get(&format!("/domains{}", query.0)).await
    }

    /// Adds a domain with its first administrator (vendor).
    pub async fn add_domain(&self, request: &NewDomain) -> Outcome<NewDomainView> {
        self.post("/domains", request).await
    }

    /// Gives a client a plan (vendor).
    pub async fn assign_plan(&self, client: &str, request: &AssignPlan) -> Outcome<DomainView> {
        self.post(&format!("/domains/{}/plan", encode(client)), request)
            .await
    }

    /// The support plans.
    pub async fn plans(&self) -> Outcome<Vec<PlanView>> {
        self.get("/plans").await
    }

    /// Adds a plan (vendor).
    pub async fn add_plan(&self, request: &NewPlan) -> Outcome<PlanView> {
        self.post("/plans", request).await
    }

    /// The catalogue, retired entries included (vendor).
    pub async fn products(&self) -> Outcome<Vec<ProductView>> {
        self.get("/products").await
    }

    /// Adds a product (vendor).
    pub async fn add_product(&self, request: &NewProduct) -> Outcome<ProductView> {
        self.post("/products", request).await
    }

    /// Retires a product, or puts it back (vendor).
    pub async fn retire_product(&self, product: &str, request: &Retire) -> Outcome<ProductView> {
        self.send(
            Method::Patch,
            &format!("/products/{}", encode(product)),
            Some(request),
        )
        .await
    }

    /// Adds a category (vendor).
    pub async fn add_category(&self, product: &str, request: &NewCategory) -> Outcome<ProductView> {
        self.post(&format!("/products/{}/categories", encode(product)), request)
            .await
    }

    /// Changes a category: its names, keywords and questions, whether it is retired (vendor).
    pub async fn change_category(
        &self,
        product: &str,
        category: &str,
        request: &ChangeCategory,
    ) -> Outcome<ProductView> {
        let path = format!("/products/{}/categories/{}", encode(product), encode(category));
        self.send(Method::Patch, &path, Some(request)).await
    }

    /// The accounts of the domain, by name.
    pub async fn accounts(&self, after: Option<&str>) -> Outcome<Page<AccountView>> {
        let mut query = Query::default();
        query.page(after, 100);
        self.get(&format!("/accounts{}", query.0)).await
    }

    /// Adds an account.
    pub async fn add_account(&self, request: &NewAccount) -> Outcome<NewAccountView> {
        self.post("/accounts", request).await
    }

    /// The roles that can be held in the domain.
    pub async fn roles(&self) -> Outcome<Vec<RoleView>> {
        self.get("/roles").await
    }

    /// Adds a custom role (reseller).
    pub async fn add_role(&self, request: &NewRole) -> Outcome<RoleView> {
        self.post("/roles", request).await
    }

    /// Changes a custom role, for everybody who holds it.
    pub async fn change_role(&self, role: &str, request: &ChangeRole) -> Outcome<RoleView> {
        self.send(Method::Patch, &format!("/roles/{}", encode(role)), Some(request))
            .await
    }

    /// Removes a custom role that nobody holds.
    pub async fn remove_role(&self, role: &str) -> Outcome<()> {
        self.send(Method::Delete, &format!("/roles/{}", encode(role)), NOTHING)
            .await
    }

    /// Gives a role to an account or a group.
    pub async fn give_role(&self, request: &GiveRole) -> Outcome<AssignmentView> {
        self.post("/assignments", request).await
    }

    /// Takes a role again, from the next request on.
    pub async fn take_role(&self, id: uuid::Uuid) -> Outcome<()> {
        self.send(Method::Delete, &format!("/assignments/{id}"), NOTHING)
            .await
    }

    /// The groups of the domain, by name.
    pub async fn groups(&self, after: Option<&str>) -> Outcome<Page<GroupView>> {
        let mut query = Query::default();
        query.page(after, 100);
        self.get(&format!("/groups{}", query.0)).await
    }

    /// Adds a group.
    pub async fn add_group(&self, request: &NewGroup) -> Outcome<GroupView> {
        self.post("/groups", request).await
    }

    /// Gives a group another name.
    pub async fn change_group(&self, group: &str, request: &ChangeGroup) -> Outcome<GroupView> {
        self.send(
            Method::Patch,
            &format!("/groups/{}", encode(group)),
            Some(request),
        )
        .await
    }

    /// Ends a group, with what its members hold through it.
    pub async fn end_group(&self, group: &str) -> Outcome<()> {
        self.send(Method::Delete, &format!("/groups/{}", encode(group)), NOTHING)
            .await
    }

    /// Takes an account into a group.
    pub async fn add_member(&self, group: &str, request: &NewMember) -> Outcome<GroupView> {
        self.post(&format!("/groups/{}/members", encode(group)), request)
            .await
    }

    /// Takes an account out of a group, from its next request on.
    pub async fn remove_member(&self, group: &str, account: &str) -> Outcome<()> {
        let path = format!("/groups/{}/members/{}", encode(group), encode(account));
        self.send(Method::Delete, &path, NOTHING).await
    }

    /// The resource tree, by path.
    pub async fn resources(&self) -> Outcome<Vec<ResourceNode>> {
        self.get("/resources").await
    }

    /// Adds a folder or a project.
    pub async fn add_resource(&self, request: &NewResource) -> Outcome<ResourceNode> {
        self.post("/resources", request).await
    }

    /// Renames a node or moves it, with everything below.
    pub async fn change_resource(&self, id: uuid::Uuid, request: &ChangeResource) -> Outcome<ResourceNode> {
        self.send(Method::Patch, &format!("/resources/{id}"), Some(request))
            .await
    }

    /// The ledger, newest first (vendor).
    pub async fn ledger(&self, after: Option<&str>) -> Outcome<Page<LedgerEntry>> {
        let mut query = Query::default();
        query.page(after, 100);
        self.get(&format!("/ledger{}", query.0)).await
    }

    /// What may spare one from filing: similar cases that the caller sees, and known issues.
    pub async fn similar(&self, client: Option<&str>, q: &str, product: Option<&str>) -> Outcome<Similar> {
        let mut query = Query::default();
        query.add("client", client);
        query.add("q", Some(q));
        query.add("product", product);
        self.get(&format!("/filing/similar{}", query.0)).await
    }

    /// Known issues, newest first.
    pub async fn issues(&self, after: Option<&str>) -> Outcome<Page<KnownIssue>> {
        let mut query = Query::default();
        query.page(after, 50);
        self.get(&format!("/issues{}", query.0)).await
    }

    /// Publishes an issue (vendor).
    pub async fn publish_issue(&self, request: &NewIssue) -> Outcome<KnownIssue> {
        self.post("/issues", request).await
    }

    /// Changes an issue, or ends it (vendor).
    pub async fn change_issue(&self, id: uuid::Uuid, request: &ChangeIssue) -> Outcome<KnownIssue> {
        self.send(Method::Patch, &format!("/issues/{id}"), Some(request))
            .await
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

    /// Mail that is not delivered, newest first (vendor).
    pub async fn mail(&self, after: Option<&str>) -> Outcome<Page<MailView>> {
        let mut query = Query::default();
        query.page(after, 50);
        self.get(&format!("/mail{}", query.0)).await
    }

    /// Has a mail tried again, now (vendor).
    pub async fn retry_mail(&self, id: uuid::Uuid) -> Outcome<MailView> {
        self.send(Method::Post, &format!("/mail/{id}/retry"), NOTHING)
            .await
    }

    /// A page of a queue of the support desk, what has waited longest first (vendor).
    pub async fn desk_queue(
        &self,
        queue: Queue,
        team: Option<&str>,
        after: Option<&str>,
        limit: u32,
    ) -> Outcome<Page<DeskRow>> {
        let mut query = Query::default();
        query.add("queue", Some(queue.as_str()));
        query.add("team", team);
        query.page(after, limit);
        self.get(&format!("/desk/queue{}", query.0)).await
    }

    /// How many cases each queue has (vendor).
    pub async fn desk_queues(&self) -> Outcome<Vec<QueueCount>> {
        self.get("/desk/queues").await
    }

    /// What stands beside a case at the desk (vendor).
    pub async fn desk_case(&self, number: &str) -> Outcome<DeskCase> {
        self.get(&format!("/cases/{}/desk", encode(number))).await
    }

    /// Makes a case one's own (vendor).
    pub async fn take_case(&self, number: &str, request: &DeskNote) -> Outcome<DeskCase> {
        self.post(&format!("/cases/{}/take", encode(number)), request)
            .await
    }

    /// Makes a case somebody's (vendor).
    pub async fn assign_case(&self, number: &str, request: &Assign) -> Outcome<DeskCase> {
        self.post(&format!("/cases/{}/assign", encode(number)), request)
            .await
    }

    /// Makes a case nobody's (vendor).
    pub async fn release_case(&self, number: &str, request: &DeskNote) -> Outcome<DeskCase> {
        self.post(&format!("/cases/{}/release", encode(number)), request)
            .await
    }

    /// Hands a case to the engineers or a team (vendor).
    pub async fn hand_over_case(&self, number: &str, request: &HandOver) -> Outcome<DeskCase> {
        self.post(&format!("/cases/{}/hand-over", encode(number)), request)
            .await
    }

    /// Takes a case back to the first line (vendor).
    pub async fn take_case_back(&self, number: &str, request: &DeskNote) -> Outcome<DeskCase> {
        self.post(&format!("/cases/{}/take-back", encode(number)), request)
            .await
    }

    /// Writes down what was done to solve a case (vendor).
    pub async fn summarize(&self, number: &str, request: &Summarize) -> Outcome<CaseView> {
        self.post(&format!("/cases/{}/summary", encode(number)), request)
            .await
    }

    /// The ready answers that fit a case, filled in (vendor).
    pub async fn ready_answers(&self, number: &str) -> Outcome<Vec<ReadyAnswer>> {
        self.get(&format!("/cases/{}/answers", encode(number))).await
    }

    /// The ready answers, by English title (vendor).
    pub async fn desk_answers(&self) -> Outcome<Vec<AnswerView>> {
        self.get("/desk/answers").await
    }

    /// Adds a ready answer (vendor).
    pub async fn add_answer(&self, request: &NewAnswer) -> Outcome<AnswerView> {
        self.post("/desk/answers", request).await
    }

    /// Changes what a ready answer says (vendor).
    pub async fn change_answer(&self, key: &str, request: &AnswerText) -> Outcome<AnswerView> {
        let path = format!("/desk/answers/{}", encode(key));
        self.send(Method::Patch, &path, Some(request)).await
    }

    /// Removes a ready answer (vendor).
    pub async fn remove_answer(&self, key: &str) -> Outcome<()> {
        let path = format!("/desk/answers/{}", encode(key));
        self.send(Method::Delete, &path, NOTHING).await
    }

    /// Who works at the support desk (vendor).
    pub async fn desk_people(&self) -> Outcome<Vec<DeskPerson>> {
        self.get("/desk/people").await
    }

    /// The specialist teams, by English name (vendor).
    pub async fn desk_teams(&self) -> Outcome<Vec<TeamView>> {
        self.get("/desk/teams").await
    }

    /// Adds a specialist team (vendor).
    pub async fn add_team(&self, request: &NewTeam) -> Outcome<TeamView> {
        self.post("/desk/teams", request).await
    }

    /// Renames a specialist team, retires it or puts it back (vendor).
    pub async fn change_team(&self, team: &str, request: &ChangeTeam) -> Outcome<TeamView> {
        let path = format!("/desk/teams/{}", encode(team));
        self.send(Method::Patch, &path, Some(request)).await
    }

    /// Takes somebody of the desk into a team (vendor).
    pub async fn add_team_member(&self, team: &str, request: &NewTeamMember) -> Outcome<TeamView> {
        self.post(&format!("/desk/teams/{}/members", encode(team)), request)
            .await
    }

    /// Takes somebody out of a team (vendor).
    pub async fn remove_team_member(&self, team: &str, account: &str) -> Outcome<()> {
        let path = format!("/desk/teams/{}/members/{}", encode(team), encode(account));
        self.send(Method::Delete, &path, NOTHING).await
    }

    /// How the support desk is set up (vendor).
    pub async fn desk_settings(&self) -> Outcome<DeskSettings> {
        self.get("/desk/settings").await
    }

    /// Changes how the support desk is set up (vendor).
    pub async fn change_desk_settings(&self, request: &ChangeDeskSettings) -> Outcome<DeskSettings> {
        self.send(Method::Patch, "/desk/settings", Some(request)).await
    }

    /// The clock of a case: when it ran, and who waited how long.
    pub async fn case_clock(&self, number: &str) -> Outcome<CaseClock> {
        self.get(&format!("/cases/{}/clock", encode(number))).await
    }

    /// Changes a plan (vendor).
    pub async fn change_plan(&self, plan: &str, request: &ChangePlan) -> Outcome<PlanView> {
        self.send(Method::Patch, &format!("/plans/{}", encode(plan)), Some(request))
            .await
    }

    /// The calendars of business hours.
    pub async fn calendars(&self) -> Outcome<Vec<CalendarView>> {
        self.get("/calendars").await
    }

    /// Adds a calendar (vendor).
    pub async fn add_calendar(&self, request: &NewCalendar) -> Outcome<CalendarView> {
        self.post("/calendars", request).await
    }

    /// Changes a calendar (vendor).
    pub async fn change_calendar(&self, calendar: &str, request: &ChangeCalendar) -> Outcome<CalendarView> {
        self.send(
            Method::Patch,
            &format!("/calendars/{}", encode(calendar)),
            Some(request),
        )
        .await
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

    /// The lists that the caller keeps, by name.
    pub async fn views(&self) -> Outcome<Vec<SavedView>> {
        self.get("/views").await
    }

    /// Keeps a list.
    pub async fn add_view(&self, request: &NewView) -> Outcome<SavedView> {
        self.post("/views", request).await
    }

    /// Changes a kept list.
    pub async fn change_view(&self, id: uuid::Uuid, request: &ChangeView) -> Outcome<SavedView> {
        self.send(Method::Patch, &format!("/views/{id}"), Some(request))
            .await
    }

    /// Forgets a kept list.
    pub async fn remove_view(&self, id: uuid::Uuid) -> Outcome<()> {
        self.send(Method::Delete, &format!("/views/{id}"), NOTHING).await
    }

    /// Escalates a case.
    pub async fn escalate(&self, number: &str, request: &Escalate) -> Outcome<CaseView> {
        self.post(&format!("/cases/{}/escalate", encode(number)), request)
            .await
    }

    /// Takes an escalation in hand (vendor).
    pub async fn acknowledge_escalation(&self, number: &str, request: &MakeMove) -> Outcome<CaseView> {
        let path = format!("/cases/{}/escalation/acknowledge", encode(number));
        self.post(&path, request).await
    }

    /// Ends an escalation (vendor).
    pub async fn resolve_escalation(&self, number: &str, request: &MakeMove) -> Outcome<CaseView> {
        let path = format!("/cases/{}/escalation/resolve", encode(number));
        self.post(&path, request).await
    }

    /// The cases that have to do with a case, as far as they may be seen.
    pub async fn links(&self, number: &str) -> Outcome<Vec<LinkView>> {
        self.get(&format!("/cases/{}/links", encode(number))).await
    }

    /// Links a case to another.
    pub async fn link(&self, number: &str, request: &LinkCase) -> Outcome<Vec<LinkView>> {
        self.post(&format!("/cases/{}/links", encode(number)), request)
            .await
    }

    /// Takes a link to another case away.
    pub async fn unlink(&self, number: &str, other: &str) -> Outcome<()> {
        let path = format!("/cases/{}/links/{}", encode(number), encode(other));
        self.send(Method::Delete, &path, NOTHING).await
    }

    /// Closes a case as a duplicate of another of the same client (vendor).
    pub async fn merge(&self, number: &str, request: &MergeCase) -> Outcome<CaseView> {
        self.post(&format!("/cases/{}/merge", encode(number)), request)
            .await
    }

    /// The ratings of a case that one may know.
    pub async fn ratings(&self, number: &str) -> Outcome<Ratings> {
        self.get(&format!("/cases/{}/rating", encode(number))).await
    }

    /// Rates a closed case, for the own domain.
    pub async fn rate(&self, number: &str, request: &RateCase) -> Outcome<Ratings> {
        self.post(&format!("/cases/{}/rating", encode(number)), request)
            .await
    }

    /// The reseller's own side of a case.
    pub async fn own_side(&self, number: &str) -> Outcome<OwnSide> {
        self.get(&format!("/cases/{}/own", encode(number))).await
    }

    /// Says who sees to a case within the reseller.
    pub async fn assign_own(&self, number: &str, request: &AssignOwn) -> Outcome<OwnSide> {
        self.send(
            Method::Patch,
            &format!("/cases/{}/own", encode(number)),
            Some(request),
        )
        .await
    }

    /// Adds a note that stays within the reseller.
    pub async fn add_own_note(&self, number: &str, request: &NewOwnNote) -> Outcome<OwnSide> {
        self.post(&format!("/cases/{}/own/notes", encode(number)), request)
            .await
    }
}

/// Joins words by commas; nothing for none.
fn list<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let words = words.collect::<Vec<_>>();
    (!words.is_empty()).then(|| words.join(","))
}

/// A query string in the making.
#[derive(Default)]
struct Query(String);

impl Query {
    fn of(filter: &CaseFilter) -> Self {
        let mut query = Self::default();
        query.add("client", filter.client.as_deref());
        query.add(
            "state",
            list(filter.state.iter().map(|state| state.as_str())).as_deref(),
        );
        query.add(
            "severity",
            list(filter.severity.iter().map(|severity| severity.as_str())).as_deref(),
        );
        query.add("q", filter.q.as_deref());
        query.add("product", filter.product.as_deref());
        query.add("mine", filter.mine.then_some("true"));
        query.add("escalated", filter.escalated.then_some("true"));
        query.add("since", filter.since.map(|since| since.to_string()).as_deref());
        query
    }

    fn add(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let sign = if self.0.is_empty() { '?' } else { '&' };
            let _ = write!(self.0, "{sign}{key}={}", encode(value));
        }
    }

    fn page(&mut self, after: Option<&str>, limit: u32) {
        self.add("after", after);
        self.add("limit", Some(&limit.to_string()));
    }
}

/// Percent-encodes everything but the unreserved characters of RFC 3986.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_leave_out_what_is_empty() {
        let mut query = Query::default();
        query.add("client", None);
        query.add("q", Some("réseau coupé"));
        query.page(None, 50);
        assert_eq!(query.0, "?q=r%C3%A9seau%20coup%C3%A9&limit=50");
    }
}
