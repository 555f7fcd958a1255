//! Support plans, and which client has which.

use super::{Names, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};
use crate::words::Severity;

view! {
    /// The time within which support answers first.
    pub struct ResponseTarget {
        /// For cases of this severity.
        pub severity: Severity,
        /// In minutes; nothing means that the plan promises nothing for it.
        pub minutes: Option<i64>,
    }
}

view! {
    /// A support plan.
    pub struct PlanView {
        /// Its key.
        pub key: String,
        /// What people call it.
        pub name: Names,
        /// Whether cases can be escalated under it.
        pub escalation: bool,
        /// The response targets, one per severity.
        pub targets: Vec<ResponseTarget>,
    }
}

request! {
    /// A plan to add.
    pub struct NewPlan {
        /// Its key: small letters, digits, dashes.
        pub key: String,
        /// What people call it, in English.
        pub name_en: String,
        /// What people call it, in French.
        pub name_fr: String,
        /// Whether cases can be escalated under it.
        #[serde(default)]
        pub escalation: bool,
        /// Minutes to the first answer for P1, P2, P3 and P4; `null` promises nothing.
        #[serde(default)]
        pub targets: Vec<Option<i64>>,
    }
}

impl Validate for NewPlan {
    fn check(&self, found: &mut Violations) {
        found.key("/key", &self.key);
        found.line("/name_en", &self.name_en, 80);
        found.line("/name_fr", &self.name_fr, 80);
        let sound = |minutes: &Option<i64>| minutes.is_none_or(|minutes| (1..=525_600).contains(&minutes));
        if self.targets.len() > Severity::ALL.len() || !self.targets.iter().all(sound) {
            found.add("/targets", "wrong-type");
        }
    }
}

request! {
    /// Gives a client a plan.
    pub struct AssignPlan {
        /// The plan's key.
        pub plan: String,
        /// From when; now if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub from: Option<Timestamp>,
    }
}

impl Validate for AssignPlan {
    fn check(&self, found: &mut Violations) {
        found.key("/plan", &self.plan);
    }
}
