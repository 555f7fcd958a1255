//! Answers of the server itself, before any handler could know the reader's language.

use poem::Response;
use poem::http::{StatusCode, header};
use shared::problem::{Code, Problem};
use shared::words::Language;

/// The problem document of a code, in English.
pub(crate) fn refusal(code: Code) -> Response {
    let problem = serde_json::to_vec(&Problem::new(code, Language::En)).unwrap_or_default();
    Response::builder()
        .status(StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
        .header(header::CONTENT_TYPE, "application/problem+json")
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(problem)
}
