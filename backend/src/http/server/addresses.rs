//! How many connections without a sign-in each network has.
//!
//! Over the limit, the connection that has been waiting longest makes room: half-sent heads and
//! silent sockets then displace one another, and a good request from the same address (an
//! office, a proxy) still gets through. Only if all of them are being answered, a new one is
//! turned away.

use super::activity::Activity;
use crate::network::Network;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The connections that are not signed in, by network.
#[derive(Debug)]
pub(super) struct Addresses {
    limit: usize,
    connections: Mutex<HashMap<Network, Vec<Arc<Activity>>>>,
}

impl Addresses {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            connections: Mutex::new(HashMap::new()),
        }
    }

    fn connections(&self) -> MutexGuard<'_, HashMap<Network, Vec<Arc<Activity>>>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a new connection, or `None` if its network has no place left.
    pub(super) fn admit(
        self: &Arc<Self>,
        network: Network,
        activity: &Arc<Activity>,
    ) -> Option<ConnectionMark> {
        let mut connections = self.connections();
        let of_network = connections.entry(network).or_default();
        if of_network.len() >= self.limit {
            evict_longest_waiting(of_network)?;
        }
        of_network.push(Arc::clone(activity));
        Some(ConnectionMark {
            addresses: Arc::clone(self),
            network,
            activity: Arc::clone(activity),
            signed_in: AtomicBool::new(false),
        })
    }

    /// Makes room when there is none for anybody: of all networks, those with most connections
    /// give some up, a 64th of all together.
    pub(super) fn make_room(&self) {
        let mut connections = self.connections();
        let all: usize = connections.values().map(Vec::len).sum();
        for _ in 0..all.div_ceil(64) {
            let largest = connections.values_mut().max_by_key(|of_network| of_network.len());
            if largest.is_none_or(|of_network| evict_longest_waiting(of_network).is_none()) {
                return;
            }
        }
    }

    fn remove(&self, network: Network, activity: &Arc<Activity>) {
        let mut connections = self.connections();
        if let Some(of_network) = connections.get_mut(&network) {
            of_network.retain(|other| !Arc::ptr_eq(other, activity));
            if of_network.is_empty() {
                connections.remove(&network);
            }
        }
    }
}

fn evict_longest_waiting(of_network: &mut Vec<Arc<Activity>>) -> Option<()> {
    let waiting = of_network.iter().enumerate();
    let (index, _) = waiting
        .filter_map(|(index, activity)| Some((index, activity.waiting_since()?)))
        .min_by_key(|(_, since)| *since)?;
    of_network.swap_remove(index).evict();
    Some(())
}

/// The connection that a request came on; each request carries it as `Arc<ConnectionMark>`.
#[derive(Debug)]
pub struct ConnectionMark {
    addresses: Arc<Addresses>,
    network: Network,
    activity: Arc<Activity>,
    signed_in: AtomicBool,
}

impl ConnectionMark {
    /// Somebody is signed in on this connection: from now on it does not count towards
    /// [`Limits::connections_per_address`](super::Limits::connections_per_address).
    pub fn signed_in(&self) {
        if !self.signed_in.swap(true, Ordering::Relaxed) {
            self.addresses.remove(self.network, &self.activity);
        }
    }

    /// Where the connection comes from; never what a header claims.
    #[must_use]
    pub fn network(&self) -> Network {
        self.network
    }
}

impl Drop for ConnectionMark {
    fn drop(&mut self) {
        self.signed_in();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    #[test]
    fn counts_networks_apart_and_lets_signed_in_ones_go() {
        let addresses = Arc::new(Addresses::new(2));
        let [home, office] = ["192.0.2.1", "2001:db8::1"].map(|text| Network::of(text.parse().unwrap()));
        let busy = |network| {
            let activity = Arc::new(Activity::new(Instant::now()));
            let request = activity.begin();
            addresses.admit(network, &activity).map(|mark| (mark, request))
        };
        let first = busy(home).unwrap();
        let second = busy(home).unwrap();
        assert!(busy(home).is_none());
        let _other = busy(office).unwrap();
        first.0.signed_in();
        let third = busy(home).unwrap();
        assert!(busy(home).is_none());
        drop(second);
        let _fourth = busy(home).unwrap();
        drop((first, third));
        let _fifth = busy(home).unwrap();
        assert!(busy(home).is_none());
    }

    #[test]
    fn the_longest_waiting_makes_room() {
        let addresses = Arc::new(Addresses::new(2));
        let home = Network::of("192.0.2.1".parse().unwrap());
        let now = Instant::now();
        let waiting = [3, 5].map(|ago| Arc::new(Activity::new(now - std::time::Duration::from_secs(ago))));
        let _marks = waiting
            .each_ref()
            .map(|activity| addresses.admit(home, activity).unwrap());
        let busy = Arc::new(Activity::new(now));
        let _request = busy.begin();
        let _mark = addresses.admit(home, &busy).unwrap();
        let left: Vec<_> = addresses.connections()[&home].clone();
        assert!(left.iter().any(|activity| Arc::ptr_eq(activity, &waiting[0])));
        assert!(!left.iter().any(|activity| Arc::ptr_eq(activity, &waiting[1])));
        addresses.make_room();
        assert_eq!(addresses.connections()[&home].len(), 1);
        addresses.make_room();
        assert_eq!(
            addresses.connections()[&home].len(),
            1,
            "who is being answered stays"
        );
    }
}
