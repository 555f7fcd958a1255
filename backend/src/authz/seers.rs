//! The question turned round: who can see a case, and why.
//!
//! Whom a relation could let in is looked up; whether it does is asked of the same predicates that
//! lists and look-ups use ([`super::relation`]).

use super::act::Act;
use super::acting::Acting;
use super::relation::{account, let_in, manager, shared};
use super::{CaseFacts, Domain, Moment, Permit};
use crate::db::{Sql, Tx, sql};
use crate::error::Result;
use crate::mutation::mutated;
use shared::Timestamp;
use shared::words::{Action, DomainKind, ObjectKind, Privilege, Privileges, Relation, ShareLevel};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Lines per domain at most: what a person can read.
const LINES: i64 = 1_000;

/// An account that can see a case, and why.
#[derive(Debug, Clone)]
pub struct Seer {
    /// Through which relation.
    pub relation: Relation,
    /// In which domain.
    pub domain: Domain,
    /// Its name.
    pub name: String,
    /// Its address.
    pub email: String,
    /// The role that lets it in.
    pub role: String,
    /// The path of the node to which that is attached; nothing means the root.
    pub resource: Option<String>,
    /// The group through which it holds the role.
    pub group: Option<String>,
    /// Since when.
    pub since: Timestamp,
    /// Until when, if it is known.
    pub until: Option<Timestamp>,
}

/// A share of a case that stands.
#[derive(Debug, Clone)]
pub struct Shared {
    /// Its id.
    pub id: Uuid,
    /// With which address.
    pub email: String,
    /// The domain that the address's host names, if it is one of this installation.
    pub domain: Option<Domain>,
    /// What it lets one do.
    pub level: ShareLevel,
    /// The account that shared.
    pub shared_by: Uuid,
    /// In which domain.
    pub shared_in: Uuid,
    /// Since when.
    pub at: Timestamp,
    /// Until when.
    pub expires_at: Option<Timestamp>,
    /// Whether it opens the case now, for whoever has that address.
    pub effective: bool,
    /// The address belongs neither to the client, nor to the vendor, nor to a reseller that the
    /// client has met: people must not learn here which hosts and addresses exist.
    stranger: bool,
    /// What the client's policy on outside shares says of it.
    outside: bool,
}

impl Shared {
    /// Whether it is effective, as far as somebody of that domain may know.
    #[must_use]
    pub fn seems_effective(&self, viewer: &Domain) -> bool {
        if self.stranger && viewer.kind != DomainKind::Vendor && !mutated!(ShareTellsWhoExists) {
            self.outside
        } else {
            self.effective
        }
    }
}

#[derive(sqlx::FromRow)]
struct DomainRow {
    id: Uuid,
    name: String,
    title: String,
    kind: DomainKind,
    organization_id: Option<Uuid>,
}

impl From<DomainRow> for Domain {
    fn from(row: DomainRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            title: row.title,
            kind: row.kind,
            organization_id: row.organization_id,
        }
    }
}

/// A role held by an enabled account.
#[derive(sqlx::FromRow)]
pub(super) struct Held {
    pub(super) account_id: Uuid,
    pub(super) name: String,
    pub(super) email: String,
    role: String,
    pub(super) privileges: Privileges,
    node: Option<Uuid>,
    resource: Option<String>,
    group_email: Option<String>,
    since: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ShareRow {
    id: Uuid,
    email: String,
    level: ShareLevel,
    shared_by: Uuid,
    shared_in: Uuid,
    at: Timestamp,
    expires_at: Option<Timestamp>,
    by_kind: DomainKind,
    outside: i64,
}

impl Acting {
    /// Who can see a case by a role: in its own domain, in those that manage it, at the desk.
    ///
    /// # Errors
    /// What the database says.
    pub async fn seers<A: Act>(&mut self, case: &Permit<A, CaseFacts>) -> Result<Vec<Seer>> {
        let mut seers = Vec::new();
        for domain in self.candidates(case).await? {
            let held = self.held(domain.id, LINES).await?;
            if domain.id == case.domain_id {
                let nodes = held.iter().map(|role| role.node).collect::<HashSet<_>>();
                let covering = self.covering(case, nodes).await?;
                let above = held.iter().filter(|role| covering.contains(&role.node));
                self.let_see(
                    &mut seers,
                    Relation::Account,
                    &domain,
                    above,
                    |role| role.node,
                    None,
                );
            }
            match domain.kind {
                DomainKind::Vendor => {
                    self.let_see(&mut seers, Relation::Support, &domain, &held, |_| None, None);
                }
                DomainKind::Reseller => {
                    if let Some(during) = self.manages(case, &domain).await? {
                        let during = Some(during);
                        self.let_see(&mut seers, Relation::Manager, &domain, &held, |_| None, during);
                    }
                }
                DomainKind::Client => {}
            }
        }
        Ok(seers)
    }

    /// The domains whose roles could let somebody see the case.
    async fn candidates<A: Act>(&mut self, case: &Permit<A, CaseFacts>) -> Result<Vec<Domain>> {
        let rows: Vec<DomainRow> = self
            .tx
            .all(sql!(
                "SELECT d.id, d.name, d.title, d.kind, d.organization_id FROM domains d
                 WHERE d.kind = 'vendor' OR d.id IN (
                     SELECT c.domain_id FROM cases c WHERE c.id = ?
                     UNION SELECT c.resale_domain_id FROM cases c WHERE c.id = ?
                     UNION SELECT c.partner_domain_id FROM cases c WHERE c.id = ?)
                 ORDER BY d.title, d.id",
                case.id,
                case.id,
                case.id
            ))
            .await?;
        Ok(rows.into_iter().map(Domain::from).collect())
    }

    /// The roles that enabled accounts hold in a domain, through groups too, by name; `most` of them.
    pub(super) async fn held(&mut self, domain: Uuid, most: i64) -> Result<Vec<Held>> {
        let moment = self.moment();
        let role = |since: Sql, group: Sql| {
            sql!(
                "SELECT p.id AS account_id, p.name AS name, p.email AS email, r.name AS role, r.privileges,
                        CASE WHEN n.parent_id IS NULL THEN NULL ELSE n.id END AS node,
                        CASE WHEN n.parent_id IS NULL THEN NULL ELSE n.path END AS resource, "
            )
            .then(group)
            .then(sql!(" AS group_email, "))
            .then(since)
            .then(sql!(" AS since FROM "))
        };
        let own = role(sql!("a.created_at"), sql!("NULL"))
            .then(sql!(
                "assignments a JOIN roles r ON r.id = a.role_id JOIN accounts p ON p.id = a.account_id
                 LEFT JOIN resources n ON n.id = a.resource_id
                 WHERE a.domain_id = ? AND p.disabled_at IS NULL AND ",
                domain
            ))
            .then(moment.held());
        let later = sql!("CASE WHEN m.from_at > a.created_at THEN m.from_at ELSE a.created_at END");
        let grouped = role(later, sql!("g.email"))
            .then(sql!(
                "assignments a JOIN roles r ON r.id = a.role_id JOIN groups g ON g.id = a.group_id
                 JOIN memberships m ON m.group_id = g.id JOIN accounts p ON p.id = m.account_id
                 LEFT JOIN resources n ON n.id = a.resource_id
                 WHERE a.domain_id = ? AND p.disabled_at IS NULL AND ",
                domain
            ))
            .then(moment.held())
            .then(sql!(" AND "))
            .then(moment.member());
        let statement = own.then(sql!(" UNION ALL ")).then(grouped);
        let statement = statement.then(sql!(" ORDER BY name, email, role LIMIT ?", most));
        Ok(self.tx.all(statement).await?)
    }

    /// Which of these nodes the case lies at or below; the root is above every case.
    async fn covering<A: Act>(
        &mut self,
        case: &Permit<A, CaseFacts>,
        nodes: HashSet<Option<Uuid>>,
    ) -> Result<HashSet<Option<Uuid>>> {
        let moment = self.moment();
        let asked = nodes.into_iter().map(|node| {
            let branch = account(case.domain_id, node, &moment);
            sql!("SELECT CAST(? AS TEXT) AS node FROM ", node_text(node))
                .then(branch.from)
                .then(sql!(" WHERE "))
                .then(branch.holds)
                .then(sql!(" AND c.id = ?", case.id))
        });
        let statement = Sql::join(asked, " UNION ALL ");
        if statement.is_empty() {
            return Ok(HashSet::new());
        }
        let rows: Vec<(String,)> = self.tx.all(statement).await?;
        Ok(rows.into_iter().map(|(node,)| node.parse().ok()).collect())
    }

    /// Whether a reseller manages the case, as the relation says, and then since and until when.
    async fn manages<A: Act>(
        &mut self,
        case: &Permit<A, CaseFacts>,
        reseller: &Domain,
    ) -> Result<Option<(Timestamp, Option<Timestamp>)>> {
        let moment = self.moment();
        let ways = manager(reseller.id, Action::View, &moment).map(|branch| {
            sql!("SELECT c.filed_at FROM ")
                .then(branch.from)
                .then(sql!(" WHERE "))
                .then(branch.holds)
                .then(sql!(" AND c.id = ?", case.id))
        });
        let found: Vec<(Timestamp,)> = self.tx.all(Sql::join(ways, " UNION ALL ")).await?;
        let Some((filed_at,)) = found.into_iter().next() else {
            return Ok(None);
        };
        let consent = sql!("SELECT g.granted_at, g.expires_at ").then(let_in(
            reseller.id,
            sql!("?", case.domain_id),
            self.now,
        ));
        let consents: Vec<(Timestamp, Option<Timestamp>)> = self.tx.all(consent).await?;
        let since = consents.iter().map(|consent| consent.0).min().unwrap_or(filed_at);
        let unlimited = consents.iter().any(|consent| consent.1.is_none());
        let until = consents.iter().filter_map(|consent| consent.1).max();
        Ok(Some((since.max(filed_at), until.filter(|_| !unlimited))))
    }

    /// Adds those whose privileges let them view through the relation. What one may draw on is
    /// added up per account, and for the account relation per node, as a caller's is.
    fn let_see<'a>(
        &self,
        seers: &mut Vec<Seer>,
        relation: Relation,
        domain: &Domain,
        held: impl IntoIterator<Item = &'a Held> + Clone,
        place: impl Fn(&Held) -> Option<Uuid>,
        during: Option<(Timestamp, Option<Timestamp>)>,
    ) {
        let member: Privileges = [Privilege::Member].into_iter().collect();
        let may = |privileges: Privileges| {
            self.policy
                .relations(privileges, ObjectKind::Case, Action::View)
                .has(relation)
        };
        let mut sums = BTreeMap::<_, Privileges>::new();
        for role in held.clone() {
            let sum = sums.entry((role.account_id, place(role))).or_insert(member);
            *sum = sum.union(role.privileges);
        }
        let lines = held.into_iter().filter(|role| {
            let sum = sums.get(&(role.account_id, place(role)));
            sum.is_some_and(|sum| may(*sum)) && may(role.privileges.union(member))
        });
        seers.extend(lines.map(|role| Seer {
            relation,
            domain: domain.clone(),
            name: role.name.clone(),
            email: role.email.clone(),
            role: role.role.clone(),
            resource: role.resource.clone(),
            group: role.group_email.clone(),
            since: during.map_or(role.since, |(since, _)| since.max(role.since)),
            until: during.and_then(|(_, until)| until),
        }));
    }

    /// The shares of a case that stand, oldest first, and whether each is effective.
    ///
    /// # Errors
    /// What the database says.
    pub async fn shared<A: Act>(&mut self, case: &Permit<A, CaseFacts>) -> Result<Vec<Shared>> {
        let moment = self.moment();
        let statement = sql!(
            "SELECT s.id, s.email, s.level, s.shared_by, s.shared_in, s.at, s.expires_at, d.kind AS by_kind,
                    o.outside_shares AS outside
             FROM shares s JOIN cases c ON c.id = s.case_id JOIN domains o ON o.id = c.domain_id
             JOIN domains d ON d.id = s.shared_in WHERE s.case_id = ? AND ",
            case.id
        );
        let statement = statement.then(moment.shared()).then(sql!(" ORDER BY s.at, s.id"));
        let rows: Vec<ShareRow> = self.tx.all(statement).await?;
        let hosts = rows
            .iter()
            .map(|row| host(&row.email).to_owned())
            .collect::<HashSet<_>>();
        let domains = self.hosted(hosts).await?;
        let asked = rows.iter().filter_map(|row| {
            let domain = domains.get(host(&row.email))?;
            let branch = shared(domain, &row.email, Action::View, &moment);
            let one = sql!("SELECT s.id FROM ").then(branch.from).then(sql!(" WHERE "));
            Some(
                one.then(branch.holds)
                    .then(sql!(" AND s.id = ? AND c.id = ?", row.id, case.id)),
            )
        });
        let asked = Sql::join(asked, " UNION ALL ");
        let effective: Vec<(Uuid,)> = if asked.is_empty() {
            Vec::new()
        } else {
            self.tx.all(asked).await?
        };
        let met: Vec<(Uuid,)> = self
            .tx
            .all(sql!(
                "SELECT DISTINCT reseller_id FROM tenures WHERE client_id = ?",
                case.domain_id
            ))
            .await?;
        let stranger = |domain: Option<&Domain>| {
            !domain.is_some_and(|domain| {
                domain.id == case.domain_id
                    || domain.kind == DomainKind::Vendor
                    || met.contains(&(domain.id,))
            })
        };
        let view = |row: ShareRow| Shared {
            effective: effective.contains(&(row.id,)),
            stranger: stranger(domains.get(host(&row.email))),
            outside: row.outside != 0 && row.by_kind != DomainKind::Reseller,
            domain: domains.get(host(&row.email)).cloned(),
            id: row.id,
            email: row.email,
            level: row.level,
            shared_by: row.shared_by,
            shared_in: row.shared_in,
            at: row.at,
            expires_at: row.expires_at,
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// The domains to which the hosts of addresses belong, by host.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn hosted(
        &mut self,
        hosts: impl IntoIterator<Item = String>,
    ) -> Result<HashMap<String, Domain>> {
        hosted(&mut self.tx, hosts).await
    }
}

async fn hosted(tx: &mut Tx, hosts: impl IntoIterator<Item = String>) -> Result<HashMap<String, Domain>> {
    #[derive(sqlx::FromRow)]
    struct HostRow {
        host: String,
        #[sqlx(flatten)]
        domain: DomainRow,
    }
    let hosts = hosts.into_iter().collect::<Vec<_>>();
    let statement = sql!(
        "SELECT d.name AS host, d.id, d.name, d.title, d.kind, d.organization_id FROM domains d WHERE d.name IN "
    )
    .then(Sql::list(hosts.iter().cloned()))
    .then(sql!(
        " UNION ALL SELECT x.name AS host, d.id, d.name, d.title, d.kind, d.organization_id
         FROM domain_aliases x JOIN domains d ON d.id = x.domain_id WHERE x.name IN "
    ))
    .then(Sql::list(hosts));
    let rows: Vec<HostRow> = tx.all(statement).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.host, Domain::from(row.domain)))
        .collect())
}

/// Where an address without an account would see a case that was shared with it: the domain of its
/// host, or a stranger's. Nothing when no share of the case would open it to whoever had the address.
///
/// # Errors
/// What the database says.
pub(crate) async fn would_see(
    tx: &mut Tx,
    address: &str,
    case: Uuid,
    now: Timestamp,
) -> Result<Option<Domain>> {
    let host = host(address).to_owned();
    let known = hosted(tx, [host.clone()]).await?.remove(&host);
    // As far as shares reach, a domain that is not here is one more client.
    let domain = known.unwrap_or(Domain {
        id: Uuid::nil(),
        name: host,
        title: String::new(),
        kind: DomainKind::Client,
        organization_id: None,
    });
    let branch = shared(&domain, address, Action::View, &Moment::Now(now));
    let statement = sql!("SELECT count(*) FROM ")
        .then(branch.from)
        .then(sql!(" WHERE "))
        .then(branch.holds)
        .then(sql!(" AND c.id = ?", case));
    let (shares,): (i64,) = tx.one(statement).await?;
    Ok((shares > 0).then_some(domain))
}

/// The host of an address.
pub(crate) fn host(email: &str) -> &str {
    email.rsplit_once('@').map_or("", |(_, host)| host)
}

fn node_text(node: Option<Uuid>) -> String {
    node.map_or_else(String::new, |node| node.to_string())
}
