//! Writing what is to be told, beside what happened.

use crate::authz::act::{Act, Escalate};
use crate::authz::{Acting, CaseFacts, Moment, Permit};
use crate::db::{Arg, Sql, Tx, sql};
use crate::error::Result;
use crate::world::World;
use shared::Timestamp;
use shared::words::{MailEvent, MailReason};
use uuid::Uuid;

/// Rows of one statement.
const ROWS: usize = 50;

/// What happened to a case.
#[derive(Debug)]
pub(crate) struct News {
    /// The case.
    pub(crate) case: Uuid,
    /// What happened.
    pub(crate) event: MailEvent,
    /// The comment that holds the words that go with it.
    pub(crate) comment: Option<Uuid>,
    /// When.
    pub(crate) at: Timestamp,
    /// The account that did it, and in which domain; nothing for a timer.
    pub(crate) by: Option<(Uuid, Uuid)>,
    /// Accounts of the vendor that decide about it.
    pub(crate) deciders: Vec<Uuid>,
}

impl News {
    fn by<A: Act>(
        acting: &Acting,
        case: &Permit<A, CaseFacts>,
        event: MailEvent,
        comment: Option<Uuid>,
    ) -> Self {
        Self {
            case: case.id,
            event,
            comment,
            at: acting.now,
            by: Some((acting.caller.account, acting.caller.domain.id)),
            deciders: Vec::new(),
        }
    }
}

/// Somebody to be told.
#[derive(Debug)]
enum Recipient {
    Account(Uuid),
    /// An address without an account.
    Address(String),
}

/// Tells everybody concerned with a case, as [`tell_everybody`], of what the caller did. `comment` holds
/// the words that go with it.
///
/// # Errors
/// What the database says.
pub(crate) async fn tell<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    event: MailEvent,
    comment: Option<Uuid>,
) -> Result<()> {
    let news = News::by(acting, case, event, comment);
    if tell_everybody(&mut acting.tx, &acting.app.world, &news).await? {
        acting.wakes_mail();
    }
    Ok(())
}

/// Tells everybody concerned that the caller has escalated a case, and the vendor's people who decide
/// about that.
///
/// # Errors
/// What the database says.
pub(crate) async fn tell_escalation(acting: &mut Acting, case: &Permit<Escalate, CaseFacts>) -> Result<()> {
    let news = News {
        deciders: acting.deciders().await?,
        ..News::by(acting, case, MailEvent::Escalation, None)
    };
    if tell_everybody(&mut acting.tx, &acting.app.world, &news).await? {
        acting.wakes_mail();
    }
    Ok(())
}

/// Tells whoever has an address, as [`tell_whoever`], of what the caller did.
///
/// # Errors
/// What the database says.
pub(crate) async fn tell_address<A: Act>(
    acting: &mut Acting,
    case: &Permit<A, CaseFacts>,
    event: MailEvent,
    address: &str,
) -> Result<()> {
    let news = News::by(acting, case, event, None);
    if tell_whoever(&mut acting.tx, &acting.app.world, &news, address).await? {
        acting.wakes_mail();
    }
    Ok(())
}

/// Tells whoever has an address: its account, or the members of its group. Of a share, an address that
/// is neither's hears too, but nothing about the case. Says whether there was anybody.
///
/// # Errors
/// What the database says.
pub(crate) async fn tell_whoever(tx: &mut Tx, world: &World, news: &News, address: &str) -> Result<bool> {
    let (reason, share) = match news.event {
        MailEvent::Share | MailEvent::Shares => (MailReason::Shared, true),
        _ => (MailReason::Assigned, false),
    };
    let of_group = sql!(
        "SELECT m.account_id AS id FROM groups g JOIN memberships m ON m.group_id = g.id WHERE g.email = ? AND ",
        address
    );
    let statement = sql!("SELECT a.id FROM accounts a WHERE a.email = ? UNION ", address)
        .then(of_group)
        .then(Moment::Now(news.at).member())
        .then(sql!(" ORDER BY id"));
    let accounts: Vec<(Uuid,)> = tx.all(statement).await?;
    let (groups,): (i64,) = tx
        .one(sql!("SELECT count(*) FROM groups WHERE email = ?", address))
        .await?;
    let recipients = if accounts.is_empty() && groups == 0 && share {
        vec![(Recipient::Address(address.to_owned()), reason)]
    } else {
        let others = accounts
            .into_iter()
            .filter(|(id,)| news.by.is_none_or(|(actor, _)| actor != *id));
        others.map(|(id,)| (Recipient::Account(id), reason)).collect()
    };
    write(tx, world, news, &recipients).await
}

/// Tells everybody concerned with a case, but whoever did it: whoever filed it, whoever has commented,
/// those with whom it is shared, and those who decide about it. Of filing, only the filer is told: it is an acknowledgement. Says
/// whether there was anybody; then [`super::Mailer::wake`] sends at once what was committed.
///
/// Whether they may still see the case is asked when the mail is sent.
///
/// # Errors
/// What the database says.
pub(crate) async fn tell_everybody(tx: &mut Tx, world: &World, news: &News) -> Result<bool> {
    let mut recipients = concerned(tx, news).await?;
    if news.event == MailEvent::Filed {
        recipients.retain(|(_, reason)| *reason == MailReason::Filed);
    }
    write(tx, world, news, &recipients).await
}

/// Whom a case concerns, and why; each once, for the first reason that there is.
async fn concerned(tx: &mut Tx, news: &News) -> Result<Vec<(Recipient, MailReason)>> {
    let moment = Moment::Now(news.at);
    let shared = |with: Sql| {
        sql!("SELECT a.id, CAST(2 AS BIGINT) AS rank FROM shares s ")
            .then(with)
            .then(sql!(" WHERE s.case_id = ? AND ", news.case))
            .then(moment.shared())
    };
    let everybody = [
        sql!(
            "SELECT c.filed_by AS id, CAST(0 AS BIGINT) AS rank FROM cases c WHERE c.id = ?",
            news.case
        ),
        sql!(
            "SELECT h.author_id AS id, CAST(1 AS BIGINT) AS rank FROM comments h WHERE h.case_id = ?",
            news.case
        ),
        shared(sql!("JOIN accounts a ON a.email = s.email")),
        shared(sql!(
            "JOIN groups g ON g.email = s.email JOIN memberships m ON m.group_id = g.id
             JOIN accounts a ON a.id = m.account_id"
        ))
        .then(sql!(" AND "))
        .then(moment.member()),
    ];
    let mut statement = sql!("SELECT p.id, min(x.rank) AS rank FROM (")
        .then(Sql::join(everybody, " UNION ALL "))
        .then(sql!(
            ") x JOIN accounts p ON p.id = x.id WHERE p.kind = 'user' AND p.disabled_at IS NULL"
        ));
    if let Some((actor, _)) = news.by.filter(|_| news.event != MailEvent::Filed) {
        statement.push(sql!(" AND p.id <> ?", actor));
    }
    statement.push(sql!(" GROUP BY p.id ORDER BY p.id"));
    let found: Vec<(Uuid, i64)> = tx.all(statement).await?;
    let reason = |rank| match rank {
        0 => MailReason::Filed,
        1 => MailReason::Commented,
        _ => MailReason::Shared,
    };
    let actor = news.by.map(|(actor, _)| actor);
    let known = |id: Uuid| Some(id) == actor || found.iter().any(|(one, _)| *one == id);
    let others = news.deciders.iter().filter(|id| !known(**id));
    let others = others.map(|id| (Recipient::Account(*id), MailReason::Decides));
    let told = found
        .iter()
        .map(|(id, rank)| (Recipient::Account(*id), reason(*rank)));
    Ok(told.chain(others).collect())
}

/// Writes a row for each; says whether there was any.
async fn write(
    tx: &mut Tx,
    world: &World,
    news: &News,
    recipients: &[(Recipient, MailReason)],
) -> Result<bool> {
    for some in recipients.chunks(ROWS) {
        let mut rows = Vec::with_capacity(some.len());
        for (recipient, reason) in some {
            let (account, address) = match recipient {
                Recipient::Account(id) => (Some(*id), None),
                Recipient::Address(address) => (None, Some(address.clone())),
            };
            let row: Vec<Arg> = vec![
                world.id()?.into(),
                news.at.into(),
                news.event.into(),
                (*reason).into(),
                news.case.into(),
                news.comment.into(),
                account.into(),
                address.into(),
                news.by.map(|(actor, _)| actor).into(),
                news.by.map(|(_, domain)| domain).into(),
                news.at.into(),
            ];
            rows.push(Sql::list(row));
        }
        let statement = sql!(
            "INSERT INTO outbox (id, at, event, reason, case_id, comment_id, account_id, address, actor_id,
                 actor_domain_id, next_at) VALUES "
        );
        tx.run(statement.then(Sql::join(rows, ", "))).await?;
    }
    Ok(!recipients.is_empty())
}
