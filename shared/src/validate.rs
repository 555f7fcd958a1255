//! Checks of input that both sides make: the app before sending, the server always.

use crate::text::{plausible_domain, plausible_email};
use serde::{Deserialize, Serialize};

/// One field that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(poem_openapi::Object))]
pub struct Violation {
    /// JSON pointer (RFC 6901) to the field.
    pub pointer: String,
    /// A stable code, for example `too-long`.
    pub code: String,
    /// A sentence in the reader's language.
    pub detail: String,
}

/// A request whose fields can be checked without I/O.
pub trait Validate {
    /// Notes every field that is refused.
    fn check(&self, found: &mut Violations);

    /// Every field that is refused.
    fn violations(&self) -> Vec<Violation> {
        let mut found = Violations::default();
        self.check(&mut found);
        found.0
    }
}

/// Collects what is wrong with a request.
#[derive(Debug, Default)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Notes that the field at `pointer` is refused for the reason `code`.
    pub fn add(&mut self, pointer: &str, code: &str) {
        self.0.push(Violation {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
            detail: String::new(),
        });
    }

    /// Pointers and codes, for tests beside the requests.
    #[cfg(test)]
    pub(crate) fn into_pairs(self) -> Vec<(String, String)> {
        self.0.into_iter().map(|one| (one.pointer, one.code)).collect()
    }

    /// One line of at most `max` characters: not blank, no control characters.
    pub fn line(&mut self, pointer: &str, text: &str, max: usize) {
        if text.chars().any(char::is_control) {
            self.add(pointer, "control-characters");
        }
        self.text(pointer, text, max);
    }

    /// Text of at most `max` characters, not blank.
    pub fn text(&mut self, pointer: &str, text: &str, max: usize) {
        if text.trim().is_empty() {
            self.add(pointer, "required");
        } else if text.chars().count() > max {
            self.add(pointer, "too-long");
        } else if text.contains('\0') {
            self.add(pointer, "control-characters");
        }
    }

    /// An e-mail address.
    pub fn email(&mut self, pointer: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(pointer, "required");
        } else if !plausible_email(text) {
            self.add(pointer, "email");
        }
    }

    /// A DNS name.
    pub fn domain_name(&mut self, pointer: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(pointer, "required");
        } else if !plausible_domain(text) {
            self.add(pointer, "domain-name");
        }
    }

    /// A short key: 1 to 40 of `[a-z0-9-]`.
    pub fn key(&mut self, pointer: &str, text: &str) {
        let sound = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if text.is_empty() {
            self.add(pointer, "required");
        } else if !sound || text.len() > 40 {
            self.add(pointer, "key");
        }
    }

    /// A new password: 10 characters at least (NIST SP 800-63B asks for 8 or more and no rules of
    /// composition), 1,024 bytes at most.
    pub fn new_password(&mut self, pointer: &str, text: &str) {
        if text.chars().count() < 10 {
            self.add(pointer, "password-too-short");
        } else if text.len() > 1_024 {
            self.add(pointer, "too-long");
        }
    }

    /// An IANA time zone's name, by its form; the server also looks it up.
    pub fn time_zone(&mut self, pointer: &str, text: &str) {
        let sound = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b));
        if text.is_empty() || text.len() > 64 || !sound {
            self.add(pointer, "time-zone");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes that a check notes.
    fn codes(check: impl FnOnce(&mut Violations)) -> Vec<String> {
        let mut found = Violations::default();
        check(&mut found);
        assert!(
            found
                .0
                .iter()
                .all(|one| one.pointer == "/f" && one.detail.is_empty())
        );
        found.0.into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn lines_and_texts_have_bounds() {
        for (text, line, whole) in [
            ("Hello", &[][..], &[][..]),
            ("12345678", &[], &[]),
            ("ééééééé\u{e9}", &[], &[]),
            ("123456789", &["too-long"], &["too-long"]),
            (" \t ", &["control-characters", "required"], &["required"]),
            ("", &["required"], &["required"]),
            ("a\nb", &["control-characters"], &[]),
            (
                "a\0b",
                &["control-characters", "control-characters"],
                &["control-characters"],
            ),
        ] {
            assert_eq!(codes(|found| found.line("/f", text, 8)), line, "{text:?}");
            assert_eq!(codes(|found| found.text("/f", text, 8)), whole, "{text:?}");
        }
    }

    #[test]
    fn addresses_names_and_keys_are_told_from_nothing() {
        assert_eq!(codes(|found| found.email("/f", " ")), ["required"]);
        assert_eq!(codes(|found| found.email("/f", "acme.example")), ["email"]);
        assert!(codes(|found| found.email("/f", "a@acme.example")).is_empty());
        assert_eq!(codes(|found| found.domain_name("/f", " ")), ["required"]);
        assert_eq!(codes(|found| found.domain_name("/f", "acme")), ["domain-name"]);
        assert!(codes(|found| found.domain_name("/f", "acme.example")).is_empty());
        assert_eq!(codes(|found| found.key("/f", "")), ["required"]);
        for bad in ["Acme", "a b", "é", "a_b", &"a".repeat(41)] {
            assert_eq!(codes(|found| found.key("/f", bad)), ["key"], "{bad}");
        }
        for good in ["a-2", "2", &"a".repeat(40)] {
            assert!(codes(|found| found.key("/f", good)).is_empty(), "{good}");
        }
    }

    #[test]
    fn passwords_and_time_zones_have_bounds() {
        let password = |text: &str| codes(|found| found.new_password("/f", text));
        assert_eq!(password("éééééé789"), ["password-too-short"]);
        assert!(password("éééééé7890").is_empty() && password(&"a".repeat(1_024)).is_empty());
        assert_eq!(password(&"a".repeat(1_025)), ["too-long"]);
        let zone = |text: &str| codes(|found| found.time_zone("/f", text));
        assert!(zone("Etc/GMT+1").is_empty() && zone("America/Port-au-Prince").is_empty());
        assert!(zone(&"a".repeat(64)).is_empty() && zone("America/New_York").is_empty());
        for bad in ["", "Europe/Paris;", &"a".repeat(65)] {
            assert_eq!(zone(bad), ["time-zone"], "{bad}");
        }
    }

    #[test]
    fn a_request_says_everything_that_is_wrong_with_it() {
        struct Request;
        impl Validate for Request {
            fn check(&self, found: &mut Violations) {
                found.add("/a", "one");
                found.add("/b", "two");
            }
        }
        let pointers = Request.violations().into_iter().map(|one| one.pointer);
        assert_eq!(pointers.collect::<Vec<_>>(), ["/a", "/b"]);
    }
}
