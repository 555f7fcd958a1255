//! Text that was checked: addresses, domain names, case numbers, and the words of a search.

use std::fmt;
#[cfg(feature = "server")]
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Why a text was refused; a stable code for problem documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused(pub &'static str);

#[cfg(feature = "server")]
/// A domain name in its one stored form: lower case, A-labels (IDNA 2008 by UTS 46), no final dot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainName(String);

#[cfg(feature = "server")]
impl DomainName {
    /// Parses a name with at least two labels.
    ///
    /// # Errors
    /// `domain-name` if it is none.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        const REFUSED: Refused = Refused("domain-name");
        let ascii = idna::domain_to_ascii_strict(text.trim()).map_err(|_| REFUSED)?;
        let labels = ascii.split('.').collect::<Vec<_>>();
        let sound = labels.iter().all(|label| !label.is_empty() && label.len() <= 63);
        if !sound || labels.len() < 2 || ascii.len() > 253 {
            return Err(REFUSED);
        }
        Ok(Self(ascii))
    }

    /// The stored form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(feature = "server")]
impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "server")]
/// An e-mail address in its one stored form: NFC, lower case, host in A-labels.
///
/// Local parts are compared without case, as every mail system in use does, although RFC 5321
/// would allow otherwise: two accounts that differ in case only would be a trap.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email {
    text: String,
    at: usize,
}

#[cfg(feature = "server")]
impl Email {
    /// Parses one address, without display name or comments.
    ///
    /// # Errors
    /// `email` if it is none.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        const REFUSED: Refused = Refused("email");
        let text: String = text.trim().nfc().collect::<String>().to_lowercase();
        let (local, host) = text.split_once('@').ok_or(REFUSED)?;
        let plain = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
        let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
        if local.is_empty() || local.len() > 64 || dots || !local.chars().all(plain) {
            return Err(REFUSED);
        }
        let host = DomainName::parse(host).map_err(|_| REFUSED)?;
        Ok(Self {
            text: format!("{local}@{host}"),
            at: local.len(),
        })
    }

    /// The stored form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The domain name after the `@`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.text[self.at + 1..]
    }
}

#[cfg(feature = "server")]
impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Whether a text could be a domain name: what the app knows before the server reads it.
#[must_use]
pub fn plausible_domain(text: &str) -> bool {
    let text = text.trim();
    let label = |label: &str| {
        let ends = label.starts_with('-') || label.ends_with('-');
        !label.is_empty() && !ends && label.chars().all(|c| plausible_letter(c) || c == '-')
    };
    text.contains('.') && text.len() <= 253 && text.split('.').all(label)
}

/// A letter or digit, or one of another script: the server knows them all, the app has no tables.
fn plausible_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii()
}

/// Whether a text could be an e-mail address: what the app knows before the server reads it.
#[must_use]
pub fn plausible_email(text: &str) -> bool {
    let plain = |c: char| plausible_letter(c) || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    text.trim().split_once('@').is_some_and(|(local, host)| {
        !local.is_empty() && local.len() <= 64 && local.chars().all(plain) && plausible_domain(host)
    })
}

/// A case number: 4 to 32 of `[A-Z0-9-]`, read without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber(String);

/// Digits and letters that cannot be confused when read over the telephone or by eye.
const NUMBER_ALPHABET: &[u8; 30] = b"ABCDEFGHJKMNPQRSTVWXYZ23456789";

impl CaseNumber {
    /// Parses a number in either case.
    ///
    /// # Errors
    /// `case-number` if it cannot be one.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let sound = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !sound || !(4..=32).contains(&text.len()) {
            return Err(Refused("case-number"));
        }
        Ok(Self(text.to_ascii_uppercase()))
    }

    /// A number such as `K7QF-3M2X` from random bits; what it says about volume is nothing.
    #[must_use]
    pub fn from_random(mut bits: u64) -> Self {
        let mut text = String::with_capacity(9);
        for position in 0..8 {
            if position == 4 {
                text.push('-');
            }
            let base = NUMBER_ALPHABET.len() as u64;
            text.push(char::from(
                NUMBER_ALPHABET[usize::try_from(bits % base).unwrap_or(0)],
            ));
            bits /= base;
        }
        Self(text)
    }

    /// The stored form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "server")]
/// Characters of a word that the search looks at. PostgreSQL garbles lexemes from 2,048 bytes on,
/// and with them the whole index entry (measured: version 15).
const WORD_MAX: usize = 100;

#[cfg(feature = "server")]
/// The words of a text as the search indexes them on both engines: lower case, without accents,
/// ligatures spelled out, letters and digits only, cut off after 100 characters.
///
/// ```
/// assert_eq!(shared::text::search_words("L'Évènement n° 42"), ["l", "evenement", "n", "42"]);
/// assert_eq!(shared::text::search_words("Œuvre"), ["oeuvre"]);
/// ```
#[must_use]
pub fn search_words(text: &str) -> Vec<String> {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c));
    let mut folded = String::with_capacity(text.len());
    for letter in plain.flat_map(char::to_lowercase) {
        // Unicode takes these for letters of their own.
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            letter => folded.push(letter),
        }
    }
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(WORD_MAX).collect())
        .collect()
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_one_form() {
        let email = Email::parse(" Zoé.Le-Goff@Conserverie-Armor.EXAMPLE ").unwrap();
        assert_eq!(email.as_str(), "zoé.le-goff@conserverie-armor.example");
        assert_eq!(email.host(), "conserverie-armor.example");
        assert_eq!(
            Email::parse("a@müller.example").unwrap().host(),
            "xn--mller-kva.example"
        );
    }

    #[test]
    fn s14_addresses_that_only_look_like_a_domain_are_refused() {
        for bad in [
            "a@example.com@evil.org",
            "a@",
            "@example.com",
            "a b@example.com",
            "a@example",
            "a@ex ample.com",
            "a\r\nb@example.com",
            "",
            "a,b@example.com",
            "a@example..com",
            "<a@example.com>",
        ] {
            assert_eq!(Email::parse(bad), Err(Refused("email")), "{bad}");
        }
        assert_ne!(Email::parse("a@evil-example.com").unwrap().host(), "example.com");
        assert_ne!(Email::parse("a@example.com.evil").unwrap().host(), "example.com");
        // A homograph: Cyrillic а in place of a.
        assert_ne!(Email::parse("a@ex\u{430}mple.com").unwrap().host(), "example.com");
    }

    #[test]
    fn numbers_are_read_without_case() {
        assert_eq!(CaseNumber::parse("k7qf-3m2x").unwrap().as_str(), "K7QF-3M2X");
        for bad in ["abc", "", "a/b/c", "ABCD EFGH", &"A".repeat(33)] {
            assert!(CaseNumber::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(CaseNumber::from_random(0).as_str(), "AAAA-AAAA");
    }

    #[test]
    fn search_ignores_accents_and_case() {
        assert_eq!(search_words("Réseau coupé"), ["reseau", "coupe"]);
        assert_eq!(search_words("ERR_503: « échec »"), ["err", "503", "echec"]);
        assert_eq!(
            search_words("CŒUR d’œuvre, Straße, æther, ﬁn"),
            ["coeur", "d", "oeuvre", "strasse", "aether", "fin"]
        );
        assert!(search_words("… — !").is_empty());
        assert_eq!(search_words(&"é".repeat(3_000)), ["e".repeat(100)]);
    }

    #[test]
    fn names_and_addresses_have_bounds() {
        let label = |length: usize| "a".repeat(length);
        assert_eq!(
            DomainName::parse("Acme.Example").unwrap().to_string(),
            "acme.example"
        );
        assert!(DomainName::parse(&format!("{}.example", label(63))).is_ok());
        let whole = |last: usize| format!("{0}.{0}.{0}.{1}", label(63), label(last));
        assert_eq!(DomainName::parse(&whole(61)).unwrap().as_str().len(), 253);
        for bad in [
            &format!("{}.example", label(64)),
            &whole(62),
            "example",
            "",
            "a..example",
            ".example",
        ] {
            assert_eq!(DomainName::parse(bad), Err(Refused("domain-name")), "{bad}");
        }
        let longest = format!("{}@example.com", label(64));
        assert_eq!(Email::parse(&longest).unwrap().to_string(), longest);
        assert!(Email::parse("o'neil+cases@example.com").is_ok());
        for bad in [
            &format!("a{longest}"),
            ".a@example.com",
            "a.@example.com",
            "a..b@example.com",
        ] {
            assert_eq!(Email::parse(bad), Err(Refused("email")), "{bad}");
        }
    }

    #[test]
    fn what_the_app_lets_pass_may_still_be_refused_but_not_the_other_way_round() {
        let long = format!("{}.example", "a".repeat(245));
        let longer = format!("{}.example", "a".repeat(246));
        for (text, plausible) in [
            ("acme.example", true),
            (" acme-2.example ", true),
            ("müller.example", true),
            (&long, true),
            (&longer, false),
            ("acme", false),
            ("acme..example", false),
            ("-acme.example", false),
            ("acme-.example", false),
            ("ac me.example", false),
            ("ac_me.example", false),
        ] {
            assert_eq!(plausible_domain(text), plausible, "{text}");
            assert!(plausible || DomainName::parse(text).is_err(), "{text}");
        }
        let local = "a".repeat(64);
        for (text, plausible) in [
            ("zoé.le-goff+1@acme.example", true),
            (&format!("{local}@acme.example"), true),
            (&format!("a{local}@acme.example"), false),
            ("@acme.example", false),
            ("a b@acme.example", false),
            ("a@acme", false),
            ("acme.example", false),
        ] {
            assert_eq!(plausible_email(text), plausible, "{text}");
            assert!(plausible || Email::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_have_bounds_and_every_bit_counts() {
        for good in ["a-b2", &"7".repeat(32)] {
            assert_eq!(CaseNumber::parse(good).unwrap().to_string(), good.to_uppercase());
        }
        assert!(CaseNumber::parse("abc").is_err() && CaseNumber::parse("ab_d").is_err());
        assert_eq!(CaseNumber::from_random(1).as_str(), "BAAA-AAAA");
        assert_eq!(CaseNumber::from_random(30).as_str(), "ABAA-AAAA");
        assert_eq!(
            CaseNumber::from_random(30_u64.pow(7) * 29 + 29).as_str(),
            "9AAA-AAA9"
        );
    }
}
