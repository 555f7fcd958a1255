//! Files on their way out: never a page. A browser keeps them, or shows what was recognised as an image,
//! and runs nothing of them (attack F2).

use futures_util::Stream;
use hyper::body::Bytes;
use poem::http::{HeaderName, header};
use poem::{Body, IntoResponse, Response};
use poem_openapi::ApiResponse;
use poem_openapi::registry::{MetaMediaType, MetaResponses, MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::Type as _;
use shared::client::encode;
use shared::problem::Problem;
use std::io;
use std::pin::Pin;

/// 200 with a file.
pub struct Download {
    /// The file's name, already harmless.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// The media type of an image that was recognised by its content; nothing else is shown.
    pub image: Option<String>,
    /// What is in it.
    pub content: Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>,
}

impl std::fmt::Debug for Download {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Download")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

/// `Content-Disposition` (RFC 6266): the name in ASCII for old clients, and as it is (RFC 8187).
fn disposition(image: bool, name: &str) -> String {
    let how = if image { "inline" } else { "attachment" };
    let plain = |c: char| c.is_ascii_graphic() && !"\"\\%;".contains(c) || c == ' ';
    let ascii: String = name.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    format!("{how}; filename=\"{ascii}\"; filename*=UTF-8''{}", encode(name))
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let image = self.image.is_some();
        let kind = self.image.as_deref().unwrap_or("application/octet-stream");
        Response::builder()
            .content_type(kind)
            .header(header::CONTENT_LENGTH, self.size)
            .header(header::CONTENT_DISPOSITION, disposition(image, &self.name))
            .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")
            .header(header::CACHE_CONTROL, "private, no-store")
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(
                HeaderName::from_static("cross-origin-resource-policy"),
                "same-origin",
            )
            .body(Body::from_bytes_stream(self.content))
    }
}

impl ApiResponse for Download {
    fn meta() -> MetaResponses {
        let file = MetaMediaType {
            content_type: "application/octet-stream",
            schema: MetaSchemaRef::Inline(Box::new(MetaSchema::new_with_format("string", "binary"))),
        };
        super::reply::answers(200, vec![file])
    }
    fn register(registry: &mut Registry) {
        Problem::register(registry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f2_names_are_said_twice_and_break_no_header() {
        assert_eq!(
            disposition(false, "trace 1.log"),
            "attachment; filename=\"trace 1.log\"; filename*=UTF-8''trace%201.log"
        );
        assert_eq!(
            disposition(true, "été \"1\"; x=%41.png"),
            "inline; filename=\"_t_ _1__ x=_41.png\"; filename*=UTF-8''%C3%A9t%C3%A9%20%221%22%3B%20x%3D%2541.png"
        );
    }
}
