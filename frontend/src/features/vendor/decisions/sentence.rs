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
    let subject = fact.subject.as_str();
    let detail = fact.detail.as_deref();
    let either = |so: String, not: String| if fact.holds { so } else { not };
    match fact.kind {
        FactKind::Account => either(text.fact_account(subject), text.fact_account_not(subject)),
        FactKind::Case => either(text.fact_case(subject), text.fact_case_not(subject)),
        FactKind::Role => {
            let role = text.role(subject);
            let said = either(text.fact_role(&role), text.fact_role_not(&role));
            noted(said, detail)
        }
        FactKind::Policy => {
            let privileges = subject.replace(' ', ", ");
            either(text.fact_policy(&privileges), text.fact_policy_not(&privileges))
        }
        FactKind::OwnDomain => either(text.fact_domain(subject), text.fact_domain_not(subject)),
        FactKind::Node if subject.is_empty() => {
            either(text.fact_root().to_owned(), text.fact_root_not().to_owned())
        }
        FactKind::Node => either(text.fact_node(subject), text.fact_node_not(subject)),
        FactKind::Tenure => {
            let said = either(text.fact_tenure(subject), text.fact_tenure_not(subject));
            let kind = detail.and_then(|word| word.parse::<TenureKind>().ok());
            noted(said, kind.map(|kind| text.tenure_kind(kind)))
        }
        FactKind::Delegation => either(text.fact_delegation(subject), text.fact_delegation_not(subject)),
        FactKind::Scope => {
            let scope = subject.parse::<DelegationScope>();
            let scope = scope.map_or(subject, |scope| text.scope(scope));
            either(text.fact_scope(scope), text.fact_scope_not(scope))
        }
        FactKind::Share => {
            let level = detail.and_then(|word| word.parse::<ShareLevel>().ok());
            let said = either(text.fact_share(subject), text.fact_share_not(subject));
            noted(said, level.map(|level| text.level(level)))
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

/// With a note in brackets before the full stop.
fn noted(sentence: String, note: Option<&str>) -> String {
    match (note, sentence.strip_suffix('.')) {
        (Some(note), Some(said)) => format!("{said} ({note})."),
        _ => sentence,
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
                for subject in ["", "x"] {
                    let said = |holds| sentence(&fact(*kind, holds, subject, None), Text(language));
                    assert_ne!(said(true), said(false), "{kind}");
                }
            }
        }
    }

    #[test]
    fn words_of_the_field_are_spelled_out() {
        let text = Text(Language::En);
        let said = |kind, holds, subject: &str, detail| sentence(&fact(kind, holds, subject, detail), text);
        assert_eq!(
            said(FactKind::Tenure, true, "aurora.example", Some("resale")),
            "aurora.example managed the client when the case was filed (Reseller)."
        );
        let scope = said(FactKind::Scope, false, "comment", None);
        assert!(scope.contains("Comment and attach files"), "{scope}");
        let role = said(FactKind::Role, true, "reseller_admin", None);
        assert!(role.contains("Reseller administrator"), "{role}");
        let share = said(FactKind::Share, true, "a@d.example", Some("collaborate"));
        assert!(share.ends_with("(Collaborate)."), "{share}");
    }
}
