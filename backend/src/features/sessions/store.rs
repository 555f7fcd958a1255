//! Sessions, one-time links and profiles in the database.
//!
//! Signing in happens before there is a caller, so these writes take what sign-in itself has
//! proved: the account whose password was verified, or whose one-time link was presented.

use crate::authz::{Acting, Caller};
use crate::db::{Sql, Tx, sql};
use crate::error::Result;
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::DomainRef;
use shared::api::sessions::{ChangeMe, InvitationView};
use shared::words::DomainKind;
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Known {
    pub(super) account_id: Uuid,
    pub(super) domain_id: Uuid,
    pub(super) password_hash: Option<String>,
}

/// The enabled account of an address, in its domain.
pub(super) async fn account(tx: &mut Tx, email: &str) -> Result<Option<Known>> {
    Ok(tx
        .opt(sql!(
            "SELECT id AS account_id, domain_id, password_hash FROM accounts
             WHERE email = ? AND disabled_at IS NULL AND kind = 'user'",
            email
        ))
        .await?)
}

/// What a session is.
pub(super) struct NewSession {
    pub(super) id: Uuid,
    pub(super) account: Uuid,
    pub(super) domain: Uuid,
    pub(super) token_hash: Vec<u8>,
    pub(super) at: Timestamp,
    pub(super) ends_at: Timestamp,
}

pub(super) async fn begin(tx: &mut Tx, session: NewSession) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO sessions (id, account_id, domain_id, token_hash, created_at, seen_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
        session.id,
        session.account,
        session.domain,
        session.token_hash,
        session.at,
        session.at,
        session.ends_at
    ))
    .await?;
    tx.run(sql!(
        "DELETE FROM sessions WHERE account_id = ? AND expires_at <= ?",
        session.account,
        session.at
    ))
    .await?;
    Ok(())
}

pub(super) async fn end(acting: &mut Acting) -> Result<()> {
    let session = acting.session.id;
    acting
        .tx
        .run(sql!("DELETE FROM sessions WHERE id = ?", session))
        .await?;
    Ok(())
}

pub(super) async fn end_others(acting: &mut Acting) -> Result<()> {
    let (account, session) = (acting.caller.account, acting.session.id);
    acting
        .tx
        .run(sql!(
            "DELETE FROM sessions WHERE account_id = ? AND id <> ?",
            account,
            session
        ))
        .await?;
    Ok(())
}

pub(super) async fn organization(tx: &mut Tx, caller: &Caller) -> Result<Option<String>> {
    let Some(id) = caller.domain.organization_id else {
        return Ok(None);
    };
    let (name,): (String,) = tx
        .one(sql!("SELECT name FROM organizations WHERE id = ?", id))
        .await?;
    Ok(Some(name))
}

pub(super) async fn change_profile(acting: &mut Acting, change: &ChangeMe) -> Result<()> {
    let caller = &acting.caller;
    let name = change
        .name
        .as_deref()
        .map_or(caller.name.as_str(), str::trim)
        .to_owned();
    let locale = change.locale.or(caller.locale);
    let zone = change.time_zone.clone().or_else(|| caller.time_zone.clone());
    acting
        .tx
        .run(sql!(
            "UPDATE accounts SET name = ?, locale = ?, time_zone = ? WHERE id = ?",
            &name,
            locale,
            zone.clone(),
            acting.caller.account
        ))
        .await?;
    acting.caller.name = name;
    acting.caller.locale = locale;
    acting.caller.time_zone = zone;
    Ok(())
}

pub(super) async fn password_hash(acting: &mut Acting) -> Result<Option<String>> {
    let account = acting.caller.account;
    let (hash,): (Option<String>,) = acting
        .tx
        .one(sql!("SELECT password_hash FROM accounts WHERE id = ?", account))
        .await?;
    Ok(hash)
}

pub(super) async fn set_password(tx: &mut Tx, account: Uuid, hash: &str) -> Result<()> {
    tx.run(sql!(
        "UPDATE accounts SET password_hash = ? WHERE id = ?",
        hash,
        account
    ))
    .await?;
    Ok(())
}

/// A one-time link that still works.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct Invitation {
    pub(super) account_id: Uuid,
    pub(super) domain_id: Uuid,
    email: String,
    account_name: String,
    domain_name: String,
    title: String,
    kind: DomainKind,
    expires_at: Timestamp,
}

impl Invitation {
    pub(super) fn view(&self) -> InvitationView {
        InvitationView {
            email: self.email.clone(),
            name: self.account_name.clone(),
            domain: DomainRef {
                name: self.domain_name.clone(),
                title: self.title.clone(),
                kind: self.kind,
            },
            expires_at: self.expires_at,
        }
    }
}

/// A link `i` was not used and is not too old.
fn works(now: Timestamp) -> Sql {
    let unused = sql!("i.used_at IS NULL").unless(mutated!(InvitationTwice));
    let young = sql!("i.expires_at > ?", now).unless(mutated!(InvitationForever));
    Sql::join([unused, young], " AND ")
}

pub(super) async fn invitation(
    tx: &mut Tx,
    token_hash: Vec<u8>,
    now: Timestamp,
) -> Result<Option<Invitation>> {
    Ok(tx
        .opt(
            sql!(
            "SELECT a.id AS account_id, a.domain_id, a.email, a.name AS account_name, d.name AS domain_name,
                    d.title, d.kind, i.expires_at
             FROM invitations i JOIN accounts a ON a.id = i.account_id JOIN domains d ON d.id = a.domain_id
             WHERE i.token_hash = ? AND a.disabled_at IS NULL AND ",
            token_hash
        )
            .then(works(now)),
        )
        .await?)
}

/// Uses a link up; `false` when somebody else was faster.
pub(super) async fn use_invitation(tx: &mut Tx, token_hash: Vec<u8>, now: Timestamp) -> Result<bool> {
    let statement = sql!(
        "UPDATE invitations AS i SET used_at = ? WHERE token_hash = ? AND ",
        now,
        token_hash
    );
    Ok(tx.run(statement.then(works(now))).await? == 1)
}
