//! Values of the import format that were checked when they were read, in their stored form.

use crate::password;
use serde::{Deserialize, Deserializer, de::Error as _};
use shared::api::cases::{BODY_MAX, TITLE_MAX};
use shared::api::catalogue::KEYWORDS_MAX;
use shared::text::{CaseNumber, DomainName, Email};
use shared::validate::{Validate, Violations};
use std::ops::Deref;

/// Declares texts that are checked, and put into their stored form, by a function.
macro_rules! checked {
    ($($(#[$doc:meta])* $name:ident: $check:expr;)+) => {$(
        $(#[$doc])*
        pub(super) struct $name(String);

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let check: fn(String) -> Result<String, &'static str> = $check;
                check(String::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
            }
        }
    )+};
}

checked! {
    /// The key of an organization, a product, a category or a plan.
    Key: |text| sound(text, |found, text| found.key("", text));
    /// What people call an account, a domain and the like; one line.
    Label: |text| sound(text, |found, text| found.line("", text, 120));
    /// What people call a product, a category or a role; one line.
    ShortLabel: |text| sound(text, |found, text| found.line("", text, 80));
    /// A postal address, a telephone number, a number in another system.
    Detail: |text| sound(text, |found, text| found.text("", text, 300));
    /// Words by which a category is found; one line.
    Keywords: |text| sound(text, |found, text| found.line("", text, KEYWORDS_MAX));
    /// The title of a case.
    Title: |text| sound(text, |found, text| found.line("", text, TITLE_MAX));
    /// A description or a comment.
    Body: |text| sound(text, |found, text| found.text("", text, BODY_MAX));
    /// An e-mail address.
    Address: |text| Email::parse(&text).map(|email| email.as_str().to_owned()).map_err(|error| why(error.0));
    /// The DNS name of a domain.
    Host: |text| DomainName::parse(&text).map(|name| name.as_str().to_owned()).map_err(|error| why(error.0));
    /// The number of a case.
    Number: |text| CaseNumber::parse(&text).map(|n| n.as_str().to_owned()).map_err(|error| why(error.0));
    /// The path of a resource from its root, for example `acme/shop/web`.
    NodePath: |text| if path(&text) { Ok(text) } else { Err(PATH) };
    /// A time zone of the IANA database.
    Zone: |text| if zone(&text) { Ok(text) } else { Err(why("time-zone")) };
    /// A password in clear; it is hashed before it is stored.
    Password: |text| sound(text, |found, text| found.new_password("", text));
    /// An Argon2 hash in the PHC string format.
    PasswordHash: |text| if password::check(&text).is_ok() { Ok(text) } else { Err(PHC) };
}

const PATH: &str =
    "not a path of 1 to 16 names of a-z, 0-9, `.`, `_` and `-`, 63 characters each at most, joined by `/`";
const PHC: &str = "not an Argon2 hash in the PHC string format ($argon2id$v=19$m=…,t=…,p=…$salt$hash), or one that costs too much";

impl Address {
    /// The domain name after the `@`.
    pub(super) fn host(&self) -> &str {
        self.rsplit_once('@').map_or("", |(_, host)| host)
    }
}

impl NodePath {
    /// The path of the node above; nothing for a root.
    pub(super) fn parent(&self) -> Option<&str> {
        self.rsplit_once('/').map(|(parent, _)| parent)
    }

    /// The paths of the nodes above and of the node itself, the root first.
    pub(super) fn line(&self) -> impl Iterator<Item = &str> {
        let ends = self.match_indices('/').map(|(end, _)| end);
        ends.chain([self.len()]).map(|end| &self[..end])
    }
}

/// Text that the same check accepts as in requests.
fn sound(text: String, check: fn(&mut Violations, &str)) -> Result<String, &'static str> {
    struct Value<'a>(&'a str, fn(&mut Violations, &str));
    impl Validate for Value<'_> {
        fn check(&self, found: &mut Violations) {
            (self.1)(found, self.0);
        }
    }
    let first = Value(&text, check).violations().into_iter().next();
    first.map_or(Ok(text), |violation| Err(why(&violation.code)))
}

/// The code of a refusal in words.
fn why(code: &str) -> &'static str {
    match code {
        "required" => "empty",
        "too-long" => "too long",
        "control-characters" => "contains control characters",
        "email" => "not an e-mail address",
        "domain-name" => "not a DNS name",
        "key" => "not a key of 1 to 40 of a-z, 0-9 and `-`",
        "case-number" => "not a case number of 4 to 32 of A-Z, 0-9 and `-`",
        "password-too-short" => "shorter than 10 characters",
        "time-zone" => "not a time zone of the IANA database",
        _ => "not valid",
    }
}

fn path(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b);
    let name = |name: &str| (1..=63).contains(&name.len()) && name.bytes().all(plain);
    text.split('/').count() <= 16 && text.split('/').all(name)
}

fn zone(text: &str) -> bool {
    sound(text.to_owned(), |found, text| found.time_zone("", text)).is_ok()
        && jiff::tz::TimeZone::get(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_have_one_form() {
        for good in ["acme", "acme/shop/web-2", "a/b.c/d_e"] {
            assert!(path(good), "{good}");
        }
        for bad in [
            "",
            "/acme",
            "acme/",
            "acme//shop",
            "Acme",
            "acme/../x y",
            &"a/".repeat(17),
        ] {
            assert!(!path(bad), "{bad}");
        }
        let node = NodePath("acme/shop/web".to_owned());
        assert_eq!(
            node.line().collect::<Vec<_>>(),
            ["acme", "acme/shop", "acme/shop/web"]
        );
        assert_eq!(node.parent(), Some("acme/shop"));
    }

    #[test]
    fn only_whole_argon2_hashes_are_taken() {
        let good = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA\
                    $MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA";
        assert!(password::check(good).is_ok());
        for bad in [
            "",
            "secret",
            "$2b$12$abcdefghijklmnopqrstuv",
            "$argon2id$v=19$m=19456,t=2,p=1",
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA",
            "$scrypt$ln=16,r=8,p=1$c29tZXNhbHRzb21lc2FsdA$MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA",
        ] {
            assert!(password::check(bad).is_err(), "{bad}");
        }
    }
}
