//! The story of an import: read the file, look at every line, store it all or nothing.

use super::format::File;
use super::passwords::hash_all;
use super::report::{BadLines, ImportError, Report};
use super::rules::{Outcome, check, would_restamp};
use super::store;
use crate::app::App;
use crate::authz::Entry;
use crate::db::dialect::unhurried;
use crate::db::{DbError, Tx};
use crate::features::targets::replay::settle;
use shared::Timestamp;
use std::collections::HashMap;
use std::io::BufRead;
use uuid::Uuid;

/// Imports a file of JSON Lines, all or nothing; `dry_run` undoes it in the end.
///
/// What is there already is left untouched and counted, so that a file can be imported again.
/// Tenures and delegations are taken as they stand: nobody is told, and nothing else changes by
/// them.
///
/// ```no_run
/// # async fn example(app: &comptoir::app::App) -> Result<(), comptoir::features::import::ImportError> {
/// let file = r#"{"type": "organization", "key": "acme", "name": "Acme"}"#;
/// let report = comptoir::features::import::import(app, file.as_bytes(), false).await?;
/// print!("{report}");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// Every bad line, or why the file could not be read or stored. Then nothing was stored.
pub async fn import(app: &App, source: impl BufRead, dry_run: bool) -> Result<Report, ImportError> {
    let file = File::read(source, || app.world.id())?;
    // Looked at before anybody is made to wait, for hashing passwords takes its time; and again
    // while nobody else writes.
    let mut tx = app.db.read().await?;
    let outcome = look(app, &mut tx, &file, app.world.now()).await?;
    drop(tx);
    let hashes = if dry_run {
        HashMap::new()
    } else {
        hash_all(&app.passwords, passwords(&outcome)).await?
    };
    drop(outcome);

    let mut tx = app.db.write().await?;
    unhurried(&mut tx).await?;
    store::lock_clients(&mut tx, &file).await?;
    let now = app.world.now();
    let Outcome { plan, mut report, .. } = look(app, &mut tx, &file, now).await?;
    store::insert(&mut tx, &plan, &hashes, now).await?;
    settle(&mut tx, &app.world, &plan.touched()).await?;
    if dry_run {
        report.dry_run = true;
        return Ok(report);
    }
    if report.total().added > 0 {
        let summary = report.summary();
        let entry = Entry {
            action: "import",
            to: Some(&summary),
            ..Entry::default()
        };
        entry.write(&mut tx, app.world.id()?, now, None, None).await?;
    }
    tx.commit().await?;
    Ok(report)
}

/// What the file comes to over the database as it is.
async fn look<'f>(
    app: &App,
    tx: &mut Tx,
    file: &'f File,
    now: Timestamp,
) -> Result<Outcome<'f>, ImportError> {
    unhurried(tx).await?;
    let known = store::load(tx, file).await?;
    let mut outcome = check(file, known, &app.roles, now);
    find_restamped(tx, &mut outcome).await?;
    if outcome.bad.is_empty() {
        return Ok(outcome);
    }
    outcome.bad.sort();
    outcome.bad.dedup();
    Err(ImportError::Bad(BadLines(outcome.bad)))
}

/// Refuses new tenures that would change the stamps of cases that are there.
async fn find_restamped(tx: &mut Tx, outcome: &mut Outcome<'_>) -> Result<(), DbError> {
    for tenure in &outcome.plan.tenures {
        let numbers = store::cases_within(tx, tenure).await?;
        if !numbers.is_empty() {
            outcome.bad.push(would_restamp(tenure.number, &numbers));
        }
    }
    Ok(())
}

/// The passwords in clear of new accounts.
fn passwords(outcome: &Outcome<'_>) -> Vec<(Uuid, String)> {
    let accounts = outcome.plan.accounts.iter();
    let clear =
        accounts.filter_map(|account| Some((account.id, account.line.password.as_deref()?.to_owned())));
    clear.collect()
}
