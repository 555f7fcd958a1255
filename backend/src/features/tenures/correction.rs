//! Correcting a period of management that was entered wrongly (DESIGN §2.9).
//!
//! The stamps of its cases are taken off, the period is moved, and every case of the client that
//! was filed during it is stamped: one transaction, which the database allows only while it holds
//! a correction open, and lets end only when every stamp is right.

use super::store::{self, TenureRow};
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Tenures;
use crate::authz::{Acting, Credentials, Entry, Permit, in_force};
use crate::db::dialect::Lock;
use crate::db::sql;
use crate::error::{Error, Result};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::tenures::{CorrectTenure, CorrectionView};
use shared::problem::Code;
use shared::words::{DomainKind, TenureKind};
use uuid::Uuid;

/// What the period should have been.
struct Right {
    reseller: Uuid,
    reseller_name: String,
    from: Timestamp,
    to: Option<Timestamp>,
}

/// Corrects a period. A reseller that thereby manages the client no more is not let in any more
/// either, as after a transfer.
///
/// # Errors
/// `not-found`; the fields `/reseller`, `/from` and `/to`; `tenure-overlap` when another period of
/// that kind is in the way.
pub async fn correct(
    app: &App,
    credentials: &Credentials,
    id: Uuid,
    request: &CorrectTenure,
) -> Result<CorrectionView> {
    let mut acting = Acting::write(app, credentials).await?;
    let permit = acting.own::<Manage, Tenures>()?;
    let client = store::client_of(&mut acting, &permit, id).await?;
    let client = client.ok_or(Error::from(Code::NotFound))?;
    acting.lock(client, Lock::Change).await?;
    let wrong = store::one(&mut acting, &permit, id).await?;
    let wrong = wrong.ok_or(Error::from(Code::NotFound))?;
    let right = right(&mut acting, &wrong, request).await?;
    let correction = open(&mut acting, &permit, client, &wrong, request.reason.trim()).await?;
    let before = unstamp(&mut acting, &permit, &wrong).await?;
    r#move(&mut acting, &permit, &wrong, &right).await?;
    let after = stamp(&mut acting, &permit, client, &wrong, &right).await?;
    done(&mut acting, &permit, correction).await?;
    // A hand-over to a reseller that had ceased to manage the client before stays.
    let now = acting.now;
    let current = wrong.from_at <= now && wrong.to_at.is_none_or(|to| now < to);
    if current && !mutated!(CorrectionKeepsAccess) {
        store::end_access(&mut acting, &permit, client, wrong.reseller_id, now).await?;
    }
    let entry = Entry {
        action: "tenure.corrected",
        client: Some(client),
        from: Some(&wrong.reseller_name),
        to: Some(&right.reseller_name),
        ..Entry::default()
    };
    acting.record(entry).await?;
    let tenure = store::one(&mut acting, &permit, id).await?;
    let view = CorrectionView {
        tenure: tenure.ok_or(Error::from(Code::NotFound))?.view(),
        cases: u32::try_from(before.max(after)).unwrap_or(u32::MAX),
    };
    acting.commit(view).await
}

/// Reads what the period should have been, and refuses what cannot be.
async fn right(acting: &mut Acting, wrong: &TenureRow, request: &CorrectTenure) -> Result<Right> {
    let (reseller, reseller_name) = match &request.reseller {
        None => (wrong.reseller_id, wrong.reseller_name.clone()),
        Some(name) => {
            let found = store::domain(acting, name).await?;
            let found = found.filter(|domain| domain.kind == DomainKind::Reseller);
            let found = found.ok_or_else(|| Error::field("/reseller", "unknown"))?;
            (found.id, found.name)
        }
    };
    let from = request.from.unwrap_or(wrong.from_at);
    let to = if request.open {
        None
    } else {
        request.to.or(wrong.to_at)
    };
    // What lies ahead is a transfer: it has no cases yet, and is cancelled.
    if wrong.from_at > acting.now || request.from.is_some_and(|from| from > acting.now) {
        return Err(Error::field("/from", "future"));
    }
    if request.to.is_some_and(|to| to > acting.now) {
        return Err(Error::field("/to", "future"));
    }
    if to.is_some_and(|to| to <= from) {
        return Err(Error::field("/to", "backwards"));
    }
    Ok(Right {
        reseller,
        reseller_name,
        from,
        to,
    })
}

async fn open(
    acting: &mut Acting,
    _: &Permit<Manage, Tenures>,
    client: Uuid,
    wrong: &TenureRow,
    reason: &str,
) -> Result<Uuid> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO corrections (id, client_id, tenure_id, corrected_by, at, reason, reseller_id, from_at, to_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            client,
            wrong.id,
            acting.caller.account,
            acting.now,
            reason,
            wrong.reseller_id,
            wrong.from_at,
            wrong.to_at
        ))
        .await?;
    Ok(id)
}

/// Takes the stamps off the cases of the period; how many.
async fn unstamp(acting: &mut Acting, _: &Permit<Manage, Tenures>, wrong: &TenureRow) -> Result<u64> {
    let statement = match wrong.kind {
        TenureKind::Resale => sql!(
            "UPDATE cases SET resale_managed_by = NULL, resale_tenure_id = NULL, resale_domain_id = NULL
             WHERE resale_tenure_id = ?",
            wrong.id
        ),
        TenureKind::SupportPartner => sql!(
            "UPDATE cases SET partner_managed_by = NULL, partner_tenure_id = NULL, partner_domain_id = NULL
             WHERE partner_tenure_id = ?",
            wrong.id
        ),
    };
    Ok(acting.tx.run(statement).await?)
}

async fn r#move(
    acting: &mut Acting,
    _: &Permit<Manage, Tenures>,
    wrong: &TenureRow,
    right: &Right,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE tenures SET reseller_id = ?, from_at = ?, to_at = ? WHERE id = ?",
            right.reseller,
            right.from,
            right.to,
            wrong.id
        ))
        .await
        .map_err(|error| {
            // Another period of the reseller may begin at that very instant.
            let overlap = ["tenures_no_overlap", "tenures_begin"];
            match overlap.iter().any(|name| error.refused_by(name)) {
                true => Error::from(Code::TenureOverlap),
                false => error.into(),
            }
        })?;
    Ok(())
}

/// Stamps the cases that were filed during the period; how many.
async fn stamp(
    acting: &mut Acting,
    _: &Permit<Manage, Tenures>,
    client: Uuid,
    wrong: &TenureRow,
    right: &Right,
) -> Result<u64> {
    let set = match wrong.kind {
        TenureKind::Resale => sql!(
            "UPDATE cases SET resale_tenure_id = ?, resale_domain_id = ?, resale_managed_by = ",
            wrong.id,
            right.reseller
        ),
        TenureKind::SupportPartner => sql!(
            "UPDATE cases SET partner_tenure_id = ?, partner_domain_id = ?, partner_managed_by = ",
            wrong.id,
            right.reseller
        ),
    };
    let statement = set
        .then(sql!(
            "(SELECT d.id FROM domains d WHERE d.id = ? AND EXISTS
                (SELECT 1 FROM delegations g WHERE g.client_id = ? AND g.reseller_id = d.id AND ",
            right.reseller,
            client
        ))
        .then(in_force(acting.now))
        .then(sql!(
            ")) WHERE domain_id = ? AND filed_at >= ? AND filed_at < ?",
            client,
            right.from,
            right.to.unwrap_or(Timestamp::MAX)
        ));
    Ok(acting.tx.run(statement).await?)
}

async fn done(acting: &mut Acting, _: &Permit<Manage, Tenures>, correction: Uuid) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE corrections SET done_at = ? WHERE id = ?",
            acting.now,
            correction
        ))
        .await?;
    Ok(())
}
