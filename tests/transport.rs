//! Requests in process: from the typed client, or as raw as a test wants them.

use poem::endpoint::BoxEndpoint;
use poem::http::{HeaderMap, Method, StatusCode, header};
use poem::{Endpoint as _, Response};
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::client::{Request, Transport};
use shared::problem::Problem;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

/// A browser: it keeps cookies, and says which site its requests come from.
#[derive(Clone)]
pub struct Browser {
    endpoint: Arc<BoxEndpoint<'static, Response>>,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    /// Headers of every request.
    headers: Vec<(String, String)>,
}

impl fmt::Debug for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Browser").finish_non_exhaustive()
    }
}

impl Browser {
    /// A browser without cookies.
    #[must_use]
    pub fn new(endpoint: Arc<BoxEndpoint<'static, Response>>) -> Self {
        Self {
            endpoint,
            cookies: Arc::default(),
            headers: vec![("sec-fetch-site".to_owned(), "same-origin".to_owned())],
        }
    }

    /// The same browser (with the same cookies) with a header in place of the one it sends.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.without(name);
        other.headers.push((name.to_owned(), value.to_owned()));
        other
    }

    /// The same browser (with the same cookies) without a header.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let mut other = self.clone();
        other.headers.retain(|(known, _)| known != name);
        other
    }

    /// A browser with copies of these cookies that reaches another program.
    #[must_use]
    pub fn moved_to(&self, endpoint: Arc<BoxEndpoint<'static, Response>>) -> Self {
        Self {
            endpoint,
            cookies: Arc::new(Mutex::new(self.cookies())),
            headers: self.headers.clone(),
        }
    }

    /// The cookies, by name.
    #[must_use]
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().expect("cookies").clone()
    }

    /// Puts a cookie into the browser.
    pub fn keep_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.lock().expect("cookies");
        cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Sends a request; a body goes as JSON unless the headers say otherwise.
    pub async fn send(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Reply {
        let mut request = poem::Request::builder()
            .method(method)
            .uri(path.parse().expect("a path and query"));
        for (name, value) in &self.headers {
            request = request.header(name.as_str(), value.as_str());
        }
        let cookies = self.cookies();
        if !cookies.is_empty() {
            let line = cookies.iter().map(|(name, value)| format!("{name}={value}"));
            request = request.header(header::COOKIE, line.collect::<Vec<_>>().join("; "));
        }
        let typed = self.headers.iter().any(|(name, _)| name == "content-type");
        let request = match body {
            None => request.finish(),
            Some(body) if typed => request.body(body),
            Some(body) => request.content_type("application/json").body(body),
        };
        let response = self.endpoint.call(request).await.expect("errors are answers");
        self.note_cookies(response.headers());
        let (parts, body) = response.into_parts();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: body.into_vec().await.expect("a whole body"),
        }
    }

    fn note_cookies(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().expect("cookies");
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie in ASCII");
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("name=value");
            if attributes.to_ascii_lowercase().contains("max-age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None).await
    }

    /// `POST` with JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::POST, path, Some(body.to_string().into_bytes()))
            .await
    }

    /// `PATCH` with JSON.
    pub async fn patch(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::PATCH, path, Some(body.to_string().into_bytes()))
            .await
    }

    /// `DELETE`.
    pub async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, None).await
    }
}

impl Transport for Browser {
    async fn send(&self, request: Request) -> Result<shared::client::Response, String> {
        let method = request.method.as_str().parse::<Method>();
        let method = method.map_err(|error| error.to_string())?;
        let reply = Self::send(self, method, &request.path, request.body.map(String::into_bytes)).await;
        Ok(shared::client::Response {
            status: reply.status.as_u16(),
            body: reply.text().to_owned(),
        })
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Reply {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    /// The body, read.
    #[must_use]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    /// A header's text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("ASCII"))
    }

    /// The problem document that a refusal must be, of this status and code.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Problem {
        assert_eq!(
            (self.status.as_u16(), self.header("content-type")),
            (status, Some("application/problem+json")),
            "{}",
            self.text()
        );
        let problem: Problem = self.json();
        assert_eq!((problem.status, problem.code.as_str()), (status, code));
        problem
    }

    /// Everything that an onlooker could compare, without what changes by itself.
    #[must_use]
    pub fn fingerprint(&self) -> (StatusCode, Vec<(String, Vec<u8>)>, String) {
        let shown = self.headers.iter().filter(|(name, _)| *name != header::DATE);
        let mut headers = shown
            .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
            .collect::<Vec<_>>();
        headers.sort();
        (self.status, headers, self.text().to_owned())
    }
}
