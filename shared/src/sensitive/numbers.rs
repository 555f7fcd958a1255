//! Numbers: of cards, of accounts, of telephones.

use super::Sensitive;
use super::scan::Scan;

/// The digits from a place on, with one of `between` at most between two of them; where they end.
fn digits(scan: &Scan, at: usize, between: &str) -> (String, usize) {
    let mut digits = String::new();
    let mut end = at;
    let mut place = at;
    loop {
        if scan.char(place).is_ascii_digit() {
            digits.push(scan.char(place));
            place += 1;
            end = place;
        } else if place == end && !digits.is_empty() && between.contains(scan.char(place)) {
            place += 1;
        } else {
            return (digits, end);
        }
    }
}

/// Whether a number stands by itself: nothing before or after it makes it part of something longer.
fn alone(scan: &Scan, at: usize, end: usize) -> bool {
    let joins = |c: char| c.is_alphanumeric() || "_-./:#=".contains(c);
    let before = scan.before(at);
    let after = scan.char(end);
    let goes_on = "-./:".contains(after) && scan.char(end + 1).is_alphanumeric();
    !(joins(before) || after.is_alphanumeric() || after == '_' || goes_on)
}

pub(super) fn card(scan: &Scan, at: usize) -> Option<(Sensitive, usize)> {
    if !scan.char(at).is_ascii_digit() {
        return None;
    }
    let (number, end) = digits(scan, at, " -");
    let begins = |starts: &[&str]| starts.iter().any(|start| number.starts_with(start));
    let issued = match number.len() {
        13 | 19 => begins(&["4", "6"]),
        14 => begins(&["30", "36", "38"]),
        15 => begins(&["34", "37"]),
        16 => begins(&[
            "4", "51", "52", "53", "54", "55", "22", "23", "24", "25", "26", "27", "60", "65",
        ]),
        _ => false,
    };
    (issued && luhn(&number) && alone(scan, at, end)).then_some((Sensitive::Card, end))
}

fn luhn(number: &str) -> bool {
    let digits = number.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits
        .enumerate()
        .map(|(place, digit)| match digit * (1 + u32::from(place % 2 == 1)) {
            large @ 10.. => large - 9,
            small => small,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Countries and how long their account numbers are (SWIFT's registry of IBANs).
const IBANS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AT", 20),
    ("BE", 16),
    ("BG", 22),
    ("CH", 21),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("ES", 24),
    ("FI", 18),
    ("FR", 27),
    ("GB", 22),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IT", 27),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MA", 28),
    ("MC", 27),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("TN", 24),
    ("TR", 26),
];

pub(super) fn iban(scan: &Scan, at: usize) -> Option<(Sensitive, usize)> {
    if !scan.begins_word(at) || !scan.char(at + 2).is_ascii_digit() || !scan.char(at + 3).is_ascii_digit() {
        return None;
    }
    let country = scan.text(at, at + 2).to_ascii_uppercase();
    let (_, length) = IBANS.iter().find(|(code, _)| *code == country)?;
    let mut number = String::new();
    let mut end = at;
    while number.len() < *length {
        let c = scan.char(end);
        if c.is_ascii_alphanumeric() {
            number.push(c.to_ascii_uppercase());
        } else if c != ' ' {
            return None;
        }
        end += 1;
    }
    let whole = !scan.char(end).is_alphanumeric();
    (whole && mod_97(&number) == 1).then_some((Sensitive::Iban, end))
}

/// The first four characters go to the end, letters count from 10 on.
fn mod_97(number: &str) -> u32 {
    let (head, rest) = number.split_at(4);
    let values = rest.chars().chain(head.chars()).filter_map(|c| c.to_digit(36));
    values.fold(0, |sum, value| {
        let shift = if value > 9 { 100 } else { 10 };
        (sum * shift + value) % 97
    })
}

/// International numbers, French ones, and `555-123-4567`.
pub(super) fn telephone(scan: &Scan, at: usize) -> Option<(Sensitive, usize)> {
    let first = scan.char(at);
    let (number, end) = match first {
        '+' => digits(scan, at + 1, " .-"),
        '0'..='9' => digits(scan, at, " .-"),
        _ => return None,
    };
    let length = end - at;
    let fits = match first {
        '+' => (9..=15).contains(&number.len()) && !number.starts_with('0'),
        '0' => number.len() == 10 && !number.starts_with("00") && (length == 10 || length == 14),
        _ => number.len() == 10 && length == 12 && scan.char(at + 3) == '-' && scan.char(at + 7) == '-',
    };
    (fits && alone(scan, at, end)).then_some((Sensitive::Telephone, end))
}
