//! Organizations, domains, their aliases and plans.

use super::super::known::{Claim, DomainKnown};
use super::super::plan::DomainRow;
use super::super::report::Kind;
use super::Check;
use shared::Timestamp;
use shared::words::DomainKind;
use std::collections::HashMap;
use uuid::Uuid;

impl Check<'_, '_> {
    pub(super) fn organizations(&mut self) {
        for line in &self.file.organizations {
            let claim = self
                .known
                .organizations
                .claim(line.item.key.to_owned(), line.number, line.id);
            if self.is_new(Kind::Organization, line.number, claim, |_| Ok(())) {
                self.plan.organizations.push((line.id, &line.item));
                self.report.added(Kind::Organization);
            }
        }
    }

    pub(super) fn domains(&mut self) {
        let vendors = self
            .known
            .domains
            .iter()
            .filter(|(_, domain)| domain.kind == DomainKind::Vendor);
        let mut vendor = vendors.map(|(name, _)| name.clone()).next();
        for line in &self.file.domains {
            let (number, item) = (line.number, &line.item);
            let organization = item.organization.as_deref().and_then(|key| {
                let found = self.known.organizations.get(key);
                if found.is_none() {
                    self.refuse(number, format!("organization: there is no organization `{key}`"));
                }
                found
            });
            let domain = DomainKnown {
                id: line.id,
                kind: item.kind,
                organization,
            };
            let claim = self.known.domains.claim(item.name.to_owned(), number, domain);
            let same = |there: DomainKnown| match there.kind == item.kind {
                true => Ok(()),
                false => Err(format!(
                    "kind: `{}` is there already, as a {}",
                    &*item.name, there.kind
                )),
            };
            if !self.is_new(Kind::Domain, number, claim, same) {
                continue;
            }
            if self.known.aliases.get(&*item.name).is_some() {
                let reason = format!("name: `{}` is an alias already", &*item.name);
                self.refuse(number, reason);
            }
            if item.kind == DomainKind::Vendor {
                match &vendor {
                    Some(other) => {
                        let reason = format!("kind: there is one vendor only, and `{other}` is it");
                        self.refuse(number, reason);
                    }
                    None => vendor = Some(item.name.to_owned()),
                }
            }
            self.plan.domains.push(DomainRow {
                id: line.id,
                kind: item.kind,
                organization,
                line: item,
            });
            self.report.added(Kind::Domain);
        }
    }

    /// Aliases of new domains, once every name is known.
    pub(super) fn aliases(&mut self) {
        for line in &self.file.domains {
            if self
                .known
                .domains
                .get(&*line.item.name)
                .is_none_or(|domain| domain.id != line.id)
            {
                continue;
            }
            for alias in line.item.aliases.iter().flatten() {
                let claim = self
                    .known
                    .aliases
                    .claim((**alias).to_owned(), line.number, line.id);
                let is_domain = self.known.domains.get(&**alias).is_some();
                if is_domain || !matches!(claim, Claim::New) {
                    let what = if is_domain { "a domain" } else { "an alias" };
                    self.refuse(line.number, format!("aliases: `{}` is {what} already", &**alias));
                    continue;
                }
                self.plan.aliases.push((alias, line.id));
            }
        }
    }

    /// Plans of new domains, from the first that the file says about the client.
    pub(super) fn client_plans(&mut self) {
        let mut begin = HashMap::<Uuid, Timestamp>::new();
        let tenures = self
            .file
            .tenures
            .iter()
            .map(|line| (&line.item.client, line.item.from));
        let cases = self
            .file
            .cases
            .iter()
            .map(|line| (&line.item.domain, line.item.filed_at));
        for (name, at) in tenures.chain(cases) {
            if let Some(domain) = self.known.domains.get(&**name) {
                let first = begin.entry(domain.id).or_insert(self.now);
                *first = at.min(*first);
            }
        }
        for line in &self.file.domains {
            let Some(key) = line.item.plan.as_deref() else {
                continue;
            };
            let Some(plan) = self.known.plans.get(key) else {
                self.refuse(line.number, format!("plan: there is no plan `{key}`"));
                continue;
            };
            if line.item.kind != DomainKind::Client {
                self.refuse(line.number, "plan: only clients have one");
            } else if self
                .known
                .domains
                .get(&*line.item.name)
                .is_some_and(|domain| domain.id == line.id)
            {
                let from = begin.get(&line.id).copied().unwrap_or(self.now);
                self.plan.client_plans.push((line.id, from, plan));
            }
        }
    }
}
