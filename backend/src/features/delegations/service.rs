//! What a client decides about its resellers.

use super::store;
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Delegations;
use crate::authz::{Acting, Credentials, Entry};
use crate::db::dialect::Lock;
use crate::error::{Error, Result};
use crate::features::access;
use crate::mutation::mutated;
use shared::api::Page;
use shared::api::clients::{Access, ClientTenure};
use shared::api::delegations::{DelegationView, GrantAccess, ResellerAccess};
use shared::problem::Code;
use shared::text::DomainName;
use shared::words::{DelegationScope, DelegationScopes};
use uuid::Uuid;

/// The resellers that manage the client or did, those that manage it now first.
///
/// # Errors
/// `forbidden` without `delegations.manage`.
pub async fn list(app: &App, credentials: &Credentials) -> Result<Page<ResellerAccess>> {
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<Manage, Delegations>()?;
    let now = acting.now;
    let resellers = store::resellers(&mut acting, &permit).await?;
    let tenures = store::tenures(&mut acting, &permit).await?;
    let delegations = store::all(&mut acting, &permit).await?;
    let mut requests = access::store::all_asked(&mut acting, &permit).await?;
    let mut items = Vec::with_capacity(resellers.len());
    for reseller in resellers {
        let own = tenures
            .iter()
            .filter(|tenure| tenure.reseller_id == reseller.id && tenure.from_at <= now);
        let own = own.collect::<Vec<_>>();
        let newest = || {
            delegations
                .iter()
                .filter(|delegation| delegation.reseller_id == reseller.id)
        };
        let shown = newest()
            .find(|delegation| delegation.in_force(now))
            .or_else(|| newest().next());
        let of_it = requests
            .iter()
            .position(|request| request.reseller_id == reseller.id);
        let asked = of_it.map(|position| requests.swap_remove(position));
        items.push(ResellerAccess {
            manages: own.iter().any(|tenure| tenure.to_at.is_none_or(|to| now < to)),
            access: shown.map_or(Access::NeverGranted, |delegation| delegation.access(now)),
            delegation: shown.map(store::DelegationRow::view),
            asked: asked.map(|asked| asked.view(&acting)),
            tenures: own
                .iter()
                .map(|tenure| ClientTenure {
                    kind: tenure.kind,
                    from: tenure.from_at,
                    to: tenure.to_at,
                })
                .collect(),
            reseller: reseller.domain(),
        });
    }
    items.sort_by_key(|item| !item.manages);
    Ok(Page { items, next: None })
}

/// Lets a reseller in. A consent in force is replaced; cases of its tenures become visible again
/// in the same transaction. One without an end of its own ends with the transfer that is set, as the
/// one before it would have: a former reseller goes on only by a hand-over.
///
/// # Errors
/// The field `/reseller` for a reseller that never managed the client; `/expires_at` when it is
/// past, or missing for a former reseller.
pub async fn grant(app: &App, credentials: &Credentials, request: &GrantAccess) -> Result<DelegationView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Delegations>()?;
    if !mutated!(GrantWithoutLock) {
        acting.lock(permit.domain, Lock::Change).await?;
    }
    let now = acting.now;
    let name = DomainName::parse(&request.reseller).map_err(|_| Error::field("/reseller", "domain-name"))?;
    let standing = store::standing(&mut acting, &permit, name.as_str()).await?;
    let standing = standing.ok_or_else(|| Error::field("/reseller", "unknown"))?;
    if request.expires_at.is_some_and(|until| until <= now) {
        return Err(Error::field("/expires_at", "past"));
    }
    if standing.current == 0 && request.expires_at.is_none() && !mutated!(HandOverWithoutEnd) {
        return Err(Error::field("/expires_at", "expiry-required"));
    }
    let transfer_at = standing.ends_at.filter(|_| request.expires_at.is_none());
    let expires_at = request.expires_at.or(transfer_at);
    let scopes: DelegationScopes = request
        .scopes
        .as_ref()
        .map_or_else(DelegationScopes::usual, |scopes| scopes.iter().copied().collect());
    if !mutated!(GrantAddsToConsent) {
        store::end_in_force(&mut acting, &permit, standing.id).await?;
    }
    let id = store::grant(
        &mut acting,
        &permit,
        standing.id,
        scopes.with_view(),
        expires_at,
        transfer_at,
    )
    .await?;
    access::store::answered(&mut acting, &permit, standing.id).await?;
    let words = scopes
        .with_view()
        .iter()
        .map(DelegationScope::as_str)
        .collect::<Vec<_>>()
        .join(" ");
    let entry = Entry {
        action: "delegation.granted",
        client: Some(permit.domain),
        from: Some(name.as_str()),
        to: Some(&words),
        ..Entry::default()
    };
    acting.record(entry).await?;
    let view = DelegationView {
        id,
        scopes: scopes.with_view().iter().collect(),
        granted_at: now,
        expires_at,
        revoked_at: None,
    };
    acting.commit(view).await
}

/// Ends a consent. Only its row is written: the predicates look at it, so nothing is visible from
/// the next request on; the timer clears the stamps afterwards.
///
/// # Errors
/// `not-found` for a consent of another client, or one that has ended.
pub async fn revoke(app: &App, credentials: &Credentials, id: Uuid) -> Result<()> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Delegations>()?;
    if !mutated!(RevokeWithoutLock) {
        acting.lock(permit.domain, Lock::Change).await?;
    }
    let ended = store::revoke(&mut acting, &permit, id).await?;
    let name = ended.ok_or(Error::from(Code::NotFound))?;
    let entry = Entry {
        action: "delegation.revoked",
        client: Some(permit.domain),
        from: Some(&name),
        ..Entry::default()
    };
    acting.record(entry).await?;
    acting.commit(()).await
}
