//! How the app speaks to the server: the typed client of `shared` over `fetch`.

use gloo_net::http::{Method, RequestBuilder};
use shared::client::{Client, InDomain, Request, Response, Transport};
use shared::words::Language;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;
use web_sys::AbortController;

/// Sends requests with `fetch`; the browser adds the session's cookie.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fetch {
    /// In which language refusals are explained.
    language: Language,
    /// Makes writes safe to repeat: see [`Here::once`].
    nonce: Option<Rc<str>>,
}

/// Cancels the request when the future that waits for it is dropped.
struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Transport for Fetch {
    async fn send(&self, request: Request) -> Result<Response, String> {
        let guard = AbortOnDrop(AbortController::new().map_err(|error| format!("{error:?}"))?);
        let mut builder = RequestBuilder::new(&request.path)
            .method(Method::from_bytes(request.method.as_str().as_bytes()).unwrap_or(Method::GET))
            .header("accept", "application/json, application/problem+json")
            .header("accept-language", self.language.as_str())
            .abort_signal(Some(&guard.0.signal()));
        if let (Some(nonce), Some(body)) = (&self.nonce, &request.body) {
            builder = builder.header("idempotency-key", &idempotency_key(nonce, &request.path, body));
        }
        let ready = match request.body {
            Some(body) => builder.header("content-type", "application/json").body(body),
            None => builder.build(),
        };
        let response = ready
            .map_err(|error| error.to_string())?
            .send()
            .await
            .map_err(|error| error.to_string())?;
        let status = response.status();
        let body = response.text().await.map_err(|error| error.to_string())?;
        Ok(Response { status, body })
    }
}

/// The same for the same request of the same form, and only then.
fn idempotency_key(nonce: &str, path: &str, body: &str) -> String {
    let mut hasher = DefaultHasher::new();
    (path, body).hash(&mut hasher);
    format!("{nonce}-{:016x}", hasher.finish())
}

/// The client without a domain: signing in, one-time links.
pub(crate) fn client(language: Language) -> Client<Fetch> {
    Client::new(Fetch {
        language,
        nonce: None,
    })
}

/// The API of the domain acted in.
#[derive(Debug, Clone)]
pub(crate) struct Here {
    client: Client<Fetch>,
    domain: Rc<str>,
}

impl Here {
    /// The API of a domain.
    pub(crate) fn new(language: Language, domain: &str) -> Self {
        Self {
            client: client(language),
            domain: domain.into(),
        }
    }

    /// The typed calls.
    pub(crate) fn api(&self) -> InDomain<'_, Fetch> {
        self.client.domain(&self.domain)
    }

    /// With writes that the server carries out once, however often the same form is sent with the
    /// same content: an answer lost on its way does not lead to two cases.
    pub(crate) fn once(mut self, nonce: &str) -> Self {
        self.client.transport.nonce = Some(nonce.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_belongs_to_one_request() {
        let key = idempotency_key("n", "/cases", "{}");
        assert_eq!(key, idempotency_key("n", "/cases", "{}"));
        assert_ne!(key, idempotency_key("m", "/cases", "{}"));
        assert_ne!(key, idempotency_key("n", "/cases", "{\"a\":1}"));
        assert!(key.len() <= 64);
    }
}
