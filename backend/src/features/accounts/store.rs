//! Accounts in the database.

use super::service::First;
use crate::app::App;
use crate::authz::act::Manage;
use crate::authz::object::Accounts;
use crate::authz::{Acting, Permit};
use crate::db::{Sql, Tx, sql};
use crate::error::{OnConstraint as _, Result};
use crate::features::addresses;
use crate::features::page::Wanted;
use crate::mutation::mutated;
use shared::Timestamp;
use shared::api::accounts::{AccountView, HeldRole};
use shared::problem::Code;
use shared::text::Email;
use shared::words::{AccountKind, Language};
use uuid::Uuid;

type MayManage = Permit<Manage, Accounts>;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct AccountRow {
    pub(super) id: Uuid,
    email: String,
    pub(super) name: String,
    kind: AccountKind,
    disabled: i64,
    invited: i64,
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct HeldRow {
    id: Uuid,
    account_id: Uuid,
    role: String,
    resource: Option<String>,
    group_email: Option<String>,
    created_at: Timestamp,
}

impl AccountRow {
    pub(super) fn view(self, held: &[HeldRow]) -> AccountView {
        let own = held.iter().filter(|role| role.account_id == self.id);
        AccountView {
            roles: own
                .map(|held| HeldRole {
                    id: held.id,
                    role: held.role.clone(),
                    resource: held.resource.clone(),
                    group: held.group_email.clone(),
                    since: held.created_at,
                })
                .collect(),
            email: self.email,
            name: self.name,
            kind: self.kind,
            disabled: self.disabled != 0,
            invited: self.invited != 0,
        }
    }
}

pub(super) async fn page<A>(
    acting: &mut Acting,
    permit: &Permit<A, Accounts>,
    account: Option<Uuid>,
    wanted: &Wanted<(String, Uuid)>,
) -> Result<Vec<AccountRow>> {
    let mut statement = sql!(
        "SELECT a.id, a.email, a.name, a.kind,
                CAST(CASE WHEN a.disabled_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS disabled,
                CAST(CASE WHEN a.password_hash IS NULL AND a.kind = 'user' THEN 1 ELSE 0 END AS BIGINT) AS invited
         FROM accounts a WHERE "
    )
    .then(sql!("a.domain_id = ?", permit.domain).unless(mutated!(AccountsOfEveryDomain)));
    if let Some(account) = account {
        statement.push(sql!(" AND a.id = ?", account));
    }
    if let Some((name, id)) = &wanted.after {
        statement.push(sql!(" AND (a.name, a.id) > (?, ?)", name, *id));
    }
    Ok(acting
        .tx
        .all(statement.then(sql!(" ORDER BY a.name, a.id LIMIT ?", wanted.rows())))
        .await?)
}

/// The roles that these accounts hold, through groups too.
pub(super) async fn held<A>(
    acting: &mut Acting,
    permit: &Permit<A, Accounts>,
    accounts: &[AccountRow],
) -> Result<Vec<HeldRow>> {
    let ids = || Sql::list(accounts.iter().map(|account| account.id));
    let statement = sql!(
        "SELECT a.id, a.account_id, r.name AS role, n.path AS resource, NULL AS group_email, a.created_at
         FROM assignments a JOIN roles r ON r.id = a.role_id LEFT JOIN resources n ON n.id = a.resource_id
         WHERE a.domain_id = ? AND a.ended_at IS NULL AND a.account_id IN ",
        permit.domain
    )
    .then(ids())
    .then(sql!(
        " UNION ALL
         SELECT a.id, m.account_id, r.name AS role, n.path AS resource, g.email AS group_email, a.created_at
         FROM memberships m JOIN groups g ON g.id = m.group_id JOIN assignments a ON a.group_id = m.group_id
         JOIN roles r ON r.id = a.role_id LEFT JOIN resources n ON n.id = a.resource_id
         WHERE a.domain_id = ? AND m.ended_at IS NULL AND a.ended_at IS NULL AND m.account_id IN ",
        permit.domain
    ))
    .then(ids())
    .then(sql!(" ORDER BY role, resource"));
    Ok(acting.tx.all(statement).await?)
}

pub(super) async fn add(
    acting: &mut Acting,
    permit: &MayManage,
    email: &Email,
    name: &str,
    locale: Option<Language>,
) -> Result<Uuid> {
    let (app, now) = (acting.app.clone(), acting.now);
    insert(&app, &mut acting.tx, now, permit.domain, email, name, locale).await
}

async fn insert(
    app: &App,
    tx: &mut Tx,
    now: Timestamp,
    domain: Uuid,
    email: &Email,
    name: &str,
    locale: Option<Language>,
) -> Result<Uuid> {
    addresses::unused(tx, email).await?;
    let id = app.world.id()?;
    tx.run(sql!(
        "INSERT INTO accounts (id, domain_id, email, name, kind, locale, created_at)
         VALUES (?, ?, ?, ?, 'user', ?, ?)",
        id,
        domain,
        email.as_str(),
        name,
        locale,
        now
    ))
    .await
    .on("accounts_email", || Code::AlreadyExists.into())?;
    Ok(id)
}

pub(super) async fn add_first(app: &App, tx: &mut Tx, now: Timestamp, first: &First<'_>) -> Result<Uuid> {
    let account = insert(app, tx, now, first.domain, first.email, first.name, first.locale).await?;
    for role in first.roles {
        let id = app.world.id()?;
        tx.run(sql!(
            "INSERT INTO assignments (id, domain_id, account_id, role_id, created_at)
             SELECT ?, ?, ?, r.id, ? FROM roles r WHERE r.kind = ? AND r.name = ?",
            id,
            first.domain,
            account,
            now,
            first.kind,
            *role
        ))
        .await?;
    }
    Ok(account)
}
