//! The only wiring: production and tests build the program here.

use crate::authz::{Policy, PolicyError, Roles, Session};
use crate::blobs::Blobs;
use crate::db::dialect::Bounds;
use crate::db::{Db, sql};
use crate::error::Result;
use crate::failures::Failures;
use crate::mail::{MailError, MailSettings, Mailer};
use crate::pace::Pace;
use crate::password::Hasher;
use crate::world::World;
use shared::Timestamp;
use shared::api::attachments::{CASE_MAX, FILE_MAX};
use std::path::PathBuf;
use std::sync::Arc;

/// What can be set.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address that people open, without a final slash.
    pub public_url: String,
    /// A session ends when it was idle for so many seconds.
    pub session_idle_seconds: i64,
    /// A session ends after so many seconds in any case.
    pub session_seconds: i64,
    /// A one-time link works for so many seconds.
    pub invitation_seconds: i64,
    /// Failed sign-ins per account in 15 minutes.
    pub failures_per_account: usize,
    /// Failed sign-ins per address in 15 minutes.
    pub failures_per_address: usize,
    /// A list gathers and sorts at most so many cases; more it walks in the order of an index.
    pub gather: i64,
    /// Which words are rare, so that a search begins with their cases, and which are frequent.
    pub words: Bounds,
    /// For facets, at most so many cases are read once; more are counted by an index.
    pub read_once: i64,
    /// A case whose solution nobody answers closes by itself after so many days; 0 is never.
    pub close_after_days: u32,
    /// How mail is sent; without it, mail waits.
    pub mail: Option<MailSettings>,
    /// The folder of the contents of files.
    pub files: PathBuf,
    /// Bytes of a file at most.
    pub file_bytes: u64,
    /// Bytes of the files of a case at most.
    pub case_bytes: u64,
    /// Files that an account attaches in a minute at most.
    pub uploads_a_minute: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".to_owned(),
            session_idle_seconds: 30 * 60,
            session_seconds: 12 * 3_600,
            invitation_seconds: 48 * 3_600,
            failures_per_account: 10,
            failures_per_address: 50,
            gather: 2_000,
            words: Bounds {
                rare: 1_500,
                frequent: 12_000,
            },
            read_once: 2_000,
            close_after_days: 14,
            mail: None,
            files: PathBuf::from("data/files"),
            file_bytes: FILE_MAX,
            case_bytes: CASE_MAX,
            uploads_a_minute: 100,
        }
    }
}

/// What the program is made of. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// Time, ids and randomness.
    pub world: World,
    /// The roles that come with the product.
    pub roles: Arc<Roles>,
    /// What can be set.
    pub config: Arc<Config>,
    /// Hashes and verifies passwords.
    pub passwords: Hasher,
    /// Failed sign-ins.
    pub failures: Arc<Failures>,
    /// Who may do what.
    pub policy: Arc<Policy>,
    /// Sends mail.
    pub mail: Mailer,
    /// The contents of files.
    pub files: Blobs,
    /// How often files are attached.
    pub uploads: Arc<Pace>,
}

/// Why the program cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The policy is missing or damaged.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// Mail cannot be sent as the settings say.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The built-in roles cannot be stored.
    #[error("the database cannot be prepared: {0}")]
    Database(#[from] crate::error::Error),
}

impl App {
    /// Puts the program together over a database whose schema is up to date.
    ///
    /// # Errors
    /// When the policy is damaged, the settings of mail are wrong or the database does not answer.
    pub async fn build(
        db: Db,
        world: World,
        policy: Policy,
        passwords: Hasher,
        config: Config,
    ) -> Result<Self, BuildError> {
        let roles = Arc::new(Roles::builtin()?);
        let prepare = async {
            let mut tx = db.write().await?;
            roles.store(&mut tx, &world).await?;
            tx.commit().await?;
            Ok(())
        };
        prepare.await.map_err(BuildError::Database)?;
        Ok(Self {
            mail: Mailer::new(config.mail.as_ref())?,
            files: Blobs::below(&config.files),
            uploads: Arc::default(),
            db,
            world,
            roles,
            config: Arc::new(config),
            passwords,
            failures: Arc::default(),
            policy: Arc::new(policy),
        })
    }

    /// Notes, at most once a minute, that a session is in use.
    pub(crate) fn keep_alive(&self, session: &Session, now: Timestamp) {
        if now < session.seen_at.plus_seconds(60) {
            return;
        }
        let (db, session) = (self.db.clone(), session.id);
        tokio::spawn(async move {
            let noted = async {
                let mut tx = db.write().await?;
                tx.run(sql!(
                    "UPDATE sessions SET seen_at = ? WHERE id = ? AND seen_at < ?",
                    now,
                    session,
                    now
                ))
                .await?;
                tx.commit().await
            };
            if let Err(error) = noted.await {
                tracing::warn!(%error, "a session's use could not be noted");
            }
        });
    }
}
