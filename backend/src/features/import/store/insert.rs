//! Stores everything but cases, many rows a statement.

use super::super::plan::Plan;
use super::cases;
use crate::db::{Arg, DbError, Sql, Tx};
use shared::Timestamp;
use shared::words::AccountKind;
use std::collections::HashMap;
use uuid::Uuid;

/// How many rows one statement stores.
const ROWS: usize = 50;

/// Stores it all, in an order in which every reference is there.
///
/// `hashes` are those of the passwords in clear, by the accounts' ids.
pub(in super::super) async fn insert(
    tx: &mut Tx,
    plan: &Plan<'_>,
    hashes: &HashMap<Uuid, String>,
    now: Timestamp,
) -> Result<(), DbError> {
    domains(tx, plan, now).await?;
    principals(tx, plan, hashes, now).await?;
    resources(tx, plan).await?;
    roles(tx, plan, now).await?;
    catalogue(tx, plan).await?;
    cases::tenures(tx, plan, now).await?;
    cases::cases(tx, plan, now).await?;
    cases::talk(tx, plan).await?;
    cases::index(tx, plan).await
}

/// `INSERT INTO … VALUES`, then rows.
pub(super) async fn rows(
    tx: &mut Tx,
    into: &'static str,
    rows: impl Iterator<Item = Vec<Arg>>,
) -> Result<(), DbError> {
    let mut waiting = Vec::with_capacity(ROWS);
    for row in rows {
        waiting.push(Sql::list(row));
        if waiting.len() == ROWS {
            let values = Sql::join(waiting.drain(..), ", ");
            tx.run(Sql::new(into, Vec::new()).then(values)).await?;
        }
    }
    if !waiting.is_empty() {
        tx.run(Sql::new(into, Vec::new()).then(Sql::join(waiting, ", ")))
            .await?;
    }
    Ok(())
}

/// One row.
macro_rules! row {
    ($($value:expr),+ $(,)?) => { vec![$($crate::db::Arg::from($value)),+] };
}
pub(super) use row;

async fn domains(tx: &mut Tx, plan: &Plan<'_>, now: Timestamp) -> Result<(), DbError> {
    let organizations = plan.organizations.iter();
    rows(
        tx,
        "INSERT INTO organizations (id, key, name, created_at) VALUES ",
        organizations.map(|(id, line)| row![*id, &*line.key, &*line.name, now]),
    )
    .await?;
    rows(
        tx,
        "INSERT INTO domains (id, name, kind, organization_id, title, address, phone, external_id, created_at) VALUES ",
        plan.domains.iter().map(|domain| {
            row![
                domain.id,
                &*domain.line.name,
                domain.kind,
                domain.organization,
                &*domain.line.title,
                domain.line.address.as_deref(),
                domain.line.phone.as_deref(),
                domain.line.external_id.as_deref(),
                now,
            ]
        }),
    )
    .await?;
    let aliases = plan.aliases.iter().map(|(name, domain)| row![*name, *domain]);
    rows(
        tx,
        "INSERT INTO domain_aliases (name, domain_id) VALUES ",
        aliases,
    )
    .await?;
    let plans = plan
        .client_plans
        .iter()
        .map(|(client, from, plan)| row![*client, *from, *plan]);
    rows(
        tx,
        "INSERT INTO client_plans (client_id, from_at, plan_id) VALUES ",
        plans,
    )
    .await
}

async fn principals(
    tx: &mut Tx,
    plan: &Plan<'_>,
    hashes: &HashMap<Uuid, String>,
    now: Timestamp,
) -> Result<(), DbError> {
    rows(
        tx,
        "INSERT INTO accounts (id, domain_id, email, name, kind, locale, time_zone, password_hash, disabled_at,
                               created_at) VALUES ",
        plan.accounts.iter().map(|account| {
            let line = account.line;
            let hashed = hashes.get(&account.id).map(String::as_str);
            row![
                account.id,
                account.domain,
                &*line.email,
                &*line.name,
                AccountKind::User,
                line.locale,
                line.time_zone.as_deref(),
                hashed.or(line.password_hash.as_deref()),
                line.disabled_at,
                now,
            ]
        }),
    )
    .await?;
    let groups = plan.groups.iter();
    rows(
        tx,
        "INSERT INTO groups (id, domain_id, email, name, created_at) VALUES ",
        groups.map(|(id, domain, line)| row![*id, *domain, &*line.email, &*line.name, now]),
    )
    .await?;
    let memberships = plan
        .memberships
        .iter()
        .map(|(account, group)| row![*account, *group, now]);
    rows(
        tx,
        "INSERT INTO memberships (account_id, group_id, from_at) VALUES ",
        memberships,
    )
    .await
}

async fn resources(tx: &mut Tx, plan: &Plan<'_>) -> Result<(), DbError> {
    let resources = plan.resources.iter();
    rows(
        tx,
        "INSERT INTO resources (id, domain_id, parent_id, path, kind) VALUES ",
        resources.map(|node| row![node.id, node.domain, node.parent, node.path, node.kind]),
    )
    .await?;
    let closure = plan
        .closure
        .iter()
        .map(|(ancestor, descendant)| row![*ancestor, *descendant]);
    rows(
        tx,
        "INSERT INTO resource_closure (ancestor_id, descendant_id) VALUES ",
        closure,
    )
    .await
}

async fn roles(tx: &mut Tx, plan: &Plan<'_>, now: Timestamp) -> Result<(), DbError> {
    let roles = plan.roles.iter();
    rows(
        tx,
        "INSERT INTO roles (id, domain_id, organization_id, name, privileges) VALUES ",
        roles.map(|role| {
            row![
                role.id,
                role.domain,
                role.organization,
                role.name,
                role.privileges
            ]
        }),
    )
    .await?;
    rows(
        tx,
        "INSERT INTO assignments (id, domain_id, account_id, group_id, role_id, resource_id, created_at) VALUES ",
        plan.assignments.iter().map(|held| {
            row![held.id, held.domain, held.account, held.group, held.role, held.resource, now]
        }),
    )
    .await
}

async fn catalogue(tx: &mut Tx, plan: &Plan<'_>) -> Result<(), DbError> {
    rows(
        tx,
        "INSERT INTO products (id, key, name_en, name_fr) VALUES ",
        plan.products.iter().map(|(id, line)| {
            row![
                *id,
                &*line.key,
                &*line.name,
                line.name_fr.as_deref().unwrap_or(&line.name)
            ]
        }),
    )
    .await?;
    rows(
        tx,
        "INSERT INTO categories (id, product_id, parent_id, key, name_en, name_fr, keywords_en, keywords_fr) VALUES ",
        plan.categories.iter().map(|category| {
            let line = category.line;
            let name_fr = line.name_fr.as_deref().unwrap_or(&line.name);
            let keywords = line.keywords.as_deref().unwrap_or_default();
            row![
                category.id,
                category.product,
                category.parent,
                &*line.key,
                &*line.name,
                name_fr,
                keywords,
                line.keywords_fr.as_deref().unwrap_or(keywords)
            ]
        }),
    )
    .await?;
    let questions = plan.categories.iter().flat_map(|category| {
        let said = category.line.questions.iter().flatten();
        said.map(|(question, need)| row![category.id, question.as_str(), need.as_str()])
    });
    rows(
        tx,
        "INSERT INTO category_questions (category_id, question, need) VALUES ",
        questions,
    )
    .await
}
