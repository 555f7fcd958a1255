//! The clock of a case in the database.

use super::book::{Book, Due};
use super::replay::{self, Ended, Happened, Standing};
use crate::authz::act::{Act, File, View};
use crate::authz::{Acting, CaseFacts, Filing, Permit};
use crate::db::sql;
use crate::error::Result;
use crate::features::people::{PersonRow, person_columns};
use shared::Timestamp;
use uuid::Uuid;

/// A time of waiting that has ended.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub(super) struct ResponseRow {
    pub(super) since: Timestamp,
    pub(super) until: Timestamp,
    pub(super) answered: i64,
    pub(super) minutes: Option<i64>,
    pub(super) due_at: Option<Timestamp>,
}

pub(super) async fn standing<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<Standing> {
    replay::standing(&mut acting.tx, case.id).await
}

/// What plans promise the client of a case.
pub(super) async fn book<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<Book> {
    Book::open(&mut acting.tx, [case.domain_id]).await
}

/// What plans promise whom a case is filed for.
pub(super) async fn book_of_filing(acting: &mut Acting, filing: &Permit<File, Filing>) -> Result<Book> {
    Book::open(&mut acting.tx, [filing.client]).await
}

/// Writes down since when somebody waits for the desk, and what is due then.
pub(super) async fn begin<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    since: Timestamp,
    due: Due,
) -> Result<()> {
    replay::wait_for(&mut acting.tx, case.id, Some((since, due))).await
}

/// Nobody waits any more; keeps how long somebody did.
pub(super) async fn end<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    ended: &Ended,
) -> Result<()> {
    replay::end(&mut acting.tx, &acting.app.world, case.id, ended).await
}

/// The last time that somebody waited.
pub(super) async fn last_response<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
) -> Result<Option<ResponseRow>> {
    let statement = sql!(
        "SELECT since, until, answered, minutes, due_at FROM responses
         WHERE case_id = ? ORDER BY since DESC, id DESC LIMIT 1",
        case.id
    );
    Ok(acting.tx.opt(statement.planned_once()).await?)
}

/// Every time that somebody waited, oldest first.
pub(super) async fn responses(
    acting: &mut Acting,
    case: &Permit<View, CaseFacts>,
) -> Result<Vec<ResponseRow>> {
    Ok(acting
        .tx
        .all(sql!(
            "SELECT since, until, answered, minutes, due_at FROM responses WHERE case_id = ? ORDER BY since, id",
            case.id
        ))
        .await?)
}

/// What happened to a case, oldest first.
pub(super) async fn happened(acting: &mut Acting, case: &Permit<View, CaseFacts>) -> Result<Vec<Happened>> {
    replay::happened(&mut acting.tx, &[case.id]).await
}

/// Somebody who did something to a case, in a domain.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(super) struct Doer {
    pub(super) account_id: Uuid,
    #[sqlx(flatten)]
    pub(super) person: PersonRow,
}

/// Everybody who did something that [`happened`].
pub(super) async fn doers(acting: &mut Acting, case: &Permit<View, CaseFacts>) -> Result<Vec<Doer>> {
    let statement = sql!(
        concat!(
            "SELECT h.account_id, ",
            person_columns!(),
            " FROM (SELECT c.filed_by AS account_id, c.filed_in AS domain_id FROM cases c WHERE c.id = ?
                    UNION SELECT m.author_id, m.domain_id FROM comments m WHERE m.case_id = ?
                    UNION SELECT l.account_id, l.domain_id FROM ledger l
                          WHERE l.case_id = ? AND l.action IN ('case.state', 'case.severity', 'case.reclassified')) h
              JOIN accounts p ON p.id = h.account_id JOIN domains pd ON pd.id = h.domain_id"
        ),
        case.id,
        case.id,
        case.id
    );
    Ok(acting.tx.all(statement).await?)
}
