//! Links between cases in the database.

use crate::authz::act::{Act, Manage, Work};
use crate::authz::{Acting, CaseFacts, Entry, Permit, Scope};
use crate::db::{Sql, sql};
use crate::error::Result;
use crate::mutation::mutated;
use shared::api::links::{LinkKind, LinkView};
use shared::case::State;
use shared::words::Action;

/// Links that are shown.
const SHOWN: i64 = 200;

#[derive(Debug, sqlx::FromRow)]
struct LinkRow {
    number: String,
    kind: String,
    title: String,
    state: State,
}

/// The cases that have to do with a case and are visible too, newest first.
pub(super) async fn all<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    visible: &Scope,
) -> Result<Vec<LinkView>> {
    let linked = |kind: &'static str, columns: &'static str| {
        sql!("SELECT ")
            .then(sql!(kind))
            .then(sql!(" AS kind, l.at AS at, "))
            .then(sql!(columns, case.id))
            .then(sql!(" AND l.ended_at IS NULL"))
    };
    let merged = |kind: &'static str, columns: &'static str| {
        sql!("SELECT ")
            .then(sql!(kind))
            .then(sql!(" AS kind, m.closed_at AS at, "))
            .then(sql!(columns, case.id))
    };
    let ends = [
        linked("l.kind", "l.other_id AS id FROM case_links l WHERE l.case_id = ?"),
        linked(
            "CASE l.kind WHEN 'follows' THEN 'followed_by' ELSE l.kind END",
            "l.case_id AS id FROM case_links l WHERE l.other_id = ?",
        ),
        merged(
            "'duplicate_of'",
            "m.duplicate_of AS id FROM cases m WHERE m.duplicate_of IS NOT NULL AND m.id = ?",
        ),
        merged("'duplicate'", "m.id FROM cases m WHERE m.duplicate_of = ?"),
    ];
    let statement = sql!("SELECT c.number, l.kind, c.title, c.state FROM (")
        .then(Sql::join(ends, " UNION ALL "))
        .then(sql!(") l JOIN cases c ON c.id = l.id WHERE "))
        .then(seen(case, visible))
        .then(sql!(" ORDER BY l.at DESC, c.id LIMIT ?", SHOWN));
    let rows: Vec<LinkRow> = acting.tx.all(statement).await?;
    let view = |row: LinkRow| {
        let kind = row.kind.parse().unwrap_or(LinkKind::Related);
        let merged = matches!(kind, LinkKind::DuplicateOf | LinkKind::Duplicate);
        LinkView {
            number: row.number,
            kind,
            title: row.title,
            state: row.state,
            may_end: case.may(Action::Manage) && !merged,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// A condition on a case `c` at the other end: the caller may see it too.
fn seen<A: Act>(case: &Permit<A, CaseFacts>, visible: &Scope) -> Sql {
    // Whatever is or was linked to the case.
    let linked = sql!(
        " AND c.id IN (SELECT o.id FROM ledger h JOIN cases o ON o.number = h.to_value
            WHERE h.case_id = ? AND h.action = 'case.linked')",
        case.id
    );
    sql!("c.id IN (")
        .then(visible.ids(&linked, SHOWN))
        .then(sql!(")"))
        .unless(mutated!(LinkShowsHidden))
}

/// A condition on an entry `h`: it tells of a link to a case that the caller may see too.
pub(in crate::features) fn told_of<A: Act>(case: &Permit<A, CaseFacts>, visible: &Scope) -> Sql {
    sql!("h.action IN ('case.linked', 'case.unlinked') AND EXISTS (SELECT 1 FROM cases c WHERE c.number = h.to_value AND ")
        .then(seen(case, visible))
        .then(sql!(")"))
}

/// What the other case is to the case, if a link between the two stands.
pub(super) async fn between<A: Act, B: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    other: &Permit<B, CaseFacts>,
) -> Result<Option<LinkKind>> {
    let found: Option<(String, i64)> = acting
        .tx
        .opt(sql!(
            "SELECT l.kind, CAST(CASE WHEN l.case_id = ? THEN 1 ELSE 0 END AS BIGINT) FROM case_links l
             WHERE l.ended_at IS NULL AND ((l.case_id = ? AND l.other_id = ?) OR (l.case_id = ? AND l.other_id = ?))",
            case.id,
            case.id,
            other.id,
            other.id,
            case.id
        ))
        .await?;
    Ok(found.and_then(|(kind, from_here)| {
        let kind = kind.parse::<LinkKind>().ok()?;
        Some(if from_here == 1 { kind } else { kind.reverse() })
    }))
}

/// Links the two: the other is that to the case.
pub(super) async fn add<A: Act, B: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    other: &Permit<B, CaseFacts>,
    kind: LinkKind,
) -> Result<()> {
    let id = acting.app.world.id()?;
    let (from, to, stored) = match kind {
        LinkKind::FollowedBy => (other.id, case.id, LinkKind::Follows),
        _ => (case.id, other.id, kind),
    };
    acting
        .tx
        .run(sql!(
            "INSERT INTO case_links (id, case_id, other_id, kind, linked_by, linked_in, at)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            id,
            from,
            to,
            stored.as_str(),
            acting.caller.account,
            acting.caller.domain.id,
            acting.now
        ))
        .await?;
    tell(acting, case, other, "case.linked", kind).await
}

/// Takes the link between the two away.
pub(super) async fn end<B: Act>(
    acting: &mut Acting,
    case: &Permit<Manage, CaseFacts>,
    other: &Permit<B, CaseFacts>,
    kind: LinkKind,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE case_links SET ended_at = ? WHERE ended_at IS NULL
               AND ((case_id = ? AND other_id = ?) OR (case_id = ? AND other_id = ?))",
            acting.now,
            case.id,
            other.id,
            other.id,
            case.id
        ))
        .await?;
    tell(acting, case, other, "case.unlinked", kind).await
}

/// Notes that a closed case is a duplicate of another.
pub(super) async fn merge(
    acting: &mut Acting,
    case: &Permit<Work, CaseFacts>,
    into: &Permit<Work, CaseFacts>,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET duplicate_of = ? WHERE id = ?",
            into.id,
            case.id
        ))
        .await?;
    tell(acting, case, into, "case.linked", LinkKind::DuplicateOf).await
}

/// Writes the link into the ledger and the history of both. Not everybody who sees one of them sees
/// the other, so nothing moves but the desk's order.
async fn tell<A: Act, B: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    other: &Permit<B, CaseFacts>,
    action: &'static str,
    kind: LinkKind,
) -> Result<()> {
    for (one, another, kind) in [(&**case, &**other, kind), (&**other, &**case, kind.reverse())] {
        acting
            .tx
            .run(sql!(
                "UPDATE cases SET worked_at = ? WHERE id = ?",
                acting.now,
                one.id
            ))
            .await?;
        let entry = Entry {
            action,
            client: Some(one.domain_id),
            case: Some(one.id),
            from: Some(kind.as_str()),
            to: Some(&another.number),
        };
        acting.record(entry).await?;
    }
    Ok(())
}
