//! The statement of a list without any authorization: the same joins, filters and order.

use comptoir::app::App;
use comptoir::db::dialect::{Bounds, search};
use comptoir::db::{Sql, Tx};
use comptoir::error::Result;
use shared::Timestamp;
use shared::api::cases::CaseFilter;
use shared::text::search_words;
use uuid::Uuid;

/// What a row of a list is made of.
#[derive(Debug, sqlx::FromRow)]
#[expect(
    dead_code,
    reason = "read as the program reads them, then compared by number alone"
)]
pub(crate) struct Row {
    id: Uuid,
    pub(crate) number: String,
    title: String,
    client_name: String,
    client_title: String,
    client_kind: String,
    product_en: Option<String>,
    product_fr: Option<String>,
    severity: String,
    state: String,
    filed_at: i64,
    updated_at: i64,
    person_name: String,
    person_email: String,
    person_domain_id: Uuid,
    person_domain_name: String,
    person_domain_title: String,
    person_domain_kind: String,
}

async fn condition(tx: &mut Tx, filter: &CaseFilter, bounds: Bounds, now: Timestamp) -> Result<Sql> {
    let mut condition = Sql::default();
    if let Some(client) = &filter.client {
        condition.push(Sql::new(
            " AND c.domain_id = (SELECT f.id FROM domains f WHERE f.name = ?)",
            vec![client.into()],
        ));
    }
    if !filter.state.is_empty() {
        condition.push(Sql::new(" AND c.state IN ", vec![]).then(Sql::list(filter.state.iter().copied())));
    }
    if !filter.severity.is_empty() {
        condition
            .push(Sql::new(" AND c.severity IN ", vec![]).then(Sql::list(filter.severity.iter().copied())));
    }
    if let Some(product) = &filter.product {
        condition.push(Sql::new(
            " AND c.product_id = (SELECT f.id FROM products f WHERE f.key = ?)",
            vec![product.into()],
        ));
    }
    if let Some(since) = filter.since {
        condition.push(Sql::new(" AND c.updated_at >= ?", vec![since.before(now).into()]));
    }
    if let Some(q) = &filter.q {
        // The way that is best without authorization: middling words are looked for in the newest cases.
        let matches = search(tx, &search_words(q), bounds).await?;
        condition.push(Sql::new(" AND ", vec![]).then(matches.holds));
    }
    Ok(condition)
}

/// The first page of all cases for which a filter holds.
pub(crate) async fn page(app: &App, filter: &CaseFilter) -> Result<Vec<Row>> {
    let mut tx = app.db.read().await?;
    let condition = condition(&mut tx, filter, app.config.words, app.world.now()).await?;
    let newest = Sql::new(
        "SELECT k.id FROM (SELECT c.id AS id, c.updated_at AS updated_at FROM cases c WHERE 1 = 1",
        vec![],
    )
    .then(condition)
    .then(Sql::new(
        " AND (c.updated_at, c.id) < (?, ?) ORDER BY c.updated_at DESC, c.id DESC LIMIT 51) k
         ORDER BY k.updated_at DESC, k.id DESC LIMIT 51",
        vec![i64::MAX.into(), Uuid::max().into()],
    ));
    let found: Vec<(Uuid,)> = tx.all(newest).await?;
    let last = found.last().map_or(Uuid::nil(), |(id,)| *id);
    let ids = found.into_iter().map(|(id,)| id).chain(std::iter::repeat(last));
    let rows = Sql::new(
        "SELECT c.id, c.number, c.title, d.name AS client_name, d.title AS client_title, d.kind AS client_kind,
                pr.name_en AS product_en, pr.name_fr AS product_fr, c.severity, c.state, c.filed_at,
                c.updated_at, p.name AS person_name, p.email AS person_email, pd.id AS person_domain_id,
                pd.name AS person_domain_name, pd.title AS person_domain_title, pd.kind AS person_domain_kind
         FROM cases c JOIN domains d ON d.id = c.domain_id
         JOIN accounts p ON p.id = c.filed_by JOIN domains pd ON pd.id = c.filed_in
         LEFT JOIN products pr ON pr.id = c.product_id WHERE c.id IN ",
        vec![],
    )
    .then(Sql::list(ids.take(51)))
    .then(Sql::new(" ORDER BY c.updated_at DESC, c.id DESC", vec![]));
    Ok(tx.all(rows.planned_once()).await?)
}
