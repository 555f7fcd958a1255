//! The predicates: when a relation holds between a caller and a case. Each exists once, here,
//! and serves single objects, lists, counts and search alike.
//!
//! A relation is one or more [`Branch`]es. A list is a `UNION` of the branches, each read in the
//! order of an index and cut off; a single look-up is the same branches with the case's number
//! added. There is never an `OR` between relations: it made lists walk the whole table.

use super::{Caller, Domain, Moment, Policy};
use crate::db::{Sql, sql};
use crate::mutation::mutated;
use shared::Timestamp;
use shared::words::{
    Action, DelegationScope, DelegationScopes, DomainKind, ObjectKind, Privileges, Relation, ShareLevel,
};
use uuid::Uuid;

/// One way in which a relation holds.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    /// The relation.
    pub(super) relation: Relation,
    /// What the caller may draw on through it.
    pub(super) privileges: Privileges,
    /// The tables, `cases c` among them.
    pub(super) from: Sql,
    /// The predicate.
    pub(super) holds: Sql,
    /// The same for many rows: what it asks of other tables is asked once, not for every row.
    pub(super) many: Sql,
    /// The same where another condition leads to the rows: it leads to no index itself.
    pub(super) led: Sql,
    /// The same cases, gathered from what may be few.
    pub(super) few: Option<Few>,
    /// Instant and id in the order of an index: the same values as `c.updated_at` and `c.id`.
    pub(super) key: Key,
    /// The scopes that the relation itself grants, as a bit mask; an expression.
    pub(super) scopes: Sql,
    /// Holds for every case of the caller's domain, or of all.
    pub(super) whole: bool,
}

/// Cases gathered from nodes or clients, for when there are few.
#[derive(Debug, Clone)]
pub(super) struct Few {
    /// `SELECT … AS id`, each once.
    pub(super) of: Sql,
    /// What a case `c` has to do with one of them, `f`.
    pub(super) holds: Sql,
    /// It can be worth while only if this finds a row; nothing means always.
    pub(super) when: Option<Sql>,
}

/// Where a branch is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// By the case.
    Case,
    /// By the share, which carries the case's `updated_at`.
    Share,
}

/// A tenure `t` is open at an instant: `from <= t < to`.
#[must_use]
pub fn open_at(instant: Timestamp) -> Sql {
    let begun =
        sql!("t.from_at <= ?", instant).but(mutated!(TenureBeginsLate), || sql!("t.from_at < ?", instant));
    let not_ended = sql!("(t.to_at IS NULL OR t.to_at > ?)", instant).but(mutated!(TenureEndsLate), || {
        sql!("(t.to_at IS NULL OR t.to_at >= ?)", instant)
    });
    begun.then(sql!(" AND ")).then(not_ended)
}

/// A delegation `g` is in force: granted, not revoked, not expired.
#[must_use]
pub fn in_force(now: Timestamp) -> Sql {
    let granted = sql!("g.granted_at <= ?", now).unless(mutated!(GrantedAtForgotten));
    let not_revoked = sql!("g.revoked_at IS NULL").unless(mutated!(RevokedAtForgotten));
    let not_expired = sql!("(g.expires_at IS NULL OR g.expires_at > ?)", now)
        .but(mutated!(ExpiryInclusive), || {
            sql!("(g.expires_at IS NULL OR g.expires_at >= ?)", now)
        })
        .unless(mutated!(ExpiresAtForgotten));
    Sql::join([granted, not_revoked, not_expired], " AND ")
}

/// A delegation `g` was in force at an earlier instant: it was not yet revoked.
fn in_force_then(then: Timestamp) -> Sql {
    sql!(
        "g.granted_at <= ? AND (g.expires_at IS NULL OR g.expires_at > ?) AND ",
        then,
        then
    )
    .then(sql!("(g.revoked_at IS NULL OR g.revoked_at > ?)", then).unless(mutated!(PastForgetsRevocation)))
}

/// `FROM delegations g` that let a reseller in at a client; `client` is a column.
fn let_in_at(reseller: Uuid, client: Sql, moment: &Moment) -> Sql {
    sql!("FROM delegations g WHERE ")
        .then(sql!("g.reseller_id = ?", reseller).unless(mutated!(DelegationOfAnyReseller)))
        .then(sql!(" AND g.client_id = "))
        .then(client)
        .then(sql!(" AND "))
        .then(in_force_at(moment))
}

/// A delegation `g` is in force at a moment.
pub(super) fn in_force_at(moment: &Moment) -> Sql {
    match moment {
        Moment::Now(now) => in_force(*now),
        Moment::Then { at, .. } => in_force_then(*at),
    }
}

/// `FROM delegations g` that let a reseller in at a client now; `client` is a column.
pub(crate) fn let_in(reseller: Uuid, client: Sql, now: Timestamp) -> Sql {
    let_in_at(reseller, client, &Moment::Now(now))
}

/// A consent in force covers a case's client. Asked for every row, or (for many) once for all clients.
fn covered(reseller: Uuid, client: Sql, scope: i64, moment: &Moment, many: bool) -> Sql {
    if many {
        // `IS TRUE` keeps the engines from beginning with the clients.
        sql!("(")
            .then(client)
            .then(sql!(" IN (SELECT g.client_id "))
            .then(let_in_at(reseller, sql!("g.client_id"), moment))
            .then(sql!(" AND g.scopes & ? <> 0)) IS TRUE", scope))
    } else {
        sql!("EXISTS (SELECT 1 ")
            .then(let_in_at(reseller, client, moment))
            .then(sql!(" AND g.scopes & ? <> 0)", scope))
    }
}

/// The scopes of the delegations in force, added up bit by bit (neither engine's `bit_or` is the
/// other's); null without any.
pub(crate) fn scopes_let_in(reseller: Uuid, client: Sql, now: Timestamp) -> Sql {
    scopes_let_in_at(reseller, client, &Moment::Now(now))
}

fn scopes_let_in_at(reseller: Uuid, client: Sql, moment: &Moment) -> Sql {
    sql!(
        "(SELECT max(g.scopes & 1) + max(g.scopes & 2) + max(g.scopes & 4) + max(g.scopes & 8)
               + max(g.scopes & 16) + max(g.scopes & 32) + max(g.scopes & 64) "
    )
    .then(let_in_at(reseller, client, moment))
    .then(sql!(")"))
}

/// Which scope an action needs; nothing for what no scope or level limits.
pub(super) fn scope_of(action: Action) -> Option<DelegationScope> {
    match action {
        Action::Comment if mutated!(ScopeOfCommentForgotten) => None,
        Action::Manage if mutated!(ScopeOfManageForgotten) => None,
        Action::Share if mutated!(ScopeOfShareForgotten) => None,
        Action::View => Some(DelegationScope::View),
        Action::File => Some(DelegationScope::File),
        Action::Comment => Some(DelegationScope::Comment),
        Action::Manage | Action::Rate => Some(DelegationScope::Manage),
        Action::Share => Some(DelegationScope::Share),
        Action::Escalate => Some(DelegationScope::Escalate),
        Action::Export => Some(DelegationScope::Export),
        Action::Work => None,
    }
}

/// What a share's level lets one do, in the same bits.
pub(super) fn scopes_of_level(level: ShareLevel) -> DelegationScopes {
    match level {
        ShareLevel::View => [DelegationScope::View].into_iter().collect(),
        ShareLevel::Collaborate => [DelegationScope::View, DelegationScope::Comment]
            .into_iter()
            .collect(),
    }
}

/// Every way in which policy lets the caller do `action`, with what the relation itself limits.
///
/// For `view` the limits of a relation do not matter, for they always include it.
pub(super) fn branches(caller: &Caller, policy: &Policy, action: Action, moment: &Moment) -> Vec<Branch> {
    let mut found = ways(caller, action, moment);
    found.retain(|branch| {
        policy
            .relations(branch.privileges, ObjectKind::Case, action)
            .has(branch.relation)
            || mutated!(PolicyNotAsked)
    });
    found
}

/// Every way in which a relation holds that covers `action`, whatever policy says of it.
pub(super) fn ways(caller: &Caller, action: Action, moment: &Moment) -> Vec<Branch> {
    let domain = &caller.domain;
    let mut found = caller
        .attachments
        .iter()
        .map(|at| account(domain.id, at.node, moment).with(at.privileges))
        .collect::<Vec<_>>();
    let anywhere = match domain.kind {
        DomainKind::Reseller => {
            let [resale, partner] = manager(domain.id, action, moment);
            let partner = Some(partner).filter(|_| caller.worth.partner);
            [resale].into_iter().chain(partner).collect()
        }
        DomainKind::Vendor => vec![support()],
        DomainKind::Client => Vec::new(),
    };
    let shares = caller
        .addresses
        .iter()
        .filter(|_| caller.worth.shares)
        .filter(|address| **address == caller.email || !mutated!(GroupSharesForgotten))
        .map(|address| shared(domain, address, action, moment));
    found.extend(
        anywhere
            .into_iter()
            .chain(shares)
            .map(|branch| branch.with(caller.privileges)),
    );
    found
}

impl Branch {
    /// The same, for somebody who may draw on these privileges through it.
    fn with(mut self, privileges: Privileges) -> Self {
        self.privileges = privileges;
        self
    }
}

/// *c* belongs to the domain, at or below a node; no node is the root, above every case.
pub(super) fn account(domain: Uuid, node: Option<Uuid>, moment: &Moment) -> Branch {
    let node = node.filter(|_| !mutated!(RootAttachmentEverywhere));
    let below = |node: Uuid| {
        sql!(
            "(SELECT x.descendant_id AS id FROM resource_closure x WHERE x.ancestor_id = ?)",
            node
        )
        .but(mutated!(ClosureForgotten), || {
            sql!("(SELECT x.id AS id FROM resources x WHERE x.id = ?)", node)
        })
    };
    let at_or_below = match (node, moment) {
        (None, _) => Sql::default(),
        (Some(node), Moment::Now(_)) => sql!(" AND (c.resource_id IN ")
            .then(below(node))
            .then(sql!(") IS TRUE")),
        (Some(node), Moment::Then { above, .. }) => {
            sql!(" AND CAST(? AS BIGINT) = 1", above.contains(&node))
        }
    };
    let own = sql!("c.domain_id = ?", domain).unless(mutated!(AccountOfAnyDomain));
    let holds = own.then(at_or_below.clone());
    // A node and those below it are of one domain, and so are their cases.
    let few = node.map(|node| Few {
        of: below(node),
        holds: sql!("c.resource_id = f.id"),
        when: None,
    });
    Branch {
        relation: Relation::Account,
        privileges: Privileges::EMPTY,
        from: sql!("cases c"),
        many: holds.clone(),
        led: sql!("c.domain_id IS NOT DISTINCT FROM ?", domain).then(at_or_below),
        few: few.filter(|_| matches!(moment, Moment::Now(_))),
        holds,
        key: Key::Case,
        scopes: every_scope(),
        whole: node.is_none(),
    }
}

/// The domain managed the client when *c* was filed, and is let in.
///
/// `managed_by` drives the index; the delegation's row is the truth. Back in time the stamp itself
/// is looked at.
pub(super) fn manager(domain: Uuid, action: Action, moment: &Moment) -> [Branch; 2] {
    let scope = scope_of(action).map_or(0, DelegationScopes::bit);
    let covered = |many| {
        covered(domain, sql!("c.domain_id"), scope, moment, many).unless(mutated!(DelegationForgotten))
    };
    let branch = |managed_by: Sql| {
        let is = |covered: Sql| managed_by.clone().then(sql!(" = ? AND ", domain)).then(covered);
        // The same comparison, for which no engine takes an index.
        let led = managed_by.clone().then(sql!(" IS NOT DISTINCT FROM ?", domain));
        Branch {
            relation: Relation::Manager,
            privileges: Privileges::EMPTY,
            from: sql!("cases c"),
            holds: is(covered(false)),
            many: is(covered(true).unless(mutated!(CountsForgetDelegation))),
            led: led
                .clone()
                .then(sql!(" AND "))
                .then(covered(false).unless(mutated!(ClientListForgetsDelegation))),
            few: Some(Few {
                of: sql!("(SELECT DISTINCT g.client_id AS id ")
                    .then(let_in_at(domain, sql!("g.client_id"), moment))
                    .then(sql!(" AND g.scopes & ? <> 0)", scope))
                    .but(mutated!(GatheringForgetsEnd), || {
                        sql!(
                            "(SELECT DISTINCT g.client_id AS id FROM delegations g WHERE g.reseller_id = ?)",
                            domain
                        )
                    }),
                holds: sql!("c.domain_id = f.id AND ").then(led),
                when: Some(ended_uncleared(domain, moment.at())),
            }),
            key: Key::Case,
            scopes: scopes_let_in_at(domain, sql!("c.domain_id"), moment),
            whole: false,
        }
    };
    match moment {
        Moment::Now(_) => [
            branch(sql!("c.resale_managed_by")),
            branch(sql!("c.partner_managed_by").but(mutated!(KindsConfused), || sql!("c.resale_managed_by"))),
        ],
        Moment::Then { .. } => [
            branch(sql!("c.resale_domain_id")),
            branch(sql!("c.partner_domain_id")),
        ],
    }
}

/// A row while stamps of consents that have ended are not yet cleared: then a reseller's index may
/// be full of cases that it does not see any more.
fn ended_uncleared(reseller: Uuid, now: Timestamp) -> Sql {
    sql!(
        "SELECT CAST(1 AS BIGINT) FROM delegations g
         WHERE g.reseller_id = ? AND g.cleared_at IS NULL AND (g.revoked_at IS NOT NULL OR g.expires_at IS NOT NULL)
           AND (g.revoked_at IS NOT NULL OR g.expires_at <= ?) LIMIT 1",
        reseller,
        now
    )
}

/// Shares `s` of *c* reach a domain (DESIGN §2.7): the client's own and the vendor's; a reseller
/// only while it is let in, and if a reseller shared only that reseller; other domains only by the
/// client's policy on outside shares, and never when a reseller shared.
fn reaches(domain: Uuid, kind: DomainKind, moment: &Moment, many: bool) -> Sql {
    let own = sql!("s.domain_id = ?", domain);
    // Looked up for one row, asked once for many.
    let not_by_reseller = if many {
        sql!("(s.shared_in IN (SELECT m.id FROM domains m WHERE m.kind = 'reseller')) IS NOT TRUE")
    } else {
        sql!("(SELECT m.kind FROM domains m WHERE m.id = s.shared_in) <> 'reseller'")
    };
    let either = |one: Sql, other: Sql| sql!("(").then(one).then(sql!(" OR ")).then(other).then(sql!(")"));
    let view = DelegationScopes::bit(DelegationScope::View);
    match kind {
        DomainKind::Vendor => sql!("1 = 1"),
        DomainKind::Reseller => {
            let is_let_in = covered(domain, sql!("s.domain_id"), view, moment, many)
                .unless(mutated!(ShareReachesShutReseller));
            let by_itself = either(sql!("s.shared_in = ?", domain), not_by_reseller)
                .unless(mutated!(ShareByResellerReachesAnother));
            either(own, Sql::join([is_let_in, by_itself], " AND "))
        }
        DomainKind::Client => {
            let outside = moment
                .shares_outside()
                .then(sql!(" = 1"))
                .unless(mutated!(OutsideSharesAlways));
            let not_by_reseller = not_by_reseller.unless(mutated!(OutsideSharesByResellers));
            either(own, Sql::join([outside, not_by_reseller], " AND "))
        }
    }
}

/// A share of *c* names an address of the domain, stands, and reaches the domain.
pub(super) fn shared(domain: &Domain, address: &str, action: Action, moment: &Moment) -> Branch {
    let scopes = sql!(
        "CASE s.level WHEN 'collaborate' THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END",
        scopes_of_level(ShareLevel::Collaborate),
        scopes_of_level(if mutated!(ShareLevelForgotten) {
            ShareLevel::Collaborate
        } else {
            ShareLevel::View
        })
    );
    let level = match scope_of(action) {
        Some(scope) if scopes_of_level(ShareLevel::View).has(scope) => sql!("1 = 1"),
        Some(scope) if scopes_of_level(ShareLevel::Collaborate).has(scope) => sql!("s.level = 'collaborate'"),
        _ => sql!("1 = 0"),
    };
    let holds = |many| {
        sql!("s.email = ? AND ", address)
            .then(moment.shared())
            .then(sql!(" AND "))
            .then(level.clone())
            .then(sql!(" AND "))
            .then(reaches(domain.id, domain.kind, moment, many))
    };
    Branch {
        relation: Relation::Shared,
        privileges: Privileges::EMPTY,
        from: sql!("shares s JOIN cases c ON c.id = s.case_id"),
        holds: holds(false),
        many: holds(true),
        led: holds(false),
        few: None,
        key: Key::Share,
        scopes,
        whole: false,
    }
}

/// The domain is the vendor's.
pub(super) fn support() -> Branch {
    Branch {
        relation: Relation::Support,
        privileges: Privileges::EMPTY,
        from: sql!("cases c"),
        holds: sql!("1 = 1"),
        many: sql!("1 = 1"),
        led: sql!("1 = 1"),
        few: None,
        key: Key::Case,
        scopes: every_scope(),
        whole: true,
    }
}

fn every_scope() -> Sql {
    sql!("CAST(? AS BIGINT)", DelegationScopes::all())
}
