//! Why somebody may do something with a case, or may not: the chain of facts that decides it.
//!
//! The verdict is the predicates' own ([`super::permit::through`]); the facts beside it are looked
//! up one by one, so that a person can follow them. Tests hold the two together.

use super::relation::{account, in_force_at, scope_of, scopes_of_level, shared};
use super::{Caller, Domain, Moment, Policy, permit};
use crate::db::{Sql, Tx, sql};
use crate::error::{Error, Result};
use shared::Timestamp;
use shared::api::decisions::{Decision, Fact, FactKind};
use shared::problem::Code;
use shared::text::{CaseNumber, Email};
use shared::words::{
    Action, DelegationScopes, DomainKind, ObjectKind, Privilege, Privileges, Relation, ShareLevel, TenureKind,
};
use uuid::Uuid;

/// A question: may that account do this with that case?
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The account's address.
    pub account: &'a str,
    /// What it would do.
    pub action: Action,
    /// The case's number.
    pub case: &'a str,
    /// At an earlier instant; now if left out.
    pub at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct CaseRow {
    id: Uuid,
    domain_id: Uuid,
    domain_name: String,
    resource_id: Option<Uuid>,
    resource: Option<String>,
    filed_at: Timestamp,
    resale_domain_id: Option<Uuid>,
    partner_domain_id: Option<Uuid>,
}

/// Answers a question.
///
/// # Errors
/// `not-found` for a case that does not exist; the fields `/account`, `/case` and `/at`.
pub async fn explain(
    tx: &mut Tx,
    policy: &Policy,
    now: Timestamp,
    question: &Question<'_>,
) -> Result<Decision> {
    let email = Email::parse(question.account).map_err(|_| Error::field("/account", "email"))?;
    let number = CaseNumber::parse(question.case).map_err(|_| Error::from(Code::NotFound))?;
    if question.at.is_some_and(|at| at > now) {
        return Err(Error::field("/at", "future"));
    }
    let case = case(tx, &number).await?.ok_or(Error::from(Code::NotFound))?;
    let at = question.at.unwrap_or(now);
    let moment = match question.at {
        None => Moment::Now(now),
        Some(at) => Moment::Then {
            at,
            above: above(tx, &case, at).await?,
        },
    };
    let mut told = Telling {
        policy,
        moment: &moment,
        case: &case,
        action: question.action,
        facts: Vec::new(),
    };
    let existed = case.filed_at <= at;
    told.say(
        None,
        FactKind::Case,
        existed,
        number.as_str(),
        None,
        Some((case.filed_at, None)),
    );
    let caller = Caller::of(tx, email.as_str(), &moment).await?;
    told.say(
        None,
        FactKind::Account,
        caller.is_some(),
        email.as_str(),
        None,
        None,
    );
    let mut through = Vec::new();
    if let Some(caller) = &caller {
        told.roles(tx, caller).await?;
        told.through_account(tx, caller).await?;
        match caller.domain.kind {
            DomainKind::Reseller => told.through_manager(tx, caller).await?,
            DomainKind::Vendor => told.through_support(caller),
            DomainKind::Client => {}
        }
        told.through_shares(tx, caller).await?;
        if existed {
            through = permit::through(tx, caller, policy, &moment, &number, question.action).await?;
        }
    }
    Ok(Decision {
        account: email.as_str().to_owned(),
        action: question.action,
        case: number.as_str().to_owned(),
        at,
        allowed: !through.is_empty(),
        through,
        facts: told.facts,
    })
}

async fn case(tx: &mut Tx, number: &CaseNumber) -> Result<Option<CaseRow>> {
    Ok(tx
        .opt(sql!(
            "SELECT c.id, c.domain_id, d.name AS domain_name, c.resource_id, n.path AS resource, c.filed_at,
                    c.resale_domain_id, c.partner_domain_id
             FROM cases c JOIN domains d ON d.id = c.domain_id LEFT JOIN resources n ON n.id = c.resource_id
             WHERE c.number = ?",
            number.as_str()
        ))
        .await?)
}

/// The case's node and those above it as the tree was then.
async fn above(tx: &mut Tx, case: &CaseRow, then: Timestamp) -> Result<Vec<Uuid>> {
    let mut path = Vec::new();
    let mut next = case.resource_id;
    while let Some(node) = next {
        path.push(node);
        let parent: Option<(Option<Uuid>,)> = tx
            .opt(sql!(
                "SELECT coalesce((SELECT m.parent_id FROM resource_moves m WHERE m.resource_id = n.id AND m.until_at > ?
                     ORDER BY m.until_at LIMIT 1), n.parent_id) AS parent FROM resources n WHERE n.id = ?",
                then,
                node
            ))
            .await?;
        next = parent
            .and_then(|(parent,)| parent)
            .filter(|parent| !path.contains(parent));
    }
    Ok(path)
}

/// Since when and until when.
type During = Option<(Timestamp, Option<Timestamp>)>;

/// The facts while they are told.
struct Telling<'a> {
    policy: &'a Policy,
    moment: &'a Moment,
    case: &'a CaseRow,
    action: Action,
    facts: Vec<Fact>,
}

impl Telling<'_> {
    fn say(
        &mut self,
        relation: Option<Relation>,
        kind: FactKind,
        holds: bool,
        subject: &str,
        detail: Option<&str>,
        during: During,
    ) {
        self.facts.push(Fact {
            relation,
            kind,
            holds,
            subject: subject.to_owned(),
            detail: detail.map(str::to_owned),
            since: during.map(|(since, _)| since),
            until: during.and_then(|(_, until)| until),
        });
    }

    /// Whether policy lets privileges do the action through a relation.
    fn policy(&mut self, relation: Relation, privileges: Privileges) {
        let may = self
            .policy
            .relations(privileges, ObjectKind::Case, self.action)
            .has(relation);
        let words = privileges.iter().map(Privilege::as_str).collect::<Vec<_>>();
        self.say(
            Some(relation),
            FactKind::Policy,
            may,
            &words.join(" "),
            None,
            None,
        );
    }

    /// The roles that the account held.
    async fn roles(&mut self, tx: &mut Tx, caller: &Caller) -> Result<()> {
        let select = |group: Sql| {
            sql!("SELECT r.name AS role, n.path AS resource, ")
                .then(group)
                .then(sql!(" AS group_email, a.created_at, a.ended_at FROM "))
        };
        let held = select(sql!("NULL"))
            .then(sql!(
                "assignments a JOIN roles r ON r.id = a.role_id LEFT JOIN resources n ON n.id = a.resource_id
                 WHERE a.account_id = ? AND a.domain_id = ? AND ",
                caller.account,
                caller.domain.id
            ))
            .then(self.moment.held())
            .then(sql!(" UNION ALL "))
            .then(select(sql!("g.email")))
            .then(sql!(
                "memberships m JOIN groups g ON g.id = m.group_id JOIN assignments a ON a.group_id = m.group_id
                 JOIN roles r ON r.id = a.role_id LEFT JOIN resources n ON n.id = a.resource_id
                 WHERE m.account_id = ? AND a.domain_id = ? AND ",
                caller.account,
                caller.domain.id
            ))
            .then(self.moment.member())
            .then(sql!(" AND "))
            .then(self.moment.held())
            .then(sql!(" ORDER BY role, resource"));
        type Row = (
            String,
            Option<String>,
            Option<String>,
            Timestamp,
            Option<Timestamp>,
        );
        let rows: Vec<Row> = tx.all(held).await?;
        for (role, resource, group, since, until) in rows {
            let detail = group.or(resource);
            self.say(
                None,
                FactKind::Role,
                true,
                &role,
                detail.as_deref(),
                Some((since, until)),
            );
        }
        Ok(())
    }

    /// Whether a branch of a relation holds for the case.
    async fn holds(&self, tx: &mut Tx, from: Sql, holds: Sql) -> Result<bool> {
        let statement = sql!("SELECT count(*) FROM ")
            .then(from)
            .then(sql!(" WHERE "))
            .then(holds)
            .then(sql!(" AND c.id = ?", self.case.id));
        let (count,): (i64,) = tx.one(statement).await?;
        Ok(count > 0)
    }

    async fn through_account(&mut self, tx: &mut Tx, caller: &Caller) -> Result<()> {
        let relation = Relation::Account;
        let own = self.case.domain_id == caller.domain.id;
        let name = self.case.domain_name.clone();
        self.say(Some(relation), FactKind::OwnDomain, own, &name, None, None);
        if !own {
            return Ok(());
        }
        let place = self.case.resource.clone().unwrap_or_default();
        let mut anywhere = false;
        for attachment in &caller.attachments {
            let branch = account(caller.domain.id, attachment.node, self.moment);
            if self.holds(tx, branch.from, branch.holds).await? {
                anywhere = true;
                self.say(Some(relation), FactKind::Node, true, &place, None, None);
                self.policy(relation, attachment.privileges);
            }
        }
        if !anywhere {
            self.say(Some(relation), FactKind::Node, false, &place, None, None);
        }
        Ok(())
    }

    fn through_support(&mut self, caller: &Caller) {
        self.say(
            Some(Relation::Support),
            FactKind::Vendor,
            true,
            &caller.domain.name,
            None,
            None,
        );
        self.policy(Relation::Support, caller.privileges);
    }

    async fn through_manager(&mut self, tx: &mut Tx, caller: &Caller) -> Result<()> {
        let relation = Relation::Manager;
        let own = Some(caller.domain.id);
        let managed = self.case.resale_domain_id == own || self.case.partner_domain_id == own;
        let tenures: Vec<(TenureKind, Timestamp, Option<Timestamp>)> = tx
            .all(sql!(
                "SELECT t.kind, t.from_at, t.to_at FROM tenures t JOIN cases c ON c.id = ?
                 WHERE t.id IN (c.resale_tenure_id, c.partner_tenure_id) AND t.reseller_id = ? ORDER BY t.kind",
                self.case.id,
                caller.domain.id
            ))
            .await?;
        for (kind, from, to) in &tenures {
            let during = Some((*from, *to));
            self.say(
                Some(relation),
                FactKind::Tenure,
                true,
                &caller.domain.name,
                Some(kind.as_str()),
                during,
            );
        }
        if !managed {
            self.say(
                Some(relation),
                FactKind::Tenure,
                false,
                &caller.domain.name,
                None,
                None,
            );
        }
        let client = self.case.domain_name.clone();
        let consents = sql!(
            "SELECT g.granted_at, coalesce(g.revoked_at, g.expires_at) AS ended, g.scopes, CAST(CASE WHEN "
        )
        .then(in_force_at(self.moment))
        .then(sql!(
            " THEN 1 ELSE 0 END AS BIGINT) AS stands FROM delegations g
             WHERE g.client_id = ? AND g.reseller_id = ? AND g.granted_at <= ? ORDER BY g.granted_at",
            self.case.domain_id,
            caller.domain.id,
            self.moment.at()
        ));
        let consents: Vec<(Timestamp, Option<Timestamp>, DelegationScopes, i64)> = tx.all(consents).await?;
        let standing = consents.iter().any(|consent| consent.3 != 0);
        // Of those that have ended, the last says when and why it is over.
        let shown = consents.iter().filter(|consent| consent.3 != 0);
        let last = consents.last().filter(|_| !standing);
        let mut scopes = DelegationScopes::EMPTY;
        for (since, until, covered, stands) in shown.chain(last) {
            let during = Some((*since, *until));
            self.say(
                Some(relation),
                FactKind::Delegation,
                *stands != 0,
                &client,
                None,
                during,
            );
            if *stands != 0 {
                scopes = scopes.union(*covered);
            }
        }
        if consents.is_empty() {
            self.say(Some(relation), FactKind::Delegation, false, &client, None, None);
        }
        if let Some(scope) = scope_of(self.action).filter(|_| standing) {
            self.say(
                Some(relation),
                FactKind::Scope,
                scopes.has(scope),
                scope.as_str(),
                None,
                None,
            );
        }
        self.policy(relation, caller.privileges);
        Ok(())
    }

    async fn through_shares(&mut self, tx: &mut Tx, caller: &Caller) -> Result<()> {
        let relation = Relation::Shared;
        let shares = sql!(
            "SELECT s.id, s.email, s.level, s.at, coalesce(s.ended_at, s.expires_at) AS until, CAST(CASE WHEN "
        )
        .then(self.moment.shared())
        .then(sql!(
            " THEN 1 ELSE 0 END AS BIGINT) AS stands FROM shares s WHERE s.case_id = ? AND s.at <= ? AND s.email IN ",
            self.case.id,
            self.moment.at()
        ))
        .then(Sql::list(caller.addresses.iter().map(String::as_str)))
        .then(sql!(" ORDER BY s.at, s.id"));
        type Row = (Uuid, String, ShareLevel, Timestamp, Option<Timestamp>, i64);
        let rows: Vec<Row> = tx.all(shares).await?;
        if rows.is_empty() {
            let email = caller.email.clone();
            self.say(Some(relation), FactKind::Share, false, &email, None, None);
        }
        for (id, email, level, since, until, stands) in rows {
            let during = Some((since, until));
            let word = Some(level.as_str());
            self.say(Some(relation), FactKind::Share, stands != 0, &email, word, during);
            if stands == 0 {
                continue;
            }
            let domain: &Domain = &caller.domain;
            let branch = shared(domain, &email, Action::View, self.moment);
            let one = branch.holds.then(sql!(" AND s.id = ?", id));
            let reaches = self.holds(tx, branch.from, one).await?;
            self.say(Some(relation), FactKind::Reach, reaches, &domain.name, None, None);
            let covers = scope_of(self.action).is_some_and(|scope| scopes_of_level(level).has(scope));
            self.say(
                Some(relation),
                FactKind::Level,
                covers,
                level.as_str(),
                None,
                None,
            );
            self.policy(relation, caller.privileges);
        }
        Ok(())
    }
}
