//! How many cases there are: in the list, and with each choice of its filters.

use crate::i18n::Text;
use shared::api::cases::{Count, Facets};
use shared::case::State;
use shared::words::{Language, Severity};

/// A number with its thousands set apart, as the language does.
fn spelled(number: u32, language: Language) -> String {
    let digits = number.to_string();
    let mark = match language {
        Language::En => ',',
        Language::Fr => '\u{202f}',
    };
    let mut spelled = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            spelled.push(mark);
        }
        spelled.push(digit);
    }
    spelled
}

/// Beside a choice: `12`, or `10,000+` where no more are counted.
pub(super) fn short(count: Count, text: Text) -> String {
    let number = spelled(count.count, text.0);
    if count.more { format!("{number}+") } else { number }
}

/// Above the list: how many it has.
pub(super) fn total(count: Count, text: Text) -> String {
    let number = spelled(count.count, text.0);
    if count.more {
        text.cases_more_than(&number)
    } else {
        text.cases_total(usize::try_from(count.count).unwrap_or(usize::MAX), &number)
    }
}

/// How many cases a choice would show.
pub(super) trait Counted: Sized {
    /// What the server has counted; nothing for a choice it does not name.
    fn count(self, facets: &Facets) -> Option<Count>;
}

impl Counted for State {
    fn count(self, facets: &Facets) -> Option<Count> {
        let found = facets.states.iter().find(|one| one.state == self);
        found.map(|one| one.cases)
    }
}

impl Counted for Severity {
    fn count(self, facets: &Facets) -> Option<Count> {
        let found = facets.severities.iter().find(|one| one.severity == self);
        found.map(|one| one.cases)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelled_as_the_language_does() {
        let (en, fr) = (Text(Language::En), Text(Language::Fr));
        let count = |count, more| Count { count, more };
        assert_eq!(short(count(308, false), en), "308");
        assert_eq!(short(count(10_000, true), en), "10,000+");
        assert_eq!(short(count(1_234_567, false), fr), "1\u{202f}234\u{202f}567");
        assert_eq!(total(count(1, false), en), "1 case");
        assert_eq!(total(count(0, false), fr), "0 demande");
        assert_eq!(total(count(10_000, true), en), "more than 10,000 cases");
    }
}
