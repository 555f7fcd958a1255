//! Passwords: Argon2id, off the async threads, behind a bounded queue.
//!
//! A hash takes 19 MiB and some 30 ms of a core (OWASP's first choice for Argon2id), so no more
//! run at once than there are cores, few wait, and whoever comes after them is told to come back.

use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use shared::problem::Code;
use std::fmt;
use std::sync::Arc;
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// Hashes and verifies passwords.
#[derive(Clone)]
pub struct Hasher {
    argon2: Argon2<'static>,
    waiting: Arc<Semaphore>,
    working: Arc<Semaphore>,
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
        let nobody = argon2
            .hash_password(b"the password of nobody")
            .map_err(fault)?
            .to_string();
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Ok(Self {
            argon2,
            waiting: Arc::new(Semaphore::new(cores * 5)),
            working: Arc::new(Semaphore::new(cores)),
            nobody: nobody.into(),
        })
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
        Ok(self
            .argon2
            .hash_password(password.as_bytes())
            .map_err(fault)?
            .to_string())
    }

    /// Whether the password belongs to the hash. Without a hash it does not, and that takes as long.
    ///
    /// # Errors
    /// `too-many-requests` when too many wait already.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        let argon2 = self.argon2.clone();
        let nobody = Arc::clone(&self.nobody);
        self.work(move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| nobody.to_string());
            let Ok(hash) = argon2::password_hash::phc::PasswordHash::new(&hash) else {
                return Ok(false);
            };
            Ok(argon2.verify_password(password.as_bytes(), &hash).is_ok() && known)
        })
        .await
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

    #[tokio::test]
    async fn s16_whoever_comes_after_the_queue_is_told_to_come_back() {
        let hasher = Hasher::new().unwrap();
        let many = (0..200).map(|_| hasher.verify("x".to_owned(), None));
        let answers = futures_util::future::join_all(many).await;
        let busy = answers.iter().filter(|answer| answer.is_err()).count();
        assert!(busy > 0 && busy < 200, "{busy}");
    }
}
