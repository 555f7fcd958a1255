//! Temporary: the real accept loop is on its way.
use std::io;

/// Limits of the accept loop.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// Per address.
    pub connections_per_address: usize,
}

/// Serves.
///
/// # Errors
/// I/O.
pub async fn serve<E>(
    listener: tokio::net::TcpListener,
    endpoint: E,
    _: Limits,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()>
where
    E: poem::IntoEndpoint,
    E::Endpoint: 'static,
{
    let acceptor = poem::listener::TcpAcceptor::from_tokio(listener)?;
    poem::Server::new_with_acceptor(acceptor)
        .run_with_graceful_shutdown(endpoint, shutdown, Some(std::time::Duration::from_secs(8)))
        .await
}
