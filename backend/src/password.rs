//! Passwords, hashed with Argon2id.
//!
//! A hash is meant to be slow (about 30 ms) and large (19 MiB), so a flood of sign-ins could take
//! all processors and much memory. Hence at most as many at once as there are processors, off
//! the threads that answer requests, a queue of four times that, and beyond it [`Busy`], which
//! the sign-in answers with 429 (attack S16).
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use comptoir::password::Hasher;
//!
//! let hasher = Hasher::weak_for_tests()?;
//! let stored = hasher.hash("correct horse".to_owned()).await?;
//! assert!(hasher.verify("correct horse".to_owned(), Some(stored)).await?);
//! // Nobody has this address, which takes as long to find out (attack S15).
//! assert!(!hasher.verify("correct horse".to_owned(), None).await?);
//! # Ok(())
//! # }
//! ```

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::fmt;
use std::sync::Arc;
use std::thread::available_parallelism;
use tokio::sync::Semaphore;

/// The longest password in bytes. Nobody types more, and hashing takes longer with the length.
pub const LONGEST: usize = 1_024;

/// The least that OWASP recommends for Argon2id (password storage cheat sheet): 19 MiB, two
/// passes, one lane. About 30 ms on the project's machine.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The most that a stored hash may ask for; an import could otherwise bring one whose
/// verification takes all memory.
const MOST: (u32, u32, u32) = (262_144, 16, 16);

/// How many hashes may wait for each that is being computed.
const QUEUE: usize = 4;

/// Too many passwords are being hashed already; nothing was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many passwords are being verified")]
pub struct Busy;

/// Why a password was not hashed.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// Too many at once.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// Longer than [`LONGEST`].
    #[error("the password is longer than {LONGEST} bytes")]
    TooLong,
    /// The system gave no randomness, or no memory.
    #[error("the password could not be hashed: {0}")]
    Failed(String),
}

/// Why a stored hash cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Not a hash of Argon2 in PHC form, such as `$argon2id$v=19$m=19456,t=2,p=1$…$…`.
    #[error("not an Argon2 hash in PHC form")]
    Form,
    /// Asks for more than 256 MiB, 16 passes or 16 lanes.
    #[error("the hash asks for too much memory or time")]
    TooCostly,
}

/// Hashes and verifies passwords. Cheap to clone; all clones share the limits.
#[derive(Clone)]
pub struct Hasher {
    argon2: Argon2<'static>,
    /// Verified when there is no account, so that this takes as long as when there is.
    nobody: Arc<str>,
    computing: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hasher")
            .field("params", self.argon2.params())
            .finish_non_exhaustive()
    }
}

impl Hasher {
    /// With the recommended cost, and as many at once as there are processors.
    ///
    /// # Errors
    /// If the system gives no randomness.
    pub fn new() -> Result<Self, HashError> {
        let processors = available_parallelism().map_or(1, usize::from);
        Self::with(MEMORY_KIB, PASSES, LANES, processors)
    }

    /// A hasher whose hashes cost next to nothing, for tests alone: an unoptimised build takes a
    /// second for a real one, and tests sign in thousands of times. It is not a setting, so that
    /// nobody can serve with it by accident.
    ///
    /// # Errors
    /// If the system gives no randomness.
    pub fn weak_for_tests() -> Result<Self, HashError> {
        Self::with(8, 1, 1, 2)
    }

    fn with(memory: u32, passes: u32, lanes: u32, at_once: usize) -> Result<Self, HashError> {
        let params = Params::new(memory, passes, lanes, None).map_err(failed)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = argon2.hash_password(b"nobody's password").map_err(failed)?;
        Ok(Self {
            nobody: nobody.to_string().into(),
            argon2,
            computing: Arc::new(Semaphore::new(at_once)),
            admitted: Arc::new(Semaphore::new(at_once * (1 + QUEUE))),
        })
    }

    /// The hash of a new password, in PHC form.
    ///
    /// # Errors
    /// If too many are being computed, the password is too long, or the system fails.
    pub async fn hash(&self, password: String) -> Result<String, HashError> {
        if password.len() > LONGEST {
            return Err(HashError::TooLong);
        }
        let argon2 = self.argon2.clone();
        let work = move || {
            argon2
                .hash_password(password.as_bytes())
                .map(|hash| hash.to_string())
        };
        match self.compute(work).await? {
            Some(hash) => hash.map_err(failed),
            None => Err(HashError::Failed("the computation panicked".to_owned())),
        }
    }

    /// Whether the password belongs to a stored hash, whatever its cost. Without a hash (nobody
    /// has the address), or with one that cannot be used, the answer is no and takes as long.
    ///
    /// # Errors
    /// If too many are being computed.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool, Busy> {
        let usable = stored.filter(|stored| {
            let checked = check(stored);
            if let Err(fault) = checked {
                tracing::error!(%fault, "a stored password hash cannot be used");
            }
            checked.is_ok()
        });
        let possible = usable.is_some() && password.len() <= LONGEST;
        let against = usable.map_or_else(|| Arc::clone(&self.nobody), Arc::from);
        let argon2 = self.argon2.clone();
        let verified = self.compute(move || {
            let bytes = password.as_bytes();
            let bytes = &bytes[..bytes.len().min(LONGEST)];
            PasswordHash::new(&against)
                .is_ok_and(|hash| argon2.verify_password(bytes, &hash).is_ok())
        });
        Ok(verified.await?.unwrap_or(false) && possible)
    }

    /// Whether a stored hash was made with another cost than new ones, and should be replaced
    /// when its password is next known: until then, its sign-in takes another time than one with
    /// an unknown address.
    #[must_use]
    pub fn is_outdated(&self, stored: &str) -> bool {
        let params = PasswordHash::new(stored).ok().and_then(|hash| {
            let same_algorithm = hash.algorithm.as_str() == "argon2id";
            same_algorithm
                .then(|| Params::try_from(&hash).ok())
                .flatten()
        });
        params.is_none_or(|params| {
            let (old, new) = (params, self.argon2.params());
            (old.m_cost(), old.t_cost(), old.p_cost()) != (new.m_cost(), new.t_cost(), new.p_cost())
        })
    }

    /// Computes on a thread that may block, when it is its turn; `None` if it panics. The places
    /// are given back when the computation ends, even if nobody waits for it any more.
    async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Option<T>, Busy> {
        let admitted = Arc::clone(&self.admitted)
            .try_acquire_owned()
            .map_err(|_| Busy)?;
        let turn = Arc::clone(&self.computing)
            .acquire_owned()
            .await
            .map_err(|_| Busy)?;
        let computed = tokio::task::spawn_blocking(move || {
            let result = work();
            drop((turn, admitted));
            result
        });
        Ok(computed
            .await
            .inspect_err(|error| tracing::error!(%error, "hashing a password panicked"))
            .ok())
    }
}

fn failed(error: impl fmt::Display) -> HashError {
    HashError::Failed(error.to_string())
}

/// Whether a hash from elsewhere can be used, for imports.
///
/// # Errors
/// If it is no Argon2 hash in PHC form, or one that costs too much.
pub fn check(stored: &str) -> Result<(), Unusable> {
    let hash = PasswordHash::new(stored).map_err(|_| Unusable::Form)?;
    let params = Params::try_from(&hash).map_err(|_| Unusable::Form)?;
    let known = Algorithm::new(hash.algorithm.as_str()).is_ok();
    if !known || hash.salt.is_none() || hash.hash.is_none() {
        return Err(Unusable::Form);
    }
    if params.m_cost() > MOST.0 || params.t_cost() > MOST.1 || params.p_cost() > MOST.2 {
        return Err(Unusable::TooCostly);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::time::sleep;

    const RIGHT: &str = "correct horse battery staple";

    fn right() -> String {
        RIGHT.to_owned()
    }

    #[tokio::test]
    async fn only_the_right_password_belongs() {
        let hasher = Hasher::weak_for_tests().unwrap();
        let stored = hasher.hash(right()).await.unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"),
            "{stored}"
        );
        assert_ne!(
            stored,
            hasher.hash(right()).await.unwrap(),
            "each has its salt"
        );
        assert!(hasher.verify(right(), Some(stored.clone())).await.unwrap());
        assert!(
            !hasher
                .verify("wrong".to_owned(), Some(stored))
                .await
                .unwrap()
        );
        assert!(!hasher.verify(right(), None).await.unwrap());
        assert!(
            !hasher
                .verify("nobody's password".to_owned(), None)
                .await
                .unwrap()
        );
    }

    #[tokio::test]
    async fn costs_what_is_recommended_unless_in_tests() {
        let hasher = Hasher::new().unwrap();
        assert!(hasher.nobody.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let weak = Hasher::weak_for_tests().unwrap();
        let stored = weak.hash(right()).await.unwrap();
        assert!(hasher.verify(right(), Some(stored.clone())).await.unwrap());
        assert!(hasher.is_outdated(&stored));
        assert!(!weak.is_outdated(&stored));
        assert!(!hasher.is_outdated(&hasher.nobody));
    }

    #[tokio::test]
    async fn takes_hashes_from_elsewhere_if_they_are_sound() {
        let hasher = Hasher::weak_for_tests().unwrap();
        // From the Argon2 command line tool: argon2i, 64 KiB, 2 passes.
        let elsewhere = "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ\
                         $wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA";
        assert_eq!(check(elsewhere), Ok(()));
        assert!(
            hasher
                .verify("password".to_owned(), Some(elsewhere.to_owned()))
                .await
                .unwrap()
        );
        assert!(hasher.is_outdated(elsewhere));
        for (stored, fault) in [
            ("", Unusable::Form),
            ("secret", Unusable::Form),
            ("$2b$12$KIXhash", Unusable::Form),
            ("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ", Unusable::Form),
            (&elsewhere.replace("argon2i", "scrypt"), Unusable::Form),
            (
                &elsewhere.replace("m=65536", "m=4194304"),
                Unusable::TooCostly,
            ),
            (&elsewhere.replace("t=2", "t=4000000"), Unusable::TooCostly),
        ] {
            assert_eq!(check(stored), Err(fault), "{stored}");
            assert!(
                !hasher
                    .verify(right(), Some(stored.to_owned()))
                    .await
                    .unwrap()
            );
        }
    }

    #[tokio::test]
    async fn long_passwords_are_refused_and_never_right() {
        let hasher = Hasher::weak_for_tests().unwrap();
        let longest = "x".repeat(LONGEST);
        let stored = hasher.hash(longest.clone()).await.unwrap();
        assert!(
            hasher
                .verify(longest.clone(), Some(stored.clone()))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify(longest.clone() + "x", Some(stored))
                .await
                .unwrap()
        );
        assert!(matches!(
            hasher.hash(longest + "x").await,
            Err(HashError::TooLong)
        ));
    }

    #[tokio::test]
    async fn beyond_the_queue_it_is_busy_and_recovers() {
        let hasher = Hasher::with(8, 1, 1, 2).unwrap();
        let (hold, held) = std::sync::mpsc::channel::<()>();
        let held = Arc::new(std::sync::Mutex::new(held));
        let mut waiting = Vec::new();
        for _ in 0..10 {
            let (hasher, held) = (hasher.clone(), Arc::clone(&held));
            let work = move || held.lock().is_ok_and(|held| held.recv().is_err());
            waiting.push(tokio::spawn(async move { hasher.compute(work).await }));
        }
        sleep(Duration::from_millis(100)).await;
        assert_eq!(hasher.computing.available_permits(), 0);
        assert_eq!(hasher.verify(right(), None).await, Err(Busy));
        assert!(matches!(
            hasher.hash(right()).await,
            Err(HashError::Busy(Busy))
        ));
        // Whoever waits for a place and goes away leaves it.
        waiting.pop().unwrap().abort();
        sleep(Duration::from_millis(20)).await;
        let verified = hasher.verify(right(), None);
        drop(hold);
        assert_eq!(verified.await, Ok(false));
        for waited in waiting {
            assert_eq!(waited.await.unwrap(), Ok(Some(true)));
        }
    }

    #[test]
    fn nothing_secret_in_debug() {
        let debug = format!("{:?}", Hasher::weak_for_tests().unwrap());
        assert!(!debug.contains('$') && debug.contains("Params"), "{debug}");
    }
}
