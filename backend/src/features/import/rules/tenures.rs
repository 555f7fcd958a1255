//! Who manages which client when, and whom clients let in: taken as they stand.

use super::super::known::{Found, TenureKnown};
use super::super::plan::{DelegationRow, TenureRow};
use super::super::report::Kind;
use super::Check;
use shared::words::{DelegationScopes, DomainKind};
use uuid::Uuid;

impl Check<'_, '_> {
    pub(super) fn tenures(&mut self) {
        for line in &self.file.tenures {
            let (number, item) = (line.number, &line.item);
            let Some((client, reseller)) = self.parties(number, &item.client, &item.reseller) else {
                continue;
            };
            let new = TenureKnown {
                reseller,
                kind: item.kind,
                from: item.from,
                to: item.to,
            };
            let there = self.known.tenures.entry(client).or_default();
            let same = there.iter().find(|other| {
                (other.value.reseller, other.value.kind, other.value.from) == (reseller, item.kind, item.from)
            });
            match same.map(|other| other.line) {
                Some(Some(first)) => {
                    self.refuse(number, format!("this tenure is on line {first} already"));
                    continue;
                }
                Some(None) => {
                    self.report.untouched(Kind::Tenure);
                    continue;
                }
                None => {}
            }
            if item.to.is_some_and(|to| to <= item.from) {
                self.refuse(number, "to: not later than `from`");
                continue;
            }
            let overlapping = there
                .iter()
                .filter(|other| overlap(&other.value, &new))
                .copied()
                .collect::<Vec<_>>();
            there.push(Found {
                line: Some(number),
                value: new,
            });
            for other in overlapping {
                self.refuse_overlap(number, &other);
            }
            self.plan.tenures.push(TenureRow {
                number,
                id: line.id,
                client,
                reseller,
                kind: item.kind,
                from: item.from,
                to: item.to,
            });
            self.report.added(Kind::Tenure);
        }
    }

    /// Refuses both lines, or the one against what is in the database.
    fn refuse_overlap(&mut self, number: usize, other: &Found<TenureKnown>) {
        if let Some(line) = other.line {
            self.refuse(number, format!("this tenure overlaps the one on line {line}"));
            self.refuse(line, format!("this tenure overlaps the one on line {number}"));
            return;
        }
        let names = self.known.domains.iter();
        let name = names
            .filter(|(_, domain)| domain.id == other.value.reseller)
            .map(|(name, _)| name.as_str());
        let name = name.collect::<String>();
        let from = other.value.from;
        let to = other.value.to.map_or_else(String::new, |to| format!(" to {to}"));
        self.refuse(
            number,
            format!("this tenure overlaps the one of {name} from {from}{to}, which is there already"),
        );
    }

    pub(super) fn delegations(&mut self) {
        for line in &self.file.delegations {
            let (number, item) = (line.number, &line.item);
            let Some((client, reseller)) = self.parties(number, &item.client, &item.reseller) else {
                continue;
            };
            let claim = self
                .known
                .delegations
                .claim((client, reseller, item.granted_at), number, ());
            if !self.is_new(Kind::Delegation, number, claim, Ok) {
                continue;
            }
            for (key, end) in [("expires_at", item.expires_at), ("revoked_at", item.revoked_at)] {
                if end.is_some_and(|end| end < item.granted_at) {
                    self.refuse(number, format!("{key}: earlier than `granted_at`"));
                }
            }
            let scopes = match &item.scopes {
                Some(scopes) => scopes.iter().copied().collect(),
                None => DelegationScopes::usual(),
            };
            self.plan.delegations.push(DelegationRow {
                id: line.id,
                client,
                reseller,
                scopes: scopes.with_view(),
                granted_at: item.granted_at,
                expires_at: item.expires_at,
                revoked_at: item.revoked_at,
            });
            self.report.added(Kind::Delegation);
        }
    }

    /// The client and the reseller.
    fn parties(&mut self, number: usize, client: &str, reseller: &str) -> Option<(Uuid, Uuid)> {
        let client = self.domain_of_kind(number, "client", client, DomainKind::Client);
        let reseller = self.domain_of_kind(number, "reseller", reseller, DomainKind::Reseller);
        Some((client?, reseller?))
    }

    fn domain_of_kind(&mut self, number: usize, key: &str, name: &str, kind: DomainKind) -> Option<Uuid> {
        let domain = self.domain(number, key, name)?;
        if domain.kind != kind {
            self.refuse(number, format!("{key}: `{name}` is a {}", domain.kind));
            return None;
        }
        Some(domain.id)
    }
}

/// Whether there is an instant at which both are open.
fn overlap(one: &TenureKnown, other: &TenureKnown) -> bool {
    let begins_before_end = |a: &TenureKnown, b: &TenureKnown| b.to.is_none_or(|to| a.from < to);
    one.kind == other.kind && begins_before_end(one, other) && begins_before_end(other, one)
}
