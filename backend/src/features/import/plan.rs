//! What is to be stored: rows whose every reference was found, in the order in which they can be
//! inserted. The texts stay in the lines.

use super::format;
use shared::Timestamp;
use shared::case::State;
use shared::words::{
    DelegationScopes, DomainKind, Privileges, ResourceKind, Severity, ShareLevel, TenureKind,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Everything to be stored.
#[derive(Default)]
pub(super) struct Plan<'f> {
    pub(super) organizations: Vec<(Uuid, &'f format::Organization)>,
    pub(super) domains: Vec<DomainRow<'f>>,
    /// Alias, domain.
    pub(super) aliases: Vec<(&'f str, Uuid)>,
    /// Client, since when, plan.
    pub(super) client_plans: Vec<(Uuid, Timestamp, Uuid)>,
    pub(super) accounts: Vec<AccountRow<'f>>,
    /// Id, domain.
    pub(super) groups: Vec<(Uuid, Uuid, &'f format::Group)>,
    /// Account, group.
    pub(super) memberships: Vec<(Uuid, Uuid)>,
    pub(super) resources: Vec<ResourceRow<'f>>,
    /// Ancestor, descendant.
    pub(super) closure: Vec<(Uuid, Uuid)>,
    pub(super) roles: Vec<RoleRow<'f>>,
    pub(super) assignments: Vec<AssignmentRow>,
    pub(super) products: Vec<(Uuid, &'f format::Product)>,
    pub(super) categories: Vec<CategoryRow<'f>>,
    pub(super) tenures: Vec<TenureRow>,
    pub(super) delegations: Vec<DelegationRow>,
    pub(super) cases: Vec<CaseRow<'f>>,
    pub(super) comments: Vec<CommentRow<'f>>,
    pub(super) shares: Vec<ShareRow<'f>>,
}

impl Plan<'_> {
    /// The cases that are new, or that something is said about; each once.
    pub(super) fn touched(&self) -> Vec<Uuid> {
        let new = self.cases.iter().map(|case| case.id);
        let said = self.comments.iter().map(|comment| comment.case);
        new.chain(said).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

pub(super) struct DomainRow<'f> {
    pub(super) id: Uuid,
    pub(super) kind: DomainKind,
    pub(super) organization: Option<Uuid>,
    pub(super) line: &'f format::Domain,
}

pub(super) struct AccountRow<'f> {
    pub(super) id: Uuid,
    pub(super) domain: Uuid,
    pub(super) line: &'f format::Account,
}

pub(super) struct ResourceRow<'f> {
    pub(super) id: Uuid,
    pub(super) domain: Uuid,
    pub(super) parent: Option<Uuid>,
    pub(super) path: &'f str,
    pub(super) kind: ResourceKind,
}

pub(super) struct RoleRow<'f> {
    pub(super) id: Uuid,
    pub(super) domain: Option<Uuid>,
    pub(super) organization: Option<Uuid>,
    pub(super) name: &'f str,
    pub(super) privileges: Privileges,
}

pub(super) struct AssignmentRow {
    pub(super) id: Uuid,
    pub(super) domain: Uuid,
    pub(super) account: Option<Uuid>,
    pub(super) group: Option<Uuid>,
    pub(super) role: Uuid,
    /// Below the root.
    pub(super) resource: Option<Uuid>,
}

pub(super) struct CategoryRow<'f> {
    pub(super) id: Uuid,
    pub(super) product: Uuid,
    pub(super) parent: Option<Uuid>,
    pub(super) line: &'f format::Category,
}

pub(super) struct TenureRow {
    /// The line's number.
    pub(super) number: usize,
    pub(super) id: Uuid,
    pub(super) client: Uuid,
    pub(super) reseller: Uuid,
    pub(super) kind: TenureKind,
    pub(super) from: Timestamp,
    pub(super) to: Option<Timestamp>,
}

pub(super) struct DelegationRow {
    pub(super) id: Uuid,
    pub(super) client: Uuid,
    pub(super) reseller: Uuid,
    pub(super) scopes: DelegationScopes,
    pub(super) granted_at: Timestamp,
    pub(super) expires_at: Option<Timestamp>,
    pub(super) revoked_at: Option<Timestamp>,
}

pub(super) struct CaseRow<'f> {
    pub(super) id: Uuid,
    pub(super) domain: Uuid,
    pub(super) resource: Option<Uuid>,
    pub(super) filed_by: Uuid,
    pub(super) filed_in: Uuid,
    pub(super) product: Option<Uuid>,
    pub(super) category: Option<Uuid>,
    pub(super) severity: Severity,
    pub(super) state: State,
    pub(super) updated_at: Timestamp,
    pub(super) closed_at: Option<Timestamp>,
    pub(super) line: &'f format::Case,
}

pub(super) struct CommentRow<'f> {
    pub(super) id: Uuid,
    pub(super) case: Uuid,
    pub(super) author: Uuid,
    pub(super) domain: Uuid,
    pub(super) at: Timestamp,
    pub(super) body: &'f str,
    /// For the vendor's desk only.
    pub(super) internal: bool,
}

pub(super) struct ShareRow<'f> {
    pub(super) id: Uuid,
    pub(super) case: Uuid,
    pub(super) email: &'f str,
    pub(super) level: ShareLevel,
    pub(super) by: Uuid,
    pub(super) shared_in: Uuid,
    pub(super) at: Timestamp,
    pub(super) expires_at: Option<Timestamp>,
    /// The case's.
    pub(super) updated_at: Timestamp,
}
