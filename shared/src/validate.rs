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
