//! What every request to the API passes before a handler sees it: no forged writes, bodies of
//! bounded size and time, no caching of answers. Files are bounded as they come (`http/upload`).

use crate::authz::digest;
use crate::error::Error;
use crate::http::server::ConnectionMark;
use crate::http::upload::is_upload;
use poem::http::{HeaderValue, Method, header};
use poem::{Endpoint, EndpointExt as _, IntoResponse as _, Request, Response};
use shared::problem::Code;
use std::sync::Arc;
use std::time::Duration;

/// Bytes of a JSON body at most.
const BODY_BYTES: usize = 256 * 1_024;
/// How long a JSON body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);

/// A digest of a write: method, path and body. What an idempotency key stands for.
#[derive(Debug, Clone)]
pub struct Fingerprint(pub Vec<u8>);

/// Guards the endpoint.
pub fn guard<E: Endpoint + 'static>(endpoint: E, public_url: String) -> impl Endpoint<Output = Response> {
    endpoint.around(move |endpoint, mut request| {
        let public_url = public_url.clone();
        async move {
            if !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
                same_origin(&request, &public_url)?;
                // The one body that is not read here: it may be as large as a file is.
                if !is_upload(&request) {
                    read_body(&mut request).await?;
                }
            }
            let connection = request.data::<Arc<ConnectionMark>>().cloned();
            let in_domain = request.uri().path().contains("/domains/");
            let mut response = endpoint.call(request).await?.into_response();
            // What is answered within a domain is answered to somebody signed in.
            if let Some(connection) = connection.filter(|_| in_domain) {
                connection.signed_in();
            }
            response
                .headers_mut()
                .entry(header::CACHE_CONTROL)
                .or_insert(HeaderValue::from_static("no-store"));
            Ok(response)
        }
    })
}

/// Refuses writes that another site made the browser send.
///
/// Fetch metadata decides where the browser sends it, else `Origin` must be our own; a request
/// with a cookie and neither does not come from a browser page of ours.
fn same_origin(request: &Request, public_url: &str) -> Result<(), Error> {
    let allowed = match (request.header("sec-fetch-site"), request.header(header::ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = request.header(header::HOST).unwrap_or_default();
            let own = origin
                .split_once("://")
                .is_some_and(|(_, authority)| authority == host && !host.is_empty());
            own || origin == public_url
        }
        (None, None) => request.header(header::COOKIE).is_none(),
    };
    if allowed {
        Ok(())
    } else {
        Err(Code::CrossOrigin.into())
    }
}

/// Reads the whole body, within bounds, and puts it back with its fingerprint.
async fn read_body(request: &mut Request) -> Result<(), Error> {
    let announced = request
        .header(header::CONTENT_LENGTH)
        .and_then(|length| length.parse::<usize>().ok());
    if announced.is_some_and(|length| length > BODY_BYTES) {
        return Err(Code::TooLarge.into());
    }
    let body = request.take_body();
    let reading = tokio::time::timeout(BODY_TIME, body.into_bytes_limit(BODY_BYTES));
    let bytes = match reading.await {
        Err(_) => return Err(Code::RequestTimeout.into()),
        Ok(Err(poem::error::ReadBodyError::PayloadTooLarge)) => return Err(Code::TooLarge.into()),
        Ok(Err(_)) => return Err(Code::Malformed.into()),
        Ok(Ok(bytes)) => bytes,
    };
    let json = |kind: &str| {
        let essence = kind.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
    };
    if !bytes.is_empty() && !request.content_type().is_some_and(json) {
        return Err(Code::UnsupportedMediaType.into());
    }
    let mut said = format!("{} {}\n", request.method(), request.uri()).into_bytes();
    said.extend_from_slice(&bytes);
    request.extensions_mut().insert(Fingerprint(digest(&said)));
    request.set_body(bytes);
    Ok(())
}
