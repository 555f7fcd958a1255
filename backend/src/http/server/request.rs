//! One request: what is refused before any handler sees it, the handler's deadline, its panics.

use super::Limits;
use super::activity::{Activity, InFlight};
use super::addresses::ConnectionMark;
use super::body::{Arriving, Departing, End};
use crate::http::refusal::refusal;
use futures_util::FutureExt;
use http_body_util::combinators::BoxBody;
use hyper::body::{Body as _, Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, HeaderMap, HeaderValue};
use hyper::{Method, Uri, Version};
use poem::endpoint::DynEndpoint;
use poem::http::uri::{Authority, Scheme};
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Addr, Body, Endpoint, Request, Response};
use shared::problem::Code;
use std::io;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// What every request of a connection needs.
#[derive(Clone)]
pub(super) struct Connection {
    pub(super) endpoint: Arc<dyn DynEndpoint<Output = Response>>,
    pub(super) limits: Arc<Limits>,
    pub(super) activity: Arc<Activity>,
    pub(super) mark: Arc<ConnectionMark>,
    pub(super) local: SocketAddr,
    pub(super) peer: SocketAddr,
    /// True from when the server is told to stop.
    pub(super) stopping: watch::Receiver<bool>,
}

impl Connection {
    /// Answers one request.
    pub(super) async fn answer(
        self,
        request: hyper::Request<Incoming>,
        under_way: InFlight,
    ) -> hyper::Response<Departing> {
        let (version, head_only) = (request.version(), request.method() == Method::HEAD);
        let response = if self.is_clear(&request) {
            self.handle(request).await
        } else {
            refusal(Code::Malformed)
        };
        let (mut head, mut body) = hyper::Response::<BoxBody<Bytes, io::Error>>::from(response).into_parts();
        if head_only && !body.is_end_stream() {
            if let Some(length) = body.size_hint().exact() {
                head.headers
                    .entry(CONTENT_LENGTH)
                    .or_insert(HeaderValue::from(length));
            }
            body = Body::empty().into();
        }
        // These were given up, so what still comes of them is not worth waiting for.
        if version != Version::HTTP_2 && matches!(head.status.as_u16(), 400 | 408) {
            head.headers.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        let end = is_events(&head.headers).then(|| self.stopped());
        hyper::Response::from_parts(head, Departing::new(body, under_way, version, end))
    }

    /// Whether nothing between the client and here can have read the request in another way.
    fn is_clear(&self, request: &hyper::Request<Incoming>) -> bool {
        let version = request.version();
        // Every head of HTTP/1 has a verdict, and a request without one was not understood.
        let lengths_agree = version == Version::HTTP_2 || self.activity.next_head() == Some(false);
        lengths_agree && names_one_host(version, request.uri(), request.headers())
    }

    async fn handle(&self, request: hyper::Request<Incoming>) -> Response {
        let (local, peer) = (Addr::from(self.local), Addr::from(self.peer));
        let mut request = Request::from((request, LocalAddr(local), RemoteAddr(peer), Scheme::HTTP));
        let whole = Arc::new(AtomicBool::new(true));
        let body = Arriving::new(request.take_body().into(), Arc::clone(&whole));
        request.set_body(Body::from(BoxBody::new(body)));
        let patience = Arc::new(Patience::new(self.limits.handler));
        request.set_data(Arc::clone(&patience));
        request.set_data(Arc::clone(&self.mark));

        let path = request.uri().path().to_owned();
        let handler = AssertUnwindSafe(self.endpoint.get_response(request)).catch_unwind();
        tokio::select! {
            response = handler => response.unwrap_or_else(|_| {
                tracing::error!(path, "a handler panicked");
                refusal(Code::Internal)
            }),
            () = patience.lost() => {
                let whole = whole.load(Ordering::Relaxed);
                tracing::warn!(path, whole, peer = %self.peer, "a request took too long");
                refusal(if whole { Code::Unavailable } else { Code::RequestTimeout })
            }
        }
    }

    fn stopped(&self) -> End {
        let mut stopping = self.stopping.clone();
        Box::pin(async move {
            let _ = stopping.wait_for(|stopping| *stopping).await;
        })
    }
}

fn is_events(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"))
}

/// Whether the request names its host as RFC 9112 §3.2 wants: once, well-formed, and before
/// HTTP/1.1 not necessarily. Where the address names one too, it has to be the same.
fn names_one_host(version: Version, uri: &Uri, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next();
    if hosts.next().is_some() {
        return false;
    }
    let named = |value: &HeaderValue| {
        let host: Authority = value.to_str().ok()?.parse().ok()?;
        (!host.as_str().contains('@')).then_some(host)
    };
    match (host.map(named), uri.authority()) {
        (Some(None), _) => false,
        (Some(Some(host)), Some(authority)) => host.as_str().eq_ignore_ascii_case(authority.as_str()),
        (Some(Some(_)), None) => true,
        (None, Some(_)) => version != Version::HTTP_11,
        (None, None) => version < Version::HTTP_11,
    }
}

/// How long the server waits for the handler of a request; each request carries it as
/// `Arc<Patience>`.
#[derive(Debug)]
pub struct Patience {
    until: Mutex<Instant>,
}

impl Patience {
    fn new(time: Duration) -> Self {
        Self {
            until: Mutex::new(Instant::now() + time),
        }
    }

    /// The handler may take so much time from now; never less than it had. For uploads, whose
    /// duration depends on the client: call it again as the body comes.
    pub fn extend(&self, time: Duration) {
        let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        *until = (*until).max(Instant::now() + time);
    }

    fn until(&self) -> Instant {
        *self.until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn lost(&self) {
        loop {
            let until = self.until();
            sleep_until(until).await;
            if self.until() <= until {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clear(version: Version, uri: &str, hosts: &[&'static str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(HOST, HeaderValue::from_static(host));
        }
        names_one_host(version, &uri.parse().unwrap(), &headers)
    }

    #[test]
    fn one_host_and_a_clear_one() {
        assert!(clear(Version::HTTP_11, "/", &["a.example"]));
        assert!(clear(Version::HTTP_11, "/", &["[::1]:8080"]));
        assert!(clear(Version::HTTP_11, "http://a.example/", &["A.example"]));
        assert!(clear(Version::HTTP_10, "/", &[]));
        assert!(clear(Version::HTTP_2, "http://a.example/", &[]));
        assert!(!clear(Version::HTTP_11, "/", &[]));
        assert!(!clear(Version::HTTP_11, "/", &[""]));
        assert!(!clear(Version::HTTP_11, "/", &["a b"]));
        assert!(!clear(Version::HTTP_11, "/", &["me@a.example"]));
        assert!(!clear(Version::HTTP_11, "/", &["a.example", "a.example"]));
        assert!(!clear(Version::HTTP_10, "/", &["a.example", "b.example"]));
        assert!(!clear(Version::HTTP_11, "http://a.example/", &["b.example"]));
        assert!(!clear(Version::HTTP_11, "http://a.example/", &[]));
        assert!(!clear(Version::HTTP_2, "http://a.example/", &["b.example"]));
        assert!(!clear(Version::HTTP_2, "/", &[]));
    }

    #[tokio::test(start_paused = true)]
    async fn patience_can_only_grow() {
        let start = Instant::now();
        let patience = Arc::new(Patience::new(Duration::from_secs(15)));
        patience.extend(Duration::from_secs(1));
        let extender = Arc::clone(&patience);
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_secs(10)).await;
            extender.extend(Duration::from_secs(30));
        });
        patience.lost().await;
        assert_eq!(start.elapsed().as_secs(), 40);
    }
}
