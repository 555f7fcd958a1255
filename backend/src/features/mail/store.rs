//! The outbox as the operator sees it; written by [`crate::mail`].

use crate::authz::act::{Manage, View};
use crate::authz::object::Mail;
use crate::authz::{Acting, Permit};
use crate::db::{Sql, sql};
use crate::error::Result;
use crate::features::page::Wanted;
use shared::Timestamp;
use shared::api::mail::MailView;
use shared::words::MailEvent;
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) at: Timestamp,
    event: MailEvent,
    recipient: String,
    attempts: i64,
    next_at: Option<Timestamp>,
    done_at: Option<Timestamp>,
    error: Option<String>,
}

impl Row {
    pub(super) fn view(self) -> MailView {
        MailView {
            id: self.id,
            event: self.event,
            recipient: self.recipient,
            at: self.at,
            attempts: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            next_at: self.next_at,
            given_up_at: self.done_at,
            error: self.error,
        }
    }
}

/// What is not delivered.
fn undelivered() -> Sql {
    sql!(
        "SELECT o.id, o.at, o.event, coalesce(a.email, o.address) AS recipient, o.attempts, o.next_at, o.done_at,
                o.error
         FROM outbox o LEFT JOIN accounts a ON a.id = o.account_id
         WHERE (o.outcome IS NULL OR o.outcome = 'dead')"
    )
}

pub(super) async fn page(
    acting: &mut Acting,
    _: &Permit<View, Mail>,
    wanted: &Wanted<(Timestamp, Uuid)>,
) -> Result<Vec<Row>> {
    let after = wanted.after.unwrap_or((Timestamp::MAX, Uuid::max()));
    let statement = undelivered().then(sql!(
        " AND (o.at, o.id) < (?, ?) ORDER BY o.at DESC, o.id DESC LIMIT ?",
        after.0,
        after.1,
        wanted.rows()
    ));
    Ok(acting.tx.all(statement).await?)
}

pub(super) async fn one(acting: &mut Acting, _: &Permit<Manage, Mail>, id: Uuid) -> Result<Option<Row>> {
    let statement = undelivered().then(sql!(" AND o.id = ?", id));
    Ok(acting.tx.opt(statement).await?)
}

/// Makes it due now. A node that is just sending it goes on having it for itself.
pub(super) async fn retry(acting: &mut Acting, _: &Permit<Manage, Mail>, id: Uuid) -> Result<()> {
    acting
        .tx
        .run(sql!(
            "UPDATE outbox SET next_at = ?, done_at = NULL, outcome = NULL, attempts = 0
             WHERE id = ? AND (outcome IS NULL OR outcome = 'dead')",
            acting.now,
            id
        ))
        .await?;
    Ok(())
}
