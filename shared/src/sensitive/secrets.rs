//! Addresses, passwords, keys and tokens.

use super::Sensitive;
use super::scan::Scan;

pub(super) fn private_key(scan: &Scan, at: usize) -> Option<(Sensitive, usize)> {
    if !scan.has(at, "-----BEGIN ") {
        return None;
    }
    let end = scan.end(at, |c| c != '\n');
    let line = scan.text(at, end);
    line.contains("PRIVATE KEY")
        .then_some((Sensitive::PrivateKey, end))
}

/// Names beside which a secret stands.
const NAMES: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "mot de passe",
    "mdp",
    "client_secret",
    "secret_key",
    "secret",
    "api_key",
    "api-key",
    "apikey",
    "access_token",
    "auth_token",
    "token",
];

/// `password=…`: after `=` nearly anything, after `:` only what looks like no word of a sentence.
pub(super) fn password(scan: &Scan, at: usize) -> Option<(Sensitive, usize)> {
    let before = scan.before(at);
    if before.is_alphanumeric() {
        return None;
    }
    let name = NAMES.iter().find(|name| scan.has(at, name))?;
    let quote = |c: char| matches!(c, '"' | '\'' | ' ');
    let sign = scan.end(at + name.chars().count(), quote);
    let equals = match scan.char(sign) {
        '=' => true,
        ':' => false,
        _ => return None,
    };
    let start = scan.end(sign + 1, quote);
    let end = scan.end(start, |c| {
        !c.is_whitespace() && !matches!(c, '"' | '\'' | ',' | ';' | '&' | ')')
    });
    let value = scan.text(start, end);
    let digit = value.chars().any(|c| c.is_ascii_digit());
    let letter = value.chars().any(char::is_alphabetic);
    let telling = if equals {
        value.len() > 3
    } else {
        value.len() > 5 && digit && letter
    };
    (telling && !is_placeholder(&value)).then_some((Sensitive::Password, end))
}

/// What people put in the place of a secret.
fn is_placeholder(value: &str) -> bool {
    let first = value.chars().next().unwrap_or(' ');
    let same = value.chars().all(|c| c == first);
    let word = value.to_ascii_lowercase();
    same || matches!(first, '<' | '[' | '{' | '$' | '%' | '*' | '…')
        || [
            "null", "none", "true", "false", "redacted", "hidden", "masked", "empty",
        ]
        .contains(&word.as_str())
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~+/=".contains(c)
}

pub(super) fn bearer(scan: &Scan, at: usize) -> Option<(Sensitive, usize)> {
    if !scan.begins_word(at) || !scan.has(at, "bearer ") {
        return None;
    }
    let start = at + "bearer ".len();
    let end = scan.end(start, is_token);
    let token = scan.text(start, end);
    let telling = token.len() >= 16 && token.chars().any(|c| c.is_ascii_digit());
    telling.then_some((Sensitive::Token, end))
}

/// A JSON web token (RFC 7519): its head is an object, and so begins with `eyJ` in base 64.
pub(super) fn web_token(scan: &Scan, at: usize) -> Option<(Sensitive, usize)> {
    if !scan.begins_word(at) || scan.text(at, at + 3) != "eyJ" {
        return None;
    }
    let end = scan.end(at, |c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let token = scan.text(at, end);
    let parts = token.split('.').filter(|part| part.len() >= 8).count();
    (parts >= 3).then_some((Sensitive::Token, end))
}

/// How the access keys of well-known services begin, and how many characters follow.
const KEYS: &[(&str, usize)] = &[
    ("AKIA", 16),
    ("ASIA", 16),
    ("AIza", 35),
    ("ghp_", 36),
    ("gho_", 36),
    ("ghs_", 36),
    ("github_pat_", 40),
    ("glpat-", 20),
    ("xoxb-", 20),
    ("xoxp-", 20),
    ("sk_live_", 20),
    ("rk_live_", 20),
];

pub(super) fn access_key(scan: &Scan, at: usize) -> Option<(Sensitive, usize)> {
    if !scan.begins_word(at) {
        return None;
    }
    let (start, follow) = KEYS
        .iter()
        .find(|(start, _)| scan.text(at, at + start.len()) == *start)?;
    let end = scan.end(at, |c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let exact = *start == "AKIA" || *start == "ASIA";
    let length = end - at - start.len();
    let upper = || {
        scan.text(at, end)
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let fits = if exact {
        length == *follow && upper()
    } else {
        length >= *follow
    };
    fits.then_some((Sensitive::AccessKey, end))
}

pub(super) fn email(scan: &Scan, at: usize) -> Option<(Sensitive, usize)> {
    let local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    // It begins where nothing before it could belong to it.
    if local(scan.before(at)) || !scan.char(at).is_alphanumeric() {
        return None;
    }
    let sign = scan.end(at, local);
    if scan.char(sign) != '@' {
        return None;
    }
    let mut end = scan.end(sign + 1, |c| c.is_alphanumeric() || ".-".contains(c));
    while end > sign && ".-".contains(scan.before(end)) {
        end -= 1;
    }
    let host = scan.text(sign + 1, end);
    let (name, top) = host.rsplit_once('.')?;
    let real = !name.is_empty() && top.len() >= 2 && top.chars().all(char::is_alphabetic);
    // `https://user:secret@host.example`
    let secret = scan.before(at) == ':' && scan.text(at.saturating_sub(80), at).contains("://");
    let kind = if secret {
        Sensitive::Password
    } else {
        Sensitive::Email
    };
    real.then_some((kind, end))
}
