//! The words of a text, for finding things by typing.
//!
//! The server folds accents with tables of its own; the browser has them already.

/// Lower case, without accents, ligatures spelled out, letters and digits only: as `shared::text::search_words`.
pub(crate) fn search_words(text: &str) -> Vec<String> {
    let marks = '\u{300}'..='\u{36f}';
    let folded = decomposed(text);
    let plain: String = folded.chars().filter(|c| !marks.contains(c)).collect();
    let plain = plain.replace('œ', "oe").replace('æ', "ae").replace('ß', "ss");
    plain
        .split(|c| !in_word(c))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A letter or digit, as far as one can tell without tables: what is not ASCII is one unless it is
/// one of the signs that French and English text has.
fn in_word(c: char) -> bool {
    let sign = matches!(c, '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}');
    c.is_ascii_alphanumeric() || !c.is_ascii() && !sign
}

#[cfg(target_arch = "wasm32")]
fn decomposed(text: &str) -> String {
    js_sys::JsString::from(text)
        .normalize("NFKD")
        .to_lower_case()
        .into()
}

#[cfg(not(target_arch = "wasm32"))]
fn decomposed(text: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfkd(text)
        .collect::<String>()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        assert_eq!(search_words("L’Évènement n° 42"), ["l", "evenement", "n", "42"]);
        assert_eq!(search_words("Œuvre"), ["oeuvre"]);
    }
}
