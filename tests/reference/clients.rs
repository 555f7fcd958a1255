//! What a reseller reads about its clients.

use super::facts::{Account, Facts};
use shared::Timestamp;
use shared::api::clients::{Access, Standing};
use shared::words::{DelegationScope, Privilege, TenureKind};
use std::cmp::Reverse;

/// A client, as its reseller sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Client {
    /// The client's name.
    pub name: String,
    /// Managed now, or once.
    pub standing: Standing,
    /// Whether it lets the reseller in.
    pub access: Access,
    /// What for.
    pub scopes: Vec<DelegationScope>,
    /// Until when.
    pub expires_at: Option<Timestamp>,
    /// The periods of management that have begun, newest first.
    pub tenures: Vec<(TenureKind, Timestamp, Option<Timestamp>)>,
}

/// How periods are sorted; of two that begin together either may come first.
#[must_use]
pub fn newest_first(tenure: &(TenureKind, Timestamp, Option<Timestamp>)) -> (Reverse<Timestamp>, TenureKind) {
    (Reverse(tenure.1), tenure.0)
}

impl Facts {
    /// The clients that an account is shown, by name; nothing when its roles show it none.
    #[must_use]
    pub fn clients(&self, account: &Account, now: Timestamp) -> Option<Vec<Client>> {
        if !self.has(account, Privilege::ClientsView) {
            return None;
        }
        let mut found = Vec::new();
        for domain in &self.domains {
            found.extend(self.client(&domain.name, &account.domain, now));
        }
        found.sort_by(|one, other| one.name.cmp(&other.name));
        Some(found)
    }

    /// A client of a reseller: managed now, or once and still letting it in.
    fn client(&self, client: &str, reseller: &str, now: Timestamp) -> Option<Client> {
        let mut tenures = Vec::new();
        for tenure in &self.tenures {
            if tenure.client == client && tenure.reseller == reseller && tenure.from <= now {
                tenures.push((tenure.kind, tenure.from, tenure.to));
            }
        }
        tenures.sort_by_key(newest_first);
        let current = self.managed(client, reseller, now);
        let scopes = self.let_in(client, reseller, now);
        if tenures.is_empty() || (!current && scopes.is_none()) {
            return None;
        }
        let mut consents = Vec::new();
        for delegation in &self.delegations {
            if delegation.client == client && delegation.reseller == reseller {
                consents.push(delegation);
            }
        }
        let in_force = consents.iter().filter(|consent| consent.in_force(now));
        let ends = in_force.map(|consent| consent.expires_at).collect::<Vec<_>>();
        let unlimited = ends.contains(&None);
        let newest = consents.iter().max_by_key(|consent| consent.granted_at);
        let access = match newest {
            _ if scopes.is_some() => Access::Granted,
            None => Access::NeverGranted,
            Some(last) if last.revoked_at.is_some() => Access::Revoked,
            Some(_) => Access::Expired,
        };
        let mut scopes = scopes.unwrap_or_default();
        scopes.sort();
        Some(Client {
            name: client.to_owned(),
            standing: if current {
                Standing::Current
            } else {
                Standing::Former
            },
            access,
            scopes,
            expires_at: ends.into_iter().flatten().max().filter(|_| !unlimited),
            tenures,
        })
    }
}
