//! Facts in plain sentences.

use crate::i18n::Text;
use shared::api::decisions::{Fact, FactKind};
use shared::words::{Action, Relation, ShareLevel};

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

/// The fact in one sentence, with the words of the field spelled out.
pub(super) fn sentence(fact: &Fact, text: Text) -> String {
    let subject = fact.subject.as_str();
    let detail = fact.detail.as_deref().unwrap_or_default();
    let level = |word: &str| {
        word.parse()
            .ok()
            .map(|level: ShareLevel| text.level(level).to_owned())
    };
    let spelled = match fact.kind {
        FactKind::Role => Some(text.role(subject)),
        FactKind::Policy => Some(subject.replace(' ', ", ")),
        FactKind::Scope => subject.parse().ok().map(|scope| text.scope(scope).to_owned()),
        FactKind::Level => level(subject),
        _ => None,
    };
    let more = match fact.kind {
        FactKind::Tenure => detail.parse().ok().map(|kind| text.tenure_kind(kind).to_owned()),
        FactKind::Share => level(detail),
        _ => None,
    };
    Fact {
        subject: spelled.unwrap_or_else(|| subject.to_owned()),
        detail: more.or_else(|| fact.detail.clone()),
        ..fact.clone()
    }
    .sentence(text.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn words_of_the_field_are_spelled_out() {
        let text = Text(Language::En);
        let said = |kind, subject: &str, detail: Option<&str>| {
            let fact = Fact {
                relation: None,
                kind,
                holds: true,
                subject: subject.into(),
                detail: detail.map(str::to_owned),
                since: None,
                until: None,
            };
            sentence(&fact, text)
        };
        let tenure = said(FactKind::Tenure, "aurora.example", Some("resale"));
        assert_eq!(
            tenure,
            "aurora.example managed the client when the case was filed (Reseller)."
        );
        let scope = said(FactKind::Scope, "comment", None);
        assert!(scope.contains("Comment and attach files"), "{scope}");
        let role = said(FactKind::Role, "reseller_admin", None);
        assert!(role.contains("Reseller administrator"), "{role}");
        let share = said(FactKind::Share, "a@d.example", Some("collaborate"));
        assert!(share.ends_with("(Collaborate)."), "{share}");
    }
}
