//! Which lines can be imported, and what they come to. No I/O: what the database has is given.
//!
//! Types are looked at in an order in which each refers only to those before it, so that within
//! the file lines may stand in any order. A line that is refused still counts as being there, so
//! that one mistake is not reported again by everything that refers to it.

mod accounts;
mod cases;
mod catalogue;
mod domains;
mod resources;
mod roles;
mod talk;
mod tenures;

use super::format::File;
use super::known::{Claim, DomainKnown, Known, Principal};
use super::plan::Plan;
use super::report::{BadLine, Kind, Report};
use crate::authz::Roles;
use shared::Timestamp;

/// What a file comes to.
pub(super) struct Outcome<'f> {
    /// What is to be stored.
    pub(super) plan: Plan<'f>,
    /// What is added and what left untouched.
    pub(super) report: Report,
    /// What stands in the way.
    pub(super) bad: Vec<BadLine>,
}

/// Looks at every line of the file, given what the database has of what it names.
pub(super) fn check<'f>(file: &'f File, known: Known, roles: &Roles, now: Timestamp) -> Outcome<'f> {
    let mut check = Check {
        file,
        known,
        builtin: roles,
        now,
        plan: Plan::default(),
        report: Report::default(),
        bad: file.bad.clone(),
    };
    check.organizations();
    check.domains();
    check.aliases();
    check.products();
    check.categories();
    check.accounts();
    check.groups();
    check.memberships();
    check.resources();
    check.roles();
    check.assignments();
    check.tenures();
    check.delegations();
    check.client_plans();
    check.cases();
    check.comments();
    check.shares();
    Outcome {
        plan: check.plan,
        report: check.report,
        bad: check.bad,
    }
}

/// The bad line of a tenure that would change the stamps of cases that are there.
pub(super) fn would_restamp(line: usize, numbers: &[String]) -> BadLine {
    const NAMED: usize = 20;
    let named = numbers
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    let more = match numbers.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let reason =
        format!("this tenure would change who managed the client when these cases were filed: {named}{more}");
    BadLine { line, reason }
}

struct Check<'f, 'r> {
    file: &'f File,
    known: Known,
    builtin: &'r Roles,
    now: Timestamp,
    plan: Plan<'f>,
    report: Report,
    bad: Vec<BadLine>,
}

impl Check<'_, '_> {
    fn refuse(&mut self, line: usize, reason: impl Into<String>) {
        let reason = reason.into();
        self.bad.push(BadLine { line, reason });
    }

    /// Whether the line adds something; otherwise it is counted or refused. What was there before
    /// must be `same` as what the line means.
    fn is_new<T>(
        &mut self,
        kind: Kind,
        line: usize,
        claim: Claim<T>,
        same: impl FnOnce(T) -> Result<(), String>,
    ) -> bool {
        match claim {
            Claim::New => return true,
            Claim::Twice(first) => {
                self.refuse(line, format!("this {} is on line {first} already", kind.as_str()));
            }
            Claim::Untouched(there) => match same(there) {
                Ok(()) => self.report.untouched(kind),
                Err(reason) => self.refuse(line, reason),
            },
        }
        false
    }

    fn domain(&mut self, line: usize, key: &str, name: &str) -> Option<DomainKnown> {
        let found = self.known.domains.get(name);
        if found.is_none() {
            self.refuse(line, format!("{key}: there is no domain `{name}`"));
        }
        found
    }

    fn principal(&mut self, line: usize, key: &str, address: &str) -> Option<Principal> {
        let found = self.known.principals.get(address);
        if found.is_none() {
            self.refuse(line, format!("{key}: there is no account or group `{address}`"));
        }
        found
    }

    fn account(&mut self, line: usize, key: &str, address: &str) -> Option<Principal> {
        let found = self.known.principals.get(address).filter(|found| !found.is_group);
        if found.is_none() {
            self.refuse(line, format!("{key}: there is no account `{address}`"));
        }
        found
    }
}
