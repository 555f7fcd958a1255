//! The steps of the form, and which field belongs to which.

use serde::{Deserialize, Serialize};
use shared::validate::Violation;

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub(super) enum Step {
    /// For which domain, about which resources.
    #[default]
    Whom,
    /// Product, category, and the problem in one line.
    What,
    /// The rest, with what the category asks.
    Details,
    /// How urgent, and how to answer.
    Contact,
    /// What will be sent, and who will see it.
    Review,
}

impl Step {
    /// In their order.
    pub(super) const ALL: [Self; 5] = [Self::Whom, Self::What, Self::Details, Self::Contact, Self::Review];

    /// The next one, if there is one.
    pub(super) fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|step| *step > self)
    }

    /// The one before, if there is one.
    pub(super) fn previous(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|step| *step < self)
    }

    /// The step in which the field of a JSON pointer stands.
    pub(super) fn of(pointer: &str) -> Self {
        match pointer.split('/').nth(1).unwrap_or_default() {
            "client" | "resource" | "affected" => Self::Whom,
            "product" | "category" | "title" => Self::What,
            "description" | "answers" => Self::Details,
            "severity"
            | "language"
            | "time_zone"
            | "channel"
            | "call_back"
            | "third_party_consent"
            | "contacts"
            | "share_with"
            | "test" => Self::Contact,
            _ => Self::Review,
        }
    }
}

/// The id of the control of a JSON pointer.
pub(super) fn control(pointer: &str) -> String {
    let parts = pointer.split('/').skip(1).collect::<Vec<_>>();
    match parts[..] {
        ["answers", question] => format!("answers-{question}"),
        ["call_back", "at"] => "call-at".to_owned(),
        ["call_back", ..] => "call-number".to_owned(),
        ["share_with", at, ..] => format!("share-{at}"),
        ["share_with"] => "share-0".to_owned(),
        [first, ..] => first.to_owned(),
        [] => String::new(),
    }
}

/// The refusals of one step.
pub(super) fn within(step: Step, violations: &[Violation]) -> Vec<Violation> {
    let of = violations.iter().filter(|one| Step::of(&one.pointer) == step);
    of.cloned().collect()
}

/// The first step that something is wrong with, and the control to go to.
pub(super) fn first_wrong(violations: &[Violation]) -> Option<(Step, String)> {
    let first = violations
        .iter()
        .min_by_key(|one| (Step::of(&one.pointer), place(&one.pointer)))?;
    Some((Step::of(&first.pointer), control(&first.pointer)))
}

/// The fields in the order of the form.
const ORDER: [&str; 17] = [
    "client",
    "resource",
    "affected",
    "product",
    "category",
    "title",
    "description",
    "answers",
    "severity",
    "language",
    "time_zone",
    "channel",
    "call_back",
    "third_party_consent",
    "contacts",
    "share_with",
    "test",
];

fn place(pointer: &str) -> usize {
    let name = pointer.split('/').nth(1).unwrap_or_default();
    ORDER.iter().position(|one| *one == name).unwrap_or(ORDER.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(pointer: &str) -> Violation {
        Violation {
            pointer: pointer.into(),
            code: "required".into(),
            detail: String::new(),
        }
    }

    #[test]
    fn steps_follow_each_other() {
        assert_eq!(Step::Whom.next(), Some(Step::What));
        assert_eq!(Step::Review.next(), None);
        assert_eq!(Step::Whom.previous(), None);
        assert_eq!(Step::Review.previous(), Some(Step::Contact));
    }

    #[test]
    fn every_field_stands_in_a_step_before_the_review() {
        for name in ORDER {
            assert!(Step::of(&format!("/{name}")) < Step::Review, "{name}");
        }
        assert_eq!(Step::of("/answers/log"), Step::Details);
        assert_eq!(Step::of("/share_with/3/email"), Step::Contact);
        assert_eq!(Step::of("/of_tomorrow"), Step::Review);
    }

    #[test]
    fn errors_lead_to_their_control() {
        assert_eq!(control("/answers/log"), "answers-log");
        assert_eq!(control("/share_with/3/email"), "share-3");
        assert_eq!(control("/contacts/2"), "contacts");
        assert_eq!(control("/call_back/number"), "call-number");
        assert_eq!(control("/call_back/at"), "call-at");
        assert_eq!(control("/title"), "title");
        let found = [
            violation("/contacts/1"),
            violation("/answers/log"),
            violation("/description"),
        ];
        assert_eq!(
            first_wrong(&found),
            Some((Step::Details, "description".to_owned()))
        );
        assert_eq!(within(Step::Contact, &found), [violation("/contacts/1")]);
        assert_eq!(first_wrong(&[]), None);
    }
}
