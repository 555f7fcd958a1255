//! Who acts: an account in a domain, with what its roles add up to.

use crate::db::{Sql, Tx, sql};
use crate::error::Result;
use shared::Timestamp;
use shared::words::{DomainKind, Language, Privilege, Privileges};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The domain acted in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domain {
    /// Its id.
    pub id: Uuid,
    /// Its DNS name.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What it is to the vendor.
    pub kind: DomainKind,
    /// Its organization.
    pub organization_id: Option<Uuid>,
}

/// Privileges that count at a node and below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The node; nothing means the root, and every case of the domain.
    pub node: Option<Uuid>,
    /// What the roles attached there allow.
    pub privileges: Privileges,
}

/// An account that acts in a domain, as the database says at one instant.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account.
    pub account: Uuid,
    /// The session it acts by.
    pub session: Uuid,
    /// When the session ends at the latest.
    pub session_ends_at: Timestamp,
    /// When the session was used last, to the minute.
    pub seen_at: Timestamp,
    /// The account's address.
    pub email: String,
    /// What people call it.
    pub name: String,
    /// The language it chose.
    pub locale: Option<Language>,
    /// The time zone it chose.
    pub time_zone: Option<String>,
    /// The domain acted in.
    pub domain: Domain,
    /// The names of its roles, through groups too.
    pub roles: Vec<String>,
    /// What they allow, and where.
    pub attachments: Vec<Attachment>,
    /// What they allow anywhere, `member` included.
    pub privileges: Privileges,
    /// Its own address and those of its groups: what a share may name.
    pub addresses: Vec<String>,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    session_id: Uuid,
    expires_at: Timestamp,
    seen_at: Timestamp,
    account_id: Uuid,
    email: String,
    account_name: String,
    locale: Option<Language>,
    time_zone: Option<String>,
    domain_id: Uuid,
    domain_name: String,
    title: String,
    kind: DomainKind,
    organization_id: Option<Uuid>,
}

#[derive(sqlx::FromRow)]
struct RoleRow {
    name: String,
    privileges: Privileges,
    node: Option<Uuid>,
}

impl Caller {
    /// The callers whose sessions these tokens are: in one domain, or in all.
    ///
    /// A session counts until it expires or was idle since `idle_since`; a disabled account has
    /// none.
    ///
    /// # Errors
    /// What the database says.
    pub async fn load(
        tx: &mut Tx,
        domain: Option<&str>,
        token_hashes: &[Vec<u8>],
        now: Timestamp,
        idle_since: Timestamp,
    ) -> Result<Vec<Self>> {
        let mut statement = sql!(
            "SELECT s.id AS session_id, s.expires_at, s.seen_at, a.id AS account_id, a.email, a.name AS account_name,
                    a.locale, a.time_zone, d.id AS domain_id, d.name AS domain_name, d.title, d.kind, d.organization_id
             FROM sessions s JOIN accounts a ON a.id = s.account_id JOIN domains d ON d.id = s.domain_id
             WHERE a.disabled_at IS NULL AND s.expires_at > ? AND s.seen_at > ? AND s.token_hash IN ",
            now,
            idle_since
        )
        .then(Sql::list(token_hashes.iter().cloned()));
        if let Some(domain) = domain {
            statement.push(sql!(" AND d.name = ?", domain));
        }
        let sessions: Vec<SessionRow> = tx.all(statement.then(sql!(" ORDER BY s.created_at"))).await?;
        let mut callers = Vec::with_capacity(sessions.len());
        for session in sessions {
            callers.push(Self::with_roles(tx, session).await?);
        }
        Ok(callers)
    }

    async fn with_roles(tx: &mut Tx, session: SessionRow) -> Result<Self> {
        let account = session.account_id;
        let held: Vec<RoleRow> = tx
            .all(sql!(
                "SELECT r.name, r.privileges, CASE WHEN n.parent_id IS NULL THEN NULL ELSE n.id END AS node
                 FROM assignments a JOIN roles r ON r.id = a.role_id LEFT JOIN resources n ON n.id = a.resource_id
                 WHERE a.account_id = ? AND a.domain_id = ?
                 UNION ALL
                 SELECT r.name, r.privileges, CASE WHEN n.parent_id IS NULL THEN NULL ELSE n.id END AS node
                 FROM memberships m JOIN assignments a ON a.group_id = m.group_id
                 JOIN roles r ON r.id = a.role_id LEFT JOIN resources n ON n.id = a.resource_id
                 WHERE m.account_id = ? AND a.domain_id = ?",
                account,
                session.domain_id,
                account,
                session.domain_id
            ))
            .await?;
        let groups: Vec<(String,)> = tx
            .all(sql!(
                "SELECT g.email FROM memberships m JOIN groups g ON g.id = m.group_id WHERE m.account_id = ?",
                account
            ))
            .await?;
        let member: Privileges = [Privilege::Member].into_iter().collect();
        let mut attachments = BTreeMap::<Option<Uuid>, Privileges>::new();
        let mut roles = Vec::new();
        for role in held {
            let there = attachments.entry(role.node).or_insert(member);
            *there = there.union(role.privileges);
            roles.push(role.name);
        }
        roles.sort();
        roles.dedup();
        let privileges = attachments.values().fold(member, |sum, there| sum.union(*there));
        let attachments = attachments
            .into_iter()
            .map(|(node, privileges)| Attachment { node, privileges })
            .collect();
        let mut addresses = vec![session.email.clone()];
        addresses.extend(groups.into_iter().map(|(email,)| email));
        Ok(Self {
            account,
            session: session.session_id,
            session_ends_at: session.expires_at,
            seen_at: session.seen_at,
            email: session.email,
            name: session.account_name,
            locale: session.locale,
            time_zone: session.time_zone,
            domain: Domain {
                id: session.domain_id,
                name: session.domain_name,
                title: session.title,
                kind: session.kind,
                organization_id: session.organization_id,
            },
            roles,
            attachments,
            privileges,
            addresses,
        })
    }
}
