//! Facts in plain sentences.

use crate::i18n::Text;
use shared::api::decisions::{Fact, FactKind};
use shared::words::{Action, DelegationScope, Relation, ShareLevel, TenureKind};

/// What can be asked about a case, the likeliest first.
pub(super) const ACTIONS: &[Action] = &[
    Action::View,
    Action::Comment,
    Action::Manage,
    Action::Share,
    Action::Escalate,
    Action::Rate,
    Action::Export,
    Action::Work,
];

impl Text {
    /// The words for an action.
    pub(super) const fn action(self, action: Action) -> &'static str {
        match action {
            Action::View => self.action_view(),
            Action::File => self.action_file(),
            Action::Comment => self.action_comment(),
            Action::Manage => self.action_manage(),
            Action::Rate => self.action_rate(),
            Action::Share => self.action_share(),
            Action::Escalate => self.action_escalate(),
            Action::Export => self.action_export(),
            Action::Work => self.action_work(),
        }
    }

    /// A relation within a sentence.
    pub(super) const fn relation(self, relation: Relation) -> &'static str {
        match relation {
            Relation::Account | Relation::Own => self.relation_account(),
            Relation::Manager => self.relation_manager(),
            Relation::Shared => self.relation_shared(),
            Relation::Support => self.relation_support(),
        }
    }

    /// A relation as a heading.
    pub(super) const fn relation_title(self, relation: Relation) -> &'static str {
        match relation {
            Relation::Account | Relation::Own => self.relation_account_title(),
            Relation::Manager => self.relation_manager_title(),
            Relation::Shared => self.relation_shared_title(),
            Relation::Support => self.relation_support_title(),
        }
    }
}

/// What a fact says, or that it is not so.
pub(super) fn sentence(fact: &Fact, text: Text) -> String {
    let yes = fact.holds;
    let detail = fact.detail.as_deref();
    let subject = fact.subject.as_str();
    let either = |so: String, not: String| if yes { so } else { not };
    match fact.kind {
        FactKind::Account => either(text.fact_account(subject), text.fact_account_not(subject)),
        FactKind::Case => either(text.fact_case(subject), text.fact_case_not(subject)),
        FactKind::Role if subject.is_empty() => text.fact_role_none().to_owned(),
        FactKind::Role => {
            let role = text.role(subject);
            let said = either(text.fact_role(&role), text.fact_role_not(&role));
            detail.map_or(said.clone(), |detail| format!("{said} ({detail})"))
        }
        FactKind::Policy => either(text.fact_policy().into(), text.fact_policy_not().into()),
        FactKind::OwnDomain => either(text.fact_domain(subject), text.fact_domain_not(subject)),
        FactKind::Node => either(text.fact_node(subject), text.fact_node_not(subject)),
        FactKind::Tenure => {
            let said = either(text.fact_tenure(subject), text.fact_tenure_not(subject));
            let kind = detail.and_then(|word| word.parse::<TenureKind>().ok());
            kind.map_or(said.clone(), |kind| {
                format!("{said} ({})", text.tenure_kind(kind))
            })
        }
        FactKind::Delegation => either(text.fact_delegation(subject), text.fact_delegation_not(subject)),
        FactKind::Scope => {
            let scope = subject.parse::<DelegationScope>();
            let scope = scope.map_or(subject, |scope| text.scope(scope));
            either(text.fact_scope(scope), text.fact_scope_not(scope))
        }
        FactKind::Share => {
            let level = detail.and_then(|word| word.parse::<ShareLevel>().ok());
            match (yes, level) {
                (false, _) => text.fact_share_not().to_owned(),
                (true, Some(level)) => text.fact_share_as(subject, text.level(level)),
                (true, None) => text.fact_share(subject),
            }
        }
        FactKind::Reach => either(text.fact_reach(subject), text.fact_reach_not(subject)),
        FactKind::Level => {
            let level = subject.parse::<ShareLevel>();
            let level = level.map_or(subject, |level| text.level(level));
            either(text.fact_level(level), text.fact_level_not(level))
        }
        FactKind::Vendor => either(text.fact_vendor(subject), text.fact_vendor_not(subject)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    fn fact(kind: FactKind, holds: bool, subject: &str, detail: Option<&str>) -> Fact {
        Fact {
            relation: None,
            kind,
            holds,
            subject: subject.into(),
            detail: detail.map(str::to_owned),
            since: None,
            until: None,
        }
    }

    #[test]
    fn every_fact_has_a_sentence_for_both_answers() {
        for language in [Language::En, Language::Fr] {
            for kind in FactKind::ALL {
                let said = |holds| sentence(&fact(*kind, holds, "x", None), Text(language));
                assert_ne!(said(true), said(false), "{kind}");
            }
        }
    }

    #[test]
    fn words_of_the_field_are_spelled_out() {
        let text = Text(Language::En);
        let said = sentence(
            &fact(FactKind::Tenure, true, "aurora.example", Some("resale")),
            text,
        );
        assert_eq!(
            said,
            "aurora.example managed the client when the case was filed. (Reseller)"
        );
        let said = sentence(&fact(FactKind::Scope, false, "comment", None), text);
        assert!(said.contains("Comment and attach files"), "{said}");
        let said = sentence(&fact(FactKind::Role, true, "reseller_admin", None), text);
        assert!(said.contains("Reseller administrator"), "{said}");
    }
}
