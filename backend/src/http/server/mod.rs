//! The server's loop: takes connections and has their requests answered, within limits.
//!
//! poem brings a server of its own, but that one cuts no slow client, has no limit of
//! connections and spins when there are no file descriptors left; so this is a loop on
//! hyper-util, and poem does the rest. Whoever sends or reads too slowly is cut within 15
//! seconds, and everybody else is answered meanwhile.
//!
//! ```no_run
//! use comptoir::http::server::{self, Limits};
//!
//! # async fn example() -> std::io::Result<()> {
//! let listener = server::listen(([127, 0, 0, 1], 8080).into())?;
//! let endpoint = poem::endpoint::make_sync(|_| "good day");
//! server::serve(listener, endpoint, Limits::default(), server::told_to_stop()?).await
//! # }
//! ```
//!
//! With each request go the peer's address (poem's `RemoteAddr`, always the socket's), an
//! `Arc<`[`ConnectionMark`]`>` and an `Arc<`[`Patience`]`>`. A handler is dropped where it
//! stands when its client goes away or its time is up.

mod activity;
mod addresses;
mod body;
mod heads;
mod limits;
mod request;
mod socket;
#[cfg(test)]
mod tests;

pub use addresses::ConnectionMark;
pub use limits::Limits;
pub use request::Patience;

use crate::network::Network;
use activity::{Activity, Verdict};
use addresses::Addresses;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use poem::endpoint::ToDynEndpoint;
use poem::{EndpointExt, IntoEndpoint};
use request::Connection;
use socket::Socket;
use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep, sleep_until, timeout};

/// The first and the longest pause when the system has no more file descriptors.
const PAUSE: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(500));

/// Serves `endpoint` to whoever connects, until `shutdown` is ready; then ends event streams,
/// lets requests under way finish and returns, after [`Limits::shutdown`] at the latest.
///
/// # Errors
/// If the listener has no address, that is, if it is none.
pub async fn serve<E>(
    listener: TcpListener,
    endpoint: E,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()>
where
    E: IntoEndpoint,
    E::Endpoint: 'static,
{
    let local = listener.local_addr()?;
    let endpoint = Arc::new(ToDynEndpoint(endpoint.into_endpoint().map_to_response()));
    let protocol = Arc::new(protocol(&limits));
    let places = Arc::new(Semaphore::new(
        limits.connections.clamp(1, Semaphore::MAX_PERMITS),
    ));
    let addresses = Arc::new(Addresses::new(limits.connections_per_address.max(1)));
    let limits = Arc::new(limits);
    let (stop, stopping) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut pause = PAUSE.0;
    let mut shutdown = pin!(shutdown);

    loop {
        while let Some(ended) = connections.try_join_next() {
            report(ended);
        }
        let next = tokio::select! {
            biased;
            () = &mut shutdown => break,
            next = next(&listener, &places, &addresses) => next,
        };
        let (place, stream, peer) = match next {
            Ok(next) => next,
            // The client gave up while it was waiting to be accepted.
            Err(error) if is_of_client(&error) => continue,
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                addresses.make_room();
                tokio::select! {
                    () = &mut shutdown => break,
                    () = sleep(pause) => {}
                }
                pause = (pause * 2).min(PAUSE.1);
                continue;
            }
        };
        pause = PAUSE.0;
        let activity = Arc::new(Activity::new(Instant::now()));
        let Some(mark) = addresses.admit(Network::of(peer.ip()), &activity) else {
            tracing::debug!(%peer, "too many connections from this address");
            socket::turn_away(&stream);
            continue;
        };
        let connection = Connection {
            endpoint: endpoint.clone(),
            limits: Arc::clone(&limits),
            activity,
            mark: Arc::new(mark),
            local,
            peer,
            stopping: stopping.clone(),
        };
        let protocol = Arc::clone(&protocol);
        connections.spawn(async move {
            attend(connection, stream, &protocol).await;
            drop(place);
        });
    }

    drop(listener);
    let _ = stop.send(true);
    tracing::info!(connections = connections.len(), "stopping");
    let all_ended = async {
        while let Some(ended) = connections.join_next().await {
            report(ended);
        }
    };
    if timeout(limits.shutdown, all_ended).await.is_err() {
        tracing::warn!(connections = connections.len(), "stopped before these ended");
        connections.shutdown().await;
    }
    Ok(())
}

/// Listens on an address, with room for as many clients to wait as [`Limits`] lets in: where the
/// system's queue is full, a client believes that it is connected when it is not.
///
/// # Errors
/// If the address cannot be had.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // A server that is started anew need not wait for the last one's connections.
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(4_096)
}

/// Ready when the process is told to stop: by SIGTERM (systemd, containers) or SIGINT (Ctrl-C).
///
/// # Errors
/// If the system does not let signals be received.
pub fn told_to_stop() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// HTTP/1.1 and HTTP/2 as they are spoken here.
fn protocol(limits: &Limits) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        // Ours is in `activity`: hyper's also runs while a connection is merely idle.
        .header_read_timeout(None)
        // hyper answers 431 to a head that does not fit the buffer, and panics below 8,192.
        .max_buf_size(limits.head_bytes.max(8_192));
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(limits.streams)
        .max_pending_accept_reset_streams(20)
        .max_header_list_size(u32::try_from(limits.head_bytes).unwrap_or(u32::MAX))
        .initial_stream_window_size(256 * 1_024)
        .initial_connection_window_size(512 * 1_024)
        .max_send_buf_size(64 * 1_024)
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(limits.stall);
    builder
}

/// Waits for a place and for a connection to fill it.
async fn next(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
    addresses: &Addresses,
) -> io::Result<(OwnedSemaphorePermit, TcpStream, SocketAddr)> {
    let place = match Arc::clone(places).try_acquire_owned() {
        Ok(place) => place,
        Err(_) => {
            addresses.make_room();
            Arc::clone(places)
                .acquire_owned()
                .await
                .map_err(io::Error::other)?
        }
    };
    let (stream, peer) = listener.accept().await?;
    Ok((place, stream, peer))
}

fn is_of_client(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::ConnectionRefused
    )
}

fn report(ended: Result<(), JoinError>) {
    if let Err(error) = ended
        && error.is_panic()
    {
        tracing::error!(%error, "a connection's task panicked");
    }
}

/// Attends to one connection until it ends or has to.
async fn attend(connection: Connection, stream: TcpStream, protocol: &auto::Builder<TokioExecutor>) {
    let (limits, peer) = (Arc::clone(&connection.limits), connection.peer);
    let activity = Arc::clone(&connection.activity);
    let mut stopping = connection.stopping.clone();
    socket::prepare(&stream, limits.stall);
    let socket = TokioIo::new(Socket::new(stream, Arc::clone(&activity), limits.head_bytes));
    let service = service_fn(move |request| {
        let under_way = connection.activity.begin();
        let answer = connection.clone().answer(request, under_way);
        async { Ok::<_, Infallible>(answer.await) }
    });
    let mut serving = pin!(protocol.serve_connection(socket, service));
    let mut finishing = false;
    loop {
        let verdict = activity.judge(&limits, Instant::now());
        let wake = match verdict {
            Verdict::Wait(until) => until,
            Verdict::Cut(reason) => return tracing::debug!(%peer, reason, "cut"),
            Verdict::Finish => None,
        };
        let finish = tokio::select! {
            biased;
            ended = serving.as_mut() => {
                if let Err(error) = ended {
                    tracing::debug!(%peer, error, "a connection failed");
                }
                return;
            }
            () = async {}, if verdict == Verdict::Finish => true,
            () = activity.changed() => false,
            _ = stopping.wait_for(|stopping| *stopping), if !finishing => true,
            () = at(wake) => false,
        };
        if finish {
            finishing = true;
            activity.finish();
            serving.as_mut().graceful_shutdown();
        }
    }
}

/// Waits until then, or for ever.
async fn at(instant: Option<Instant>) {
    match instant {
        Some(instant) => sleep_until(instant).await,
        None => std::future::pending().await,
    }
}
