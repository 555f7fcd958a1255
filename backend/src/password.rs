//! Passwords, hashed with Argon2id.
//!
//! A hash is meant to be slow (about 30 ms) and large (19 MiB), so a flood of sign-ins could take
//! all processors and much memory. Hence at most as many at once as there are processors, off
//! the threads that answer requests, a queue of four times that, and beyond it the refusal
//! `too-many-requests`, which is a 429 (attack S16).
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use comptoir::password::Hasher;
//!
//! let hasher = Hasher::weak()?;
//! let stored = hasher.hash("correct horse".to_owned()).await?;
//! assert!(hasher.verify("correct horse".to_owned(), Some(stored)).await?);
//! // Nobody has this address, which takes as long to find out (attack S15).
//! assert!(!hasher.verify("correct horse".to_owned(), None).await?);
//! # Ok(())
//! # }
//! ```

use crate::error::{Error, Result};
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, PasswordVerifier as _, Version};
use shared::problem::Code;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
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
    /// Working memory of hashes, one per core at most, used again and again: handed back to the
    /// allocator after each hash it piled up (measured with glibc: 860 MiB after 120 hashes).
    memory: Arc<Mutex<Vec<Vec<Block>>>>,
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
    pub fn new() -> Result<Self> {
        let processors = available_parallelism().map_or(1, usize::from);
        Self::with(MEMORY_KIB, PASSES, LANES, processors)
    }

    /// A hasher whose hashes cost next to nothing, for tests alone: an unoptimised build takes a
    /// second for a real one, and tests sign in thousands of times. It is not a setting, so that
    /// nobody can serve with it by accident.
    ///
    /// # Errors
    /// If the system gives no randomness.
    pub fn weak() -> Result<Self> {
        Self::with(8, 1, 1, 2)
    }

    fn with(memory: u32, passes: u32, lanes: u32, at_once: usize) -> Result<Self> {
        let params = Params::new(memory, passes, lanes, None).map_err(fault)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut hasher = Self {
            argon2,
            nobody: Arc::default(),
            memory: Arc::default(),
            computing: Arc::new(Semaphore::new(at_once)),
            admitted: Arc::new(Semaphore::new(at_once * (1 + QUEUE))),
        };
        hasher.nobody = hasher.hash_now("nobody's password")?.into();
        Ok(hasher)
    }

    /// The hash of a new password, in PHC form.
    ///
    /// # Errors
    /// `too-many-requests` when too many are being hashed; when it is longer than [`LONGEST`].
    pub async fn hash(&self, password: String) -> Result<String> {
        let hasher = self.clone();
        self.compute(move || hasher.hash_now(&password)).await?
    }

    /// The same, on this thread and without waiting: for work that is off the async threads already.
    ///
    /// # Errors
    /// When it is longer than [`LONGEST`], or the system gives no randomness.
    pub fn hash_now(&self, password: &str) -> Result<String> {
        if password.len() > LONGEST {
            return Err(Error::field("/password", "too-long"));
        }
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(fault)?;
        let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
        self.fill(password.as_bytes(), &salt, &mut output)?;
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(self.argon2.params()).map_err(fault)?,
            salt: Some(Salt::new(&salt).map_err(fault)?),
            hash: Some(Output::new(&output).map_err(fault)?),
        };
        Ok(hash.to_string())
    }

    /// Hashes in memory that was used before, where there is some.
    fn fill(&self, password: &[u8], salt: &[u8], output: &mut [u8]) -> Result<()> {
        let kept = || self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = kept().pop().unwrap_or_default();
        memory.resize(self.argon2.params().block_count(), Block::new());
        let done = self
            .argon2
            .hash_password_into_with_memory(password, salt, output, &mut memory);
        kept().push(memory);
        done.map_err(fault)
    }

    /// Whether the password is that of the hash, which was made with these parameters or, if it
    /// was imported, with others.
    fn is_right(&self, password: &[u8], hash: &PasswordHash) -> Result<bool> {
        let same = hash.algorithm == Algorithm::Argon2id.ident()
            && hash.version == Some(Version::V0x13.into())
            && ParamsString::try_from(self.argon2.params()).is_ok_and(|params| params == hash.params);
        match (hash.salt, hash.hash) {
            (Some(salt), Some(right)) if same && right.len() == Params::DEFAULT_OUTPUT_LEN => {
                let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
                self.fill(password, &salt, &mut output)?;
                // Compared in constant time by the library.
                Ok(Output::new(&output).map_err(fault)? == right)
            }
            _ => Ok(self.argon2.verify_password(password, hash).is_ok()),
        }
    }

    /// Whether the password belongs to a stored hash, whatever its cost. Without a hash (nobody
    /// has the address), or with one that cannot be used, the answer is no and takes as long.
    ///
    /// # Errors
    /// `too-many-requests` when too many are being hashed.
    pub async fn verify(&self, password: String, stored: Option<String>) -> Result<bool> {
        let usable = stored.filter(|stored| {
            let checked = check(stored);
            if let Err(fault) = checked {
                tracing::error!(%fault, "a stored password hash cannot be used");
            }
            checked.is_ok()
        });
        let possible = usable.is_some() && password.len() <= LONGEST;
        let against = usable.map_or_else(|| Arc::clone(&self.nobody), Arc::from);
        let hasher = self.clone();
        let verified = self.compute(move || {
            let bytes = password.as_bytes();
            let bytes = &bytes[..bytes.len().min(LONGEST)];
            PasswordHash::new(&against).map_or(Ok(false), |hash| hasher.is_right(bytes, &hash))
        });
        Ok(verified.await?? && possible)
    }

    /// Whether a stored hash was made with another cost than new ones, and should be replaced
    /// when its password is next known: until then, its sign-in takes another time than one with
    /// an unknown address.
    #[must_use]
    pub fn is_outdated(&self, stored: &str) -> bool {
        let params = PasswordHash::new(stored).ok().and_then(|hash| {
            let same_algorithm = hash.algorithm.as_str() == "argon2id";
            same_algorithm.then(|| Params::try_from(&hash).ok()).flatten()
        });
        params.is_none_or(|params| {
            let (old, new) = (params, self.argon2.params());
            (old.m_cost(), old.t_cost(), old.p_cost()) != (new.m_cost(), new.t_cost(), new.p_cost())
        })
    }

    /// Computes on a thread that may block, when it is its turn. The places are given back when
    /// the computation ends, even if nobody waits for it any more.
    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let busy = |_| Error::from(Code::TooManyRequests);
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(busy)?;
        let turn = Arc::clone(&self.computing).acquire_owned().await.map_err(fault)?;
        let computed = tokio::task::spawn_blocking(move || {
            let result = work();
            drop((turn, admitted));
            result
        });
        computed.await.map_err(fault)
    }
}

fn fault(error: impl fmt::Display) -> Error {
    Error::Fault(format!("a password was not hashed: {error}"))
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
        let hasher = Hasher::weak().unwrap();
        let stored = hasher.hash(right()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{stored}");
        assert_ne!(stored, hasher.hash(right()).await.unwrap(), "each has its salt");
        assert!(hasher.verify(right(), Some(stored.clone())).await.unwrap());
        assert!(!hasher.verify("wrong".to_owned(), Some(stored)).await.unwrap());
        assert!(!hasher.verify(right(), None).await.unwrap());
        assert!(!hasher.verify("nobody's password".to_owned(), None).await.unwrap());
    }

    #[tokio::test]
    async fn costs_what_is_recommended_unless_in_tests() {
        let hasher = Hasher::new().unwrap();
        assert!(hasher.nobody.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let weak = Hasher::weak().unwrap();
        let stored = weak.hash(right()).await.unwrap();
        assert!(hasher.verify(right(), Some(stored.clone())).await.unwrap());
        assert!(hasher.is_outdated(&stored));
        assert!(!weak.is_outdated(&stored));
        assert!(!hasher.is_outdated(&hasher.nobody));
    }

    #[tokio::test]
    async fn takes_hashes_from_elsewhere_if_they_are_sound() {
        let hasher = Hasher::weak().unwrap();
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
            (&elsewhere.replace("m=65536", "m=4194304"), Unusable::TooCostly),
            (&elsewhere.replace("t=2", "t=4000000"), Unusable::TooCostly),
        ] {
            assert_eq!(check(stored), Err(fault), "{stored}");
            assert!(!hasher.verify(right(), Some(stored.to_owned())).await.unwrap());
        }
    }

    #[test]
    fn used_memory_makes_no_difference_and_the_library_agrees() {
        let hasher = Hasher::weak().unwrap();
        let other = Hasher::with(16, 3, 1, 2).unwrap();
        for password in ["correct horse", "battery staple", "correct horse"] {
            let hash = hasher.hash_now(password).unwrap();
            let hash = PasswordHash::new(&hash).unwrap();
            assert!(
                Argon2::default()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            );
            assert!(hasher.is_right(password.as_bytes(), &hash).unwrap());
            assert!(other.is_right(password.as_bytes(), &hash).unwrap());
            assert!(!hasher.is_right(b"another", &hash).unwrap());
        }
        assert_eq!(hasher.memory.lock().unwrap().len(), 1);
    }

    #[tokio::test]
    async fn long_passwords_are_refused_and_never_right() {
        let hasher = Hasher::weak().unwrap();
        let longest = "x".repeat(LONGEST);
        let stored = hasher.hash(longest.clone()).await.unwrap();
        assert!(
            hasher
                .verify(longest.clone(), Some(stored.clone()))
                .await
                .unwrap()
        );
        assert!(!hasher.verify(longest.clone() + "x", Some(stored)).await.unwrap());
        assert!(hasher.hash(longest + "x").await.is_err());
    }

    #[tokio::test]
    async fn beyond_the_queue_it_is_busy_and_recovers() {
        let hasher = Hasher::with(8, 1, 1, 2).unwrap();
        let (hold, held) = std::sync::mpsc::channel::<()>();
        let held = Arc::new(Mutex::new(held));
        let mut waiting = Vec::new();
        for _ in 0..10 {
            let (hasher, held) = (hasher.clone(), Arc::clone(&held));
            let work = move || held.lock().is_ok_and(|held| held.recv().is_err());
            waiting.push(tokio::spawn(async move { hasher.compute(work).await }));
        }
        sleep(Duration::from_millis(100)).await;
        assert_eq!(hasher.computing.available_permits(), 0);
        let busy = Some(Code::TooManyRequests);
        assert_eq!(hasher.verify(right(), None).await.unwrap_err().code(), busy);
        assert_eq!(hasher.hash(right()).await.unwrap_err().code(), busy);
        // Whoever waits for a place and goes away leaves it.
        waiting.pop().unwrap().abort();
        sleep(Duration::from_millis(20)).await;
        let verified = hasher.verify(right(), None);
        drop(hold);
        assert!(!verified.await.unwrap());
        for waited in waiting {
            assert!(waited.await.unwrap().unwrap());
        }
    }

    #[test]
    fn nothing_secret_in_debug() {
        let debug = format!("{:?}", Hasher::weak().unwrap());
        assert!(!debug.contains('$') && debug.contains("Params"), "{debug}");
    }
}
