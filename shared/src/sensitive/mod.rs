//! What should not stand in a case: addresses, telephone and card numbers, keys and passwords.
//!
//! The app points at it while one writes, before anything leaves the browser; it never forbids. So a
//! false alarm costs more than a miss: version numbers, dates, identifiers and the words of a log are
//! let pass, and numbers with check digits are checked.

mod numbers;
mod scan;
mod secrets;
#[cfg(test)]
mod tests;

use crate::words::words;
use numbers::{card, iban, telephone};
use scan::Scan;
use secrets::{access_key, bearer, email, password, private_key, web_token};
use std::ops::Range;

words! {
    /// What was found.
    Sensitive {
        /// An e-mail address.
        Email = "email",
        /// A telephone number.
        Telephone = "telephone",
        /// The number of a payment card (Luhn, ISO/IEC 7812-1).
        Card = "card",
        /// An account number (mod 97, ISO 13616).
        Iban = "iban",
        /// A private key.
        PrivateKey = "private_key",
        /// A password, written beside its name.
        Password = "password",
        /// A bearer token or a JSON web token.
        Token = "token",
        /// An access key of a well-known service.
        AccessKey = "access_key",
    }
}

/// Something that should not stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Sensitive,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
}

/// How many findings of one text are told at most: whoever has more knows by then.
const MOST: usize = 20;

/// Everything in a text that should not stand there, in its order; what overlaps is told once.
///
/// ```
/// use shared::sensitive::{Sensitive, find};
/// let found = find("Write to eve@acme.example, version 2.10.3");
/// assert_eq!(found[0].kind, Sensitive::Email);
/// assert_eq!(found[0].at, 9..25);
/// assert_eq!(found.len(), 1);
/// ```
#[must_use]
pub fn find(text: &str) -> Vec<Finding> {
    let scan = Scan::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < scan.chars.len() && found.len() < MOST {
        let here = FINDERS.iter().find_map(|find| find(&scan, at));
        match here {
            Some((kind, end)) if end > at => {
                found.push(Finding {
                    kind,
                    at: scan.bytes[at]..scan.bytes[end],
                });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// Looks whether something begins at a place, and where it ends.
type Finder = fn(&Scan, usize) -> Option<(Sensitive, usize)>;

/// The surest first.
const FINDERS: &[Finder] = &[
    private_key,
    password,
    bearer,
    web_token,
    access_key,
    iban,
    email,
    card,
    telephone,
];
