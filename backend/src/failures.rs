//! Failed sign-ins, counted in a sliding window of 15 minutes.
//!
//! Counted by account, so that nobody guesses one password for long, and by network, so that
//! nobody tries one password on many accounts. The network is that of the socket's peer: a
//! header such as `X-Forwarded-For` would let an attacker have a new one for every try (attack
//! S7). The counts are in memory: a restart forgives at most one window. They are kept whether or
//! not an account exists, so that they do not tell which do.

use shared::Timestamp;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

const WINDOW_SECONDS: i64 = 15 * 60;
/// Keys remembered at most; beyond, whoever failed last the longest ago is forgotten, so that
/// failing under many names forgives nobody who failed lately.
const KEYS: usize = 50_000;
/// Failures remembered at most of one key, so that a higher limit means this one.
const OF_ONE: usize = 1_000;

/// Counts failures per key: an account's address, or where a connection comes from.
#[derive(Debug)]
pub struct Failures {
    known: Mutex<Known>,
    keys: usize,
}

impl Default for Failures {
    fn default() -> Self {
        Self {
            known: Mutex::default(),
            keys: KEYS,
        }
    }
}

#[derive(Debug, Default)]
struct Known {
    /// The failures of a key, oldest first.
    failed: HashMap<String, VecDeque<Timestamp>>,
    /// Every failure's key, oldest first; the last one of a key decides when it is forgotten.
    order: VecDeque<(Timestamp, String)>,
}

impl Failures {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the key has failed `limit` times within the window.
    pub fn exhausted(&self, key: &str, limit: usize, now: Timestamp) -> bool {
        let known = self.known();
        let since = now.plus_seconds(-WINDOW_SECONDS);
        let failed = known.failed.get(key).into_iter().flatten();
        failed.filter(|at| **at >= since).count() >= limit.min(OF_ONE)
    }

    /// Notes a failure.
    pub fn note(&self, key: &str, now: Timestamp) {
        let mut known = self.known();
        let failed = known.failed.entry(key.to_owned()).or_default();
        failed.push_back(now);
        if failed.len() > OF_ONE {
            failed.pop_front();
        }
        known.order.push_back((now, key.to_owned()));
        known.forget(now, self.keys);
    }
}

impl Known {
    /// Forgets whom nothing counts against any more, and the oldest when there are too many.
    fn forget(&mut self, now: Timestamp, keys: usize) {
        let since = now.plus_seconds(-WINDOW_SECONDS);
        while let Some((at, _)) = self.order.front()
            && (*at < since || self.failed.len() > keys || self.order.len() > keys * 4)
            && let Some((at, key)) = self.order.pop_front()
        {
            // Unless it failed again since.
            if self
                .failed
                .get(&key)
                .is_some_and(|failed| failed.back() == Some(&at))
            {
                self.failed.remove(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_slides() {
        let failures = Failures::default();
        let start = Timestamp::from_micros(0).plus_days(1);
        for second in 0..3 {
            failures.note("a", start.plus_seconds(second));
        }
        assert!(failures.exhausted("a", 3, start.plus_seconds(3)));
        assert!(!failures.exhausted("a", 4, start.plus_seconds(3)));
        assert!(!failures.exhausted("b", 1, start));
        assert!(!failures.exhausted("a", 3, start.plus_seconds(WINDOW_SECONDS + 1)));
    }

    #[test]
    fn memory_is_bounded_and_the_oldest_goes_first() {
        let failures = Failures {
            keys: 100,
            ..Failures::default()
        };
        let start = Timestamp::from_micros(0).plus_days(1);
        for number in 0..800 {
            let now = start.plus_seconds(number);
            failures.note(&number.to_string(), now);
            failures.note("again", now);
        }
        let now = start.plus_seconds(800);
        assert!(failures.known().failed.len() <= 100 && failures.known().order.len() <= 400);
        assert!(failures.exhausted("again", 800, now) && failures.exhausted("799", 1, now));
        assert!(!failures.exhausted("600", 1, now), "forgotten");
        failures.note("later", start.plus_days(1));
        assert_eq!(failures.known().failed.len(), 1, "out of the window");
    }
}
