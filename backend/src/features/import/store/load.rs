//! What the database has of what a file names: a few queries over sets, never one per line.

use super::super::format::File;
use super::super::known::{
    CaseKnown, CommentKey, DomainKnown, Found, Index, Known, Node, Owner, Principal, TenureKnown,
};
use super::super::plan::TenureRow;
use crate::db::dialect::{Lock, lock_client};
use crate::db::{DbError, Sql, Tx, sql};
use shared::Timestamp;
use shared::words::{DomainKind, ResourceKind, TenureKind};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// How many values one `IN` takes.
const LIST: usize = 1_000;

/// Locks the clients that the file says something about, always in the same order.
pub(in super::super) async fn lock_clients(tx: &mut Tx, file: &File) -> Result<(), DbError> {
    let tenures = file.tenures.iter().map(|line| &line.item.client);
    let delegations = file.delegations.iter().map(|line| &line.item.client);
    let cases = file.cases.iter().map(|line| &line.item.domain);
    let names: HashSet<&str> = tenures
        .chain(delegations)
        .chain(cases)
        .map(|name| &**name)
        .collect();
    let domains: Vec<(Uuid, String)> = tx.all(sql!("SELECT id, name FROM domains")).await?;
    let named = domains
        .into_iter()
        .filter(|(_, name)| names.contains(name.as_str()));
    for client in named.map(|(id, _)| id).collect::<BTreeSet<_>>() {
        lock_client(tx, client, Lock::Change).await?;
    }
    Ok(())
}

/// Everything that lines can name: who there is as a whole, cases as far as the file names them.
pub(in super::super) async fn load(tx: &mut Tx, file: &File) -> Result<Known, DbError> {
    let mut known = Known {
        organizations: names(tx, sql!("SELECT key, id FROM organizations")).await?,
        aliases: names(tx, sql!("SELECT name, domain_id FROM domain_aliases")).await?,
        products: names(tx, sql!("SELECT key, id FROM products")).await?,
        plans: names(tx, sql!("SELECT key, id FROM plans")).await?,
        ..Known::default()
    };
    directory(tx, &mut known).await?;
    roles(tx, &mut known).await?;
    let categories: Vec<(Uuid, String, Uuid)> =
        tx.all(sql!("SELECT product_id, key, id FROM categories")).await?;
    known.categories = categories
        .into_iter()
        .map(|(product, key, id)| ((product, key), id))
        .collect();
    tenures(tx, &mut known).await?;
    cases(tx, file, &mut known).await?;
    Ok(known)
}

async fn names(tx: &mut Tx, statement: Sql) -> Result<Index<String, Uuid>, DbError> {
    let rows: Vec<(String, Uuid)> = tx.all(statement).await?;
    Ok(rows.into_iter().collect())
}

/// Domains, accounts, groups, resources.
async fn directory(tx: &mut Tx, known: &mut Known) -> Result<(), DbError> {
    let domains: Vec<(String, Uuid, DomainKind, Option<Uuid>)> = tx
        .all(sql!("SELECT name, id, kind, organization_id FROM domains"))
        .await?;
    let domain = |(name, id, kind, organization)| {
        (
            name,
            DomainKnown {
                id,
                kind,
                organization,
            },
        )
    };
    known.domains = domains.into_iter().map(domain).collect();
    let principals: Vec<(String, Uuid, Uuid, i64)> = tx
        .all(sql!(
            "SELECT email, id, domain_id, CAST(0 AS BIGINT) FROM accounts
             UNION ALL SELECT email, id, domain_id, CAST(1 AS BIGINT) FROM groups"
        ))
        .await?;
    let principal = |(email, id, domain, group)| {
        (
            email,
            Principal {
                id,
                domain,
                is_group: group == 1,
            },
        )
    };
    known.principals = principals.into_iter().map(principal).collect();
    let ended: Vec<(Uuid,)> = tx
        .all(sql!(
            "SELECT id FROM groups WHERE ended_at IS NOT NULL UNION ALL SELECT id FROM roles WHERE ended_at IS NOT NULL"
        ))
        .await?;
    known.ended = ended.into_iter().map(|(id,)| id).collect();
    let memberships: Vec<(Uuid, Uuid)> = tx
        .all(sql!("SELECT account_id, group_id FROM memberships"))
        .await?;
    known.memberships = memberships.into_iter().map(|pair| (pair, ())).collect();
    let resources: Vec<(Uuid, String, Uuid, ResourceKind)> = tx
        .all(sql!("SELECT domain_id, path, id, kind FROM resources"))
        .await?;
    let node = |(domain, path, id, kind)| ((domain, path), Node { id, kind });
    known.resources = resources.into_iter().map(node).collect();
    Ok(())
}

#[derive(sqlx::FromRow)]
struct RoleRow {
    id: Uuid,
    name: String,
    kind: Option<String>,
    domain_id: Option<Uuid>,
    organization_id: Option<Uuid>,
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    account_id: Option<Uuid>,
    group_id: Option<Uuid>,
    role_id: Uuid,
    node: Option<Uuid>,
}

async fn roles(tx: &mut Tx, known: &mut Known) -> Result<(), DbError> {
    let roles: Vec<RoleRow> = tx
        .all(sql!(
            // Where a name was used again, the living role comes last and stays.
            "SELECT id, name, kind, domain_id, organization_id FROM roles
             ORDER BY CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END"
        ))
        .await?;
    let owned = |row: RoleRow| {
        let builtin = row.kind.and_then(|kind| kind.parse().ok()).map(Owner::Builtin);
        let custom = row
            .domain_id
            .map(Owner::Domain)
            .or(row.organization_id.map(Owner::Organization));
        builtin.or(custom).map(|owner| ((owner, row.name), row.id))
    };
    let roles = roles.into_iter().filter_map(owned).collect::<Vec<_>>();
    let names: HashMap<Uuid, (Owner, String)> = roles.iter().map(|(name, id)| (*id, name.clone())).collect();
    known.roles = roles.into_iter().collect();
    // At the root is at the root, whether or not the row names it.
    let held: Vec<HeldRow> = tx
        .all(sql!(
            "SELECT a.account_id, a.group_id, a.role_id,
                    CASE WHEN n.parent_id IS NULL THEN NULL ELSE n.id END AS node
             FROM assignments a LEFT JOIN resources n ON n.id = a.resource_id"
        ))
        .await?;
    let key = |row: HeldRow| {
        // What was held by a role that is gone is not held anew by one of the same name.
        let role = names.get(&row.role_id).and_then(|name| known.roles.get(name))?;
        Some(((row.account_id.or(row.group_id)?, role, row.node), ()))
    };
    known.assignments = held.into_iter().filter_map(key).collect();
    Ok(())
}

async fn tenures(tx: &mut Tx, known: &mut Known) -> Result<(), DbError> {
    let tenures: Vec<(Uuid, Uuid, TenureKind, Timestamp, Option<Timestamp>)> = tx
        .all(sql!(
            "SELECT client_id, reseller_id, kind, from_at, to_at FROM tenures"
        ))
        .await?;
    let mut by_client = HashMap::<Uuid, Vec<_>>::new();
    for (client, reseller, kind, from, to) in tenures {
        let value = TenureKnown {
            reseller,
            kind,
            from,
            to,
        };
        by_client
            .entry(client)
            .or_default()
            .push(Found { line: None, value });
    }
    known.tenures = by_client;
    let delegations: Vec<(Uuid, Uuid, Timestamp)> = tx
        .all(sql!("SELECT client_id, reseller_id, granted_at FROM delegations"))
        .await?;
    known.delegations = delegations.into_iter().map(|key| (key, ())).collect();
    Ok(())
}

/// The cases that the file names, with the comments and shares of those that it adds some to.
async fn cases(tx: &mut Tx, file: &File, known: &mut Known) -> Result<(), DbError> {
    let commented: HashSet<&str> = file.comments.iter().map(|line| &*line.item.case).collect();
    let shared: HashSet<&str> = file.shares.iter().map(|line| &*line.item.case).collect();
    let mut numbers: HashSet<&str> = file.cases.iter().map(|line| &*line.item.number).collect();
    numbers.extend(commented.iter().chain(&shared));
    let numbers = numbers.into_iter().collect::<Vec<_>>();
    let mut rows: Vec<(String, Uuid, Uuid, Timestamp, Timestamp)> = Vec::new();
    for some in numbers.chunks(LIST) {
        let of = sql!("SELECT number, id, domain_id, filed_at, updated_at FROM cases WHERE number IN ");
        rows.extend(tx.all(of.then(Sql::list(some.iter().copied()))).await?);
    }
    let ids = |named: &HashSet<&str>| {
        let rows = rows.iter().filter(|row| named.contains(row.0.as_str()));
        rows.map(|row| row.1).collect::<Vec<_>>()
    };
    let mut comments: HashMap<CommentKey, ()> = HashMap::new();
    for some in ids(&commented).chunks(LIST) {
        for of in [
            sql!("SELECT case_id, author_id, at, body FROM comments WHERE case_id IN "),
            sql!("SELECT case_id, author_id, at, body FROM internal_notes WHERE case_id IN "),
        ] {
            let rows: Vec<(Uuid, Uuid, Timestamp, String)> =
                tx.all(of.then(Sql::list(some.iter().copied()))).await?;
            comments.extend(
                rows.iter()
                    .map(|(case, by, at, body)| (CommentKey::new(*case, *by, *at, body), ())),
            );
        }
    }
    known.comments = comments.into_iter().collect();
    let mut shares: Vec<(Uuid, String)> = Vec::new();
    for some in ids(&shared).chunks(LIST) {
        let of = sql!("SELECT case_id, email FROM shares WHERE case_id IN ");
        shares.extend(tx.all(of.then(Sql::list(some.iter().copied()))).await?);
    }
    known.shares = shares.into_iter().map(|key| (key, ())).collect();
    let case = |(number, id, domain, filed_at, updated_at)| {
        (
            number,
            CaseKnown {
                id,
                domain,
                filed_at,
                updated_at,
            },
        )
    };
    known.cases = rows.into_iter().map(case).collect();
    Ok(())
}

/// The numbers of the cases that were filed for its client within a tenure.
pub(in super::super) async fn cases_within(tx: &mut Tx, tenure: &TenureRow) -> Result<Vec<String>, DbError> {
    let mut within = sql!(
        "SELECT c.number FROM cases c WHERE c.domain_id = ? AND c.filed_at >= ?",
        tenure.client,
        tenure.from
    );
    if let Some(to) = tenure.to {
        within.push(sql!(" AND c.filed_at < ?", to));
    }
    let rows: Vec<(String,)> = tx
        .all(within.then(sql!(" ORDER BY c.filed_at, c.number")))
        .await?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}
