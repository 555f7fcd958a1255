//! Whom one may share with (DESIGN §2.7).

use super::facts::{Account, Case, Domain, Facts};
use shared::Timestamp;
use shared::words::DomainKind;

impl Facts {
    /// The domain that an address belongs to by its host, whether or not somebody has it.
    #[must_use]
    pub fn host(&self, email: &str) -> Option<&Domain> {
        let (_, host) = email.split_once('@')?;
        self.domains.iter().find(|domain| domain.name == host)
    }

    /// Whether somebody who may share a case may share it with an address.
    #[must_use]
    pub fn may_share(&self, by: &Account, case: &Case, email: &str, now: Timestamp) -> bool {
        let outside = self.domain(&case.domain).outside;
        let by_reseller = self.kind(&by.domain) == DomainKind::Reseller;
        let Some(to) = self.host(email) else {
            return outside && !by_reseller;
        };
        if to.name == case.domain || to.kind == DomainKind::Vendor || to.name == by.domain {
            return true;
        }
        let let_in = self.let_in(&case.domain, &to.name, now).is_some();
        !by_reseller && (outside || (to.kind == DomainKind::Reseller && let_in))
    }
}
