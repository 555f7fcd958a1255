//! Who can see what, and who could change it.

use super::{rules, store};
use crate::app::App;
use crate::authz::act::{Manage, View};
use crate::authz::object::{Clients, Delegations};
use crate::authz::{Acting, Credentials, Entry, Permit, Seer, Shared};
use crate::db::dialect::Lock;
use crate::error::{Error, Result};
use crate::features::clients;
use crate::features::delegations::store::DelegationRow;
use crate::features::people::{self, ANOTHER_PARTNER};
use shared::api::access::{AccessRequest, AskForAccess, CaseAccess, ClientAccess};
use shared::api::clients::{Access, ClientView};
use shared::api::teams::StaffNames;
use shared::api::{DomainRef, Person};
use shared::problem::Code;
use shared::words::{Action, DelegationScope, DelegationScopes, DomainKind, ObjectKind, Relation};
use uuid::Uuid;

/// Who can see a case, and why. The desk is one line to everybody outside the vendor; another
/// partner is one line to a reseller.
///
/// # Errors
/// `not-found` when the caller may not see the case.
pub async fn case(app: &App, credentials: &Credentials, number: &str) -> Result<Vec<CaseAccess>> {
    let mut acting = Acting::read(app, credentials).await?;
    let case = acting.case::<View>(number).await?;
    let seers = acting.seers(&case).await?;
    let shared = acting.shared(&case).await?;
    let sharers = store::sharers(&mut acting, &case).await?;
    let filed_at = store::filed_at(&mut acting, &case).await?;
    let chosen = people::staff_names(&mut acting).await?;
    let viewer = &acting.caller.domain;
    let mut lines: Vec<CaseAccess> = Vec::new();
    for seer in seers {
        let other = viewer.meets_another_partner((seer.domain.id, seer.domain.kind));
        let desk = seer.relation == Relation::Support && viewer.kind != DomainKind::Vendor;
        let mut line = line(seer);
        if other || desk {
            line = CaseAccess {
                person: Person {
                    domain: line.person.domain.filter(|_| desk),
                    ..ANOTHER_PARTNER
                },
                role: None,
                resource: None,
                group: None,
                since: filed_at,
                until: None,
                ..line
            };
            if lines.contains(&line) {
                continue;
            }
        }
        lines.push(line);
    }
    for share in shared {
        if !share.seems_effective(viewer) {
            continue;
        }
        let by = sharers.iter().find(|row| row.share == share.id);
        lines.push(CaseAccess {
            relation: Relation::Shared,
            level: Some(share.level),
            shared_by: by.map(|row| row.by.clone().seen_from(viewer)),
            since: share.at,
            until: share.expires_at,
            role: None,
            resource: None,
            group: None,
            person: addressee(share, viewer, chosen),
        });
    }
    lines.sort_by_key(|line| line.relation);
    Ok(lines)
}

fn line(seer: Seer) -> CaseAccess {
    CaseAccess {
        relation: seer.relation,
        person: Person {
            name: Some(seer.name),
            email: Some(seer.email),
            domain: Some(DomainRef {
                name: seer.domain.name,
                title: seer.domain.title,
                kind: seer.domain.kind,
            }),
        },
        role: Some(seer.role),
        resource: seer.resource,
        group: seer.group,
        level: None,
        shared_by: None,
        since: seer.since,
        until: seer.until,
    }
}

/// A share names an address, not an account: whether there is one stays untold.
fn addressee(share: Shared, viewer: &crate::authz::Domain, chosen: StaffNames) -> Person {
    let other = share
        .domain
        .as_ref()
        .is_some_and(|domain| viewer.meets_another_partner((domain.id, domain.kind)));
    if other {
        return ANOTHER_PARTNER;
    }
    let unnamed = people::is_unnamed_staff(&share, viewer, chosen);
    Person {
        name: None,
        domain: share.domain.filter(|_| unnamed).map(|domain| DomainRef {
            name: domain.name,
            title: domain.title,
            kind: domain.kind,
        }),
        email: Some(share.email).filter(|_| !unnamed),
    }
}

/// How far the caller's domain is let in at a client, and what is missing.
///
/// # Errors
/// `forbidden` without `clients.view`; `not-found` for a domain that is no client of the caller's.
pub async fn client(app: &App, credentials: &Credentials, client: &str) -> Result<ClientAccess> {
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<View, Clients>()?;
    let (id, view) = clients::service::one(&mut acting, &permit, client).await?;
    let consent = store::consent(&mut acting, &permit, id).await?;
    let asked = store::asked(&mut acting, &permit, id).await?;
    let sees_cases = acting
        .policy
        .relations(acting.caller.privileges, ObjectKind::Case, Action::View)
        .has(Relation::Manager);
    let ended = consent.as_ref().and_then(|consent| consent.ended(acting.now));
    let may_ask = may_ask(&view);
    Ok(ClientAccess {
        missing: rules::missing(&view, sees_cases, ended),
        delegation: consent.as_ref().map(DelegationRow::view),
        asked: asked.map(|asked| asked.view(&acting)),
        may_ask,
        client: view,
    })
}

/// Whether there is anything left to ask for.
fn may_ask(client: &ClientView) -> bool {
    client.access != Access::Granted || client.scopes.len() < DelegationScope::ALL.len()
}

/// Asks a client to let the caller's domain in. What was asked before and not answered is
/// replaced.
///
/// # Errors
/// As [`client`]; the field `/scopes` when nothing is left to ask for.
pub async fn ask(
    app: &App,
    credentials: &Credentials,
    client: &str,
    request: &AskForAccess,
) -> Result<AccessRequest> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<View, Clients>()?;
    let (id, _) = clients::service::one(&mut acting, &permit, client).await?;
    acting.lock(id, Lock::Change).await?;
    let (id, view) = clients::service::one(&mut acting, &permit, client).await?;
    if !may_ask(&view) {
        return Err(Error::field("/scopes", "already-yours"));
    }
    let scopes: DelegationScopes = request
        .scopes
        .as_ref()
        .map_or_else(DelegationScopes::usual, |scopes| scopes.iter().copied().collect());
    let message = request.message.as_deref().map(str::trim);
    store::ask(&mut acting, &permit, id, scopes.with_view(), message).await?;
    let words = words(scopes.with_view());
    let entry = Entry {
        action: "delegation.asked",
        client: Some(id),
        from: None,
        to: Some(&words),
        ..Entry::default()
    };
    acting.record(entry).await?;
    let asked = store::asked(&mut acting, &permit, id).await?;
    let asked = asked.ok_or_else(|| Error::Fault("a request that was made is not there".to_owned()))?;
    let view = asked.view(&acting);
    acting.commit(view).await
}

fn words(scopes: DelegationScopes) -> String {
    scopes
        .iter()
        .map(DelegationScope::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Declines what a reseller asked the caller's domain for.
///
/// # Errors
/// `forbidden` without `delegations.manage`; `not-found` for a request of another client, or one
/// that was answered.
pub async fn decline(app: &App, credentials: &Credentials, id: Uuid) -> Result<()> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit: Permit<Manage, Delegations> = acting.own()?;
    acting.lock(permit.domain, Lock::Change).await?;
    let reseller = store::decline(&mut acting, &permit, id).await?;
    let reseller = reseller.ok_or(Error::from(Code::NotFound))?;
    let entry = Entry {
        action: "delegation.declined",
        client: Some(permit.domain),
        from: Some(&reseller),
        ..Entry::default()
    };
    acting.record(entry).await?;
    acting.commit(()).await
}
