//! The words of a text that say what it is about.

use shared::text::search_words;

/// Letters that a word needs to say something.
const LETTERS: usize = 4;

/// Long enough, but in every second title.
const COMMON: &[&str] = &[
    "avec", "avez", "avons", "cette", "comme", "dans", "depuis", "does", "erreur", "error", "etre", "fait",
    "from", "have", "leur", "mais", "meme", "notre", "nous", "peut", "plus", "pour", "probleme", "problem",
    "quand", "sans", "since", "sont", "sous", "that", "their", "this", "tous", "tout", "toutes", "vers",
    "votre", "vous", "when", "with", "without",
];

/// The words that tell most, the longest first, `most` at most. A plural's ending is cut off: the
/// search finds words that begin so.
pub(crate) fn telling(text: &str, most: usize) -> Vec<String> {
    let mut words = Vec::<String>::new();
    for word in search_words(text) {
        let long = word.chars().count() >= LETTERS;
        let number = word.chars().all(|c| c.is_ascii_digit());
        if number || !long || COMMON.contains(&word.as_str()) {
            continue;
        }
        let stem = word
            .strip_suffix(['s', 'x'])
            .filter(|stem| stem.chars().count() >= LETTERS);
        let stem = stem.unwrap_or(&word).to_owned();
        if !words.contains(&stem) {
            words.push(stem);
        }
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(most);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_everywhere_tell_nothing() {
        assert_eq!(
            telling("Les passerelles du réseau sont en erreur depuis 1430", 4),
            ["passerelle", "reseau"]
        );
        assert_eq!(
            telling("The gateway and the gateways: accès refusé", 4),
            ["gateway", "refuse", "acce"]
        );
        assert_eq!(
            telling("one two three four fives sixteen", 2),
            ["sixteen", "three"]
        );
        assert!(telling("…", 4).is_empty());
    }
}
