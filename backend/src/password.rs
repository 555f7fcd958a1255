//! Passwords: Argon2id, off the async threads, behind a bounded queue.
//!
//! A hash takes 19 MiB and some 30 ms of a core (OWASP's first choice for Argon2id), so no more
//! run at once than there are cores, few wait, and whoever comes after them is told to come back.

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, PasswordVerifier as _, Version};
use shared::problem::Code;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// Hashes and verifies passwords.
#[derive(Clone)]
pub struct Hasher {
    argon2: Argon2<'static>,
    waiting: Arc<Semaphore>,
    working: Arc<Semaphore>,
    /// Working memory of hashes, one per core at most, used again and again: handed back to the
    /// allocator after each hash it piled up (measured with glibc: 860 MiB after 120 hashes).
    memory: Arc<Mutex<Vec<Vec<Block>>>>,
    nobody: Arc<str>,
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hasher").finish_non_exhaustive()
    }
}

impl Hasher {
    /// With the product's parameters: 19 MiB, 2 passes, 1 lane.
    ///
    /// # Errors
    /// When the library refuses them.
    pub fn new() -> Result<Self> {
        Self::with(19 * 1_024, 2)
    }

    /// With weak parameters, for tests that sign in thousands of times.
    ///
    /// # Errors
    /// When the library refuses them.
    pub fn weak() -> Result<Self> {
        Self::with(8, 1)
    }

    fn with(kibibytes: u32, passes: u32) -> Result<Self> {
        let params = Params::new(kibibytes, passes, 1, None).map_err(fault)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let mut hasher = Self {
            argon2,
            waiting: Arc::new(Semaphore::new(cores * 5)),
            working: Arc::new(Semaphore::new(cores)),
            memory: Arc::default(),
            nobody: Arc::default(),
        };
        hasher.nobody = hasher.hash_now("the password of nobody")?.into();
        Ok(hasher)
    }

    /// The hash of a password, in the PHC format.
    ///
    /// # Errors
    /// `too-many-requests` when too many wait already.
    pub async fn hash(&self, password: String) -> Result<String> {
        let hasher = self.clone();
        self.work(move || hasher.hash_now(&password)).await
    }

    /// The same, on this thread and without waiting: for work that is off the async threads already.
    ///
    /// # Errors
    /// When the library fails.
    pub fn hash_now(&self, password: &str) -> Result<String> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(fault)?;
        let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
        self.fill(password, &salt, &mut output)?;
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
    fn fill(&self, password: &str, salt: &[u8], output: &mut [u8]) -> Result<()> {
        let kept = || self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = kept().pop().unwrap_or_default();
        memory.resize(self.argon2.params().block_count(), Block::new());
        let done = self
            .argon2
            .hash_password_into_with_memory(password.as_bytes(), salt, output, &mut memory);
        kept().push(memory);
        done.map_err(fault)
    }

    /// Whether the password belongs to the hash. Without a hash it does not, and that takes as long.
    ///
    /// # Errors
    /// `too-many-requests` when too many wait already.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        let hasher = self.clone();
        self.work(move || {
            let known = hash.is_some();
            let Ok(hash) = PasswordHash::new(hash.as_deref().unwrap_or(&hasher.nobody)) else {
                return Ok(false);
            };
            Ok(hasher.is_right(&password, &hash)? && known)
        })
        .await
    }

    /// Whether the password is that of the hash, which was made with these parameters or, if it was
    /// imported, with others.
    fn is_right(&self, password: &str, hash: &PasswordHash) -> Result<bool> {
        let ours = self.argon2.params();
        let same = hash.algorithm == Algorithm::Argon2id.ident()
            && hash.version == Some(Version::V0x13.into())
            && ParamsString::try_from(ours).is_ok_and(|params| params == hash.params);
        match (hash.salt, hash.hash) {
            (Some(salt), Some(right)) if same && right.len() == Params::DEFAULT_OUTPUT_LEN => {
                let mut output = [0; Params::DEFAULT_OUTPUT_LEN];
                self.fill(password, &salt, &mut output)?;
                // Compared in constant time by the library.
                Ok(Output::new(&output).map_err(fault)? == right)
            }
            _ => Ok(self.argon2.verify_password(password.as_bytes(), hash).is_ok()),
        }
    }

    async fn work<T: Send + 'static>(&self, job: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let gone = |_| Error::Fault("the hasher is closed".to_owned());
        let _place = Arc::clone(&self.waiting)
            .try_acquire_owned()
            .map_err(|_| Error::from(Code::TooManyRequests))?;
        // Held by the job itself: a caller that goes away does not make room for another hash.
        let core = Arc::clone(&self.working).acquire_owned().await.map_err(gone)?;
        let done = tokio::task::spawn_blocking(move || {
            let _core = core;
            job()
        });
        done.await.map_err(|error| Error::Fault(error.to_string()))?
    }
}

fn fault(error: impl fmt::Display) -> Error {
    Error::Fault(format!("argon2: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_is_right() {
        let hasher = Hasher::weak().unwrap();
        let hash = hasher.hash("correct horse".to_owned()).await.unwrap();
        assert!(
            hasher
                .verify("correct horse".to_owned(), Some(hash.clone()))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify("correct horses".to_owned(), Some(hash))
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify("the password of nobody".to_owned(), None)
                .await
                .unwrap()
        );
        assert!(
            !hasher
                .verify("x".to_owned(), Some("no hash".to_owned()))
                .await
                .unwrap()
        );
    }

    #[test]
    fn used_memory_makes_no_difference_and_the_library_agrees() {
        let hasher = Hasher::weak().unwrap();
        let other = Hasher::with(16, 3).unwrap();
        for password in ["correct horse", "battery staple", "correct horse"] {
            let hash = hasher.hash_now(password).unwrap();
            let hash = PasswordHash::new(&hash).unwrap();
            assert!(
                Argon2::default()
                    .verify_password(password.as_bytes(), &hash)
                    .is_ok()
            );
            assert!(hasher.is_right(password, &hash).unwrap());
            assert!(other.is_right(password, &hash).unwrap());
            assert!(!hasher.is_right("another", &hash).unwrap());
        }
        assert_eq!(hasher.memory.lock().unwrap().len(), 1);
    }

    #[tokio::test]
    async fn s16_whoever_comes_after_the_queue_is_told_to_come_back() {
        let hasher = Hasher::new().unwrap();
        let many = (0..200).map(|_| hasher.verify("x".to_owned(), None));
        let answers = futures_util::future::join_all(many).await;
        let busy = answers.iter().filter(|answer| answer.is_err()).count();
        assert!(busy > 0 && busy < 200, "{busy}");
    }
}
