//! The typed client of the API, over any transport: `fetch` in the app, calls in process in the
//! tests.

mod cases;
mod clients;
mod desk;
mod life;
mod people;
mod sessions;
mod sharing;
mod vendor;
mod views;

use crate::api::cases::CaseFilter;
use crate::api::sessions::{AcceptInvitation, InvitationView, Me, OpenInvitation, SignIn};
use crate::problem::Problem;
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
