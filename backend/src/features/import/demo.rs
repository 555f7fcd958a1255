//! The demonstration data: a vendor, three resellers, a dozen clients and two years of cases.

use super::{ImportError, Report, import};
use crate::app::App;
use crate::db::sql;

/// The data, in the import format.
pub const DEMO: &str = include_str!("../../../demo/demo.jsonl");

/// The password of every account in it.
pub const PASSWORD: &str = "comptoir-demo";

/// Accounts worth signing in with: the address, and who it is and what to look at.
pub const ACCOUNTS: &[(&str, &str)] = &[
    (
        "camille.bouchard@boreal.example",
        "administrator at the reseller Boréal: files for Hôpitaux Lugdunum, and sees its cases since the transfer in January 2026",
    ),
    (
        "anais.perrachon@hopitaux-lugdunum.example",
        "support editor at the client Hôpitaux Lugdunum: sees all 35 cases, filed under two resellers",
    ),
    (
        "yann.legoff@alize.example",
        "administrator at Alizé, the hospital's former reseller: sees none of its 23 cases until the hospital lets it in again",
    ),
    (
        "owen.hughes@northgate.example",
        "administrator at Northgate: may only comment for Lochside Tidal, and keeps an eye on a client it handed over",
    ),
    (
        "aurelie.perrin@horlogerie-vaucher.example",
        "administrator at the client Horlogerie Vaucher: sees no cases, and can let Boréal in again",
    ),
    (
        "maelle.guerin@alize.example",
        "super-admin at Alizé and its Belgian sister: accounts and roles of both domains, no cases",
    ),
    (
        "adele.fournier@nimbus.example",
        "advisor at the vendor Nimbus Cloud: works every case, with internal notes",
    ),
    (
        "solene.kervella@nimbus.example",
        "operator at Nimbus Cloud: transfers clients, keeps domains, plans, catalogue and the ledger; no cases",
    ),
];

/// Imports the data into an installation without any domain; nothing happens in any other.
///
/// # Errors
/// What [`import`] says; never about lines, for the data are tested.
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
