//! Who works at the vendor's support desk now, and who decides escalations there.
//!
//! An assignment of a case is a note about who works it, no right: it counts only while that account
//! could take the case.

use super::acting::Acting;
use super::seers::Held;
use crate::db::sql;
use crate::error::Result;
use shared::words::{Action, ObjectKind, Privilege, Privileges, Relation};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Roles held in the vendor's domain that are looked at, at most.
const ROLES: i64 = 20_000;

/// Somebody who works at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// The account.
    pub account: Uuid,
    /// Its name.
    pub name: String,
    /// Its address.
    pub email: String,
    /// Whether policy lets it work what was handed to engineers.
    pub engineer: bool,
}

/// What each account may draw on in a domain, of all the roles it holds there.
fn sums(held: &[Held]) -> BTreeMap<Uuid, Privileges> {
    let member: Privileges = [Privilege::Member].into_iter().collect();
    let mut sums = BTreeMap::new();
    for role in held {
        let sum = sums.entry(role.account_id).or_insert(member);
        *sum = sum.union(role.privileges);
    }
    sums
}

impl Acting {
    /// The enabled accounts of the caller's own domain that policy lets work cases at the desk, by
    /// name: nobody, but in the vendor's domain.
    ///
    /// # Errors
    /// What the database says.
    pub async fn staff(&mut self) -> Result<Vec<Staff>> {
        let held = self.held(self.caller.domain.id, ROLES).await?;
        let sums = sums(&held);
        let may = |account: Uuid, kind, relation| {
            let privileges = sums.get(&account).copied().unwrap_or_default();
            self.policy
                .relations(privileges, kind, Action::Work)
                .has(relation)
        };
        let mut staff = held
            .into_iter()
            .filter(|role| may(role.account_id, ObjectKind::Case, Relation::Support))
            .map(|role| Staff {
                engineer: may(role.account_id, ObjectKind::Tier, Relation::Own),
                account: role.account_id,
                name: role.name,
                email: role.email,
            })
            .collect::<Vec<_>>();
        // One line per role came, by name and address.
        staff.dedup_by_key(|one| one.account);
        Ok(staff)
    }

    /// The enabled accounts of the vendor that policy lets decide escalations.
    ///
    /// # Errors
    /// What the database says.
    pub async fn deciders(&mut self) -> Result<Vec<Uuid>> {
        let vendor: Option<(Uuid,)> = self
            .tx
            .opt(sql!("SELECT id FROM domains WHERE kind = 'vendor'"))
            .await?;
        let Some((vendor,)) = vendor else {
            return Ok(Vec::new());
        };
        let held = self.held(vendor, ROLES).await?;
        let decides = |privileges: Privileges| {
            self.policy
                .relations(privileges, ObjectKind::Case, Action::Escalate)
                .has(Relation::Support)
        };
        let sums = sums(&held).into_iter();
        Ok(sums
            .filter(|(_, privileges)| decides(*privileges))
            .map(|(account, _)| account)
            .collect())
    }
}
