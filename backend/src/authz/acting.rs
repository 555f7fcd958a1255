//! A caller within one transaction.

use super::caller::Worth;
use super::{Caller, Moment, Policy, Session};
use crate::app::App;
use crate::db::dialect::{Lock, lock_client};
use crate::db::{Arg, Sql, Tx, sql};
use crate::error::{Error, Result};
use crate::mutation::{self, mutated};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use shared::Timestamp;
use shared::problem::Code;
use std::sync::Arc;
use uuid::Uuid;

/// What a request brings to say who sends it.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// The domain in the path.
    pub domain: String,
    /// Digests of the session tokens in the cookies.
    pub token_hashes: Vec<Vec<u8>>,
    /// Of a write: the key under which it is carried out once, and a digest of the request.
    pub once: Option<(String, Vec<u8>)>,
}

/// The digest under which a token is stored.
#[must_use]
pub fn digest(secret: &[u8]) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}

/// A caller within one transaction: whoever it is and whatever it may see are of one instant.
#[derive(Debug)]
pub struct Acting {
    /// The caller.
    pub caller: Caller,
    /// The session it acts by.
    pub session: Session,
    /// The transaction. Dropped without [`Acting::commit`], it leaves nothing.
    pub tx: Tx,
    /// The instant of the transaction; after a lock, an instant after it.
    pub now: Timestamp,
    /// What the program is made of.
    pub app: App,
    /// Who may do what.
    pub policy: Arc<Policy>,
    writes: bool,
    once: Option<String>,
    /// Whether somebody is to be told by mail once it is committed.
    tells: bool,
}

impl Acting {
    /// Begins reading as the caller.
    ///
    /// # Errors
    /// `unauthenticated` without a live session in the domain.
    pub async fn read(app: &App, credentials: &Credentials) -> Result<Self> {
        let tx = app.db.read().await?;
        Self::begin(app, credentials, tx, false).await
    }

    /// Begins writing as the caller.
    ///
    /// # Errors
    /// `unauthenticated` without a live session in the domain; [`Error::Replay`] when it was
    /// carried out before.
    pub async fn write(app: &App, credentials: &Credentials) -> Result<Self> {
        let tx = app.db.write().await?;
        let mut acting = Self::begin(app, credentials, tx, true).await?;
        if let Some((key, fingerprint)) = &credentials.once {
            match acting.claim(key, fingerprint).await {
                Err(Error::Replay(answer)) => {
                    // It may be of a write in the same batch: no answer before that is on disk.
                    acting.tx.commit().await?;
                    return Err(Error::Replay(answer));
                }
                claimed => claimed?,
            }
        }
        Ok(acting)
    }

    async fn begin(app: &App, credentials: &Credentials, mut tx: Tx, writes: bool) -> Result<Self> {
        let now = app.world.now();
        let found = if credentials.token_hashes.is_empty() {
            Vec::new()
        } else {
            let idle_since = now.plus_seconds(-app.config.session_idle_seconds);
            Caller::load(
                &mut tx,
                Some(&credentials.domain),
                &credentials.token_hashes,
                now,
                idle_since,
            )
            .await?
        };
        let (mut caller, session) = found
            .into_iter()
            .next()
            .ok_or(Error::from(Code::Unauthenticated))?;
        if writes {
            caller.worth = Worth::ALL;
        }
        let caller = if mutated!(StaleCaller) {
            mutation::kept(caller)
        } else {
            caller
        };
        app.keep_alive(&session, now);
        Ok(Self {
            caller,
            session,
            tx,
            now,
            app: app.clone(),
            policy: Arc::clone(&app.policy),
            writes,
            once: None,
            tells: false,
        })
    }

    /// A recipient of mail, reading as it would in a request of its own: what it is told of a case is
    /// what its page would show. Nobody signed in for it, so only the sending of mail may begin so.
    /// Nothing when there is no such account, or it is disabled.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn as_recipient(app: &App, email: &str) -> Result<Option<Self>> {
        let mut tx = app.db.read().await?;
        let now = app.world.now();
        let found = Caller::of(&mut tx, email, &Moment::Now(now)).await?;
        Ok(found.map(|caller| Self {
            caller,
            session: Session {
                id: Uuid::nil(),
                ends_at: now,
                seen_at: now,
            },
            tx,
            now,
            app: app.clone(),
            policy: Arc::clone(&app.policy),
            writes: false,
            once: None,
            tells: false,
        }))
    }

    /// Has the mail that was written sent as soon as this is committed.
    pub(crate) const fn wakes_mail(&mut self) {
        self.tells = true;
    }

    /// Claims an idempotency key; whoever comes second waits for the first and gets its answer.
    async fn claim(&mut self, key: &str, fingerprint: &[u8]) -> Result<()> {
        let claimed = self
            .tx
            .run(sql!(
                "INSERT INTO idempotency_keys (account_id, key, fingerprint, at) VALUES (?, ?, ?, ?)
                 ON CONFLICT DO NOTHING",
                self.caller.account,
                key,
                fingerprint.to_vec(),
                self.now
            ))
            .await?;
        if claimed == 1 {
            self.once = Some(key.to_owned());
            return Ok(());
        }
        let (before, answer): (Vec<u8>, Option<String>) = self
            .tx
            .one(sql!(
                "SELECT fingerprint, answer FROM idempotency_keys WHERE account_id = ? AND key = ?",
                self.caller.account,
                key
            ))
            .await?;
        if before != fingerprint && !mutated!(ReplayOfAnotherRequest) {
            return Err(Code::IdempotencyMismatch.into());
        }
        Err(Error::Replay(answer.unwrap_or_else(|| "null".to_owned())))
    }

    /// Locks a client's row before anything about it is read, and takes the time after the lock.
    ///
    /// # Errors
    /// What the database says.
    pub async fn lock(&mut self, client: Uuid, lock: Lock) -> Result<()> {
        if self.writes {
            lock_client(&mut self.tx, client, lock).await?;
            if !mutated!(TimeBeforeLock) {
                self.now = self.app.world.now();
            }
        }
        Ok(())
    }

    /// The instant at which rights are looked at.
    #[must_use]
    pub const fn moment(&self) -> Moment {
        Moment::Now(self.now)
    }

    /// Whether this can write.
    #[must_use]
    pub fn writes(&self) -> bool {
        self.writes
    }

    /// Whether the caller may give that role of its domain, or take it.
    #[must_use]
    pub fn may_give(&self, role: &str) -> bool {
        let kind = self.caller.domain.kind;
        self.app.roles.may_grant(kind, &self.caller.gives_by, role)
    }

    /// Writes an entry into the ledger.
    ///
    /// # Errors
    /// What the database says.
    pub async fn record(&mut self, entry: Entry<'_>) -> Result<Uuid> {
        let id = self.app.world.id()?;
        if mutated!(LedgerForgotten) {
            return Ok(id);
        }
        entry
            .write(
                &mut self.tx,
                id,
                self.now,
                Some(self.caller.account),
                Some(self.caller.domain.id),
            )
            .await?;
        Ok(id)
    }

    /// Makes what was written last, and keeps the answer for a repeated request.
    ///
    /// # Errors
    /// Then nothing was written.
    pub async fn commit<T: Serialize>(mut self, answer: T) -> Result<T> {
        if let Some(key) = self.once.take() {
            let body = serde_json::to_string(&answer).map_err(|error| Error::Fault(error.to_string()))?;
            self.tx
                .run(sql!(
                    "UPDATE idempotency_keys SET answer = ? WHERE account_id = ? AND key = ?",
                    body,
                    self.caller.account,
                    key
                ))
                .await?;
        }
        self.tx.commit().await?;
        if self.tells {
            self.app.mail.wake();
        }
        Ok(answer)
    }
}

/// One line of the ledger.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry<'a> {
    /// What was done, for example `delegation.granted`.
    pub action: &'a str,
    /// The client concerned.
    pub client: Option<Uuid>,
    /// The case concerned.
    pub case: Option<Uuid>,
    /// What it was before.
    pub from: Option<&'a str>,
    /// What it became.
    pub to: Option<&'a str>,
}

impl Entry<'_> {
    /// Writes the line.
    ///
    /// # Errors
    /// What the database says.
    pub async fn write(
        self,
        tx: &mut Tx,
        id: Uuid,
        at: Timestamp,
        account: Option<Uuid>,
        domain: Option<Uuid>,
    ) -> Result<()> {
        let values: Vec<Arg> = vec![
            id.into(),
            at.into(),
            account.into(),
            domain.into(),
            self.action.into(),
            self.client.into(),
            self.case.into(),
            self.from.into(),
            self.to.into(),
        ];
        tx.run(
            sql!(
                "INSERT INTO ledger (id, at, account_id, domain_id, action, client_id, case_id, from_value, to_value)
                 VALUES "
            )
            .then(Sql::list(values)),
        )
        .await?;
        Ok(())
    }
}
