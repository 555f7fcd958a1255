//! A reseller's own side of a case in the database: tables apart, so that no query over what others
//! read can meet it.

use crate::authz::act::{Act, Comment};
use crate::authz::{Acting, CaseFacts, Entry, Permit};
use crate::db::sql;
use crate::error::{Error, Result};
use crate::features::people::{PersonRow, person_columns};
use crate::features::prose::parse;
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::Person;
use shared::api::own_side::OwnNote;
use shared::text::Email;
use uuid::Uuid;

/// Notes that are shown: the newest.
const SHOWN: i64 = 200;

/// Who sees to the case within the caller's domain; nobody if that account was disabled since.
pub(super) async fn assignee<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
) -> Result<Option<Person>> {
    let statement = sql!(
        concat!(
            "SELECT ",
            person_columns!(),
            " FROM own_assignees o JOIN accounts p ON p.id = o.account_id JOIN domains pd ON pd.id = o.domain_id
             WHERE o.case_id = ? AND o.domain_id = ? AND p.disabled_at IS NULL"
        ),
        case.id,
        acting.caller.domain.id
    );
    let row: Option<PersonRow> = acting.tx.opt(statement).await?;
    Ok(row.map(|row| row.seen_from(&acting.caller.domain)))
}

/// Has an account of the caller's domain see to it.
pub(super) async fn assign(
    acting: &mut Acting,
    case: &Permit<Comment, CaseFacts>,
    email: &Email,
) -> Result<()> {
    let account: Option<(Uuid,)> = acting
        .tx
        .opt(sql!(
            "SELECT id FROM accounts WHERE email = ? AND domain_id = ? AND disabled_at IS NULL",
            email.as_str(),
            acting.caller.domain.id
        ))
        .await?;
    let (account,) = account.ok_or_else(|| Error::field("/assignee", "unknown"))?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO own_assignees (case_id, domain_id, account_id, at) VALUES (?, ?, ?, ?)
             ON CONFLICT (case_id, domain_id) DO UPDATE SET account_id = excluded.account_id, at = excluded.at",
            case.id,
            acting.caller.domain.id,
            account,
            acting.now
        ))
        .await?;
    record(acting, case, "case.own_assigned").await
}

/// Has nobody in particular see to it.
pub(super) async fn assign_nobody(acting: &mut Acting, case: &Permit<Comment, CaseFacts>) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "DELETE FROM own_assignees WHERE case_id = ? AND domain_id = ?",
            case.id,
            acting.caller.domain.id
        ))
        .await?;
    record(acting, case, "case.own_assigned").await
}

#[derive(Debug, sqlx::FromRow)]
struct NoteRow {
    id: Uuid,
    at: Timestamp,
    body: String,
    #[sqlx(flatten)]
    by: PersonRow,
}

/// The notes of the caller's domain, oldest first.
pub(super) async fn notes<A: Act>(acting: &mut Acting, case: &Permit<A, CaseFacts>) -> Result<Vec<OwnNote>> {
    let own = sql!("n.domain_id = ?", acting.caller.domain.id).unless(mutated!(OwnNotesShownToAll));
    let newest = sql!(
        "SELECT n.id, n.at, n.body, n.author_id, n.domain_id FROM own_notes n WHERE n.case_id = ? AND ",
        case.id
    )
    .then(own)
    .then(sql!(" ORDER BY n.at DESC, n.id DESC LIMIT ?", SHOWN));
    let statement = sql!(concat!(
        "SELECT n.id, n.at, n.body, ",
        person_columns!(),
        " FROM ("
    ))
    .then(newest)
    .then(sql!(
        ") n JOIN accounts p ON p.id = n.author_id JOIN domains pd ON pd.id = n.domain_id ORDER BY n.at, n.id"
    ));
    let rows: Vec<NoteRow> = acting.tx.all(statement).await?;
    let view = |row: NoteRow| OwnNote {
        id: row.id,
        at: row.at,
        by: row.by.seen_from(&acting.caller.domain),
        prose: parse(&row.body),
        body: row.body,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Adds a note of the caller's domain.
pub(super) async fn add_note(
    acting: &mut Acting,
    case: &Permit<Comment, CaseFacts>,
    body: &str,
) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO own_notes (id, case_id, domain_id, author_id, at, body) VALUES (?, ?, ?, ?, ?, ?)",
            id,
            case.id,
            acting.caller.domain.id,
            acting.caller.account,
            acting.now,
            body
        ))
        .await?;
    record(acting, case, "case.own_noted").await
}

/// The ledger says that it was done, and not what.
async fn record(acting: &mut Acting, case: &Permit<Comment, CaseFacts>, action: &'static str) -> Result<()> {
    let entry = Entry {
        action,
        client: Some(case.domain_id),
        case: Some(case.id),
        ..Entry::default()
    };
    acting.record(entry).await?;
    Ok(())
}
