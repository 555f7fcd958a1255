//! Reading the ledger.

use super::store;
use crate::app::App;
use crate::authz::act::View;
use crate::authz::object::Ledger;
use crate::authz::{Acting, Credentials};
use crate::error::Result;
use crate::features::page::Wanted;
use shared::Timestamp;
use shared::api::Page;
use shared::api::ledger::LedgerEntry;
use uuid::Uuid;

/// One page of the ledger, newest first.
///
/// # Errors
/// `forbidden` without `ledger.view`.
pub async fn list(
    app: &App,
    credentials: &Credentials,
    after: Option<&str>,
    limit: Option<u32>,
) -> Result<Page<LedgerEntry>> {
    let wanted = Wanted::<(Timestamp, Uuid)>::read(after, limit)?;
    let mut acting = Acting::read(app, credentials).await?;
    let permit = acting.own::<View, Ledger>()?;
    let rows = store::page(&mut acting, &permit, &wanted).await?;
    Ok(wanted.page(rows, |row| (row.at, row.id), store::EntryRow::view))
}
