//! Hashing the passwords of many accounts at once.
//!
//! Every account gets a hash of its own with a salt of its own, also where passwords are the same:
//! whoever reads the table must not learn whose are. So it takes a hash per account, on as many
//! threads as there are cores.

use crate::error::{Error, Result};
use crate::password::Hasher;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;
use uuid::Uuid;

/// The hashes of passwords in clear, by account.
pub(super) async fn hash_all(
    hasher: &Hasher,
    passwords: Vec<(Uuid, String)>,
) -> Result<HashMap<Uuid, String>> {
    let workers = available_parallelism()
        .map_or(1, usize::from)
        .min(passwords.len());
    let passwords = Arc::new(passwords);
    let next = Arc::new(AtomicUsize::new(0));
    let work = || {
        let (hasher, passwords, next) = (hasher.clone(), Arc::clone(&passwords), Arc::clone(&next));
        tokio::task::spawn_blocking(move || {
            let taken = std::iter::from_fn(|| passwords.get(next.fetch_add(1, Ordering::Relaxed)));
            taken
                .map(|(account, password)| Ok((*account, hasher.hash_now(password)?)))
                .collect::<Result<Vec<_>>>()
        })
    };
    let workers = (0..workers).map(|_| work()).collect::<Vec<_>>();
    let mut hashes = HashMap::with_capacity(passwords.len());
    for worker in workers {
        let hashed = worker.await.map_err(|error| Error::Fault(error.to_string()))?;
        hashes.extend(hashed?);
    }
    Ok(hashes)
}
