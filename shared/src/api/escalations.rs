//! Escalating a case, and what the vendor does about it.

use super::{Person, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};
use crate::words::words;

/// Characters of a justification at most.
pub const JUSTIFICATION_MAX: usize = 2_000;

words! {
    /// Why a case is escalated.
    EscalationReason {
        /// It takes too long.
        ResolutionTime = "resolution_time",
        /// It needs somebody who knows more.
        TechnicalExpertise = "technical_expertise",
        /// It harms the business.
        BusinessImpact = "business_impact",
    }
}

words! {
    /// What stands in the way of escalating a case.
    EscalationObstacle {
        /// The caller's roles, or what the client lets the reseller do.
        Forbidden = "forbidden",
        /// The client's plan does not offer it.
        NotOffered = "not-offered",
        /// It is escalated already.
        AlreadyEscalated = "already-escalated",
        /// It is closed.
        Closed = "closed",
    }
}

view! {
    /// An escalation under way. One that has ended stands in the history.
    pub struct EscalationView {
        /// Why.
        pub reason: EscalationReason,
        /// Why, in words.
        pub justification: String,
        /// The same, taken apart.
        pub prose: Vec<super::prose::Block>,
        /// Since when.
        pub at: Timestamp,
        /// Who escalated.
        pub by: Person,
        /// Since when the vendor has taken it in hand; nothing means not yet.
        pub acknowledged_at: Option<Timestamp>,
    }
}

request! {
    /// Escalates a case.
    pub struct Escalate {
        /// Why; needed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<EscalationReason>,
        /// Why, in words.
        pub justification: String,
    }
}

impl Validate for Escalate {
    fn check(&self, found: &mut Violations) {
        if self.reason.is_none() {
            found.add("/reason", "required");
        }
        found.text("/justification", &self.justification, JUSTIFICATION_MAX);
    }
}
