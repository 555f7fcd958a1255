//! The demonstration data: a vendor, three resellers, a dozen clients and two years of cases.

use super::{ImportError, Report, import};
use crate::app::App;
use crate::db::sql;

/// The data, in the import format.
pub const DEMO: &str = include_str!("../../../demo/demo.jsonl");

/// The password of every account in it.
pub const PASSWORD: &str = "comptoir-demo";

/// Accounts worth signing in with: the address, and who it is and what to look at.
pub const ACCOUNTS: &[(&str, &str)] = &[(
    "camille.bouchard@boreal.example",
    "administrator of the reseller Boréal: files for Hôpitaux Lugdunum, sees its cases since January 2026 only",
)];

/// Imports the data into an installation without any domain; nothing happens in any other.
///
/// # Errors
/// What [`import`] says; not about lines, for the data are tested.
pub async fn load(app: &App) -> Result<Option<Report>, ImportError> {
    let mut tx = app.db.read().await?;
    let (domains,): (i64,) = tx.one(sql!("SELECT count(*) FROM domains")).await?;
    drop(tx);
    if domains > 0 {
        return Ok(None);
    }
    import(app, DEMO.as_bytes(), false).await.map(Some)
}

/// Whether the database holds them.
///
/// # Errors
/// What the database says.
pub async fn is_loaded(app: &App) -> crate::error::Result<bool> {
    let mut tx = app.db.read().await?;
    let (vendors,): (i64,) = tx
        .one(sql!(
            "SELECT count(*) FROM domains WHERE kind = 'vendor' AND name = 'nimbus.example'"
        ))
        .await?;
    Ok(vendors > 0)
}
