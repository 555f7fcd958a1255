//! What one does with the shares of a case.

use super::rules::{self, Place};
use super::store;
use crate::app::App;
use crate::authz::act::{Act, Manage, Share, View};
use crate::authz::object::Delegations;
use crate::authz::{Acting, CaseFacts, Credentials, Entry, Permit, Shared, host};
use crate::db::dialect::Lock;
use crate::error::{Error, Result};
use crate::features::{access, people};
use crate::mail;
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::form::ShareWith;
use shared::api::shares::{ChangeSharingPolicy, ShareCase, ShareView, SharingPolicy};
use shared::problem::Code;
use shared::text::Email;
use shared::words::{Action, DomainKind, MailEvent, ShareLevel};
use uuid::Uuid;

/// The shares of a case, oldest first, as the caller may know them.
///
/// # Errors
/// `not-found` when the caller may not see the case.
pub async fn list(app: &App, credentials: &Credentials, number: &str) -> Result<Vec<ShareView>> {
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<View>(number).await?;
    views(&mut acting, &case, None).await
}

/// Shares a case. What the caller's domain shared with the same address before is replaced; an
/// address without an account gets the share when it has one.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`; the field `/email` when the address lies where
/// nobody may share to, whether or not there is such an account; `/expires_at` when it is past.
pub async fn share(
    app: &App,
    credentials: &Credentials,
    number: &str,
    request: &ShareCase,
) -> Result<ShareView> {
    let email = Email::parse(&request.email).map_err(|_| Error::field("/email", "email"))?;
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Share>(number).await?;
    if request.expires_at.is_some_and(|until| until <= acting.now) {
        return Err(Error::field("/expires_at", "past"));
    }
    let level = request.level.unwrap_or(ShareLevel::View);
    let id = give(&mut acting, &case, &email, level, request.expires_at, "/email").await?;
    let view = views(&mut acting, &case, Some(id)).await?.into_iter().next();
    let view = view.ok_or_else(|| Error::Fault("a share that was made is not there".to_owned()))?;
    acting.commit(view).await
}

/// Shares a case that is being filed with everybody its form names, until further notice, by the
/// same rules.
///
/// # Errors
/// `forbidden` or `scope-missing` for whoever may not share it; the fields `/share_with/…/email`.
pub(crate) async fn share_filed(acting: &mut Acting, number: &str, with: &[ShareWith]) -> Result<()> {
    if with.is_empty() {
        return Ok(());
    }
    let case = acting.case::<Share>(number).await?;
    for (at, one) in with.iter().enumerate() {
        let pointer = format!("/share_with/{at}/email");
        let email = Email::parse(&one.email).map_err(|_| Error::field(&pointer, "email"))?;
        let level = one.level.unwrap_or(ShareLevel::View);
        give(acting, &case, &email, level, None, &pointer).await?;
    }
    Ok(())
}

/// Opens a case to an address, in place of what the caller's domain shared with it before.
async fn give(
    acting: &mut Acting,
    case: &Permit<Share, CaseFacts>,
    email: &Email,
    level: ShareLevel,
    expires_at: Option<Timestamp>,
    pointer: &str,
) -> Result<Uuid> {
    may_share(acting, case, email, pointer).await?;
    if let Some(before) = store::own(acting, case, email).await?
        && before.level == level
        && before.expires_at == expires_at
    {
        return Ok(before.id);
    }
    store::end_own(acting, case, email).await?;
    let id = store::add(acting, case, email, level, expires_at).await?;
    let entry = Entry {
        action: "case.shared",
        client: Some(case.domain_id),
        case: Some(case.id),
        from: Some(email.as_str()),
        to: Some(level.as_str()),
    };
    acting.record(entry).await?;
    mail::tell_address(acting, case, MailEvent::Share, email.as_str()).await?;
    Ok(id)
}

/// Refuses an address that nobody may share the case with; `pointer` is where it stands.
async fn may_share(
    acting: &mut Acting,
    case: &Permit<Share, CaseFacts>,
    email: &Email,
    pointer: &str,
) -> Result<()> {
    let domain = acting
        .hosted([email.host().to_owned()])
        .await?
        .remove(email.host());
    let let_in = match &domain {
        Some(domain) => store::lets_in(acting, case, domain.id).await?,
        None => false,
    };
    let sharer = acting.caller.domain.clone();
    let place = rules::place(domain.as_ref(), case.domain_id, sharer.id, let_in);
    let outside = place == Place::Outside && store::shares_outside(acting, case.domain_id).await?;
    rules::may_share(sharer.kind, place, outside).map_err(|reason| Error::field(pointer, reason))
}

/// The outcome of sharing. The kept answer of one carried out before goes only to whoever may
/// still see the case.
///
/// # Errors
/// Those of the outcome; `not-found` when the caller may not see the case any more.
pub async fn answered(
    app: &App,
    credentials: &Credentials,
    number: &str,
    outcome: Result<ShareView>,
) -> Result<ShareView> {
    if let Err(Error::Replay(_)) = &outcome {
        let mut acting = Acting::read(app, credentials).await?;
        acting.case::<View>(number).await?;
    }
    outcome
}

/// Ends a share. A reseller ends what its own domain shared; client and vendor end any.
///
/// # Errors
/// `not-found`, `forbidden`, `scope-missing`.
pub async fn end(app: &App, credentials: &Credentials, number: &str, id: Uuid) -> Result<()> {
    let mut acting = Acting::write(app, credentials).await?;
    let case = acting.case::<Share>(number).await?;
    let shared = acting.shared(&case).await?;
    let share = shared.into_iter().find(|share| share.id == id);
    let share = share.ok_or(Error::from(Code::NotFound))?;
    if !may_end(&acting, &case, &share) {
        return Err(Code::Forbidden.into());
    }
    store::end(&mut acting, &case, share.id).await?;
    let entry = Entry {
        action: "case.unshared",
        client: Some(case.domain_id),
        case: Some(case.id),
        from: Some(&share.email),
        ..Entry::default()
    };
    acting.record(entry).await?;
    acting.commit(()).await
}

fn may_end(acting: &Acting, case: &CaseFacts, share: &Shared) -> bool {
    let domain = &acting.caller.domain;
    let any = domain.id == case.domain_id || domain.kind == DomainKind::Vendor;
    case.may(Action::Share) && (any || share.shared_in == domain.id || mutated!(EndsAnyShare))
}

/// The shares as the caller may know them; or one.
async fn views<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    one: Option<Uuid>,
) -> Result<Vec<ShareView>> {
    let mut shared = acting.shared(case).await?;
    shared.retain(|share| one.is_none_or(|one| one == share.id));
    let people = access::store::sharers(acting, case).await?;
    let chosen = people::staff_names(acting).await?;
    let viewer = acting.caller.domain.clone();
    let view = |share: Shared| {
        let person = people
            .iter()
            .find(|row| row.share == share.id)
            .map(|row| row.by.clone().seen_from(&viewer));
        let effective = share.seems_effective(&viewer);
        let other_partner = share
            .domain
            .as_ref()
            .is_some_and(|domain| viewer.meets_another_partner((domain.id, domain.kind)));
        let unnamed = people::is_unnamed_staff(&share, &viewer, chosen);
        Some(ShareView {
            may_end: may_end(acting, case, &share),
            id: share.id,
            email: Some(share.email).filter(|_| !other_partner && !unnamed),
            unnamed_staff: unnamed,
            level: share.level,
            shared_by: person?,
            at: share.at,
            expires_at: share.expires_at,
            effective,
        })
    };
    Ok(shared.into_iter().filter_map(view).collect())
}

/// Whether the caller's domain lets its cases be shared outside.
///
/// # Errors
/// `not-found` in a domain that is no client.
pub async fn policy(app: &App, credentials: &Credentials) -> Result<SharingPolicy> {
    let mut acting = Acting::read(app, credentials).await?;
    let client = client(&acting)?;
    let outside = store::shares_outside(&mut acting, client).await?;
    Ok(SharingPolicy { outside })
}

/// Changes whether it does. Shares that were made stay; the predicate looks at the policy.
///
/// # Errors
/// `not-found` in a domain that is no client; `forbidden` without `delegations.manage`.
pub async fn change_policy(
    app: &App,
    credentials: &Credentials,
    request: &ChangeSharingPolicy,
) -> Result<SharingPolicy> {
    let mut acting = Acting::write(app, credentials).await?;
    let client = client(&acting)?;
    let permit = acting.own::<Manage, Delegations>()?;
    acting.lock(client, Lock::Change).await?;
    let before = store::shares_outside(&mut acting, client).await?;
    let view = SharingPolicy {
        outside: request.outside,
    };
    if before != request.outside {
        store::share_outside(&mut acting, &permit, before, request.outside).await?;
        let word = |outside| if outside { "outside" } else { "inside" };
        let entry = Entry {
            action: "sharing.policy_changed",
            client: Some(client),
            from: Some(word(before)),
            to: Some(word(request.outside)),
            ..Entry::default()
        };
        acting.record(entry).await?;
    }
    acting.commit(view).await
}

fn client(acting: &Acting) -> Result<Uuid> {
    let domain = &acting.caller.domain;
    match domain.kind {
        DomainKind::Client => Ok(domain.id),
        DomainKind::Vendor | DomainKind::Reseller => Err(Code::NotFound.into()),
    }
}

/// Whether an address belongs to one of these hosts.
pub(super) fn of_host(email: &Email, hosts: &[String]) -> bool {
    hosts.iter().any(|known| known == host(email.as_str()))
}
