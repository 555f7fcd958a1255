//! How often an account does what costs much, in a sliding minute.
//!
//! Counted in memory and in each process: a restart forgives a minute. Keys are accounts, so whoever is
//! counted has signed in, and there are not more of them than people.

use shared::Timestamp;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

const WINDOW_SECONDS: i64 = 60;

/// Counts per account.
#[derive(Debug, Default)]
pub struct Pace(Mutex<HashMap<Uuid, VecDeque<Timestamp>>>);

impl Pace {
    /// Counts one more, if there were less than `limit` in the minute before.
    pub fn allows(&self, account: Uuid, limit: usize, now: Timestamp) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let since = now.plus_seconds(-WINDOW_SECONDS);
        // What is out of the window counts for nobody.
        known.retain(|_, done| done.back().is_some_and(|last| *last > since));
        let done = known.entry(account).or_default();
        while done.front().is_some_and(|first| *first <= since) {
            done.pop_front();
        }
        let allowed = done.len() < limit;
        if allowed {
            done.push_back(now);
        }
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_slides_and_each_account_has_its_own() {
        let pace = Pace::default();
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let start = Timestamp::from_micros(0).plus_days(1);
        for second in 0..3 {
            assert!(pace.allows(one, 3, start.plus_seconds(second)));
        }
        assert!(!pace.allows(one, 3, start.plus_seconds(59)));
        assert!(pace.allows(other, 3, start.plus_seconds(59)));
        // The first is a minute ago, the second not yet; what was refused does not count.
        assert!(pace.allows(one, 3, start.plus_seconds(60)));
        assert!(!pace.allows(one, 3, start.plus_seconds(60)));
        assert!(pace.allows(other, 1, start.plus_days(1)));
        assert_eq!(pace.0.lock().unwrap().len(), 1, "who does nothing is forgotten");
    }
}
