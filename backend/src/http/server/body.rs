//! Bodies, watched: of a request, whether it came whole; of an answer, whether the client takes it.

use super::activity::InFlight;
use http_body_util::combinators::BoxBody;
use hyper::body::{Body, Bytes, Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

/// HTTP/2 takes over a piece of an answer as a whole, whatever the client is ready to read. So
/// it gets small ones, and at most one per request is in memory for a client that does not read.
const PIECE: usize = 16 * 1_024;

/// The body of a request.
#[derive(Debug)]
pub(super) struct Arriving {
    inner: BoxBody<Bytes, io::Error>,
    whole: Arc<AtomicBool>,
}

impl Arriving {
    /// Sets `whole` when the body has come.
    pub(super) fn new(inner: BoxBody<Bytes, io::Error>, whole: Arc<AtomicBool>) -> Self {
        whole.store(inner.is_end_stream(), Ordering::Relaxed);
        Self { inner, whole }
    }
}

impl Body for Arriving {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let frame = ready!(Pin::new(&mut self.inner).poll_frame(cx));
        if frame.is_none() || self.inner.is_end_stream() {
            self.whole.store(true, Ordering::Relaxed);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// Ends a body that would go on for ever.
pub(super) type End = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The body of an answer; its request is under way until it is dropped.
pub(super) struct Departing {
    inner: BoxBody<Bytes, io::Error>,
    request: InFlight,
    /// What is left of a piece that was too large.
    rest: Bytes,
    http2: bool,
    empty: bool,
    owed: bool,
    end: Option<End>,
}

impl Departing {
    /// `end` is for streams of events: they end well at any time, and must when the server stops.
    pub(super) fn new(
        inner: BoxBody<Bytes, io::Error>,
        request: InFlight,
        version: hyper::Version,
        end: Option<End>,
    ) -> Self {
        Self {
            empty: inner.is_end_stream(),
            inner,
            request,
            rest: Bytes::new(),
            owed: false,
            http2: version == hyper::Version::HTTP_2,
            end,
        }
    }
}

impl Body for Departing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = &mut *self;
        if std::mem::take(&mut this.owed) {
            this.request.owed(false);
        }
        if this.rest.is_empty() {
            if let Some(end) = &mut this.end
                && end.as_mut().poll(cx).is_ready()
            {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut this.inner).poll_frame(cx)).transpose()? {
                None => return Poll::Ready(None),
                Some(frame) => match frame.into_data() {
                    Ok(data) => this.rest = data,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
            }
        }
        // Over HTTP/1 the socket itself shows whether the client takes it.
        if !this.http2 {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut this.rest)))));
        }
        let size = this.rest.len().min(PIECE);
        this.owed = true;
        this.request.owed(true);
        Poll::Ready(Some(Ok(Frame::data(this.rest.split_to(size)))))
    }

    /// Never early, so that hyper asks once more after the last piece: only then it was taken.
    fn is_end_stream(&self) -> bool {
        self.empty
    }

    fn size_hint(&self) -> SizeHint {
        if self.rest.is_empty() {
            return self.inner.size_hint();
        }
        let mut hint = SizeHint::new();
        let rest = self.rest.len() as u64;
        hint.set_lower(self.inner.size_hint().lower() + rest);
        if let Some(upper) = self.inner.size_hint().upper() {
            hint.set_upper(upper + rest);
        }
        hint
    }
}
