//! Organizations and domains in the database.

use crate::authz::act::Manage;
use crate::authz::object::Domains;
use crate::authz::{Acting, Permit, open_at};
use crate::db::{Sql, sql};
use crate::error::{Error, OnConstraint as _, Result};
use crate::features::page::Wanted;
use shared::Timestamp;
use shared::api::DomainRef;
use shared::api::domains::{DomainView, OrganizationView};
use shared::problem::Code;
use shared::text::DomainName;
use shared::words::DomainKind;
use uuid::Uuid;

type MayManage = Permit<Manage, Domains>;

/// Every organization with its domains.
pub(super) async fn organizations(acting: &mut Acting, _: &MayManage) -> Result<Vec<OrganizationView>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        key: String,
        organization: String,
        domain: Option<String>,
        title: Option<String>,
        kind: Option<DomainKind>,
    }
    let rows: Vec<Row> = acting
        .tx
        .all(sql!(
            "SELECT o.key, o.name AS organization, d.name AS domain, d.title, d.kind
             FROM organizations o LEFT JOIN domains d ON d.organization_id = o.id
             ORDER BY o.name, o.id, d.title"
        ))
        .await?;
    let mut found: Vec<OrganizationView> = Vec::new();
    for row in rows {
        if found.last().is_none_or(|last| last.key != row.key) {
            found.push(OrganizationView {
                key: row.key,
                name: row.organization,
                domains: Vec::new(),
            });
        }
        if let (Some(last), Some(name), Some(title), Some(kind)) =
            (found.last_mut(), row.domain, row.title, row.kind)
        {
            last.domains.push(DomainRef { name, title, kind });
        }
    }
    Ok(found)
}

pub(super) async fn add_organization(
    acting: &mut Acting,
    _: &MayManage,
    key: &str,
    name: &str,
) -> Result<()> {
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO organizations (id, key, name, created_at) VALUES (?, ?, ?, ?)",
            id,
            key,
            name,
            acting.now
        ))
        .await
        .on("organizations_key", || Code::AlreadyExists.into())?;
    Ok(())
}

pub(super) async fn organization(acting: &mut Acting, _: &MayManage, key: &str) -> Result<Uuid> {
    let found: Option<(Uuid,)> = acting
        .tx
        .opt(sql!("SELECT id FROM organizations WHERE key = ?", key))
        .await?;
    found
        .map(|(id,)| id)
        .ok_or_else(|| Error::field("/organization", "unknown"))
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct DomainRow {
    pub(super) id: Uuid,
    name: String,
    pub(super) title: String,
    kind: DomainKind,
    organization: Option<String>,
    plan: Option<String>,
    reseller_name: Option<String>,
    reseller_title: Option<String>,
    created_at: Timestamp,
}

impl DomainRow {
    pub(super) fn view(self, aliases: &[(Uuid, String)]) -> DomainView {
        let reseller = self.reseller_name.zip(self.reseller_title);
        DomainView {
            aliases: aliases
                .iter()
                .filter(|(id, _)| *id == self.id)
                .map(|(_, name)| name.clone())
                .collect(),
            name: self.name,
            title: self.title,
            kind: self.kind,
            organization: self.organization,
            plan: self.plan,
            reseller: reseller.map(|(name, title)| DomainRef {
                name,
                title,
                kind: DomainKind::Reseller,
            }),
            created_at: self.created_at,
        }
    }
}

/// Domains by title; one by its name.
pub(super) async fn page(
    acting: &mut Acting,
    _: &MayManage,
    name: Option<&str>,
    q: Option<&str>,
    kind: Option<DomainKind>,
    wanted: &Wanted<(String, Uuid)>,
) -> Result<Vec<DomainRow>> {
    let now = acting.now;
    let mut statement = sql!(
        "SELECT d.id, d.name, d.title, d.kind, o.key AS organization,
                (SELECT pl.key FROM client_plans cp JOIN plans pl ON pl.id = cp.plan_id
                 WHERE cp.client_id = d.id AND cp.from_at <= ? ORDER BY cp.from_at DESC LIMIT 1) AS plan,
                r.name AS reseller_name, r.title AS reseller_title, d.created_at
         FROM domains d LEFT JOIN organizations o ON o.id = d.organization_id
         LEFT JOIN tenures t ON t.client_id = d.id AND t.kind = 'resale' AND ",
        now
    )
    .then(open_at(now))
    .then(sql!(" LEFT JOIN domains r ON r.id = t.reseller_id WHERE 1 = 1"));
    if let Some(name) = name {
        statement.push(sql!(" AND d.name = ?", name.to_lowercase()));
    }
    if let Some(kind) = kind {
        statement.push(sql!(" AND d.kind = ?", kind));
    }
    statement.push(Sql::titled(q));
    if let Some((title, id)) = &wanted.after {
        statement.push(sql!(" AND (d.title, d.id) > (?, ?)", title, *id));
    }
    statement.push(sql!(" ORDER BY d.title, d.id LIMIT ?", wanted.rows()));
    Ok(acting.tx.all(statement).await?)
}

pub(super) async fn aliases(
    acting: &mut Acting,
    _: &MayManage,
    domains: &[DomainRow],
) -> Result<Vec<(Uuid, String)>> {
    let statement = sql!("SELECT domain_id, name FROM domain_aliases WHERE domain_id IN ")
        .then(Sql::list(domains.iter().map(|domain| domain.id)))
        .then(sql!(" ORDER BY name"));
    Ok(acting.tx.all(statement).await?)
}

pub(super) async fn add(
    acting: &mut Acting,
    _: &MayManage,
    name: &DomainName,
    title: &str,
    kind: DomainKind,
    organization: Option<Uuid>,
) -> Result<Uuid> {
    let (aliases,): (i64,) = acting
        .tx
        .one(sql!(
            "SELECT count(*) FROM domain_aliases WHERE name = ?",
            name.as_str()
        ))
        .await?;
    if aliases > 0 {
        return Err(Code::AlreadyExists.into());
    }
    let id = acting.app.world.id()?;
    acting
        .tx
        .run(sql!(
            "INSERT INTO domains (id, name, kind, organization_id, title, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            id,
            name.as_str(),
            kind,
            organization,
            title,
            acting.now
        ))
        .await
        .on("domains_name", || Code::AlreadyExists.into())?;
    Ok(id)
}

/// Gives a client a plan from an instant on, in place of one that was to begin at the same.
pub(super) async fn assign_plan(
    acting: &mut Acting,
    client: Uuid,
    plan: &str,
    from: Timestamp,
) -> Result<()> {
    let stored = acting
        .tx
        .run(sql!(
            "INSERT INTO client_plans (client_id, from_at, plan_id) SELECT ?, ?, p.id FROM plans p WHERE p.key = ?
             ON CONFLICT (client_id, from_at) DO UPDATE SET plan_id = excluded.plan_id",
            client,
            from,
            plan
        ))
        .await?;
    if stored == 0 {
        Err(Error::field("/plan", "unknown"))
    } else {
        Ok(())
    }
}
