//! What happened to a case.

use crate::authz::act::View;
use crate::authz::{Acting, CaseFacts, Permit};
use crate::db::{Sql, sql};
use crate::error::Result;
use crate::features::page::Wanted;
use crate::features::people::{PersonRow, person_columns};
use shared::Timestamp;
use shared::api::cases::{HistoryItem, HistoryKind};
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(in crate::features::cases) struct Line {
    pub(in crate::features::cases) id: Uuid,
    pub(in crate::features::cases) at: Timestamp,
    kind: String,
    body: Option<String>,
    internal: i64,
    from_value: Option<String>,
    to_value: Option<String>,
    #[sqlx(flatten)]
    by: PersonRow,
}

impl Line {
    pub(in crate::features::cases) fn view(self, acting: &Acting) -> HistoryItem {
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
pub(in crate::features::cases) async fn history(
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
