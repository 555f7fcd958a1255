//! Who may file a case for whom (DESIGN §2.8).

use super::facts::{Account, Facts};
use super::rule::at_or_below;
use shared::Timestamp;
use shared::words::{DelegationScope, DomainKind, Privilege};

/// Whether somebody may file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filing {
    /// Yes.
    May,
    /// No, and it is told why.
    Refused,
    /// No, and it is not told that there is such a domain.
    Hidden,
}

impl Facts {
    /// Whether an account may file for a domain, about a node or the whole.
    #[must_use]
    pub fn may_file(&self, account: &Account, domain: &str, node: Option<&str>, now: Timestamp) -> Filing {
        let may = |yes| if yes { Filing::May } else { Filing::Refused };
        if domain == account.domain {
            return match self.kind(domain) {
                DomainKind::Vendor => Filing::Hidden,
                DomainKind::Reseller => may(self.has(account, Privilege::Support)),
                DomainKind::Client => {
                    let mut held = self.held(account).into_iter();
                    may(held.any(|(at, allowed)| {
                        allowed.contains(&Privilege::CasesManage) && at_or_below(node, at)
                    }))
                }
            };
        }
        match self.kind(&account.domain) {
            DomainKind::Client => Filing::Hidden,
            DomainKind::Vendor if self.has(account, Privilege::DeskWork) => Filing::May,
            DomainKind::Vendor => Filing::Hidden,
            DomainKind::Reseller if !self.managed(domain, &account.domain, now) => Filing::Hidden,
            DomainKind::Reseller => {
                let scopes = self.let_in(domain, &account.domain, now);
                let scopes = scopes.is_some_and(|scopes| scopes.contains(&DelegationScope::File));
                may(scopes && self.has(account, Privilege::ClientsCasesManage))
            }
        }
    }
}
