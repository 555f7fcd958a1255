//! Time, ids and randomness: parameters, so that tests can set them. The globals are banned by
//! `clippy.toml`.

use crate::error::{Error, Result};
use shared::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

/// What the program takes from outside besides requests.
#[derive(Debug, Clone, Default)]
pub struct World {
    ahead: Arc<AtomicI64>,
}

impl World {
    /// Now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
    pub fn now(&self) -> Timestamp {
        let now = Timestamp::from(jiff::Timestamp::now());
        Timestamp::from_micros(now.micros() + self.ahead.load(Ordering::Relaxed))
    }

    /// Puts the clock forward by so many seconds; for tests of what happens later.
    pub fn put_forward(&self, seconds: i64) {
        self.ahead.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// Random bytes from the operating system.
    ///
    /// # Errors
    /// When it has none, which does not happen on a system that has started.
    pub fn random<const N: usize>(&self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).map_err(|error| Error::Fault(format!("no randomness: {error}")))?;
        Ok(bytes)
    }

    /// A new id (UUIDv7, RFC 9562): random, and in the order of time.
    ///
    /// # Errors
    /// As [`World::random`].
    pub fn id(&self) -> Result<Uuid> {
        let millis = u64::try_from(self.now().micros() / 1_000).unwrap_or(0);
        Ok(uuid::Builder::from_unix_timestamp_millis(millis, &self.random()?).into_uuid())
    }
}
