//! What was done to solve a case, and what is recommended: shown apart from the conversation.

use super::{Person, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};

/// Characters of a summary or a recommendation at most.
pub const SUMMARY_MAX: usize = 4_000;

view! {
    /// What was done to solve a case.
    pub struct Solution {
        /// What was done.
        pub summary: String,
        /// What is recommended, so that it does not happen again.
        pub recommendation: Option<String>,
        /// Who wrote it.
        pub by: Person,
        /// When.
        pub at: Timestamp,
    }
}

request! {
    /// Writes down what was done, for a case that a customer closed before the desk had said so; what
    /// was written before is replaced.
    pub struct Summarize {
        /// What was done.
        pub summary: String,
        /// What is recommended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub recommendation: Option<String>,
    }
}

impl Validate for Summarize {
    fn check(&self, found: &mut Violations) {
        check(found, Some(&self.summary), self.recommendation.as_deref());
    }
}

/// Both texts, where they are given.
pub(super) fn check(found: &mut Violations, summary: Option<&str>, recommendation: Option<&str>) {
    if let Some(summary) = summary {
        found.text("/summary", summary, SUMMARY_MAX);
    }
    if let Some(recommendation) = recommendation {
        found.text("/recommendation", recommendation, SUMMARY_MAX);
    }
}
