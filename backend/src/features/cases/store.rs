//! Cases in the database. Reads take a scope or a permit to view, writes a permit for their act.

use crate::authz::act::{Act, Comment, File, Manage, View, Work};
use crate::authz::{Acting, CaseFacts, Entry, Filing, Permit, Scope, in_force, open_at};
use crate::db::dialect::{index_case, index_more, search};
use crate::db::{Sql, sql};
use crate::error::{Error, Result};
use crate::features::page::Wanted;
use crate::features::people::{PersonRow, person_columns};
use shared::Timestamp;
use shared::api::cases::{CaseFilter, CaseRow, FileCase, HistoryItem, HistoryKind};
use shared::api::{DomainRef, Names};
use shared::case::State;
use shared::text::{CaseNumber, search_words};
use shared::words::{DomainKind, Language, Severity, TenureKind};
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Listed {
    pub(super) id: Uuid,
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
    pub(super) updated_at: Timestamp,
    #[sqlx(flatten)]
    filed_by: PersonRow,
}

fn names(en: Option<String>, fr: Option<String>) -> Option<Names> {
    en.zip(fr).map(|(en, fr)| Names { en, fr })
}

impl Listed {
    pub(super) fn view(self, acting: &Acting) -> CaseRow {
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
        }
    }
}

/// The condition on `c` that a filter means; nothing when its words cannot match anything.
async fn condition(acting: &mut Acting, filter: &CaseFilter) -> Result<Option<Sql>> {
    let mut condition = Sql::default();
    if let Some(client) = &filter.client {
        condition.push(sql!(
            " AND c.domain_id = (SELECT f.id FROM domains f WHERE f.name = ?)",
            client
        ));
    }
    if !filter.state.is_empty() {
        condition.push(sql!(" AND c.state IN ").then(Sql::list(filter.state.iter().copied())));
    }
    if !filter.severity.is_empty() {
        condition.push(sql!(" AND c.severity IN ").then(Sql::list(filter.severity.iter().copied())));
    }
    if let Some(q) = filter.q.as_deref().filter(|q| !q.trim().is_empty()) {
        // A number typed or pasted finds its case.
        let number = CaseNumber::parse(q.trim())
            .map(|number| number.to_string())
            .unwrap_or_default();
        let words = search_words(q);
        if words.is_empty() {
            return Ok(None);
        }
        let found = search(&mut acting.tx, &words).await?;
        condition.push(sql!(" AND (c.number = ? OR ", number).then(found).then(sql!(")")));
    }
    Ok(Some(condition))
}

/// One page of the visible cases, newest modified first.
pub(super) async fn page(
    acting: &mut Acting,
    scope: &Scope,
    filter: &CaseFilter,
    wanted: &Wanted<(Timestamp, Uuid)>,
) -> Result<Vec<Listed>> {
    let Some(condition) = condition(acting, filter).await? else {
        return Ok(Vec::new());
    };
    let after = wanted.after.unwrap_or((Timestamp::MAX, Uuid::max()));
    let statement = sql!(concat!(
        "SELECT c.id, c.number, c.title, d.name AS client_name, d.title AS client_title, d.kind AS client_kind,
                pr.name_en AS product_en, pr.name_fr AS product_fr, c.severity, c.state, c.filed_at,
                c.updated_at, ",
        person_columns!(),
        " FROM ("
    ))
    .then(scope.newest(&condition, after, wanted.rows()))
    .then(sql!(
        ") k JOIN cases c ON c.id = k.id JOIN domains d ON d.id = c.domain_id
         JOIN accounts p ON p.id = c.filed_by JOIN domains pd ON pd.id = c.filed_in
         LEFT JOIN products pr ON pr.id = c.product_id
         ORDER BY k.updated_at DESC, k.id DESC LIMIT ?",
        wanted.rows()
    ));
    Ok(acting.tx.all(statement).await?)
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Whole {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) client_name: String,
    pub(super) client_title: String,
    pub(super) client_kind: DomainKind,
    pub(super) resource: Option<String>,
    product_en: Option<String>,
    product_fr: Option<String>,
    category_en: Option<String>,
    category_fr: Option<String>,
    pub(super) filed_at: Timestamp,
    pub(super) language: Option<Language>,
    pub(super) time_zone: Option<String>,
    #[sqlx(flatten)]
    pub(super) filed_by: PersonRow,
}

impl Whole {
    pub(super) fn product(&self) -> Option<Names> {
        names(self.product_en.clone(), self.product_fr.clone())
    }

    pub(super) fn category(&self) -> Option<Names> {
        names(self.category_en.clone(), self.category_fr.clone())
    }
}

/// What a case's page shows besides what the permit knows.
pub(super) async fn whole<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<Whole> {
    let statement = sql!(
        concat!(
            "SELECT c.title, c.description, d.name AS client_name, d.title AS client_title,
                    d.kind AS client_kind, n.path AS resource,
                    pr.name_en AS product_en, pr.name_fr AS product_fr,
                    ca.name_en AS category_en, ca.name_fr AS category_fr,
                    c.filed_at, c.language, c.time_zone, ",
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
    Ok(acting.tx.one(statement).await?)
}

/// What is needed to file.
pub(super) struct NewCase<'a> {
    pub(super) request: &'a FileCase,
    pub(super) product: Uuid,
    pub(super) category: Uuid,
}

/// Stores a new case, stamped with the tenures open now, and returns its number.
///
/// The stamp is computed by the statement that stores it; the schema's trigger checks it again.
pub(super) async fn file(
    acting: &mut Acting,
    filing: &Permit<File, Filing>,
    new: &NewCase<'_>,
) -> Result<CaseNumber> {
    let now = acting.now;
    let id = acting.app.world.id()?;
    let number = CaseNumber::from_random(u64::from_le_bytes(acting.app.world.random()?));
    let title = new.request.title.trim();
    let tenure = |kind: TenureKind| {
        sql!(
            "(SELECT t.id FROM tenures t WHERE t.client_id = d.id AND t.kind = ? AND ",
            kind
        )
        .then(open_at(now))
        .then(sql!(")"))
    };
    let reseller = |kind: TenureKind| {
        sql!(
            "(SELECT t.reseller_id FROM tenures t WHERE t.client_id = d.id AND t.kind = ? AND ",
            kind
        )
        .then(open_at(now))
        .then(sql!(")"))
    };
    let manager = |kind: TenureKind| {
        sql!(
            "(SELECT t.reseller_id FROM tenures t WHERE t.client_id = d.id AND t.kind = ? AND ",
            kind
        )
        .then(open_at(now))
        .then(sql!(
            " AND EXISTS (SELECT 1 FROM delegations g
                  WHERE g.reseller_id = t.reseller_id AND g.client_id = t.client_id AND "
        ))
        .then(in_force(now))
        .then(sql!("))"))
    };
    let stamp = [TenureKind::Resale, TenureKind::SupportPartner]
        .into_iter()
        .flat_map(|kind| [tenure(kind), reseller(kind), manager(kind)]);
    let statement = sql!(
        "INSERT INTO cases (id, number, domain_id, resource_id, filed_by, filed_in, filed_at, title,
             description, product_id, category_id, severity, state, updated_at, worked_at, language, time_zone,
             resale_tenure_id, resale_domain_id, resale_managed_by,
             partner_tenure_id, partner_domain_id, partner_managed_by)
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
        new.request.severity.unwrap_or(Severity::P4),
        now,
        now,
        new.request.language,
        new.request.time_zone.clone()
    )
    .then(Sql::join(stamp, ", "))
    .then(sql!(" FROM domains d WHERE d.id = ?", filing.client));
    acting.tx.run(statement).await?;
    let words = search_words(&format!("{title} {}", new.request.description));
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
pub(super) async fn catalogue(acting: &mut Acting, product: &str, category: &str) -> Result<(Uuid, Uuid)> {
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

/// Adds a comment that everybody who sees the case may read.
pub(super) async fn comment(
    acting: &mut Acting,
    case: &Permit<Comment, CaseFacts>,
    body: &str,
) -> Result<()> {
    say(acting, case, body).await
}

/// Adds the words that go with a move; whoever may move may say why.
pub(super) async fn say<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>, body: &str) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO comments (id, case_id, author_id, domain_id, at, body) VALUES (?, ?, ?, ?, ?, ?)",
            id,
            case.id,
            acting.caller.account,
            acting.caller.domain.id,
            acting.now,
            body
        ))
        .await?;
    index_more(&mut acting.tx, case.id, &search_words(body)).await?;
    touch(acting, case).await?;
    let entry = Entry {
        action: "case.commented",
        client: Some(case.domain_id),
        case: Some(case.id),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}

/// Adds a note that only the vendor's desk reads. Nothing that others see moves.
pub(super) async fn note(acting: &mut Acting, case: &Permit<Work, CaseFacts>, body: &str) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO internal_notes (id, case_id, author_id, domain_id, at, body) VALUES (?, ?, ?, ?, ?, ?)",
            id,
            case.id,
            acting.caller.account,
            acting.caller.domain.id,
            acting.now,
            body
        ))
        .await?;
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET worked_at = ? WHERE id = ?",
            acting.now,
            case.id
        ))
        .await?;
    let entry = Entry {
        action: "case.noted",
        client: Some(case.domain_id),
        case: Some(case.id),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}

/// Something that everybody who sees the case may see has changed.
async fn touch<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET updated_at = ?, worked_at = ? WHERE id = ?",
            acting.now,
            acting.now,
            case.id
        ))
        .await?;
    Ok(())
}

/// Moves a case to a state.
pub(super) async fn set_state<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    state: State,
) -> Result<()> {
    if state == case.state {
        return Ok(());
    }
    let closed_at = if state == State::Closed {
        Some(acting.now)
    } else {
        None
    };
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET state = ?, closed_at = ?, updated_at = ?, worked_at = ? WHERE id = ?",
            state,
            closed_at,
            acting.now,
            acting.now,
            case.id
        ))
        .await?;
    changed(acting, case, "case.state", case.state.as_str(), state.as_str()).await
}

/// Changes the severity.
pub(super) async fn set_severity(
    acting: &mut Acting,
    case: &Permit<Manage, CaseFacts>,
    severity: Severity,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET severity = ? WHERE id = ?",
            severity,
            case.id
        ))
        .await?;
    touch(acting, case).await?;
    changed(
        acting,
        case,
        "case.severity",
        case.severity.as_str(),
        severity.as_str(),
    )
    .await
}

/// Changes the title.
pub(super) async fn set_title(
    acting: &mut Acting,
    case: &Permit<Manage, CaseFacts>,
    from: &str,
    title: &str,
) -> Result<()> {
    acting
        .tx
        .run(sql!("UPDATE cases SET title = ? WHERE id = ?", title, case.id))
        .await?;
    index_more(&mut acting.tx, case.id, &search_words(title)).await?;
    touch(acting, case).await?;
    changed(acting, case, "case.title", from, title).await
}

async fn changed<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    action: &str,
    from: &str,
    to: &str,
) -> Result<()> {
    let entry = Entry {
        action,
        client: Some(case.domain_id),
        case: Some(case.id),
        from: Some(from),
        to: Some(to),
    };
    acting.record(entry).await?;
    Ok(())
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Line {
    pub(super) id: Uuid,
    pub(super) at: Timestamp,
    kind: String,
    body: Option<String>,
    internal: i64,
    from_value: Option<String>,
    to_value: Option<String>,
    #[sqlx(flatten)]
    by: PersonRow,
}

impl Line {
    pub(super) fn view(self, acting: &Acting) -> HistoryItem {
        let kind = match self.kind.as_str() {
            "case.filed" => HistoryKind::Filed,
            "case.state" => HistoryKind::State,
            "case.severity" => HistoryKind::Severity,
            "case.title" => HistoryKind::Title,
            _ => HistoryKind::Comment,
        };
        HistoryItem {
            id: self.id,
            kind,
            at: self.at,
            by: self.by.seen_from(&acting.caller.domain),
            body: self.body,
            internal: self.internal != 0,
            from: self.from_value,
            to: self.to_value,
        }
    }
}

/// One page of what happened to a case, oldest first: comments, changes, and for the desk its
/// own notes.
pub(super) async fn history(
    acting: &mut Acting,
    case: &Permit<View, CaseFacts>,
    notes: bool,
    wanted: &Wanted<(Timestamp, Uuid)>,
) -> Result<Vec<Line>> {
    let after = wanted
        .after
        .unwrap_or((Timestamp::from_micros(i64::MIN), Uuid::nil()));
    let rows = wanted.rows();
    let mut parts = vec![
        sql!(
            "SELECT * FROM (SELECT h.id, h.at, 'comment' AS kind, h.body AS body, 0 AS internal,
                 NULL AS from_value, NULL AS to_value, h.author_id AS account_id, h.domain_id
             FROM comments h WHERE h.case_id = ? AND (h.at, h.id) > (?, ?) ORDER BY h.at, h.id LIMIT ?) x",
            case.id,
            after.0,
            after.1,
            rows
        ),
        sql!(
            "SELECT * FROM (SELECT h.id, h.at, h.action AS kind, NULL AS body, 0 AS internal,
                 h.from_value, h.to_value, h.account_id, h.domain_id
             FROM ledger h WHERE h.case_id = ? AND (h.at, h.id) > (?, ?)
               AND h.action IN ('case.state', 'case.severity', 'case.title')
             ORDER BY h.at, h.id LIMIT ?) x",
            case.id,
            after.0,
            after.1,
            rows
        ),
    ];
    if wanted.after.is_none() {
        parts.push(sql!(
            "SELECT c.id, c.filed_at AS at, 'case.filed' AS kind, NULL AS body, 0 AS internal,
                 NULL AS from_value, NULL AS to_value, c.filed_by AS account_id, c.filed_in AS domain_id
             FROM cases c WHERE c.id = ?",
            case.id
        ));
    }
    if notes {
        parts.push(sql!(
            "SELECT * FROM (SELECT h.id, h.at, 'comment' AS kind, h.body AS body, 1 AS internal,
                 NULL AS from_value, NULL AS to_value, h.author_id AS account_id, h.domain_id
             FROM internal_notes h WHERE h.case_id = ? AND (h.at, h.id) > (?, ?) ORDER BY h.at, h.id LIMIT ?) x",
            case.id,
            after.0,
            after.1,
            rows
        ));
    }
    let statement = sql!(concat!(
        "SELECT h.id, h.at, h.kind, h.body, CAST(h.internal AS BIGINT) AS internal, h.from_value, h.to_value, ",
        person_columns!(),
        " FROM ("
    ))
    .then(Sql::join(parts, " UNION ALL "))
    .then(sql!(
        ") h JOIN accounts p ON p.id = h.account_id JOIN domains pd ON pd.id = h.domain_id
         ORDER BY h.at, h.id LIMIT ?",
        rows
    ));
    Ok(acting.tx.all(statement).await?)
}
