//! What happened to a case.

use crate::authz::act::View;
use crate::authz::{Acting, CaseFacts, Permit, Scope};
use crate::db::{Sql, sql};
use crate::error::Result;
use crate::features::page::Wanted;
use crate::features::people::{MaybePerson, person_columns};
use crate::features::prose::parse;
use crate::features::{links, ratings};
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
    by: MaybePerson,
}

impl Line {
    pub(in crate::features::cases) fn view(self, acting: &Acting) -> HistoryItem {
        let kind = match self.kind.as_str() {
            "case.filed" => HistoryKind::Filed,
            "case.state" => HistoryKind::State,
            "case.severity" => HistoryKind::Severity,
            "case.reclassified" => HistoryKind::Reclassified,
            "case.title" => HistoryKind::Title,
            "case.reference" => HistoryKind::Reference,
            "case.escalated" => HistoryKind::Escalated,
            "case.escalation_acknowledged" => HistoryKind::EscalationAcknowledged,
            "case.escalation_resolved" => HistoryKind::EscalationResolved,
            "case.closing_announced" => HistoryKind::ClosingAnnounced,
            "case.linked" => HistoryKind::Linked,
            "case.unlinked" => HistoryKind::Unlinked,
            "case.rated" => HistoryKind::Rated,
            "case.summarized" => HistoryKind::Summary,
            "case.tier" if self.to_value.as_deref() == Some("engineer") => HistoryKind::Engineer,
            "case.tier" => HistoryKind::TakenBack,
            "case.assigned" => HistoryKind::Assigned,
            "case.team" => HistoryKind::Team,
            "case.attached" => HistoryKind::Attached,
            "case.redacted" => HistoryKind::Redacted,
            _ => HistoryKind::Comment,
        };
        HistoryItem {
            id: self.id,
            kind,
            at: self.at,
            by: self.by.seen_from(&acting.caller.domain),
            prose: self.body.as_deref().map(parse).unwrap_or_default(),
            body: self.body,
            internal: self.internal != 0,
            from: self.from_value,
            to: self.to_value,
        }
    }
}

/// Of which case, where a page of its history begins, and how long it is.
#[derive(Clone, Copy)]
struct Slice {
    case: Uuid,
    after: (Timestamp, Uuid),
    rows: i64,
}

impl Slice {
    /// Comments, of this table.
    fn said(self, internal: bool, table: &'static str) -> Sql {
        sql!(
            "SELECT * FROM (SELECT h.id, h.at, 'comment' AS kind, h.body AS body, CAST(? AS BIGINT) AS internal,
                 NULL AS from_value, NULL AS to_value, h.author_id AS account_id, h.domain_id FROM ",
            internal
        )
        .then(sql!(table))
        .then(self.of_case())
        .then(self.cut())
    }

    /// Files of a case that may be seen, the removed ones too.
    fn attached(self, _: &Permit<View, CaseFacts>) -> Sql {
        sql!(
            "SELECT * FROM (SELECT h.id, h.at, 'case.attached' AS kind, NULL AS body, CAST(0 AS BIGINT) AS internal,
                 CAST(h.size AS TEXT) AS from_value, h.name AS to_value, h.added_by AS account_id,
                 h.added_in AS domain_id FROM attachments h"
        )
        .then(self.of_case())
        .then(self.cut())
    }

    /// Changes of a case, with the reasons given, under a further condition.
    fn changes(self, case: &Permit<View, CaseFacts>, internal: bool, condition: Sql) -> Sql {
        sql!(
            "SELECT * FROM (SELECT h.id, h.at, h.action AS kind, r.body AS body, CAST(? AS BIGINT) AS internal,
                 h.from_value, h.to_value, h.account_id, h.domain_id
             FROM ledger h LEFT JOIN change_reasons r ON r.entry_id = h.id AND r.case_id = ?",
            internal,
            case.id
        )
        .then(self.of_case())
        .then(sql!(" AND "))
        .then(condition)
        .then(self.cut())
    }

    fn of_case(self) -> Sql {
        sql!(
            " WHERE h.case_id = ? AND (h.at, h.id) > (?, ?)",
            self.case,
            self.after.0,
            self.after.1
        )
    }

    fn cut(self) -> Sql {
        sql!(" ORDER BY h.at, h.id LIMIT ?) x", self.rows)
    }
}

/// What changes everybody who sees the case may know of.
fn known_to_all() -> Sql {
    sql!(
        "(h.action IN ('case.state', 'case.severity', 'case.reclassified', 'case.title', 'case.reference',
            'case.escalated', 'case.escalation_acknowledged', 'case.escalation_resolved',
            'case.closing_announced', 'case.summarized', 'case.redacted')
            OR h.action = 'case.tier' AND h.to_value = 'engineer')"
    )
}

/// One page of what happened to a case, oldest first: comments, changes, links to other cases that
/// are visible too, ratings that one may know, and for the desk its own notes.
pub(in crate::features::cases) async fn history(
    acting: &mut Acting,
    case: &Permit<View, CaseFacts>,
    visible: &Scope,
    notes: bool,
    wanted: &Wanted<(Timestamp, Uuid)>,
) -> Result<Vec<Line>> {
    let rows = wanted.rows();
    let slice = Slice {
        case: case.id,
        after: wanted
            .after
            .unwrap_or((Timestamp::from_micros(i64::MIN), Uuid::nil())),
        rows,
    };
    let mut parts = vec![
        slice.said(false, "comments h"),
        slice.changes(case, false, known_to_all()),
        slice.changes(case, false, links::store::told_of(case, visible)),
        slice.attached(case),
    ];
    if wanted.after.is_none() {
        parts.push(sql!(
            "SELECT c.id, c.filed_at AS at, 'case.filed' AS kind, NULL AS body, CAST(0 AS BIGINT) AS internal,
                 NULL AS from_value, NULL AS to_value, c.filed_by AS account_id, c.filed_in AS domain_id
             FROM cases c WHERE c.id = ?",
            case.id
        ));
    }
    if let Some(known) = ratings::store::known(acting, case) {
        parts.push(slice.changes(case, false, sql!("h.action = 'case.rated'").then(known)));
    }
    if notes {
        parts.push(slice.said(true, "internal_notes h"));
        // Who works it, and which team, is the desk's own business.
        let own = "(h.action IN ('case.assigned', 'case.team') OR h.action = 'case.tier' AND h.to_value = 'advisor')";
        parts.push(slice.changes(case, true, sql!(own)));
    }
    let statement = sql!(concat!(
        "SELECT h.id, h.at, h.kind, h.body, h.internal, h.from_value, h.to_value, ",
        person_columns!(),
        " FROM ("
    ))
    .then(Sql::join(parts, " UNION ALL "))
    .then(sql!(
        ") h LEFT JOIN accounts p ON p.id = h.account_id LEFT JOIN domains pd ON pd.id = h.domain_id
         ORDER BY h.at, h.id LIMIT ?",
        rows
    ));
    Ok(acting.tx.all(statement).await?)
}
