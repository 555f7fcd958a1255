//! Time, ids and randomness: parameters, so that tests can set them. The globals are banned by
//! `clippy.toml`.

use crate::error::{Error, Result};
use shared::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::Uuid;

/// What the program takes from outside besides requests.
#[derive(Debug, Clone, Default)]
pub struct World {
    ahead: Arc<AtomicI64>,
    /// The instant at which the clock stands still; 0: it runs.
    still: Arc<AtomicI64>,
    /// Milliseconds and, in the last 12 bits, a counter: the beginning of the last id.
    last_id: Arc<AtomicU64>,
}

impl World {
    /// Now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
    pub fn now(&self) -> Timestamp {
        let still = self.still.load(Ordering::Relaxed);
        if still != 0 {
            return Timestamp::from_micros(still);
        }
        let now = Timestamp::from(jiff::Timestamp::now());
        Timestamp::from_micros(now.micros() + self.ahead.load(Ordering::Relaxed))
    }

    /// Puts the clock forward by so many seconds; for tests of what happens later.
    pub fn put_forward(&self, seconds: i64) {
        self.ahead.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// Sets the clock to an instant, at which it stands still; for tests of what happens at that very
    /// instant.
    pub fn stand_still(&self, at: Timestamp) {
        self.still.store(at.micros(), Ordering::Relaxed);
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

    /// A new id (UUIDv7, RFC 9562): random, and greater than every one before it of this program,
    /// so that what is written at one instant is read in the order it was written in.
    ///
    /// # Errors
    /// As [`World::random`].
    pub fn id(&self) -> Result<Uuid> {
        let millis = u64::try_from(self.now().micros() / 1_000).unwrap_or(0);
        let next = |last: u64| (millis << 12).max(last + 1);
        let last = self
            .last_id
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(next(last)))
            .unwrap_or_else(|last| last);
        let beginning = next(last);
        let mut random = self.random::<10>()?;
        // The 12 bits after the version (RFC 9562 §6.2, method 1).
        random[..2].copy_from_slice(&[((beginning >> 8) & 0x0f) as u8, (beginning & 0xff) as u8]);
        Ok(uuid::Builder::from_unix_timestamp_millis(beginning >> 12, &random).into_uuid())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_in_order() {
        let world = World::default();
        let ids = (0..10_000).map(|_| world.id().unwrap()).collect::<Vec<_>>();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
    }
}
