//! The socket of one connection: it reports what comes and whether the client reads, and closes
//! in a way that lets the client read the last answer.

use super::activity::Activity;
use super::heads::Heads;
use socket2::{SockRef, TcpKeepalive};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// How long a closed connection may go on sending what nobody wants. Without it, the system
/// would answer the rest of a refused upload with a reset, and the client would never see why.
const LINGER: Duration = Duration::from_secs(1);

/// How many bytes of answers the system may hold that it has not sent yet.
const AHEAD: u32 = 128 * 1_024;

/// A socket that reports to an [`Activity`].
#[derive(Debug)]
pub(super) struct Socket {
    stream: TcpStream,
    activity: Arc<Activity>,
    heads: Heads,
    unfinished: bool,
    heard: bool,
    blocked: bool,
    linger: Option<Pin<Box<Sleep>>>,
}

impl Socket {
    pub(super) fn new(stream: TcpStream, activity: Arc<Activity>, head_bytes: usize) -> Self {
        Self {
            stream,
            activity,
            heads: Heads::new(head_bytes),
            unfinished: false,
            heard: false,
            blocked: false,
            linger: None,
        }
    }

    fn came(&mut self, bytes: &[u8]) {
        self.heads.feed(bytes);
        let unfinished = self.heads.unfinished();
        let ended = self.heads.ended();
        // Most reads belong to a body and report nothing.
        if ended.len() > 0 || unfinished != self.unfinished || !self.heard {
            self.activity.read(ended, unfinished);
        }
        self.heard = true;
        self.unfinished = unfinished;
    }

    fn wrote<T>(&mut self, result: Poll<T>) -> Poll<T> {
        if self.blocked != result.is_pending() {
            self.blocked = result.is_pending();
            self.activity.blocked(self.blocked);
        }
        result
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        let result = Pin::new(&mut self.stream).poll_read(cx, buf);
        if buf.filled().len() > before {
            self.came(&buf.filled()[before..]);
        }
        result
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.wrote(result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.wrote(result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.linger.is_none() {
            std::task::ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
            self.linger = Some(Box::pin(sleep(LINGER)));
        }
        let mut unwanted = [0; 8 * 1_024];
        loop {
            if let Some(linger) = &mut self.linger
                && linger.as_mut().poll(cx).is_ready()
            {
                return Poll::Ready(Ok(()));
            }
            let mut buf = ReadBuf::new(&mut unwanted);
            match Pin::new(&mut self.stream).poll_read(cx, &mut buf) {
                Poll::Ready(Ok(())) if !buf.filled().is_empty() => {}
                Poll::Ready(_) => return Poll::Ready(Ok(())),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

/// Sets what a connection needs from the system. Failures are those of a connection that is
/// gone already, which shows at the next read.
pub(super) fn prepare(stream: &TcpStream, stall: Duration) {
    // Answers leave at once instead of waiting for more.
    let _ = stream.set_nodelay(true);
    let socket = SockRef::from(stream);
    // What the system has taken over must be acknowledged in time too; otherwise a client that
    // does not read could leave whole answers in the system's buffers.
    let _ = socket.set_tcp_user_timeout(Some(stall));
    // The system would otherwise take megabytes ahead and report progress only every third of
    // them, which for a client on a slow line is too rarely to tell it from one that stalls.
    let _ = socket.set_tcp_notsent_lowat(AHEAD);
    // A client that vanished without a word is found by asking.
    let ask = TcpKeepalive::new()
        .with_time(Duration::from_secs(60))
        .with_interval(Duration::from_secs(15));
    let _ = socket.set_tcp_keepalive(&ask);
}

/// Says on a connection that is not served that there is no place, as far as that goes without
/// waiting.
pub(super) fn turn_away(stream: &TcpStream) {
    const BUSY: &[u8] =
        b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let _ = SockRef::from(stream).send(BUSY);
}
