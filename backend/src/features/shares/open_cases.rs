//! Cases that were open when a new reseller came: they stay with the tenure they were filed under,
//! and the client may share them with the new one in one step (DESIGN §2.6).

use super::service::of_host;
use crate::app::App;
use crate::authz::{Acting, Credentials, Entry, Scope, in_force, open_at};
use crate::db::dialect::Lock;
use crate::db::{Sql, sql};
use crate::error::{Error, Result};
use crate::mail::{self, News};
use shared::Timestamp;
use shared::api::DomainRef;
use shared::api::shares::{OpenCases, OpenCasesShared, ShareOpenCases};
use shared::problem::Code;
use shared::text::Email;
use shared::words::{Action, DomainKind, MailEvent, ShareLevel};
use uuid::Uuid;

/// Cases shared in one step at most.
const MOST: i64 = 10_000;

#[derive(Debug, sqlx::FromRow)]
struct Newcomer {
    id: Uuid,
    name: String,
    title: String,
    kind: DomainKind,
    since: Timestamp,
}

/// The resellers that manage the client now and do not see all of its open cases.
///
/// # Errors
/// `unauthenticated`.
pub async fn list(app: &App, credentials: &Credentials) -> Result<Vec<OpenCases>> {
    let mut acting = Acting::read(app, credentials).await?;
    let scope = acting.scope(Action::Share);
    let mut offers = Vec::new();
    for newcomer in newcomers(&mut acting, &scope, None).await? {
        let hosts = hosts(&mut acting, newcomer.id).await?;
        let unseen = scope.ids(&unseen(&acting, &scope, newcomer.id, &hosts), MOST);
        let counted = sql!("SELECT count(*) FROM (").then(unseen).then(sql!(") o"));
        let (cases,): (i64,) = acting.tx.one(counted).await?;
        if cases > 0 {
            offers.push(OpenCases {
                reseller: DomainRef {
                    name: newcomer.name,
                    title: newcomer.title,
                    kind: newcomer.kind,
                },
                since: newcomer.since,
                cases: u32::try_from(cases.min(MOST)).unwrap_or(u32::MAX),
            });
        }
    }
    Ok(offers)
}

/// Shares with one address of the reseller every open case that the caller may share and that the
/// reseller does not see.
///
/// # Errors
/// The field `/reseller` when it does not manage the client or is not let in; `/email` when the
/// address is not of that reseller; `/expires_at` when it is past.
pub async fn share(
    app: &App,
    credentials: &Credentials,
    request: &ShareOpenCases,
) -> Result<OpenCasesShared> {
    let email = Email::parse(&request.email).map_err(|_| Error::field("/email", "email"))?;
    let expires_at = request
        .expires_at
        .ok_or_else(|| Error::field("/expires_at", "required"))?;
    let mut acting = Acting::write(app, credentials).await?;
    let own = acting.caller.domain.clone();
    if own.kind != DomainKind::Client {
        return Err(Code::Forbidden.into());
    }
    acting.lock(own.id, Lock::Share).await?;
    if expires_at <= acting.now {
        return Err(Error::field("/expires_at", "past"));
    }
    let scope = acting.scope(Action::Share);
    if scope.is_empty() {
        return Err(Code::Forbidden.into());
    }
    let name = request.reseller.trim().to_lowercase();
    let newcomer = newcomers(&mut acting, &scope, Some(&name))
        .await?
        .into_iter()
        .next();
    let newcomer = newcomer.ok_or_else(|| Error::field("/reseller", "unknown"))?;
    let hosts = hosts(&mut acting, newcomer.id).await?;
    if !of_host(&email, &hosts) {
        return Err(Error::field("/email", "share-not-theirs"));
    }
    let unseen = scope.ids(&unseen(&acting, &scope, newcomer.id, &hosts), MOST);
    let found: Vec<(Uuid,)> = acting.tx.all(unseen).await?;
    let level = request.level.unwrap_or(ShareLevel::Collaborate);
    for (case,) in &found {
        add(&mut acting, &scope, *case, &email, level, expires_at).await?;
        let entry = Entry {
            action: "case.shared",
            client: Some(own.id),
            case: Some(*case),
            from: Some(email.as_str()),
            to: Some(level.as_str()),
        };
        acting.record(entry).await?;
    }
    // One mail, however many they are.
    if let Some((case,)) = found.first() {
        let news = News {
            case: *case,
            event: MailEvent::Shares,
            comment: None,
            at: acting.now,
            by: Some((acting.caller.account, own.id)),
            deciders: Vec::new(),
        };
        if mail::tell_whoever(&mut acting.tx, &acting.app.world, &news, email.as_str()).await? {
            acting.wakes_mail();
        }
    }
    let view = OpenCasesShared {
        cases: u32::try_from(found.len()).unwrap_or(u32::MAX),
    };
    acting.commit(view).await
}

/// The resellers that manage the client now and are let in; or one of them.
async fn newcomers(acting: &mut Acting, _: &Scope, name: Option<&str>) -> Result<Vec<Newcomer>> {
    let now = acting.now;
    let mut statement = sql!(
        "SELECT d.id, d.name, d.title, d.kind, min(t.from_at) AS since
         FROM tenures t JOIN domains d ON d.id = t.reseller_id WHERE t.client_id = ? AND ",
        acting.caller.domain.id
    )
    .then(open_at(now))
    .then(sql!(
        " AND EXISTS (SELECT 1 FROM delegations g WHERE g.reseller_id = t.reseller_id
             AND g.client_id = t.client_id AND "
    ))
    .then(in_force(now))
    .then(sql!(")"));
    if let Some(name) = name {
        statement.push(sql!(" AND d.name = ?", name));
    }
    let statement = statement.then(sql!(
        " GROUP BY d.id, d.name, d.title, d.kind ORDER BY d.title, d.id"
    ));
    Ok(acting.tx.all(statement).await?)
}

/// The hosts of a domain's addresses.
async fn hosts(acting: &mut Acting, domain: Uuid) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = acting
        .tx
        .all(sql!(
            "SELECT name FROM domains WHERE id = ? UNION ALL SELECT name FROM domain_aliases WHERE domain_id = ?",
            domain,
            domain
        ))
        .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// The condition that an own case of the scope is open, of another tenure than the reseller's, and
/// not shared with it.
fn unseen(acting: &Acting, _: &Scope, reseller: Uuid, hosts: &[String]) -> Sql {
    let of_reseller = hosts
        .iter()
        .map(|host| sql!("s.email LIKE ?", format!("%@{host}")));
    sql!(
        " AND c.domain_id = ? AND c.state <> 'closed'
          AND (c.resale_domain_id IS NULL OR c.resale_domain_id <> ?)
          AND (c.partner_domain_id IS NULL OR c.partner_domain_id <> ?)
          AND NOT EXISTS (SELECT 1 FROM shares s WHERE s.case_id = c.id AND ",
        acting.caller.domain.id,
        reseller,
        reseller
    )
    .then(acting.moment().shared())
    .then(sql!(" AND ("))
    .then(Sql::join(of_reseller, " OR "))
    .then(sql!("))"))
}

/// Shares one case of the scope.
async fn add(
    acting: &mut Acting,
    _: &Scope,
    case: Uuid,
    email: &Email,
    level: ShareLevel,
    expires_at: Timestamp,
) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "UPDATE shares SET ended_at = ?
             WHERE case_id = ? AND email = ? AND shared_in = ? AND ended_at IS NULL",
            acting.now,
            case,
            email.as_str(),
            acting.caller.domain.id
        ))
        .await?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO shares (id, case_id, email, level, shared_by, shared_in, at, expires_at, updated_at)
             SELECT ?, c.id, ?, ?, ?, ?, ?, ?, c.updated_at FROM cases c WHERE c.id = ?",
            id,
            email.as_str(),
            level,
            acting.caller.account,
            acting.caller.domain.id,
            acting.now,
            expires_at,
            case
        ))
        .await?;
    Ok(())
}
