//! What the client and the reseller think of how a case was handled, asked once after each closing.

use super::{Person, request, view};
use crate::Timestamp;
use crate::validate::{Validate, Violations};

/// Characters of a rating's comment at most.
pub const RATING_COMMENT_MAX: usize = 2_000;
/// The best score; the worst is 1.
pub const SCORE_MAX: u8 = 5;

view! {
    /// A rating.
    pub struct RatingView {
        /// From 1, bad, to 5, good.
        pub score: u8,
        /// What was said with it.
        pub comment: Option<String>,
        /// When.
        pub at: Timestamp,
        /// Who rated, for which domain.
        pub by: Person,
        /// Whether it is about the last closing; others are about earlier ones.
        pub current: bool,
    }
}

view! {
    /// The ratings of a case that the caller may know: those of its own domain; to the support
    /// desk, all.
    pub struct Ratings {
        /// Newest first.
        pub items: Vec<RatingView>,
        /// Whether the caller's domain is asked for one now.
        pub may_rate: bool,
    }
}

request! {
    /// Rates a closed case, for the caller's domain.
    pub struct RateCase {
        /// From 1, bad, to 5, good.
        pub score: u8,
        /// What to say with it; the vendor reads it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub comment: Option<String>,
    }
}

impl Validate for RateCase {
    fn check(&self, found: &mut Violations) {
        if !(1..=SCORE_MAX).contains(&self.score) {
            found.add("/score", "score");
        }
        if let Some(comment) = &self.comment {
            found.text("/comment", comment, RATING_COMMENT_MAX);
        }
    }
}
