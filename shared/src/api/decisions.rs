//! Why somebody may do something with a case, or may not: the chain of facts that decides it.

use super::view;
use crate::Timestamp;
use crate::words::{Action, Language, Relation, words};

words! {
    /// What a fact is about. `subject` and `detail` of the [`Fact`] say the rest.
    FactKind {
        /// The account `subject` existed and could sign in.
        Account = "account",
        /// The case `subject` existed.
        Case = "case",
        /// It held the role `subject`; `detail` is the node it is attached to, or the group.
        Role = "role",
        /// Policy lets the account's privileges do the action through the relation.
        Policy = "policy",
        /// The case is of the domain `subject`.
        OwnDomain = "own-domain",
        /// The role is attached at or above the case's node `subject`.
        Node = "node",
        /// The domain `subject` managed the client when the case was filed; `detail` is the kind.
        Tenure = "tenure",
        /// The client `subject` lets the domain in.
        Delegation = "delegation",
        /// The consent covers the scope `subject`.
        Scope = "scope",
        /// The case is shared with the address `subject`; `detail` is the level.
        Share = "share",
        /// Shares reach the domain `subject`.
        Reach = "reach",
        /// The share's level `subject` covers the action.
        Level = "level",
        /// The domain `subject` is the vendor's.
        Vendor = "vendor",
    }
}

view! {
    /// One fact of the chain.
    pub struct Fact {
        /// For which relation it counts; nothing means for all.
        pub relation: Option<Relation>,
        /// What it is about.
        pub kind: FactKind,
        /// Whether it is so.
        pub holds: bool,
        /// Who or what is meant.
        pub subject: String,
        /// More about it.
        pub detail: Option<String>,
        /// Since when it is so.
        pub since: Option<Timestamp>,
        /// Until when.
        pub until: Option<Timestamp>,
    }
}

view! {
    /// The answer to "may this account do that with this case, then?"
    pub struct Decision {
        /// The account's address.
        pub account: String,
        /// What it would do.
        pub action: Action,
        /// The case's number.
        pub case: String,
        /// At which instant.
        pub at: Timestamp,
        /// Whether it may.
        pub allowed: bool,
        /// Through which relations it may.
        pub through: Vec<Relation>,
        /// The facts, in the order in which they are looked at.
        pub facts: Vec<Fact>,
    }
}

impl Fact {
    /// The fact in one sentence, without its instants.
    #[must_use]
    pub fn sentence(&self, language: Language) -> String {
        let subject = self.subject.as_str();
        let detail = self.detail.as_deref().unwrap_or_default();
        let (en, fr) = match (self.kind, self.holds) {
            (FactKind::Account, true) => ("There is an account {}.", "Le compte {} existe."),
            (FactKind::Account, false) => (
                "There is no account {} that could sign in.",
                "Aucun compte {} ne peut se connecter.",
            ),
            (FactKind::Case, true) => ("The case {} was filed.", "La demande {} était déposée."),
            (FactKind::Case, false) => (
                "The case {} had not been filed yet.",
                "La demande {} n’était pas encore déposée.",
            ),
            (FactKind::Role, _) if detail.is_empty() => ("It holds the role {}.", "Il détient le rôle {}."),
            (FactKind::Role, _) => (
                "It holds the role {} by way of [].",
                "Il détient le rôle {} par l’intermédiaire de [].",
            ),
            (FactKind::Policy, true) => (
                "Its privileges ({}) allow this.",
                "Ses droits ({}) le permettent.",
            ),
            (FactKind::Policy, false) => (
                "Its privileges ({}) do not allow this.",
                "Ses droits ({}) ne le permettent pas.",
            ),
            (FactKind::OwnDomain, true) => (
                "The case belongs to its own domain, {}.",
                "La demande appartient à son propre domaine, {}.",
            ),
            (FactKind::OwnDomain, false) => (
                "The case belongs to {}, not to its domain.",
                "La demande appartient à {}, et non à son domaine.",
            ),
            (FactKind::Node, true) if subject.is_empty() => (
                "A role counts for the whole organization.",
                "Un rôle vaut pour l’organisation entière.",
            ),
            (FactKind::Node, false) if subject.is_empty() => (
                "No role counts for the whole organization, which the case is about.",
                "Aucun rôle ne vaut pour l’organisation entière, objet de la demande.",
            ),
            (FactKind::Node, true) => (
                "A role is attached to {} or above it.",
                "Un rôle est attaché à {} ou au-dessus.",
            ),
            (FactKind::Node, false) => (
                "No role is attached to {} or above it.",
                "Aucun rôle n’est attaché à {} ni au-dessus.",
            ),
            (FactKind::Tenure, true) => (
                "{} managed the client when the case was filed ([]).",
                "{} gérait le client au dépôt de la demande ([]).",
            ),
            (FactKind::Tenure, false) => (
                "{} did not manage the client when the case was filed.",
                "{} ne gérait pas le client au dépôt de la demande.",
            ),
            (FactKind::Delegation, true) => ("{} lets it in.", "{} lui donne accès."),
            (FactKind::Delegation, false) => ("{} does not let it in.", "{} ne lui donne pas accès."),
            (FactKind::Scope, true) => ("The consent covers “{}”.", "L’accès couvre « {} »."),
            (FactKind::Scope, false) => (
                "The consent does not cover “{}”.",
                "L’accès ne couvre pas « {} ».",
            ),
            (FactKind::Share, true) => (
                "The case is shared with {} ([]).",
                "La demande est partagée avec {} ([]).",
            ),
            (FactKind::Share, false) => (
                "No share with {} stands.",
                "Aucun partage avec {} n’est en vigueur.",
            ),
            (FactKind::Reach, true) => ("Shares reach {}.", "Les partages atteignent {}."),
            (FactKind::Reach, false) => (
                "Shares do not reach {}: it is not let in, or nothing is shared outside.",
                "Les partages n’atteignent pas {} : accès absent, ou aucun partage vers l’extérieur.",
            ),
            (FactKind::Level, true) => ("The level “{}” covers this.", "Le niveau « {} » le couvre."),
            (FactKind::Level, false) => (
                "The level “{}” does not cover this.",
                "Le niveau « {} » ne le couvre pas.",
            ),
            (FactKind::Vendor, true) => ("{} is the vendor.", "{} est l’éditeur."),
            (FactKind::Vendor, false) => ("{} is not the vendor.", "{} n’est pas l’éditeur."),
        };
        let sentence = match language {
            Language::En => en,
            Language::Fr => fr,
        };
        sentence.replace("{}", subject).replace("[]", detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_say_who_and_what() {
        let fact = |holds| Fact {
            relation: None,
            kind: FactKind::Tenure,
            holds,
            subject: "aurora.example".to_owned(),
            detail: Some("resale".to_owned()),
            since: None,
            until: None,
        };
        assert_eq!(
            fact(true).sentence(Language::En),
            "aurora.example managed the client when the case was filed (resale)."
        );
        assert!(
            fact(false)
                .sentence(Language::Fr)
                .starts_with("aurora.example ne gérait pas")
        );
    }
}
