//! Filing: the one statement that stores a case with its stamp.

use super::form;
use crate::authz::act::File;
use crate::authz::{Acting, Entry, Filing, Permit, in_force, open_at};
use crate::db::dialect::index_case;
use crate::db::{Sql, sql};
use crate::error::{Error, Result};
use crate::features::cases::form::searched;
use crate::features::targets;
use shared::api::cases::FileCase;
use shared::text::{CaseNumber, search_words};
use shared::words::{Severity, TenureKind};
use uuid::Uuid;

/// What is needed to file.
pub(in crate::features::cases) struct NewCase<'a> {
    pub(in crate::features::cases) request: &'a FileCase,
    pub(in crate::features::cases) product: Uuid,
    pub(in crate::features::cases) category: Uuid,
}

/// Stores a new case, stamped with the tenures open now, and returns its number.
///
/// The stamp is computed by the statement that stores it; the schema's trigger checks it again.
pub(in crate::features::cases) async fn file(
    acting: &mut Acting,
    filing: &Permit<File, Filing>,
    new: &NewCase<'_>,
) -> Result<CaseNumber> {
    let now = acting.now;
    let id = acting.app.world.id()?;
    let number = CaseNumber::from_random(u64::from_le_bytes(acting.app.world.random()?));
    let title = new.request.title.trim();
    let severity = new.request.severity.unwrap_or(Severity::P4);
    let due = targets::service::filed(acting, filing, severity).await?;
    let open = |column: Sql, kind: TenureKind| {
        sql!("(SELECT ")
            .then(column)
            .then(sql!(
                " FROM tenures t WHERE t.client_id = d.id AND t.kind = ? AND ",
                kind
            ))
            .then(open_at(now))
    };
    let let_in = || {
        sql!(
            " AND EXISTS (SELECT 1 FROM delegations g
              WHERE g.reseller_id = t.reseller_id AND g.client_id = t.client_id AND "
        )
        .then(in_force(now))
        .then(sql!(")"))
    };
    let stamp = [TenureKind::Resale, TenureKind::SupportPartner]
        .into_iter()
        .flat_map(|kind| {
            let tenure = open(sql!("t.id"), kind);
            let reseller = open(sql!("t.reseller_id"), kind);
            let manager = open(sql!("t.reseller_id"), kind).then(let_in());
            [tenure, reseller, manager].map(|part| part.then(sql!(")")))
        });
    let statement = sql!(
        "INSERT INTO cases (id, number, domain_id, resource_id, filed_by, filed_in, filed_at, title,
             description, product_id, category_id, severity, state, updated_at, worked_at, language, time_zone,
             resale_tenure_id, resale_domain_id, resale_managed_by,
             partner_tenure_id, partner_domain_id, partner_managed_by,
             waiting_since, promised_minutes, due_at, near_at, targets_revision, test)
         SELECT ?, ?, d.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'new', ?, ?, ?, ?, ",
        id,
        number.as_str(),
        filing.resource,
        acting.caller.account,
        acting.caller.domain.id,
        now,
        title,
        new.request.description.trim(),
        new.product,
        new.category,
        severity,
        now,
        now,
        new.request.language,
        new.request.time_zone.clone()
    )
    .then(Sql::join(stamp, ", "))
    .then(sql!(
        ", ?, ?, ?, ?, ?, CAST(? AS BIGINT)",
        now,
        due.minutes,
        due.due_at,
        due.near_at,
        due.revision,
        new.request.test
    ))
    .then(sql!(" FROM domains d WHERE d.id = ?", filing.client));
    acting.tx.run(statement).await?;
    form::keep(acting, filing, id, new.request).await?;
    let words = search_words(&searched(new.request));
    index_case(&mut acting.tx, id, &words).await?;
    let entry = Entry {
        action: "case.filed",
        client: Some(filing.client),
        case: Some(id),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(number)
}

/// Product and category by their keys, if both are on offer.
pub(in crate::features::cases) async fn catalogue(
    acting: &mut Acting,
    product: &str,
    category: &str,
) -> Result<(Uuid, Uuid)> {
    let product: Option<(Uuid, Option<i64>)> = acting
        .tx
        .opt(sql!("SELECT id, retired_at FROM products WHERE key = ?", product))
        .await?;
    let product = on_offer("/product", product)?;
    let category: Option<(Uuid, Option<i64>)> = acting
        .tx
        .opt(sql!(
            "SELECT id, retired_at FROM categories WHERE product_id = ? AND key = ?",
            product,
            category
        ))
        .await?;
    Ok((product, on_offer("/category", category)?))
}

fn on_offer(pointer: &str, found: Option<(Uuid, Option<i64>)>) -> Result<Uuid> {
    match found {
        Some((id, None)) => Ok(id),
        Some(_) => Err(Error::field(pointer, "retired")),
        None => Err(Error::field(pointer, "unknown")),
    }
}
