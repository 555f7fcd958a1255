//! What was done, in the database.

use super::Words;
use crate::authz::act::Act;
use crate::authz::{Acting, CaseFacts, Domain, Permit};
use crate::db::dialect::index_more;
use crate::db::sql;
use crate::error::Result;
use crate::features::people::{PersonRow, person_columns};
use shared::Timestamp;
use shared::api::solutions::Solution;
use shared::text::search_words;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct SolutionRow {
    summary: String,
    recommendation: Option<String>,
    at: Timestamp,
    #[sqlx(flatten)]
    by: PersonRow,
}

impl SolutionRow {
    pub(super) fn view(self, viewer: &Domain) -> Solution {
        Solution {
            summary: self.summary,
            recommendation: self.recommendation,
            by: self.by.seen_from(viewer),
            at: self.at,
        }
    }
}

pub(super) async fn of<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
) -> Result<Option<SolutionRow>> {
    let statement = sql!(
        concat!(
            "SELECT s.summary, s.recommendation, s.at, ",
            person_columns!(),
            " FROM case_solutions s JOIN accounts p ON p.id = s.author_id
              JOIN domains pd ON pd.id = s.domain_id WHERE s.case_id = ?"
        ),
        case.id
    );
    Ok(acting.tx.opt(statement.planned_once()).await?)
}

/// Keeps what was done, in place of what was done before, and lets it be found.
pub(super) async fn keep<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    words: &Words<'_>,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "INSERT INTO case_solutions (case_id, summary, recommendation, author_id, domain_id, at)
             VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (case_id) DO UPDATE SET summary = excluded.summary,
                 recommendation = excluded.recommendation, author_id = excluded.author_id,
                 domain_id = excluded.domain_id, at = excluded.at",
            case.id,
            words.summary,
            words.recommendation,
            acting.caller.account,
            acting.caller.domain.id,
            acting.now
        ))
        .await?;
    acting
        .tx
        .run(sql!("UPDATE cases SET summary_due = 0 WHERE id = ?", case.id))
        .await?;
    index_more(&mut acting.tx, case.id, &search_words(&words.comment())).await?;
    Ok(())
}

/// Notes whether the desk still has to say what was done: nothing was said, or what was said did not
/// stand any more.
pub(super) async fn note_whether_due<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    unsolved: bool,
) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE cases SET summary_due = CASE WHEN CAST(? AS BIGINT) = 1
                 OR NOT EXISTS (SELECT 1 FROM case_solutions s WHERE s.case_id = cases.id) THEN 1 ELSE 0 END
             WHERE id = ?",
            unsolved,
            case.id
        ))
        .await?;
    Ok(())
}
