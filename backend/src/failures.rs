//! How often somebody tried in vain to sign in.
//!
//! Counted by account, so that nobody guesses one password for long, and by network, so that
//! nobody tries one password on many accounts. The network is that of the socket's peer: a
//! header such as `X-Forwarded-For` would let an attacker have a new one for every try (attack
//! S7). The counts are in memory: a restart forgives at most one window of 15 minutes.
//!
//! Both counters are kept whether or not an account exists, so that neither tells which do.

use crate::network::Network;
use shared::Timestamp;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The window in which failures count, in seconds.
pub const WINDOW_SECONDS: i64 = 15 * 60;

/// How many keys are remembered at most, about 10 MB. Beyond, the one that failed last the
/// longest ago is forgotten.
const KEYS: usize = 50_000;

/// Whose failures are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// An account's address as it is compared (normalised), whether or not it exists.
    Account(String),
    /// Where the connection comes from.
    Network(Network),
}

/// Failed sign-ins of the last 15 minutes.
#[derive(Debug)]
pub struct Failures {
    per_account: usize,
    per_network: usize,
    keys: usize,
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    /// The latest failures of a key, oldest first, never more than its limit.
    failures: HashMap<Key, VecDeque<Timestamp>>,
    /// Keys by their latest failure, oldest first. A key stands here once per failure; only
    /// its last entry counts.
    order: VecDeque<(Timestamp, Key)>,
}

impl Failures {
    /// Lets so many fail per account and per network before more are refused; at least one.
    #[must_use]
    pub fn new(per_account: usize, per_network: usize) -> Self {
        Self {
            per_account: per_account.max(1),
            per_network: per_network.max(1),
            keys: KEYS,
            counts: Mutex::default(),
        }
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn limit(&self, key: &Key) -> usize {
        match key {
            Key::Account(_) => self.per_account,
            Key::Network(_) => self.per_network,
        }
    }

    /// Whether another try is allowed now. Ask before the password is looked at, for both keys.
    ///
    /// # Errors
    /// In how many seconds, at least one, a try is allowed again: the value of `Retry-After`.
    pub fn check(&self, key: &Key, now: Timestamp) -> Result<(), u64> {
        let counts = self.counts();
        let Some(failures) = counts.failures.get(key) else {
            return Ok(());
        };
        match failures.front() {
            // The oldest of as many as are allowed decides when there is room for one more.
            Some(oldest) if failures.len() >= self.limit(key) => {
                let left = oldest.plus_seconds(WINDOW_SECONDS).micros() - now.micros();
                match u64::try_from(left) {
                    Ok(left @ 1..) => Err(left.div_ceil(1_000_000)),
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// Counts a failure.
    pub fn record(&self, key: &Key, now: Timestamp) {
        let limit = self.limit(key);
        let mut counts = self.counts();
        let failures = counts.failures.entry(key.clone()).or_default();
        failures.push_back(now);
        if failures.len() > limit {
            failures.pop_front();
        }
        counts.order.push_back((now, key.clone()));
        counts.forget(now, self.keys);
    }

    /// Forgets an account's failures, after it signed in. A network's stay: else whoever has one
    /// account could try the others without end.
    pub fn clear(&self, account: &str) {
        self.counts()
            .failures
            .remove(&Key::Account(account.to_owned()));
    }
}

impl Counts {
    /// Forgets what is out of the window, and the oldest of what is too much.
    fn forget(&mut self, now: Timestamp, keys: usize) {
        let gone = now.plus_seconds(-WINDOW_SECONDS);
        while let Some((at, _)) = self.order.front()
            && (*at <= gone
                || self.failures.len() > keys
                || self.order.len() > keys.saturating_mul(4))
        {
            let Some((at, key)) = self.order.pop_front() else {
                return;
            };
            // Unless it failed again since.
            if self
                .failures
                .get(&key)
                .is_some_and(|failures| failures.back() == Some(&at))
            {
                self.failures.remove(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(1_700_000_000_000_000).plus_seconds(seconds)
    }

    fn account(name: &str) -> Key {
        Key::Account(name.to_owned())
    }

    fn network(address: &str) -> Key {
        Key::Network(Network::of(address.parse().unwrap()))
    }

    #[test]
    fn the_tenth_failure_is_the_last_until_the_first_is_15_minutes_old() {
        let failures = Failures::new(10, 50);
        let key = account("ada@acme.example");
        for second in 0..10 {
            assert_eq!(failures.check(&key, at(second)), Ok(()));
            failures.record(&key, at(second));
        }
        assert_eq!(failures.check(&key, at(9)), Err(891));
        assert_eq!(failures.check(&key, at(899)), Err(1));
        assert_eq!(
            failures.check(&key, Timestamp::from_micros(at(900).micros() - 1)),
            Err(1)
        );
        assert_eq!(failures.check(&key, at(900)), Ok(()));
        failures.record(&key, at(900));
        assert_eq!(failures.check(&key, at(900)), Err(1));
        assert_eq!(failures.check(&account("bob@acme.example"), at(9)), Ok(()));
    }

    #[test]
    fn networks_are_counted_apart_and_ipv6_by_its_first_half() {
        let failures = Failures::new(10, 50);
        for host in 0..50 {
            failures.record(&network(&format!("2001:db8::{host:x}")), at(0));
        }
        assert_eq!(failures.check(&network("2001:db8::ffff"), at(0)), Err(900));
        assert_eq!(failures.check(&network("2001:db8:0:1::1"), at(0)), Ok(()));
    }

    #[test]
    fn signing_in_clears_the_account_alone() {
        let failures = Failures::new(1, 1);
        failures.record(&account("ada@acme.example"), at(0));
        failures.record(&network("192.0.2.1"), at(0));
        failures.clear("ada@acme.example");
        assert_eq!(failures.check(&account("ada@acme.example"), at(1)), Ok(()));
        assert!(failures.check(&network("192.0.2.1"), at(1)).is_err());
    }

    #[test]
    fn memory_is_bounded_and_the_oldest_goes_first() {
        let mut failures = Failures::new(1, 1);
        failures.keys = 100;
        for number in 0..1_000 {
            failures.record(&account(&number.to_string()), at(number));
            failures.record(&account("again"), at(number));
        }
        let counts = failures.counts();
        assert!(counts.failures.len() <= 100 && counts.order.len() <= 400);
        drop(counts);
        assert!(failures.check(&account("again"), at(999)).is_err());
        assert!(failures.check(&account("998"), at(999)).is_err());
        assert!(
            failures.check(&account("600"), at(999)).is_ok(),
            "forgotten"
        );
        failures.record(&account("later"), at(10_000));
        assert_eq!(failures.counts().failures.len(), 1, "out of the window");
    }
}
