//! Who acts: an account in a domain, with what its roles add up to.

use super::Moment;
use crate::db::{Sql, Tx, sql};
use crate::error::Result;
use crate::mutation::mutated;
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

impl Domain {
    /// To a reseller, other resellers are "another partner", without name, address or number
    /// (DESIGN §2.12).
    #[must_use]
    pub fn meets_another_partner(&self, (id, kind): (Uuid, DomainKind)) -> bool {
        let both = self.kind == DomainKind::Reseller && kind == DomainKind::Reseller;
        both && id != self.id && !mutated!(OtherPartnerNamed)
    }
}

/// Privileges that count at a node and below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The node; nothing means the root, and every case of the domain.
    pub node: Option<Uuid>,
    /// What the roles attached there allow.
    pub privileges: Privileges,
}

/// By what a caller acts.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// When it ends at the latest.
    pub ends_at: Timestamp,
    /// When it was used last, to the minute.
    pub seen_at: Timestamp,
}

/// An account that acts in a domain, as the database says at one instant.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account.
    pub account: Uuid,
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
    /// Those of them that come with the product and count for the whole domain: by these alone it
    /// gives roles, so that a custom role gives nothing by its name, nor one on a folder more than
    /// the folder.
    pub gives_by: Vec<String>,
    /// What they allow, and where.
    pub attachments: Vec<Attachment>,
    /// What they allow anywhere, `member` included.
    pub privileges: Privileges,
    /// Its own address and those of its groups: what a share may name.
    pub addresses: Vec<String>,
    /// What is worth asking for.
    pub(super) worth: Worth,
}

/// Relations that most callers have to no case at all, so that they need not be asked about. They hold
/// for a snapshot only: whoever writes may have changed them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Worth {
    /// Some share names the account or a group of it.
    pub(super) shares: bool,
    /// The domain's index of cases managed as support partner is not empty.
    pub(super) partner: bool,
}

impl Worth {
    /// All of them.
    pub(super) const ALL: Self = Self {
        shares: true,
        partner: true,
    };
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    session_id: Uuid,
    expires_at: Timestamp,
    seen_at: Timestamp,
    #[sqlx(flatten)]
    account: AccountRow,
}

#[derive(sqlx::FromRow)]
struct AccountRow {
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
    shares: i64,
    partner: i64,
}

/// A role that it holds, or (with nothing else) a group that it belongs to.
#[derive(sqlx::FromRow)]
struct RoleRow {
    name: String,
    builtin: i64,
    privileges: Option<Privileges>,
    node: Option<Uuid>,
}

/// The columns of an [`AccountRow`], of an account `a` in a domain `d`.
fn account_columns(moment: &Moment) -> Sql {
    // Two look-ups by address: with an `OR` of both every share would be looked at.
    let stands = || moment.shared();
    sql!(
        "a.id AS account_id, a.email, a.name AS account_name, a.locale, a.time_zone,
         d.id AS domain_id, d.name AS domain_name, d.title, d.kind, d.organization_id,
         CASE WHEN EXISTS (SELECT 1 FROM cases c WHERE c.partner_managed_by = d.id)
             THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS partner,
         CASE WHEN EXISTS (SELECT 1 FROM shares s WHERE s.email = a.email AND "
    )
    .then(stands())
    .then(sql!(
        ") OR EXISTS (SELECT 1 FROM memberships m JOIN groups g ON g.id = m.group_id JOIN shares s ON s.email = g.email
                      WHERE m.account_id = a.id AND "
    ))
    .then(stands())
    .then(sql!(") THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS shares"))
}

impl Caller {
    /// An account as it could act at a moment, whether or not it is signed in; nothing when there
    /// was none, or it could not sign in.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of(tx: &mut Tx, email: &str, moment: &Moment) -> Result<Option<Self>> {
        let statement = sql!("SELECT ").then(account_columns(moment)).then(sql!(
            " FROM accounts a JOIN domains d ON d.id = a.domain_id
             WHERE a.email = ? AND a.created_at <= ? AND (a.disabled_at IS NULL OR a.disabled_at > ?)",
            email,
            moment.at(),
            moment.at()
        ));
        match tx.opt::<AccountRow>(statement.planned_once()).await? {
            None => Ok(None),
            Some(account) => Ok(Some(Self::with_roles(tx, account, moment).await?)),
        }
    }

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
    ) -> Result<Vec<(Self, Session)>> {
        let mut statement = sql!("SELECT s.id AS session_id, s.expires_at, s.seen_at, ")
            .then(account_columns(&Moment::Now(now)))
            .then(sql!(
                " FROM sessions s JOIN accounts a ON a.id = s.account_id JOIN domains d ON d.id = s.domain_id
                 WHERE s.token_hash IN "
            ))
            .then(Sql::list(token_hashes.iter().cloned()));
        let conditions = [
            sql!("a.disabled_at IS NULL").unless(mutated!(DisabledAccountActs)),
            sql!("s.expires_at > ?", now).unless(mutated!(SessionEndForgotten)),
            sql!("s.seen_at > ?", idle_since).unless(mutated!(SessionIdleForgotten)),
        ];
        statement.push(sql!(" AND ").then(Sql::join(conditions, " AND ")));
        if let Some(domain) = domain {
            statement
                .push(sql!(" AND ").then(sql!("d.name = ?", domain).unless(mutated!(SessionOfAnyDomain))));
        }
        let sessions: Vec<SessionRow> = tx
            .all(statement.then(sql!(" ORDER BY s.created_at")).planned_once())
            .await?;
        let mut callers = Vec::with_capacity(sessions.len());
        for row in sessions {
            let session = Session {
                id: row.session_id,
                ends_at: row.expires_at,
                seen_at: row.seen_at,
            };
            callers.push((
                Self::with_roles(tx, row.account, &Moment::Now(now)).await?,
                session,
            ));
        }
        Ok(callers)
    }

    /// What its roles allow for the whole domain.
    #[must_use]
    pub fn privileges_at_root(&self) -> Privileges {
        let root = self.attachments.iter().find(|at| at.node.is_none());
        root.map_or(Privileges::EMPTY, |at| at.privileges)
    }

    async fn with_roles(tx: &mut Tx, row: AccountRow, moment: &Moment) -> Result<Self> {
        let (account, domain) = (row.account_id, row.domain_id);
        let role = || {
            sql!("SELECT r.name, CAST(CASE WHEN r.kind IS NULL THEN 0 ELSE 1 END AS BIGINT) AS builtin, ")
                .then(moment.allowed())
                .then(sql!(
                    " AS privileges, CASE WHEN n.parent_id IS NULL THEN NULL ELSE n.id END AS node FROM "
                ))
        };
        let held = role()
            .then(sql!(
                "assignments a JOIN roles r ON r.id = a.role_id LEFT JOIN resources n ON n.id = a.resource_id
                 WHERE a.account_id = ? AND a.domain_id = ? AND ",
                account,
                domain
            ))
            .then(moment.held())
            .then(sql!(" UNION ALL "))
            .then(role())
            .then(sql!(
                "memberships m JOIN assignments a ON a.group_id = m.group_id
                 JOIN roles r ON r.id = a.role_id LEFT JOIN resources n ON n.id = a.resource_id
                 WHERE m.account_id = ? AND a.domain_id = ? AND ",
                account,
                domain
            ))
            .then(moment.member())
            .then(sql!(" AND "))
            .then(moment.held().but(mutated!(GroupRolesForgotten), || sql!("1 = 0")))
            .then(sql!(
                " UNION ALL SELECT g.email, CAST(0 AS BIGINT), NULL, NULL
                 FROM memberships m JOIN groups g ON g.id = m.group_id WHERE m.account_id = ? AND ",
                account
            ))
            .then(moment.member());
        let held: Vec<RoleRow> = tx.all(held.planned_once()).await?;
        let member: Privileges = [Privilege::Member].into_iter().collect();
        let mut attachments = BTreeMap::<Option<Uuid>, Privileges>::new();
        let mut roles = Vec::new();
        let mut gives_by = Vec::new();
        let mut addresses = vec![row.email.clone()];
        for role in held {
            let Some(allowed) = role.privileges else {
                addresses.push(role.name);
                continue;
            };
            let there = attachments.entry(role.node).or_insert(member);
            *there = there.union(allowed);
            if role.builtin == 1 && role.node.is_none() {
                gives_by.push(role.name.clone());
            }
            roles.push(role.name);
        }
        roles.sort();
        roles.dedup();
        let privileges = attachments.values().fold(member, |sum, there| sum.union(*there));
        let attachments = attachments
            .into_iter()
            .map(|(node, privileges)| Attachment { node, privileges })
            .collect();
        Ok(Self {
            account,
            email: row.email,
            name: row.account_name,
            locale: row.locale,
            time_zone: row.time_zone,
            domain: Domain {
                id: row.domain_id,
                name: row.domain_name,
                title: row.title,
                kind: row.kind,
                organization_id: row.organization_id,
            },
            roles,
            gives_by,
            attachments,
            privileges,
            addresses,
            worth: match moment {
                Moment::Now(_) => Worth {
                    shares: row.shares != 0,
                    partner: row.partner != 0,
                },
                Moment::Then { .. } => Worth::ALL,
            },
        })
    }
}
