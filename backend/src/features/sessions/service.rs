//! Signing in and out, one-time links, the own profile.

use super::store;
use crate::app::App;
use crate::authz::{Acting, Caller, Credentials, Entry, Session, digest};
use crate::db::{Tx, sql};
use crate::error::{Error, Result};
use crate::http::session::token;
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::DomainRef;
use shared::api::sessions::{
    AcceptInvitation, ChangeMe, ChangePassword, InvitationView, Me, NewInvitation, OpenInvitation, SignIn,
};
use shared::problem::Code;
use shared::text::Email;
use uuid::Uuid;

/// A session that has begun: the caller, and the token that only the browser will know.
#[derive(Debug)]
pub struct Begun {
    /// The caller.
    pub me: Me,
    /// Its domain.
    pub domain: Uuid,
    /// The token.
    pub token: String,
}

/// Signs in. `domain` limits it to accounts of that domain.
///
/// An unknown address, a disabled account, another domain and a wrong password are one and the
/// same refusal, after the same work.
///
/// # Errors
/// `wrong-credentials`; `too-many-requests` after too many failures.
pub async fn sign_in(app: &App, domain: Option<&str>, request: &SignIn, peer: &str) -> Result<Begun> {
    let email = Email::parse(&request.email).map_err(|_| Error::field("/email", "email"))?;
    let now = app.world.now();
    let exhausted = app
        .failures
        .exhausted(email.as_str(), app.config.failures_per_account, now)
        || app.failures.exhausted(peer, app.config.failures_per_address, now);
    if exhausted {
        return Err(Code::TooManyRequests.into());
    }
    let mut tx = app.db.read().await?;
    let known = store::account(&mut tx, email.as_str()).await?;
    let wanted = match domain {
        None => None,
        Some(name) => {
            tx.opt::<(Uuid,)>(sql!("SELECT id FROM domains WHERE name = ?", name))
                .await?
        }
    };
    drop(tx);
    let known = known.filter(|known| domain.is_none() || wanted == Some((known.domain_id,)));
    let hash = known.as_ref().and_then(|known| known.password_hash.clone());
    let right = app.passwords.verify(request.password.0.clone(), hash).await?;
    let Some(known) = known.filter(|_| right) else {
        app.failures.note(email.as_str(), now);
        app.failures.note(peer, now);
        return Err(Code::WrongCredentials.into());
    };
    // A hash of another cost takes another time than none: it is replaced while the password is known.
    let outdated = known
        .password_hash
        .as_deref()
        .is_some_and(|hash| app.passwords.is_outdated(hash));
    let renewed = if outdated {
        Some(app.passwords.hash(request.password.0.clone()).await?)
    } else {
        None
    };
    let mut tx = app.db.write().await?;
    if let Some(hash) = renewed {
        store::set_password(&mut tx, known.account_id, &hash).await?;
    }
    let begun = begin(app, &mut tx, known.account_id, known.domain_id).await?;
    tx.commit().await?;
    Ok(begun)
}

/// Begins a session for an account that has proved who it is.
async fn begin(app: &App, tx: &mut Tx, account: Uuid, domain: Uuid) -> Result<Begun> {
    let now = app.world.now();
    let token = token(app.world.random()?);
    let token_hash = digest(token.as_bytes());
    let session = store::NewSession {
        id: app.world.id()?,
        account,
        domain,
        token_hash: token_hash.clone(),
        at: now,
        ends_at: now.plus_seconds(app.config.session_seconds),
    };
    store::begin(tx, session).await?;
    let idle_since = now.plus_seconds(-app.config.session_idle_seconds);
    let callers = Caller::load(tx, None, &[token_hash], now, idle_since).await?;
    // Disabled between the check and now.
    let (caller, session) = callers.first().ok_or(Error::from(Code::WrongCredentials))?;
    let organization = store::organization(tx, caller).await?;
    Ok(Begun {
        me: view(caller, session, organization),
        domain,
        token,
    })
}

fn view(caller: &Caller, session: &Session, organization: Option<String>) -> Me {
    Me {
        email: caller.email.clone(),
        name: caller.name.clone(),
        domain: DomainRef {
            name: caller.domain.name.clone(),
            title: caller.domain.title.clone(),
            kind: caller.domain.kind,
        },
        organization,
        roles: caller.roles.clone(),
        privileges: caller.privileges.iter().collect(),
        locale: caller.locale,
        time_zone: caller.time_zone.clone(),
        session_ends_at: session.ends_at,
    }
}

/// Ends the caller's session: the next statement that looks for it finds nothing.
///
/// # Errors
/// `unauthenticated` when there is none.
pub async fn sign_out(app: &App, credentials: &Credentials) -> Result<Uuid> {
    let mut acting = Acting::write(app, credentials).await?;
    let domain = acting.caller.domain.id;
    store::end(&mut acting).await?;
    acting.commit(()).await?;
    Ok(domain)
}

/// Every session these tokens are of, one per domain.
///
/// # Errors
/// What the database says.
pub async fn sessions(app: &App, token_hashes: &[Vec<u8>]) -> Result<Vec<Me>> {
    if token_hashes.is_empty() {
        return Ok(Vec::new());
    }
    let now = app.world.now();
    let mut tx = app.db.read().await?;
    let idle_since = now.plus_seconds(-app.config.session_idle_seconds);
    let mut found = Vec::new();
    for (caller, session) in Caller::load(&mut tx, None, token_hashes, now, idle_since).await? {
        let organization = store::organization(&mut tx, &caller).await?;
        found.push(view(&caller, &session, organization));
    }
    Ok(found)
}

/// The caller.
///
/// # Errors
/// `unauthenticated`.
pub async fn me(app: &App, credentials: &Credentials) -> Result<Me> {
    let mut acting = Acting::read(app, credentials).await?;
    let organization = store::organization(&mut acting.tx, &acting.caller).await?;
    Ok(view(&acting.caller, &acting.session, organization))
}

/// Changes the caller's own profile.
///
/// # Errors
/// The field `/time_zone` when there is no such zone.
pub async fn change_me(app: &App, credentials: &Credentials, change: &ChangeMe) -> Result<Me> {
    if let Some(zone) = &change.time_zone {
        jiff::tz::TimeZone::get(zone).map_err(|_| Error::field("/time_zone", "time-zone"))?;
    }
    let mut acting = Acting::write(app, credentials).await?;
    store::change_profile(&mut acting, change).await?;
    let organization = store::organization(&mut acting.tx, &acting.caller).await?;
    let me = view(&acting.caller, &acting.session, organization);
    acting.commit(me).await
}

/// Changes the caller's password and ends its other sessions.
///
/// # Errors
/// `current-password-wrong`; `too-many-requests` after too many failures.
pub async fn change_password(app: &App, credentials: &Credentials, request: &ChangePassword) -> Result<()> {
    let mut reading = Acting::read(app, credentials).await?;
    let (email, now) = (reading.caller.email.clone(), reading.now);
    if app
        .failures
        .exhausted(&email, app.config.failures_per_account, now)
    {
        return Err(Code::TooManyRequests.into());
    }
    let current = store::password_hash(&mut reading).await?;
    // Hashing takes its time: no transaction is held open meanwhile.
    drop(reading);
    if !app
        .passwords
        .verify(request.current.0.clone(), current.clone())
        .await?
    {
        app.failures.note(&email, now);
        return Err(Code::CurrentPasswordWrong.into());
    }
    let new = app.passwords.hash(request.new.0.clone()).await?;
    let mut acting = Acting::write(app, credentials).await?;
    if store::password_hash(&mut acting).await? != current {
        return Err(Code::CurrentPasswordWrong.into());
    }
    let account = acting.caller.account;
    store::set_password(&mut acting.tx, account, &new).await?;
    if !mutated!(PasswordKeepsSessions) {
        store::end_others(&mut acting).await?;
    }
    acting
        .record(Entry {
            action: "account.password_changed",
            ..Entry::default()
        })
        .await?;
    acting.commit(()).await
}

/// For whom a one-time link is.
///
/// # Errors
/// `invitation-invalid`, whatever is wrong with it.
pub async fn open_invitation(app: &App, request: &OpenInvitation) -> Result<InvitationView> {
    let mut tx = app.db.read().await?;
    let found = store::invitation(&mut tx, digest(request.token.0.as_bytes()), app.world.now()).await?;
    Ok(found.ok_or(Error::from(Code::InvitationInvalid))?.view())
}

/// Takes up a one-time link: sets the password and signs in.
///
/// # Errors
/// `invitation-invalid`, whatever is wrong with it.
pub async fn accept_invitation(app: &App, request: &AcceptInvitation) -> Result<Begun> {
    let token_hash = digest(request.token.0.as_bytes());
    let mut tx = app.db.read().await?;
    let works = store::invitation(&mut tx, token_hash.clone(), app.world.now())
        .await?
        .is_some();
    drop(tx);
    if !works {
        return Err(Code::InvitationInvalid.into());
    }
    let hash = app.passwords.hash(request.password.0.clone()).await?;
    let mut tx = app.db.write().await?;
    let now = app.world.now();
    let found = store::invitation(&mut tx, token_hash.clone(), now).await?;
    let invitation = found.ok_or(Error::from(Code::InvitationInvalid))?;
    if !store::use_invitation(&mut tx, token_hash, now).await? {
        return Err(Code::InvitationInvalid.into());
    }
    store::set_password(&mut tx, invitation.account_id, &hash).await?;
    let entry = Entry {
        action: "account.invitation_accepted",
        ..Entry::default()
    };
    let id = app.world.id()?;
    entry
        .write(
            &mut tx,
            id,
            now,
            Some(invitation.account_id),
            Some(invitation.domain_id),
        )
        .await?;
    let begun = begin(app, &mut tx, invitation.account_id, invitation.domain_id).await?;
    tx.commit().await?;
    Ok(begun)
}

/// Makes a one-time link for an account. The token is in the fragment, which browsers do not send
/// and servers do not log.
///
/// # Errors
/// What the database says.
pub async fn invite(app: &App, tx: &mut Tx, account: Uuid, now: Timestamp) -> Result<NewInvitation> {
    let token = token(app.world.random()?);
    let expires_at = now.plus_seconds(app.config.invitation_seconds);
    tx.run(sql!(
        "DELETE FROM invitations WHERE account_id = ? AND used_at IS NULL",
        account
    ))
    .await?;
    tx.run(sql!(
        "INSERT INTO invitations (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
        digest(token.as_bytes()),
        account,
        now,
        expires_at
    ))
    .await?;
    Ok(NewInvitation {
        link: format!("{}/welcome#{token}", app.config.public_url),
        expires_at,
    })
}
