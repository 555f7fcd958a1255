//! Cases that have to do with each other: related ones, follow-ups, duplicates.

use super::{request, view};
use crate::case::State;
use crate::validate::{Validate, Violations};
use crate::words::words;

words! {
    /// What another case is to a case.
    LinkKind {
        /// It has to do with it.
        Related = "related",
        /// It came before, and this one follows it up.
        Follows = "follows",
        /// It follows this one up.
        FollowedBy = "followed_by",
        /// This one was merged into it.
        DuplicateOf = "duplicate_of",
        /// It was merged into this one.
        Duplicate = "duplicate",
    }
}

impl LinkKind {
    /// The same link, seen from the other case.
    #[must_use]
    pub const fn reverse(self) -> Self {
        match self {
            Self::Related => Self::Related,
            Self::Follows => Self::FollowedBy,
            Self::FollowedBy => Self::Follows,
            Self::DuplicateOf => Self::Duplicate,
            Self::Duplicate => Self::DuplicateOf,
        }
    }
}

view! {
    /// Another case, which the caller may see too.
    pub struct LinkView {
        /// Its number.
        pub number: String,
        /// What it is to the case.
        pub kind: LinkKind,
        /// Its title.
        pub title: String,
        /// Where it stands.
        pub state: State,
        /// Whether the caller may take the link away.
        pub may_end: bool,
    }
}

request! {
    /// Links a case to another.
    pub struct LinkCase {
        /// The other one's number.
        pub number: String,
        /// What the other is to the case: `related` (if left out), `follows` or `followed_by`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<LinkKind>,
    }
}

impl Validate for LinkCase {
    fn check(&self, found: &mut Violations) {
        found.line("/number", &self.number, 40);
        if matches!(self.kind, Some(LinkKind::DuplicateOf | LinkKind::Duplicate)) {
            found.add("/kind", "unknown");
        }
    }
}

request! {
    /// Merges a case into another of the same client, of which it is a duplicate.
    pub struct MergeCase {
        /// The number of the case that stays.
        pub into: String,
        /// What to say on the duplicate.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub comment: Option<String>,
    }
}

impl Validate for MergeCase {
    fn check(&self, found: &mut Violations) {
        found.line("/into", &self.into, 40);
        if let Some(comment) = &self.comment {
            found.text("/comment", comment, super::cases::BODY_MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_seen_from_both_ends_is_one() {
        for kind in LinkKind::ALL {
            assert_eq!(kind.reverse().reverse(), *kind);
        }
        assert_eq!(LinkKind::Follows.reverse(), LinkKind::FollowedBy);
    }
}
