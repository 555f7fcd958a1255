//! What a search finds.

use super::facts::{Case, Facts};
use shared::text::search_words;
use std::collections::BTreeSet;

impl Facts {
    /// The words of a case: its titles, its description, and what was said so that everybody who
    /// sees the case may read it.
    #[must_use]
    pub fn words(&self, case: &Case) -> BTreeSet<String> {
        let mut words = BTreeSet::new();
        words.extend(search_words(&case.title));
        words.extend(search_words(&case.description));
        for title in &case.former_titles {
            words.extend(search_words(title));
        }
        for comment in &self.comments {
            if comment.case == case.number && comment.internal != Some(true) {
                words.extend(search_words(&comment.body));
            }
        }
        words
    }

    /// Whether a search for these words finds a case.
    #[must_use]
    pub fn finds(&self, q: &str, case: &Case) -> bool {
        let own = self.words(case);
        let within = |word: &String| own.iter().any(|known| known.starts_with(word.as_str()));
        case.number.eq_ignore_ascii_case(q.trim()) || search_words(q).iter().all(within)
    }
}
