//! Accounts, groups and who is in which.

use super::super::known::{DomainKnown, Principal};
use super::super::plan::AccountRow;
use super::super::report::Kind;
use super::super::values::{Address, Host};
use super::Check;

impl Check<'_, '_> {
    pub(super) fn accounts(&mut self) {
        for line in &self.file.accounts {
            let (number, item) = (line.number, &line.item);
            let Some(domain) = self.domain(number, "domain", &item.domain) else {
                continue;
            };
            let account = Principal {
                id: line.id,
                domain: domain.id,
                is_group: false,
            };
            if !self.is_principal(Kind::Account, number, &item.email, account) {
                continue;
            }
            self.check_host(number, domain, &item.domain, &item.email);
            if item.password.is_some() && item.password_hash.is_some() {
                self.refuse(number, "password, password_hash: one of them only");
            }
            self.plan.accounts.push(AccountRow {
                id: line.id,
                domain: domain.id,
                line: item,
            });
            self.report.added(Kind::Account);
        }
    }

    pub(super) fn groups(&mut self) {
        for line in &self.file.groups {
            let (number, item) = (line.number, &line.item);
            let Some(domain) = self.domain(number, "domain", &item.domain) else {
                continue;
            };
            let group = Principal {
                id: line.id,
                domain: domain.id,
                is_group: true,
            };
            if self.is_principal(Kind::Group, number, &item.email, group) {
                self.check_host(number, domain, &item.domain, &item.email);
                self.plan.groups.push((line.id, domain.id, item));
                self.report.added(Kind::Group);
            }
        }
    }

    pub(super) fn memberships(&mut self) {
        for line in &self.file.memberships {
            let (number, item) = (line.number, &line.item);
            let group = self
                .known
                .principals
                .get(&*item.group)
                .filter(|found| found.is_group);
            if group.is_none() {
                self.refuse(number, format!("group: there is no group `{}`", &*item.group));
            }
            let account = self.account(number, "account", &item.account);
            let (Some(group), Some(account)) = (group, account) else {
                continue;
            };
            if group.domain != account.domain {
                self.refuse(number, "account and group are not of one domain");
                continue;
            }
            let claim = self.known.memberships.claim((account.id, group.id), number, ());
            if self.is_new(Kind::Membership, number, claim, Ok) {
                if self.known.ended.contains(&group.id) {
                    self.refuse(number, format!("group: `{}` was ended", &*item.group));
                }
                self.plan.memberships.push((account.id, group.id));
                self.report.added(Kind::Membership);
            }
        }
    }

    /// The host of an address is the domain's name or one of its aliases.
    fn check_host(&mut self, number: usize, domain: DomainKnown, name: &Host, address: &Address) {
        let host = address.host();
        if host != &**name && self.known.aliases.get(host) != Some(domain.id) {
            let reason = format!(
                "email: `{host}` is neither the domain `{}` nor an alias of it",
                &**name
            );
            self.refuse(number, reason);
        }
    }

    /// Whether the address is a new one. Accounts and groups share their addresses, for shares
    /// and roles name either.
    fn is_principal(&mut self, kind: Kind, number: usize, address: &Address, new: Principal) -> bool {
        let claim = self.known.principals.claim((**address).to_owned(), number, new);
        self.is_new(kind, number, claim, |there| {
            if there.is_group != new.is_group {
                let other = if there.is_group { "a group" } else { "an account" };
                Err(format!("email: `{}` is there already, as {other}", &**address))
            } else if there.domain != new.domain {
                Err(format!(
                    "email: `{}` is there already, in another domain",
                    &**address
                ))
            } else {
                Ok(())
            }
        })
    }
}
