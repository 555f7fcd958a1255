//! The table of attacks (`docs/attacks.md`) names tests that exist.

use std::collections::BTreeSet;
use std::path::Path;

const TABLE: &str = include_str!("../../docs/attacks.md");

/// Every attack on tenure, objects, side channels, files and policy, by number.
const NUMBERS: [&str; 40] = [
    "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T9", "T11", "T12", "O1", "O2", "O4", "O6", "O8", "O9", "O10",
    "O11", "O12", "O13", "O15", "L2", "L3", "L4", "L7", "L8", "L10", "F1", "F2", "F4", "F6", "F7", "P1",
    "P2", "P3", "P4", "P5", "P6", "P7", "P9",
];

/// The text of every source file of the tests, the backend and what both sides share.
fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("attacks.rs")
        {
            found.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_attack_has_its_test_or_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut source = String::new();
    for folder in ["tests", "backend/src", "shared/src"] {
        sources(&root.join(folder), &mut source);
    }
    // A test is a function, or a name that a macro makes one of.
    let words = source.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    let words = words.collect::<BTreeSet<_>>();
    let named = TABLE.split('`').skip(1).step_by(2);
    let named = named.filter(|name| name.contains('_') && !name.contains(['/', ' ', '(']));
    let named = named.collect::<BTreeSet<_>>();
    for name in &named {
        assert!(
            words.contains(name),
            "docs/attacks.md names {name}, which is no test"
        );
    }
    // And the other way round: what carries a number is in the table.
    let numbered = |word: &str| {
        let (number, _) = word.split_once('_').unwrap_or((word, ""));
        NUMBERS.iter().any(|known| known.eq_ignore_ascii_case(number)) && word.len() > number.len() + 8
    };
    for word in words.iter().filter(|word| numbered(word)) {
        assert!(named.contains(word), "{word} is not in docs/attacks.md");
    }
    let mut rows = BTreeSet::new();
    for line in TABLE
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| |"))
    {
        let (numbers, tests) = line[2..].split_once(" | ").unwrap();
        let answered = tests.contains('`') || tests.starts_with("not yet: ");
        assert!(answered, "{line}");
        rows.extend(numbers.split(", "));
    }
    assert_eq!(rows, NUMBERS.into_iter().collect::<BTreeSet<_>>());
    println!("{} attacks, {} tests named", NUMBERS.len(), named.len());
}
