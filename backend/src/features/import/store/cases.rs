//! Stores tenures, delegations and cases with what is said about them. The stamps of a case are
//! computed by the statement that stores it, from the predicates of `authz`; the schema's triggers
//! verify them.

use super::super::plan::{CaseRow, Plan};
use super::insert::{row, rows};
use crate::authz::{in_force, open_at};
use crate::db::dialect::{index_case, index_more};
use crate::db::{DbError, Sql, Tx, sql};
use shared::Timestamp;
use shared::text::search_words;
use shared::words::TenureKind;
use std::collections::HashMap;
use uuid::Uuid;

/// Bytes of search words added to a case at once; the index has a limit per case.
const WORDS_AT_ONCE: usize = 100_000;

/// Tenures and delegations, as they stand. Cases that are there become visible to whom a new
/// delegation lets in.
pub(super) async fn tenures(tx: &mut Tx, plan: &Plan<'_>, now: Timestamp) -> Result<(), DbError> {
    let tenures = plan.tenures.iter();
    rows(
        tx,
        "INSERT INTO tenures (id, client_id, reseller_id, kind, from_at, to_at) VALUES ",
        tenures.map(|t| row![t.id, t.client, t.reseller, t.kind, t.from, t.to]),
    )
    .await?;
    let delegations = plan.delegations.iter();
    rows(
        tx,
        "INSERT INTO delegations (id, client_id, reseller_id, scopes, granted_at, expires_at, revoked_at) VALUES ",
        delegations.map(|g| {
            row![g.id, g.client, g.reseller, g.scopes, g.granted_at, g.expires_at, g.revoked_at]
        }),
    )
    .await?;
    for granted in &plan.delegations {
        for update in [
            sql!(
                "UPDATE cases SET resale_managed_by = resale_domain_id
                 WHERE domain_id = ? AND resale_domain_id = ? AND resale_managed_by IS NULL AND ",
                granted.client,
                granted.reseller
            ),
            sql!(
                "UPDATE cases SET partner_managed_by = partner_domain_id
                 WHERE domain_id = ? AND partner_domain_id = ? AND partner_managed_by IS NULL AND ",
                granted.client,
                granted.reseller
            ),
        ] {
            let reseller = sql!("?", granted.reseller);
            tx.run(update.then(is_let_in(granted.client, reseller, now)))
                .await?;
        }
    }
    Ok(())
}

/// New cases, each with the tenures open when it was filed.
pub(super) async fn cases(tx: &mut Tx, plan: &Plan<'_>, now: Timestamp) -> Result<(), DbError> {
    for case in &plan.cases {
        tx.run(insert_case(case, now)).await?;
    }
    Ok(())
}

fn insert_case(case: &CaseRow<'_>, now: Timestamp) -> Sql {
    let line = case.line;
    let values = row![
        case.id,
        &*line.number,
        case.domain,
        case.resource,
        case.filed_by,
        case.filed_in,
        line.filed_at,
        &*line.title,
        &*line.description,
        case.product,
        case.category,
        case.severity,
        case.state,
        case.updated_at,
        case.updated_at,
        case.closed_at,
        line.language,
        line.time_zone.as_deref(),
    ];
    let managed_by = |tenure: fn() -> Sql| {
        sql!("CASE WHEN ")
            .then(is_let_in(case.domain, tenure(), now))
            .then(sql!(" THEN "))
            .then(tenure())
            .then(sql!(" END"))
    };
    let tenure = |kind: TenureKind| {
        sql!(
            "LEFT JOIN (SELECT t.id, t.reseller_id FROM tenures t WHERE t.client_id = ? AND t.kind = ? AND ",
            case.domain,
            kind
        )
        .then(open_at(line.filed_at))
    };
    sql!(
        "INSERT INTO cases (id, number, domain_id, resource_id, filed_by, filed_in, filed_at, title, description,
                            product_id, category_id, severity, state, updated_at, worked_at, closed_at, language,
                            time_zone, resale_tenure_id, resale_domain_id, resale_managed_by,
                            partner_tenure_id, partner_domain_id, partner_managed_by)
         SELECT "
    )
    .then(Sql::join(values.into_iter().map(|value| sql!("?", value)), ", "))
    .then(sql!(", r.id, r.reseller_id, "))
    .then(managed_by(|| sql!("r.reseller_id")))
    .then(sql!(", p.id, p.reseller_id, "))
    .then(managed_by(|| sql!("p.reseller_id")))
    .then(sql!(" FROM (SELECT 1 AS one) o "))
    .then(tenure(TenureKind::Resale))
    .then(sql!(") r ON 1 = 1 "))
    .then(tenure(TenureKind::SupportPartner))
    .then(sql!(") p ON 1 = 1"))
}

/// Whether the client lets the reseller in now.
fn is_let_in(client: Uuid, reseller: Sql, now: Timestamp) -> Sql {
    sql!(
        "EXISTS (SELECT 1 FROM delegations g WHERE g.client_id = ? AND g.reseller_id = ",
        client
    )
    .then(reseller)
    .then(sql!(" AND "))
    .then(in_force(now))
    .then(sql!(")"))
}

/// Comments, internal notes and shares.
pub(super) async fn talk(tx: &mut Tx, plan: &Plan<'_>) -> Result<(), DbError> {
    for (into, internal) in [
        (
            "INSERT INTO comments (id, case_id, author_id, domain_id, at, body) VALUES ",
            false,
        ),
        (
            "INSERT INTO internal_notes (id, case_id, author_id, domain_id, at, body) VALUES ",
            true,
        ),
    ] {
        let comments = plan
            .comments
            .iter()
            .filter(|comment| comment.internal == internal);
        let comments = comments.map(|c| row![c.id, c.case, c.author, c.domain, c.at, c.body]);
        rows(tx, into, comments).await?;
    }
    rows(
        tx,
        "INSERT INTO shares (id, case_id, email, level, shared_by, shared_in, at, expires_at, updated_at) VALUES ",
        plan.shares.iter().map(|s| {
            row![s.id, s.case, s.email, s.level, s.by, s.shared_in, s.at, s.expires_at, s.updated_at]
        }),
    )
    .await
}

/// Makes new cases findable by title, description and comments; others by their new comments.
pub(super) async fn index(tx: &mut Tx, plan: &Plan<'_>) -> Result<(), DbError> {
    let mut said = HashMap::<Uuid, Vec<&str>>::new();
    for comment in plan.comments.iter().filter(|comment| !comment.internal) {
        said.entry(comment.case).or_default().push(comment.body);
    }
    for case in &plan.cases {
        let texts = [&*case.line.title, &*case.line.description];
        let texts = texts.into_iter().chain(said.remove(&case.id).unwrap_or_default());
        for (position, words) in portions(texts).iter().enumerate() {
            match position {
                0 => index_case(tx, case.id, words).await?,
                _ => index_more(tx, case.id, words).await?,
            }
        }
    }
    for (case, texts) in said {
        for words in portions(texts) {
            index_more(tx, case, &words).await?;
        }
    }
    Ok(())
}

/// The words of some texts, in portions of about [`WORDS_AT_ONCE`]; one at least.
fn portions<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Vec<String>> {
    let mut portions = vec![Vec::new()];
    let mut bytes = 0;
    for text in texts {
        let words = search_words(text);
        let more = words.iter().map(|word| word.len() + 1).sum::<usize>();
        if bytes > 0 && bytes + more > WORDS_AT_ONCE {
            portions.push(Vec::new());
            bytes = 0;
        }
        bytes += more;
        if let Some(last) = portions.last_mut() {
            last.extend(words);
        }
    }
    portions
}
