//! The app, embedded in the program: any address outside `/api` serves it, so that links can be
//! shared and open in the right domain.

use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Request, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use shared::problem::Code;

#[derive(RustEmbed)]
#[folder = "../target/app/"]
struct Files;

const PAGE: &str = "index.html";

const UNBUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Comptoir</title>\
    <p>The app is not built into this program. Run <code>make build</code>.</p></html>";

/// Endings of files; anything else is an address of the app. Names of domains have dots too.
const ENDINGS: &[&str] = &[
    "js",
    "css",
    "wasm",
    "png",
    "svg",
    "ico",
    "map",
    "txt",
    "json",
    "webmanifest",
    "br",
];

/// Serves a file of the app, or the app itself.
///
/// # Errors
/// `not-found` for a file that there is none of, `method-not-allowed`.
pub(super) fn serve(request: &Request) -> Result<Response, crate::error::Error> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Code::MethodNotAllowed.into());
    }
    let path = request.uri().path().trim_start_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_file = last
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending))
        && !path.contains('/');
    let name = if is_file { path } else { PAGE };
    let Some(file) = Files::get(name) else {
        if is_file {
            return Err(Code::NotFound.into());
        }
        return Ok(Response::builder()
            .content_type("text/html; charset=utf-8")
            .body(UNBUILT));
    };
    let compressed = accepts_brotli(request)
        .then(|| Files::get(&format!("{name}.br")))
        .flatten();
    Ok(answer(request, name, &file, compressed))
}

fn accepts_brotli(request: &Request) -> bool {
    let accepted = request.header(header::ACCEPT_ENCODING).unwrap_or_default();
    accepted.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next() == Some("br") && !parts.any(|part| part == "q=0")
    })
}

fn answer(request: &Request, name: &str, file: &EmbeddedFile, compressed: Option<EmbeddedFile>) -> Response {
    let suffix = if compressed.is_some() { "-br" } else { "" };
    let digest = file.metadata.sha256_hash();
    let tag = digest
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>();
    let tag = format!("\"{tag}{suffix}\"");
    let known = request.header(header::IF_NONE_MATCH).unwrap_or_default();
    let unchanged = known.split(',').any(|candidate| candidate.trim() == tag);
    // The names of all other files change with their contents.
    let caching = if name == PAGE {
        "no-cache"
    } else {
        "public, max-age=31536000, immutable"
    };
    let mut response = Response::builder()
        .header(header::ETAG, tag)
        .header(header::CACHE_CONTROL, caching)
        .header(header::VARY, "accept-encoding");
    if unchanged {
        return response.status(StatusCode::NOT_MODIFIED).finish();
    }
    let kind = match file.metadata.mimetype() {
        "text/html" => "text/html; charset=utf-8",
        other => other,
    };
    response = response.content_type(kind);
    let body = match compressed {
        Some(compressed) => {
            response = response.header(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            compressed.data
        }
        None => file.data.clone(),
    };
    response = response.header(header::CONTENT_LENGTH, body.len());
    if *request.method() == Method::HEAD {
        return response.finish();
    }
    response.body(body.into_owned())
}
