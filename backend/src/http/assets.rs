//! The app, embedded in the program: any address outside `/api` serves it, so that links can be
//! shared and open in the right domain.

use crate::error::Error;
use poem::http::{Method, StatusCode, header};
use poem::{Body, Request, Response};
use rust_embed::{EmbeddedFile, RustEmbed};
use shared::problem::Code;
use std::borrow::Cow;
use std::fmt::Write as _;

#[derive(RustEmbed)]
#[folder = "../target/app/"]
struct Files;

const PAGE: &str = "index.html";

/// The whole app, with the pages that are not opened first: see docs/adr/0004.
const WHOLE: &str = "whole.html";

/// The second part of the addresses of those pages; the first is the domain.
const SET_UP: &[&str] = &[
    "access",
    "clients",
    "profile",
    "people",
    "views",
    "domains",
    "organizations",
    "plans",
    "catalogue",
    "transfers",
    "decisions",
    "desk",
    "mail",
    "issues",
];

const UNBUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Comptoir</title>\
    <p>The app is not built into this program. Run <code>make build</code>.</p></html>";

/// Endings of files; anything else is an address of the app. Names of domains have dots too, and
/// some end like files do: `.br` is Brazil.
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
];

/// A file of the app.
struct File {
    data: Cow<'static, [u8]>,
    digest: [u8; 32],
    kind: String,
}

impl From<EmbeddedFile> for File {
    fn from(file: EmbeddedFile) -> Self {
        Self {
            digest: file.metadata.sha256_hash(),
            kind: file.metadata.mimetype().to_owned(),
            data: file.data,
        }
    }
}

/// Serves a file of the app, or the app itself.
///
/// # Errors
/// `not-found` for a file that there is none of, `method-not-allowed`.
pub(super) fn serve(request: &Request) -> Result<Response, Error> {
    serve_from(request, |name| Files::get(name).map(File::from))
}

fn serve_from(request: &Request, get: impl Fn(&str) -> Option<File>) -> Result<Response, Error> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Code::MethodNotAllowed.into());
    }
    let path = request.uri().path().trim_start_matches('/');
    let is_file = path
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    let name = if is_file { path } else { page_of(path) };
    let Some(file) = get(name) else {
        if is_file {
            return Err(Code::NotFound.into());
        }
        let page = Response::builder().content_type("text/html; charset=utf-8");
        return Ok(page.header(header::CACHE_CONTROL, "no-store").body(UNBUILT));
    };
    let compressed = if accepts_brotli(request) {
        get(&format!("{name}.br"))
    } else {
        None
    };
    Ok(answer(request, name, file, compressed))
}

/// The page that begins the app at an address. A case, and the form for a new one, stand below the list.
fn page_of(path: &str) -> &'static str {
    let parts = path.split('/').skip(1).collect::<Vec<_>>();
    match parts[..] {
        ["cases", one, ..] if !one.is_empty() => WHOLE,
        [part, ..] if SET_UP.contains(&part) => WHOLE,
        _ => PAGE,
    }
}

fn accepts_brotli(request: &Request) -> bool {
    let accepted = request.header(header::ACCEPT_ENCODING).unwrap_or_default();
    accepted.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let refused = |part: &str| {
            let weight = part.strip_prefix("q=").map(str::parse);
            weight == Some(Ok(0.0_f32))
        };
        parts.next() == Some("br") && !parts.any(refused)
    })
}

/// Whether a file's name changes with its contents: trunk and wasm-bindgen put a hash of 16
/// hexadecimal digits into the name of a file or its folder.
fn is_hashed(name: &str) -> bool {
    let hexadecimal = |run: &str| run.bytes().take_while(u8::is_ascii_hexdigit).count() >= 16;
    name.split('-').skip(1).any(hexadecimal)
}

fn answer(request: &Request, name: &str, file: File, compressed: Option<File>) -> Response {
    let mut tag = String::from("\"");
    for byte in file.digest.iter().take(12) {
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push_str(if compressed.is_some() { "-br\"" } else { "\"" });
    let known = request.header(header::IF_NONE_MATCH).unwrap_or_default();
    let unchanged = known.split(',').map(str::trim).any(|candidate| {
        // Compared weakly, as RFC 9110 §13.1.2 wants: a proxy may have marked it so.
        candidate == "*" || candidate.strip_prefix("W/").unwrap_or(candidate) == tag
    });
    let caching = if is_hashed(name) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = Response::builder()
        .header(header::ETAG, tag)
        .header(header::CACHE_CONTROL, caching)
        .header(header::VARY, "accept-encoding");
    if unchanged {
        return response.status(StatusCode::NOT_MODIFIED).finish();
    }
    response = response.content_type(match file.kind.as_str() {
        "text/html" => "text/html; charset=utf-8",
        other => other,
    });
    let data = match compressed {
        Some(compressed) => {
            response = response.header(header::CONTENT_ENCODING, "br");
            compressed.data
        }
        None => file.data,
    };
    response = response.header(header::CONTENT_LENGTH, data.len());
    if *request.method() == Method::HEAD {
        return response.finish();
    }
    response.body(match data {
        // In a release they are part of the program, and are sent from where they are.
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "comptoir-0123456789abcdef.js";

    fn get(name: &str) -> Option<File> {
        let (data, kind): (&[u8], _) = match name {
            PAGE => (b"<!doctype html>", "text/html"),
            SCRIPT => (b"start()", "text/javascript"),
            "comptoir-0123456789abcdef.js.br" => (b"br", "application/octet-stream"),
            "snippets/yew-0123456789abcdef/inline0.js" | "start.js" => (b"more()", "text/javascript"),
            _ => return None,
        };
        Some(File {
            data: data.into(),
            digest: [u8::try_from(data.len()).unwrap(); 32],
            kind: kind.to_owned(),
        })
    }

    async fn ask(method: Method, path: &str, headers: &[(&str, &str)]) -> (u16, String, Response) {
        let mut request = Request::builder().method(method).uri(path.parse().unwrap());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = match serve_from(&request.finish(), get) {
            Ok(response) => response,
            Err(error) => return (error.code().unwrap().status(), String::new(), Response::default()),
        };
        let body = response.take_body().into_string().await.unwrap();
        (response.status().as_u16(), body, response)
    }

    #[tokio::test]
    async fn every_address_opens_the_app_also_where_domains_end_like_files() {
        for path in [
            "/",
            "/acme.example/cases",
            "/acme.example",
            "/acme.com.br",
            "/acme.com.br/cases",
            "/index.html",
            "/a/../../etc/passwd",
        ] {
            let (status, body, response) = ask(Method::GET, path, &[]).await;
            assert_eq!((status, body.as_str()), (200, "<!doctype html>"), "{path}");
            assert_eq!(response.header("cache-control"), Some("no-cache"));
            assert_eq!(response.content_type(), Some("text/html; charset=utf-8"));
        }
    }

    #[test]
    fn what_is_not_opened_first_is_in_the_larger_build() {
        for path in [
            "acme.example/people/groups",
            "acme.com.br/clients/loja.com.br",
            "acme.example/cases/new",
            "acme.example/cases/K7QF-3M2X",
            "acme.example/cases/K7QF-3M2X/access",
        ] {
            assert_eq!(page_of(path), WHOLE, "{path}");
        }
        for path in ["acme.example/cases", "acme.example/cases/", "", "people"] {
            assert_eq!(page_of(path), PAGE, "{path}");
        }
    }

    #[tokio::test]
    async fn files_are_kept_for_ever_if_their_names_change_with_them() {
        for (path, caching) in [
            (SCRIPT, "public, max-age=31536000, immutable"),
            (
                "snippets/yew-0123456789abcdef/inline0.js",
                "public, max-age=31536000, immutable",
            ),
            ("start.js", "no-cache"),
        ] {
            let (status, _, response) = ask(Method::GET, &format!("/{path}"), &[]).await;
            assert_eq!(status, 200);
            assert_eq!(response.header("cache-control"), Some(caching), "{path}");
        }
        for missing in [
            "/gone-0123456789abcdef.js",
            "/favicon.ico",
            "/acme.example/x.wasm",
        ] {
            assert_eq!(ask(Method::GET, missing, &[]).await.0, 404, "{missing}");
        }
        assert_eq!(ask(Method::POST, "/", &[]).await.0, 405);
    }

    #[tokio::test]
    async fn what_the_browser_has_is_not_sent_again() {
        let path = format!("/{SCRIPT}");
        let (_, body, plain) = ask(Method::GET, &path, &[]).await;
        let (_, small, packed) = ask(Method::GET, &path, &[("accept-encoding", "gzip, br;q=0.5")]).await;
        assert_eq!((body.as_str(), small.as_str()), ("start()", "br"));
        assert_eq!(packed.header("content-encoding"), Some("br"));
        assert_eq!(packed.content_type(), Some("text/javascript"));
        let (tag, packed) = (plain.header("etag").unwrap(), packed.header("etag").unwrap());
        assert!(tag.starts_with('"') && tag != packed);
        for known in [tag, &format!("W/{tag}"), &format!("\"x\", {tag}"), "*"] {
            let (status, body, _) = ask(Method::GET, &path, &[("if-none-match", known)]).await;
            assert_eq!((status, body.as_str()), (304, ""), "{known}");
        }
        assert_eq!(ask(Method::GET, &path, &[("if-none-match", packed)]).await.0, 200);
        let (_, refused, _) = ask(Method::GET, &path, &[("accept-encoding", "br;q=0.0")]).await;
        assert_eq!(refused, "start()");
        let (status, body, head) = ask(Method::HEAD, &path, &[]).await;
        assert_eq!((status, body.as_str()), (200, ""));
        assert_eq!(head.header("content-length"), Some("7"));
    }

    #[tokio::test]
    async fn without_the_app_it_says_what_to_do() {
        let response = serve_from(&Request::default(), |_| None).unwrap();
        let body = response.into_body().into_string().await.unwrap();
        assert!(body.contains("make build"));
    }
}
