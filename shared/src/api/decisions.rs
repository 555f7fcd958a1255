//! Why somebody may do something with a case, or may not: the chain of facts that decides it.

use super::view;
use crate::Timestamp;
use crate::words::{Action, Relation, words};

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
