//! Words and marks for how far a client lets a reseller in.

use super::badge::Tag;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::clients::Access;
use shared::words::{DelegationScope, DelegationScopes, TenureKind};
use yew::prelude::*;

impl Text {
    /// The words for whether a client lets a reseller in.
    pub(crate) const fn access(self, access: Access) -> &'static str {
        match access {
            Access::Granted => self.access_granted(),
            Access::NeverGranted => self.access_never_granted(),
            Access::Revoked => self.access_revoked(),
            Access::Expired => self.access_expired(),
        }
    }

    /// The words for why a reseller manages a client.
    pub(crate) const fn tenure_kind(self, kind: TenureKind) -> &'static str {
        match kind {
            TenureKind::Resale => self.tenure_resale(),
            TenureKind::SupportPartner => self.tenure_support_partner(),
        }
    }

    /// The word for something that access covers.
    pub(crate) const fn scope(self, scope: DelegationScope) -> &'static str {
        match scope {
            DelegationScope::View => self.scope_view(),
            DelegationScope::File => self.scope_file(),
            DelegationScope::Comment => self.scope_comment(),
            DelegationScope::Manage => self.scope_manage(),
            DelegationScope::Share => self.scope_share(),
            DelegationScope::Escalate => self.scope_escalate(),
            DelegationScope::Export => self.scope_export(),
        }
    }

    /// The same in one word, for enumerations.
    const fn scope_short(self, scope: DelegationScope) -> &'static str {
        match scope {
            DelegationScope::View => self.scope_view_short(),
            DelegationScope::File => self.scope_file_short(),
            DelegationScope::Comment => self.scope_comment_short(),
            DelegationScope::Manage => self.scope_manage_short(),
            DelegationScope::Share => self.scope_share_short(),
            DelegationScope::Escalate => self.scope_escalate_short(),
            DelegationScope::Export => self.scope_export_short(),
        }
    }

    /// The words for several things, joined by commas.
    pub(crate) fn listed(self, scopes: &[DelegationScope]) -> String {
        let words = scopes
            .iter()
            .map(|scope| self.scope_short(*scope))
            .collect::<Vec<_>>();
        words.join(", ")
    }

    /// What access covers, in a few words.
    pub(crate) fn coverage(self, scopes: &[DelegationScope]) -> String {
        match coverage(scopes) {
            Coverage::Everything => self.covers_everything().to_owned(),
            Coverage::Usual => self.covers_usual().to_owned(),
            Coverage::AllBut(scopes) => self.covers_all_but(&self.listed(&scopes)),
            Coverage::Only(scopes) => self.covers_only(&self.listed(&scopes)),
        }
    }
}

/// What access covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Coverage {
    /// All there is.
    Everything,
    /// All but exporting, which is what is granted unless one says otherwise.
    Usual,
    /// Most of it: all but these.
    AllBut(Vec<DelegationScope>),
    /// Little of it: these only.
    Only(Vec<DelegationScope>),
}

/// Sums scopes up.
pub(crate) fn coverage(scopes: &[DelegationScope]) -> Coverage {
    let set = scopes.iter().copied().collect::<DelegationScopes>();
    if set == DelegationScopes::all() {
        Coverage::Everything
    } else if set == DelegationScopes::usual() {
        Coverage::Usual
    } else {
        let missing = DelegationScope::ALL
            .iter()
            .copied()
            .filter(|scope| !set.has(*scope));
        let missing = missing.collect::<Vec<_>>();
        if missing.len() <= scopes.len() {
            Coverage::AllBut(missing)
        } else {
            Coverage::Only(set.iter().collect())
        }
    }
}

/// What an [`AccessTag`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct AccessProps {
    pub(crate) access: Access,
}

/// Whether a client lets a reseller in.
#[component]
pub(crate) fn AccessTag(props: &AccessProps) -> Html {
    let text = use_text();
    let tone = match props.access {
        Access::Granted => Some("good"),
        Access::Revoked | Access::Expired => Some("warn"),
        Access::NeverGranted => None,
    };
    html! { <Tag {tone}>{ text.access(props.access) }</Tag> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn access_is_summed_up() {
        let usual = DelegationScopes::usual().iter().collect::<Vec<_>>();
        assert_eq!(coverage(&usual), Coverage::Usual);
        assert_eq!(coverage(DelegationScope::ALL), Coverage::Everything);
        let narrow = [DelegationScope::Comment, DelegationScope::View];
        assert_eq!(
            coverage(&narrow),
            Coverage::Only(vec![DelegationScope::View, DelegationScope::Comment])
        );
        let text = Text(Language::En);
        assert_eq!(text.coverage(&narrow), "Only: view, comment");
        let most = &DelegationScope::ALL[..4];
        assert_eq!(text.coverage(most), "Everything but: share, escalate, export");
    }
}
