//! Transfers of clients between resellers, by the vendor's operator.

use super::store;
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Tenures;
use crate::authz::{Acting, Credentials, Entry};
use crate::db::dialect::Lock;
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::Page;
use shared::api::tenures::{TenureView, Transfer, TransferView};
use shared::problem::Code;
use shared::words::{DomainKind, TenureKind};
use uuid::Uuid;

/// Periods of management, newest first.
///
/// # Errors
/// `forbidden` without `tenures.manage`.
pub async fn list(
    app: &App,
    credentials: &Credentials,
    client: Option<&str>,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<TenureView>> {
    let wanted = Wanted::<(Timestamp, Uuid)>::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<Manage, Tenures>()?;
    let rows = store::page(&mut acting, &permit, client, &wanted).await?;
    Ok(wanted.page(rows, |row| (row.from_at, row.id), store::TenureRow::view))
}

/// Ends the period that is open at the instant of the transfer and begins the next. The former
/// reseller's access ends at that instant too, unless it holds another tenure then.
///
/// A transfer for now happens after the last case filed: it is that case's tenure still.
///
/// # Errors
/// The fields `/client`, `/reseller` and `/at`; `tenure-overlap` when another period begins later;
/// `tenure-changed` when somebody else manages the client than the caller believes.
pub async fn transfer(app: &App, credentials: &Credentials, request: &Transfer) -> Result<TransferView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Tenures>()?;
    let client = store::domain(&mut acting, &request.client).await?;
    let client = client.filter(|domain| domain.kind == DomainKind::Client);
    let client = client.ok_or_else(|| Error::field("/client", "unknown"))?;
    let reseller = match &request.reseller {
        None => None,
        Some(name) => {
            let found = store::domain(&mut acting, name).await?;
            let found = found.filter(|domain| domain.kind == DomainKind::Reseller);
            Some(found.ok_or_else(|| Error::field("/reseller", "unknown"))?)
        }
    };
    let kind = request.kind.unwrap_or(TenureKind::Resale);
    if !mutated!(TransferWithoutLock) {
        acting.lock(client.id, Lock::Change).await?;
    }
    let after_last = store::after_last_filing(&mut acting, &permit, client.id).await?;
    let at = match request.at {
        None => acting.now.max(after_last),
        Some(at) if at < acting.now.max(after_last) => return Err(Error::field("/at", "past")),
        Some(at) => at,
    };
    if store::begins_after(&mut acting, &permit, client.id, kind, at).await? {
        return Err(Code::TenureOverlap.into());
    }
    let open = store::open(&mut acting, &permit, client.id, kind, at).await?;
    if let Some(from) = &request.from
        && Some(from.trim().to_lowercase()) != open.as_ref().map(|open| open.reseller_name.clone())
    {
        return Err(Code::TenureChanged.into());
    }
    if let Some(open) = &open
        && Some(open.reseller_id) == reseller.as_ref().map(|reseller| reseller.id)
    {
        return Err(Error::field("/reseller", "already-theirs"));
    }
    if open.is_none() && reseller.is_none() {
        return Err(Error::field("/reseller", "required"));
    }
    let mut ended = None;
    if let Some(open) = &open {
        store::end(&mut acting, &permit, open.id, at).await?;
        ended = Some(open.id);
    }
    let mut begun = None;
    if let Some(reseller) = &reseller {
        begun = Some(store::begin(&mut acting, &permit, client.id, reseller.id, kind, at).await?);
    }
    if let Some(open) = &open
        && !mutated!(TransferKeepsAccess)
    {
        store::end_access(&mut acting, &permit, client.id, open.reseller_id, at).await?;
    }
    let names = (
        open.map(|open| open.reseller_name),
        reseller.map(|reseller| reseller.name),
    );
    let entry = Entry {
        action: "tenure.transferred",
        client: Some(client.id),
        from: names.0.as_deref(),
        to: names.1.as_deref(),
        ..Entry::default()
    };
    acting.record(entry).await?;
    let view = TransferView {
        ended: store::view(&mut acting, &permit, ended).await?,
        begun: store::view(&mut acting, &permit, begun).await?,
    };
    acting.commit(view).await
}

/// Cancels a transfer that was set for later; the former reseller's access is as it was before.
///
/// # Errors
/// `not-found`; `tenure-begun` when there is nothing left to cancel; `tenure-overlap` when another
/// transfer is set for later still, which would have to be cancelled first.
pub async fn cancel(app: &App, credentials: &Credentials, id: Uuid) -> Result<()> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Tenures>()?;
    let client = store::client_of(&mut acting, &permit, id)
        .await?
        .ok_or(Error::from(Code::NotFound))?;
    acting.lock(client, Lock::Change).await?;
    let tenure = store::one(&mut acting, &permit, id)
        .await?
        .ok_or(Error::from(Code::NotFound))?;
    let at = if tenure.from_at > acting.now {
        tenure.from_at
    } else {
        match tenure.to_at {
            Some(to) if to > acting.now => to,
            _ => return Err(Code::TenureBegun.into()),
        }
    };
    store::cancel(&mut acting, &permit, client, tenure.kind, at).await?;
    let entry = Entry {
        action: "tenure.transfer_cancelled",
        client: Some(client),
        ..Entry::default()
    };
    acting.record(entry).await?;
    acting.commit(()).await
}
