//! Keys proposed from names, so that nobody has to think one up.

use crate::words::search_words;

/// Characters of a key at most, see `shared::validate`.
const MAX: usize = 40;

/// A key for what is called so: small letters, digits and dashes.
pub(super) fn key_for(name: &str) -> String {
    let words = search_words(name)
        .into_iter()
        .filter(|word| word.is_ascii())
        .collect::<Vec<_>>();
    let mut key = words.join("-");
    key.truncate(MAX);
    key.trim_end_matches('-').to_owned()
}

/// The key after the name has changed: it follows the name until it was written by hand.
pub(crate) fn following(key: &str, name_before: &str, name: &str) -> String {
    if key.is_empty() || key == key_for(name_before) {
        key_for(name)
    } else {
        key.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_follow_names() {
        assert_eq!(
            key_for("Électricité & Réseaux d’Île 2"),
            "electricite-reseaux-d-ile-2"
        );
        assert_eq!(key_for("会社"), "");
        assert!(key_for(&"très ".repeat(20)).len() <= MAX);
        assert_eq!(following("al", "Al", "Alizé"), "alize");
        assert_eq!(following("", "", "Alizé"), "alize");
        assert_eq!(following("own", "Al", "Alizé"), "own");
    }
}
