//! Ratings in the database.

use crate::authz::act::{Act, Rate};
use crate::authz::{Acting, CaseFacts, Entry, Permit};
use crate::db::{Sql, sql};
use crate::error::{OnConstraint as _, Result};
use crate::features::people::{PersonRow, person_columns};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::ratings::RatingView;
use shared::case::State;
use shared::problem::Code;
use shared::words::Action;

/// A condition on a rating or its entry `h`, to follow others: the caller may know it. Nothing when
/// it may know none, as those who see the case by a share.
pub(in crate::features) fn known<A: Act>(acting: &Acting, case: &Permit<A, CaseFacts>) -> Option<Sql> {
    if case.may(Action::Work) {
        Some(Sql::default())
    } else if case.for_its_domain() {
        let own = sql!("h.domain_id = ?", acting.caller.domain.id);
        Some(sql!(" AND ").then(own.unless(mutated!(RatingsOfOthersShown))))
    } else {
        None
    }
}

#[derive(Debug, sqlx::FromRow)]
struct RatingRow {
    closed_at: Timestamp,
    at: Timestamp,
    score: i64,
    comment: Option<String>,
    #[sqlx(flatten)]
    by: PersonRow,
}

/// Ratings that are shown.
const SHOWN: i64 = 100;

/// The ratings of a case that the caller may know, newest first.
pub(super) async fn known_ratings<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
) -> Result<Vec<RatingView>> {
    let Some(known) = known(acting, case) else {
        return Ok(Vec::new());
    };
    let statement = sql!(
        concat!(
            "SELECT h.closed_at, h.at, CAST(h.score AS BIGINT) AS score, h.comment, ",
            person_columns!(),
            " FROM ratings h JOIN accounts p ON p.id = h.rated_by JOIN domains pd ON pd.id = h.domain_id
             WHERE h.case_id = ?"
        ),
        case.id
    );
    let statement = statement
        .then(known)
        .then(sql!(" ORDER BY h.at DESC, h.id DESC LIMIT ?", SHOWN));
    let rows: Vec<RatingRow> = acting.tx.all(statement).await?;
    let closing = case.closed_at.filter(|_| case.state == State::Closed);
    let view = |row: RatingRow| RatingView {
        score: u8::try_from(row.score).unwrap_or_default(),
        comment: row.comment,
        at: row.at,
        by: row.by.seen_from(&acting.caller.domain),
        current: Some(row.closed_at) == closing,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Whether the caller's domain has rated that closing.
pub(super) async fn has_rated<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    closed_at: Timestamp,
) -> Result<bool> {
    let (count,): (i64,) = acting
        .tx
        .one(sql!(
            "SELECT count(*) FROM ratings WHERE case_id = ? AND closed_at = ? AND domain_id = ?",
            case.id,
            closed_at,
            acting.caller.domain.id
        ))
        .await?;
    Ok(count > 0)
}

/// Adds the rating of a closing by the caller's domain. Others do not see it, so nothing moves but
/// the desk's order.
pub(super) async fn add(
    acting: &mut Acting,
    case: &Permit<Rate, CaseFacts>,
    closed_at: Timestamp,
    score: u8,
    comment: Option<&str>,
) -> Result<()> {
    let id = acting.app.world.id()?;
    let closed_at = if mutated!(RatedTwice) {
        acting.now
    } else {
        closed_at
    };
    acting
        .tx
        .run(sql!(
            "INSERT INTO ratings (id, case_id, closed_at, domain_id, rated_by, at, score, comment)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            case.id,
            closed_at,
            acting.caller.domain.id,
            acting.caller.account,
            acting.now,
            i64::from(score),
            comment
        ))
        .await
        .on("ratings_domain_id", || Code::AlreadyRated.into())?;
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET worked_at = ? WHERE id = ?",
            acting.now,
            case.id
        ))
        .await?;
    let score = score.to_string();
    let entry = Entry {
        action: "case.rated",
        client: Some(case.domain_id),
        case: Some(case.id),
        to: Some(&score),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}
