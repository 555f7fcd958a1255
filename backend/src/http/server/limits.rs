//! How much of the server one connection may have, and for how long.

use std::time::Duration;

/// What one connection, one address and all of them together may take.
///
/// The numbers are those of the project's list "Settings to start from", chosen so that every
/// kind of slow client is gone within 15 seconds (attack W6).
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at once, of everybody. Further ones wait in the system's queue.
    pub connections: usize,
    /// Connections at once per network (an IPv4 address, an IPv6 /64) that are not signed in.
    /// Offices share one address, so signing in takes a connection out of the count.
    pub connections_per_address: usize,
    /// From the connection to its first byte.
    pub first_byte: Duration,
    /// For the whole head of a request: from the connection, or from the head's first byte.
    pub head: Duration,
    /// The longest head in bytes, at least 8,192; with HTTP/2, of the header list.
    pub head_bytes: usize,
    /// From a request's head to its answer's head. A handler can ask for more with
    /// [`Patience::extend`](super::Patience::extend).
    pub handler: Duration,
    /// Without any request, before a connection that had some is closed.
    pub idle: Duration,
    /// Without taking a byte of the answer, before a client is cut.
    pub stall: Duration,
    /// Requests at once on one HTTP/2 connection.
    pub streams: u32,
    /// For requests under way when the server is told to stop. Two seconds less than the ten
    /// that the process has, which leaves time to close the database.
    pub shutdown: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4_096,
            connections_per_address: 64,
            first_byte: Duration::from_secs(5),
            head: Duration::from_secs(10),
            head_bytes: 16 * 1_024,
            handler: Duration::from_secs(15),
            idle: Duration::from_secs(60),
            stall: Duration::from_secs(10),
            streams: 100,
            shutdown: Duration::from_secs(8),
        }
    }
}
