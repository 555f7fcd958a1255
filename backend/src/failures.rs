//! Failed sign-ins, counted in a sliding window of 15 minutes.

use shared::Timestamp;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

const WINDOW_SECONDS: i64 = 15 * 60;
/// Keys remembered at most; beyond, the whole memory is dropped rather than grown.
const KEYS: usize = 100_000;

/// Counts failures per key: an account's address, or where a connection comes from.
#[derive(Debug, Default)]
pub struct Failures(Mutex<HashMap<String, VecDeque<Timestamp>>>);

impl Failures {
    /// Whether the key has failed `limit` times within the window.
    pub fn exhausted(&self, key: &str, limit: usize, now: Timestamp) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(failed) = known.get_mut(key) else {
            return false;
        };
        while failed
            .front()
            .is_some_and(|at| *at < now.plus_seconds(-WINDOW_SECONDS))
        {
            failed.pop_front();
        }
        if failed.is_empty() {
            known.remove(key);
            return false;
        }
        failed.len() >= limit
    }

    /// Notes a failure.
    pub fn note(&self, key: &str, now: Timestamp) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KEYS {
            known.retain(|_, failed| {
                failed
                    .back()
                    .is_some_and(|at| *at >= now.plus_seconds(-WINDOW_SECONDS))
            });
            if known.len() >= KEYS {
                known.clear();
            }
        }
        known.entry(key.to_owned()).or_default().push_back(now);
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
}
