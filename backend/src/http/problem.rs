//! The one place where errors become problem documents (RFC 9457).

use crate::blobs::BlobError;
use crate::db::{DbError, is_transient};
use crate::error::{Error, Refusal};
use poem::http::{HeaderValue, StatusCode, header};
use poem::{Endpoint, EndpointExt as _, IntoResponse, Request, Response};
use shared::problem::{Code, Problem};
use shared::words::Language;
use std::panic::AssertUnwindSafe;

impl poem::error::ResponseError for Error {
    fn status(&self) -> StatusCode {
        StatusCode::from_u16(code(self).status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// Lets errors of the endpoint leave as problem documents in the reader's language.
pub fn document<E: Endpoint + 'static>(endpoint: E) -> impl Endpoint<Output = Response> {
    endpoint.around(|endpoint, request| async move {
        let language = language(&request);
        let line = format!("{} {}", request.method(), request.uri().path());
        let answer =
            AssertUnwindSafe(async { endpoint.call(request).await.map(IntoResponse::into_response) });
        Ok(match futures_util::FutureExt::catch_unwind(answer).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => response(&error, language, &line),
            Err(_) => {
                tracing::error!(request = line, "a handler panicked");
                problem_response(&Problem::new(Code::Internal, language), language)
            }
        })
    })
}

/// The language of the reader: the app sends the account's choice, browsers their own.
#[must_use]
pub fn language(request: &Request) -> Language {
    Language::preferred(request.header(header::ACCEPT_LANGUAGE).unwrap_or_default())
}

fn code(error: &Error) -> Code {
    match error {
        Error::Refused(refusal) => refusal.code,
        Error::Blob(BlobError::Full) => Code::StorageFull,
        Error::Db(DbError::Unavailable(_) | DbError::Conflict) | Error::Blob(_) => Code::Unavailable,
        Error::Replay(_) | Error::Db(_) | Error::Fault(_) => Code::Internal,
    }
}

fn response(error: &poem::Error, language: Language, line: &str) -> Response {
    match error.downcast_ref::<Error>() {
        Some(Error::Replay(answer)) => replay(answer),
        Some(Error::Refused(refusal)) => {
            let Refusal {
                code,
                errors,
                possible,
            } = &**refusal;
            let mut problem = Problem::new(*code, language).with_errors(errors.clone(), language);
            problem.possible.clone_from(possible);
            problem_response(&problem, language)
        }
        Some(fault) => {
            let mut problem = Problem::new(code(fault), language);
            let transient = matches!(fault, Error::Db(error) if is_transient(error));
            if transient {
                tracing::warn!(request = line, "gave up after too many conflicts");
            } else {
                let incident = incident();
                tracing::error!(request = line, incident, error = %fault, "a request failed");
                problem.incident = Some(incident);
            }
            problem_response(&problem, language)
        }
        None => {
            // What poem itself refuses: no such route or method, parameters it cannot read.
            let code = match error.status().as_u16() {
                404 => Code::NotFound,
                405 => Code::MethodNotAllowed,
                413 => Code::TooLarge,
                415 => Code::UnsupportedMediaType,
                status if status >= 500 => Code::Internal,
                _ => Code::Malformed,
            };
            if code == Code::Internal {
                tracing::error!(request = line, error = %error, "a request failed");
            }
            problem_response(&Problem::new(code, language), language)
        }
    }
}

/// A short name for a line of the log, to be read over the telephone.
fn incident() -> String {
    let mut bytes = [0_u8; 8];
    // Without randomness the incident has a dull name; that is no reason to fail twice.
    let _ = getrandom::fill(&mut bytes);
    shared::text::CaseNumber::from_random(u64::from_le_bytes(bytes)).to_string()
}

fn replay(answer: &str) -> Response {
    let status = if answer == "null" {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::OK
    };
    let body = if answer == "null" {
        String::new()
    } else {
        answer.to_owned()
    };
    let mut response = Response::builder()
        .status(status)
        .content_type("application/json")
        .body(body);
    response
        .headers_mut()
        .insert("Idempotency-Replayed", HeaderValue::from_static("true"));
    response
}

fn problem_response(problem: &Problem, language: Language) -> Response {
    let body = serde_json::to_string(problem).unwrap_or_default();
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::builder()
        .status(status)
        .content_type("application/problem+json")
        .body(body);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.as_str()),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::TOO_MANY_REQUESTS {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    response
}
