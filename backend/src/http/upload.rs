//! Files on their way in: the one body that is not read before its handler runs, because it may be as
//! large as a file is. It is bounded here, piece by piece, in size and in time.
//!
//! The body is the file itself, of any type; a form (`multipart/form-data`) is refused, for it would
//! bring a second way to name, count and bound what comes.

use super::server::{ConnectionMark, Patience};
use crate::authz::digest;
use crate::error::{Error, Result};
use futures_util::{Stream, StreamExt as _};
use hyper::body::Bytes;
use poem::http::{Method, header};
use poem::{Request, RequestBody};
use poem_openapi::registry::{MetaMediaType, MetaRequest, MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use shared::problem::Code;
use std::fmt::{self, Display};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// In so much time …
const WINDOW: Duration = Duration::from_secs(10);
/// … so many bytes have to come: 10 kB a second.
const AT_LEAST: u64 = 100_000;
/// What the handler may take besides, after the last piece.
const AFTERWARDS: Duration = Duration::from_secs(15);

/// Whether a request brings a file; [`super::guard`] leaves its body to [`Upload`].
pub(super) fn is_upload(request: &Request) -> bool {
    let path = request.uri().path().split('/').collect::<Vec<_>>();
    request.method() == Method::POST
        && matches!(path[..], ["", "v1", "domains", _, "cases", _, "attachments"])
}

type Body = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// A file on its way in.
pub struct Upload {
    body: Body,
    /// Bytes, as the head says.
    announced: Option<u64>,
    came: u64,
    pace: Pace,
    patience: Option<Arc<Patience>>,
    connection: Option<Arc<ConnectionMark>>,
    /// The idempotency key, and method and address.
    once: Option<(String, String)>,
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("announced", &self.announced)
            .field("came", &self.came)
            .finish_non_exhaustive()
    }
}

impl Upload {
    fn of(request: &Request, body: poem::Body) -> Result<Self> {
        let kind = request.content_type().unwrap_or_default().trim_start();
        if kind
            .get(..10)
            .is_some_and(|kind| kind.eq_ignore_ascii_case("multipart/"))
        {
            return Err(Code::UnsupportedMediaType.into());
        }
        let announced = request.header(header::CONTENT_LENGTH);
        let key = request.header("idempotency-key").map(str::to_owned);
        Ok(Self {
            body: Box::pin(body.into_bytes_stream()),
            announced: announced.and_then(|length| length.parse().ok()),
            came: 0,
            pace: Pace::new(Instant::now()),
            patience: request.data::<Arc<Patience>>().cloned(),
            connection: request.data::<Arc<ConnectionMark>>().cloned(),
            once: key.map(|key| (key, format!("{} {}", request.method(), request.uri()))),
        })
    }

    /// Bytes that will come, if the head says so.
    #[must_use]
    pub const fn announced(&self) -> Option<u64> {
        self.announced
    }

    /// The sender is signed in and may send this, which takes as long as the line needs.
    pub fn welcome(&mut self) {
        if let Some(connection) = &self.connection {
            connection.signed_in();
        }
        self.pace = Pace::new(Instant::now());
    }

    /// The next bytes; nothing at the end.
    ///
    /// # Errors
    /// `too-large` with more than `limit` bytes in all; `request-timeout` when they come too slowly;
    /// `malformed` when the body breaks off or is not as long as was said.
    pub async fn next(&mut self, limit: u64) -> Result<Option<Bytes>> {
        if self.announced.is_some_and(|length| length > limit) {
            return Err(Code::TooLarge.into());
        }
        if let Some(patience) = &self.patience {
            patience.extend(WINDOW + AFTERWARDS);
        }
        let Ok(piece) = timeout_at(self.pace.until, self.body.next()).await else {
            return Err(Code::RequestTimeout.into());
        };
        let Some(piece) = piece else {
            let whole = self.announced.is_none_or(|length| length == self.came);
            return if whole {
                Ok(None)
            } else {
                Err(Code::Malformed.into())
            };
        };
        let piece = piece.map_err(|_| Error::from(Code::Malformed))?;
        let more = piece.len() as u64;
        self.came += more;
        if self.came > limit {
            return Err(Code::TooLarge.into());
        }
        self.pace.came(more, Instant::now());
        Ok(Some(piece))
    }

    /// The idempotency key, with what it stands for: method, address and the digest of the whole body.
    #[must_use]
    pub fn once(&self, content: impl Display) -> Option<(String, Vec<u8>)> {
        let (key, line) = self.once.as_ref()?;
        Some((key.clone(), digest(format!("{line}\n{content}").as_bytes())))
    }
}

/// Until when enough has to have come.
#[derive(Debug)]
struct Pace {
    until: Instant,
    missing: u64,
}

impl Pace {
    fn new(now: Instant) -> Self {
        Self {
            until: now + WINDOW,
            missing: AT_LEAST,
        }
    }

    fn came(&mut self, bytes: u64, now: Instant) {
        self.missing = self.missing.saturating_sub(bytes);
        if self.missing == 0 {
            *self = Self::new(now);
        }
    }
}

impl<'a> ApiExtractor<'a> for Upload {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];
    type ParamType = ();
    type ParamRawType = ();

    fn register(_: &mut Registry) {}

    fn request_meta() -> Option<MetaRequest> {
        let schema = MetaSchema::new_with_format("string", "binary");
        Some(MetaRequest {
            description: Some("The file itself, of any type; not a form."),
            content: vec![MetaMediaType {
                content_type: "application/octet-stream",
                schema: MetaSchemaRef::Inline(Box::new(schema)),
            }],
            required: true,
        })
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        Ok(Self::of(request, body.take()?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    fn request(method: Method, path: &str) -> Request {
        Request::builder()
            .method(method)
            .uri(path.parse().unwrap())
            .finish()
    }

    fn upload(body: poem::Body, length: Option<&str>) -> Upload {
        let mut head = Request::builder();
        if let Some(length) = length {
            head = head.header("content-length", length);
        }
        Upload::of(&head.finish(), body).unwrap()
    }

    async fn whole(upload: &mut Upload, limit: u64) -> Result<usize, Option<Code>> {
        let mut bytes = 0;
        while let Some(piece) = upload.next(limit).await.map_err(|error| error.code())? {
            bytes += piece.len();
        }
        Ok(bytes)
    }

    #[test]
    fn only_a_file_of_a_case_is_left_unread() {
        let path = "/v1/domains/d.example/cases/ABCD/attachments";
        assert!(is_upload(&request(Method::POST, path)));
        assert!(is_upload(&request(Method::POST, &format!("{path}?name=a/b"))));
        for (method, path) in [
            (Method::GET, path.to_owned()),
            (Method::DELETE, path.to_owned()),
            (Method::POST, format!("{path}/")),
            (Method::POST, format!("{path}/x")),
            (Method::POST, "/v1/domains/d.example/cases".to_owned()),
            (Method::POST, format!("/v1{path}")),
        ] {
            assert!(!is_upload(&request(method, &path)), "{path}");
        }
    }

    #[test]
    fn a_form_is_no_file() {
        for kind in ["multipart/form-data; boundary=x", " Multipart/Mixed"] {
            let request = Request::builder().content_type(kind).finish();
            let refused = Upload::of(&request, poem::Body::empty());
            assert_eq!(
                refused.unwrap_err().code(),
                Some(Code::UnsupportedMediaType),
                "{kind}"
            );
        }
    }

    #[tokio::test]
    async fn f4_a_body_is_as_long_as_it_says_and_as_it_may_be() {
        let bytes = || poem::Body::from(vec![7; 100]);
        assert_eq!(whole(&mut upload(bytes(), None), 100).await, Ok(100));
        assert_eq!(whole(&mut upload(bytes(), Some("100")), 100).await, Ok(100));
        let too_large = Err(Some(Code::TooLarge));
        assert_eq!(whole(&mut upload(bytes(), None), 99).await, too_large);
        assert_eq!(
            whole(&mut upload(bytes(), Some("10000000000")), 99).await,
            too_large
        );
        for false_length in ["99", "101"] {
            let cut = whole(&mut upload(bytes(), Some(false_length)), 1_000).await;
            assert_eq!(cut, Err(Some(Code::Malformed)), "{false_length}");
        }
        let broken = stream::iter([Ok(vec![7; 10]), Err(io::Error::other("gone"))]);
        let broken = poem::Body::from_bytes_stream(broken);
        assert_eq!(
            whole(&mut upload(broken, None), 100).await,
            Err(Some(Code::Malformed))
        );
    }

    #[tokio::test(start_paused = true)]
    async fn f4_ten_kilobytes_a_second_are_enough_and_less_is_not() {
        let at = |bytes: usize, times: usize| {
            let pieces = stream::iter(0..times).then(move |_| async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                Ok::<_, io::Error>(vec![0; bytes])
            });
            upload(poem::Body::from_bytes_stream(pieces), None)
        };
        assert_eq!(whole(&mut at(11_000, 100), 10_000_000).await, Ok(1_100_000));
        let begun = Instant::now();
        let slow = whole(&mut at(9_000, 100), 10_000_000).await;
        assert_eq!(slow, Err(Some(Code::RequestTimeout)));
        assert_eq!(begun.elapsed(), WINDOW);
        let begun = Instant::now();
        let dripping = whole(&mut at(1, 1_000), 10_000_000).await;
        assert_eq!(dripping, Err(Some(Code::RequestTimeout)));
        assert_eq!(begun.elapsed(), WINDOW);
    }
}
