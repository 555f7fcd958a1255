//! The typed client of the API, over any transport: `fetch` in the app, calls in process in the
//! tests.

use crate::Timestamp;
use crate::api::Page;
use crate::api::access::{AccessRequest, AskForAccess, CaseAccess, ClientAccess};
use crate::api::accounts::{AccountView, NewAccount, NewAccountView};
use crate::api::assignments::{AssignmentView, GiveRole};
use crate::api::cases::{
    CaseFilter, CaseRow, CaseView, ChangeCase, Facets, FileCase, FilingClient, FilingForm, HistoryItem,
    MakeMove, NewComment,
};
use crate::api::catalogue::{NewCategory, NewProduct, ProductView, Retire};
use crate::api::clients::ClientView;
use crate::api::decisions::Decision;
use crate::api::delegations::{DelegationView, GrantAccess, ResellerAccess};
use crate::api::domains::{DomainView, NewDomain, NewDomainView, NewOrganization, OrganizationView};
use crate::api::groups::{ChangeGroup, GroupView, NewGroup, NewMember};
use crate::api::ledger::LedgerEntry;
use crate::api::plans::{AssignPlan, NewPlan, PlanView};
use crate::api::resources::{ChangeResource, NewResource, ResourceNode};
use crate::api::roles::{ChangeRole, NewRole, RoleView};
use crate::api::sessions::{
    AcceptInvitation, ChangeMe, ChangePassword, InvitationView, Me, OpenInvitation, SignIn,
};
use crate::api::shares::{
    ChangeSharingPolicy, OpenCases, OpenCasesShared, ShareCase, ShareOpenCases, ShareView, SharingPolicy,
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
        let path = self.path(&format!("/cases/export{}", Query::of(filter).0));
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

    /// Retires a category, or puts it back (vendor).
    pub async fn retire_category(
        &self,
        product: &str,
        category: &str,
        request: &Retire,
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
