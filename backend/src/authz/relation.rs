//! The predicates: when a relation holds between a caller and a case. Each exists once, here,
//! and serves single objects, lists, counts and search alike.
//!
//! A relation is one or more [`Branch`]es. A list is a `UNION` of the branches, each read in the
//! order of an index and cut off; a single look-up is the same branches with the case's number
//! added. There is never an `OR` between relations: it made lists walk the whole table.

use super::{Caller, Policy};
use crate::db::{Sql, sql};
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
    /// Instant and id in the order of an index: the same values as `c.updated_at` and `c.id`.
    pub(super) key: Key,
    /// The scopes that the relation itself grants, as a bit mask; an expression.
    pub(super) scopes: Sql,
    /// Holds for every case of the caller's domain, or of all.
    pub(super) whole: bool,
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
    sql!(
        "t.from_at <= ? AND (t.to_at IS NULL OR t.to_at > ?)",
        instant,
        instant
    )
}

/// A delegation `g` is in force: granted, not revoked, not expired.
#[must_use]
pub fn in_force(now: Timestamp) -> Sql {
    sql!(
        "g.granted_at <= ? AND g.revoked_at IS NULL AND (g.expires_at IS NULL OR g.expires_at > ?)",
        now,
        now
    )
}

/// `FROM delegations g` that let a reseller in at a client now; `client` is a column.
pub(crate) fn let_in(reseller: Uuid, client: Sql, now: Timestamp) -> Sql {
    sql!(
        "FROM delegations g WHERE g.reseller_id = ? AND g.client_id = ",
        reseller
    )
    .then(client)
    .then(sql!(" AND "))
    .then(in_force(now))
}

/// The scopes of the delegations in force, added up bit by bit (neither engine's `bit_or` is the
/// other's); null without any.
pub(crate) fn scopes_let_in(reseller: Uuid, client: Sql, now: Timestamp) -> Sql {
    sql!(
        "(SELECT max(g.scopes & 1) + max(g.scopes & 2) + max(g.scopes & 4) + max(g.scopes & 8)
               + max(g.scopes & 16) + max(g.scopes & 32) + max(g.scopes & 64) "
    )
    .then(let_in(reseller, client, now))
    .then(sql!(")"))
}

/// Which scope an action needs; nothing for what no scope or level limits.
pub(super) fn scope_of(action: Action) -> Option<DelegationScope> {
    match action {
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
pub(super) fn branches(caller: &Caller, policy: &Policy, action: Action, now: Timestamp) -> Vec<Branch> {
    let mut found = account(caller);
    match caller.domain.kind {
        DomainKind::Reseller => found.extend(manager(caller, action, now)),
        DomainKind::Vendor => found.push(support(caller)),
        DomainKind::Client => {}
    }
    found.extend(
        caller
            .addresses
            .iter()
            .map(|address| shared(caller, address, action, now)),
    );
    found.retain(|branch| {
        policy
            .relations(branch.privileges, ObjectKind::Case, action)
            .has(branch.relation)
    });
    found
}

/// *c* belongs to the caller's domain, at or below a node that a role of the caller is attached to.
fn account(caller: &Caller) -> Vec<Branch> {
    let domain = caller.domain.id;
    let at = |attachment: &super::Attachment| Branch {
        relation: Relation::Account,
        privileges: attachment.privileges,
        from: sql!("cases c"),
        holds: match attachment.node {
            None => sql!("c.domain_id = ?", domain),
            Some(node) => sql!(
                "c.domain_id = ? AND c.resource_id IN
                 (SELECT x.descendant_id FROM resource_closure x WHERE x.ancestor_id = ?)",
                domain,
                node
            ),
        },
        key: Key::Case,
        scopes: every_scope(),
        whole: attachment.node.is_none(),
    };
    caller.attachments.iter().map(at).collect()
}

/// The caller's domain managed the client when *c* was filed, and is let in now.
///
/// `managed_by` drives the index; the delegation's row is the truth.
fn manager(caller: &Caller, action: Action, now: Timestamp) -> [Branch; 2] {
    let domain = caller.domain.id;
    let scope = scope_of(action).map_or(0, DelegationScopes::bit);
    let branch = |managed_by: Sql| Branch {
        relation: Relation::Manager,
        privileges: caller.privileges,
        from: sql!("cases c"),
        holds: managed_by
            .then(sql!(" AND EXISTS (SELECT 1 "))
            .then(let_in(domain, sql!("c.domain_id"), now))
            .then(sql!(" AND g.scopes & ? <> 0)", scope)),
        key: Key::Case,
        scopes: scopes_let_in(domain, sql!("c.domain_id"), now),
        whole: false,
    };
    [
        branch(sql!("c.resale_managed_by = ?", domain)),
        branch(sql!("c.partner_managed_by = ?", domain)),
    ]
}

/// An unexpired, effective share of *c* names an address of the caller.
///
/// Effective towards the client's own domain and the vendor's; towards a reseller only while it
/// is let in, and if a reseller shared only within that reseller's domain; towards other domains
/// only by the client's policy on outside shares, and never when a reseller shared.
fn shared(caller: &Caller, address: &str, action: Action, now: Timestamp) -> Branch {
    let domain = caller.domain.id;
    let by_reseller = || sql!("(SELECT m.kind FROM domains m WHERE m.id = s.shared_in) = 'reseller'");
    let effective = match caller.domain.kind {
        DomainKind::Vendor => sql!("1 = 1"),
        DomainKind::Reseller => sql!("(c.domain_id = ? OR (EXISTS (SELECT 1 ", domain)
            .then(let_in(domain, sql!("c.domain_id"), now))
            .then(sql!(") AND (s.shared_in = ? OR NOT ", domain))
            .then(by_reseller())
            .then(sql!(")))")),
        DomainKind::Client => sql!(
            "(c.domain_id = ? OR ((SELECT o.outside_shares FROM domains o WHERE o.id = c.domain_id) = 1 AND NOT ",
            domain
        )
        .then(by_reseller())
        .then(sql!("))")),
    };
    let scopes = sql!(
        "CASE s.level WHEN 'collaborate' THEN CAST(? AS BIGINT) ELSE CAST(? AS BIGINT) END",
        scopes_of_level(ShareLevel::Collaborate),
        scopes_of_level(ShareLevel::View)
    );
    let level = match scope_of(action) {
        Some(scope) if scopes_of_level(ShareLevel::View).has(scope) => sql!("1 = 1"),
        Some(scope) if scopes_of_level(ShareLevel::Collaborate).has(scope) => sql!("s.level = 'collaborate'"),
        _ => sql!("1 = 0"),
    };
    Branch {
        relation: Relation::Shared,
        privileges: caller.privileges,
        from: sql!("shares s JOIN cases c ON c.id = s.case_id"),
        holds: sql!(
            "s.email = ? AND (s.expires_at IS NULL OR s.expires_at > ?) AND ",
            address,
            now
        )
        .then(level)
        .then(sql!(" AND "))
        .then(effective),
        key: Key::Share,
        scopes,
        whole: false,
    }
}

/// The caller's domain is the vendor's.
fn support(caller: &Caller) -> Branch {
    Branch {
        relation: Relation::Support,
        privileges: caller.privileges,
        from: sql!("cases c"),
        holds: sql!("1 = 1"),
        key: Key::Case,
        scopes: every_scope(),
        whole: true,
    }
}

fn every_scope() -> Sql {
    sql!("CAST(? AS BIGINT)", DelegationScopes::all())
}
