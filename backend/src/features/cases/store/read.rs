//! Reading cases: a page of those in a scope, and one whole.

use crate::authz::act::Act;
use crate::authz::{Acting, CaseFacts, Found, Narrow, Permit, Scope};
use crate::db::dialect::search;
use crate::db::{Sql, sql};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use crate::features::people::{PersonRow, person_columns};
use shared::Timestamp;
use shared::api::cases::{CaseFilter, CaseRow};
use shared::api::{DomainRef, Names};
use shared::case::State;
use shared::text::{CaseNumber, search_words};
use shared::words::{DomainKind, Language, Severity};
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Listed {
    pub(crate) id: Uuid,
    number: String,
    title: String,
    client_name: String,
    client_title: String,
    client_kind: DomainKind,
    product_en: Option<String>,
    product_fr: Option<String>,
    severity: Severity,
    state: State,
    filed_at: Timestamp,
    pub(in crate::features::cases) updated_at: Timestamp,
    due_at: Option<Timestamp>,
    near_at: Option<Timestamp>,
    escalated_at: Option<Timestamp>,
    test: i64,
    #[sqlx(flatten)]
    filed_by: PersonRow,
}

/// The columns of a [`Listed`], of [`listed_tables`].
macro_rules! listed_columns {
    () => {
        concat!(
            "c.id, c.number, c.title, d.name AS client_name, d.title AS client_title, d.kind AS client_kind,
             pr.name_en AS product_en, pr.name_fr AS product_fr, c.severity, c.state, c.filed_at,
             c.updated_at, c.due_at, c.near_at, c.escalated_at, c.test, ",
            $crate::features::people::person_columns!()
        )
    };
}
pub(crate) use listed_columns;

/// What a list shows of cases `c`, besides the cases.
macro_rules! listed_tables {
    () => {
        " JOIN domains d ON d.id = c.domain_id
         JOIN accounts p ON p.id = c.filed_by JOIN domains pd ON pd.id = c.filed_in
         LEFT JOIN products pr ON pr.id = c.product_id "
    };
}
pub(crate) use listed_tables;

fn names(en: Option<String>, fr: Option<String>) -> Option<Names> {
    en.zip(fr).map(|(en, fr)| Names { en, fr })
}

impl Listed {
    pub(crate) fn view(self, acting: &Acting) -> CaseRow {
        CaseRow {
            number: self.number,
            title: self.title,
            client: DomainRef {
                name: self.client_name,
                title: self.client_title,
                kind: self.client_kind,
            },
            product: names(self.product_en, self.product_fr),
            severity: self.severity,
            state: self.state,
            filed_by: self.filed_by.seen_from(&acting.caller.domain),
            filed_at: self.filed_at,
            updated_at: self.updated_at,
            due_at: self.due_at,
            near_at: self.near_at,
            escalated: self.escalated_at.is_some(),
            test: self.test != 0,
        }
    }
}

/// What a filter means; nothing when nothing can be found by it.
///
/// # Errors
/// The field `/product`: what there is of them is no secret, unlike clients.
pub(super) async fn narrow(acting: &mut Acting, filter: &CaseFilter) -> Result<Option<Narrow>> {
    // First, so that it says nothing about whether there is such a client.
    let product = match &filter.product {
        None => None,
        Some(key) => {
            let found: Option<(Uuid,)> = acting
                .tx
                .opt(sql!("SELECT id FROM products WHERE key = ?", key))
                .await?;
            Some(found.ok_or_else(|| Error::field("/product", "unknown"))?.0)
        }
    };
    let client = match &filter.client {
        None => None,
        Some(name) => {
            let found: Option<(Uuid,)> = acting
                .tx
                .opt(sql!("SELECT id FROM domains WHERE name = ?", name).planned_once())
                .await?;
            let Some((id,)) = found else { return Ok(None) };
            Some(id)
        }
    };
    let words = match filter.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        None => None,
        Some(q) => {
            let words = search_words(q);
            if words.is_empty() {
                return Ok(None);
            }
            let matches = search(&mut acting.tx, &words, acting.app.config.words).await?;
            // A number typed or pasted finds its case.
            let number = CaseNumber::parse(q).ok().map(|number| number.to_string());
            Some(Found { matches, number })
        }
    };
    Ok(Some(Narrow {
        client,
        product,
        escalated: filter.escalated,
        filed_by: filter.mine.then_some(acting.caller.account),
        since: filter.since.map(|since| since.before(acting.now)),
        state: filter.state.clone(),
        severity: filter.severity.clone(),
        words,
    }))
}

/// One page of the visible cases, newest modified first.
pub(in crate::features::cases) async fn page(
    acting: &mut Acting,
    scope: &Scope,
    filter: &CaseFilter,
    wanted: &Wanted<(Timestamp, Uuid)>,
) -> Result<Vec<Listed>> {
    let Some(narrow) = narrow(acting, filter).await? else {
        return Ok(Vec::new());
    };
    let after = wanted.after.unwrap_or((Timestamp::MAX, Uuid::max()));
    let newest = scope
        .newest(&mut acting.tx, &narrow, after, wanted.rows())
        .await?;
    // Which cases, and then their rows by key: what is found by key is planned once on PostgreSQL.
    let newest = sql!("SELECT k.id FROM (").then(newest).then(sql!(
        ") k ORDER BY k.updated_at DESC, k.id DESC LIMIT ?",
        wanted.rows()
    ));
    let found: Vec<(Uuid,)> = acting.tx.all(newest).await?;
    let Some((last,)) = found.last().copied() else {
        return Ok(Vec::new());
    };
    // As many holes as a page has rows, so that there are few different statements.
    let rows = usize::try_from(wanted.rows()).unwrap_or(found.len());
    let ids = found.into_iter().map(|(id,)| id).chain(std::iter::repeat(last));
    let statement = sql!(concat!(
        "SELECT ",
        listed_columns!(),
        " FROM cases c",
        listed_tables!(),
        "WHERE c.id IN "
    ))
    .then(Sql::list(ids.take(rows)))
    .then(sql!(" ORDER BY c.updated_at DESC, c.id DESC"));
    Ok(acting.tx.all(statement.planned_once()).await?)
}

#[derive(Debug, sqlx::FromRow)]
pub(in crate::features::cases) struct Whole {
    pub(in crate::features::cases) title: String,
    pub(in crate::features::cases) description: String,
    pub(in crate::features::cases) client_name: String,
    pub(in crate::features::cases) client_title: String,
    pub(in crate::features::cases) client_kind: DomainKind,
    pub(in crate::features::cases) resource: Option<String>,
    product_en: Option<String>,
    product_fr: Option<String>,
    category_en: Option<String>,
    category_fr: Option<String>,
    pub(in crate::features::cases) filed_at: Timestamp,
    pub(in crate::features::cases) language: Option<Language>,
    pub(in crate::features::cases) time_zone: Option<String>,
    pub(in crate::features::cases) reference: Option<String>,
    pub(in crate::features::cases) warned_at: Option<Timestamp>,
    pub(in crate::features::cases) test: i64,
    #[sqlx(flatten)]
    pub(in crate::features::cases) filed_by: PersonRow,
}

impl Whole {
    pub(in crate::features::cases) fn product(&self) -> Option<Names> {
        names(self.product_en.clone(), self.product_fr.clone())
    }

    pub(in crate::features::cases) fn category(&self) -> Option<Names> {
        names(self.category_en.clone(), self.category_fr.clone())
    }
}

/// What a case's page shows besides what the permit knows.
pub(in crate::features::cases) async fn whole<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
) -> Result<Whole> {
    let statement = sql!(
        concat!(
            "SELECT c.title, c.description, d.name AS client_name, d.title AS client_title,
                    d.kind AS client_kind, n.path AS resource,
                    pr.name_en AS product_en, pr.name_fr AS product_fr,
                    ca.name_en AS category_en, ca.name_fr AS category_fr,
                    c.filed_at, c.language, c.time_zone, c.reference, c.warned_at, c.test, ",
            person_columns!(),
            " FROM cases c JOIN domains d ON d.id = c.domain_id
              JOIN accounts p ON p.id = c.filed_by JOIN domains pd ON pd.id = c.filed_in
              LEFT JOIN resources n ON n.id = c.resource_id
              LEFT JOIN products pr ON pr.id = c.product_id
              LEFT JOIN categories ca ON ca.id = c.category_id
              WHERE c.id = ?"
        ),
        case.id
    );
    Ok(acting.tx.one(statement.planned_once()).await?)
}
