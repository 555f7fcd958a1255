//! Read in the source: nothing reads cases without proof, and each condition is written once.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const BACKEND: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../backend/src");

/// What a case consists of in the database.
const TABLES: [&str; 16] = [
    "cases",
    "comments",
    "internal_notes",
    "shares",
    "case_search",
    "change_reasons",
    "escalations",
    "case_links",
    "ratings",
    "own_notes",
    "own_assignees",
    "responses",
    "case_solutions",
    "attachments",
    "case_forms",
    "case_affected",
];

/// Where authorization itself, the engines, timers and the import stand: they come before any caller.
const BEFORE_CALLERS: [&str; 5] = [
    "authz/",
    "db/",
    "jobs/",
    "features/import/",
    "features/targets/replay.rs",
];

/// A parameter that proves that somebody may do something with the case, or may file one, or that
/// only what may be seen is read.
const PROOF: [&str; 3] = ["CaseFacts>", "Filing>", "Scope"];

/// Functions that name these tables without such proof, each for a reason that was reviewed.
const REVIEWED: &[(&str, &str, &str)] = &[
    (
        "features/delegations/store.rs",
        "stamp",
        "marks whom a client lets in; the caller holds a permit for the client's consents, and nothing is read",
    ),
    (
        "features/tenures/store.rs",
        "after_last_filing",
        "the operator's transfer comes after the last filing; an instant is read, with a permit for tenures",
    ),
    (
        "features/tenures/correction.rs",
        "unstamp",
        "a correction takes stamps off, and the database lets it end only when all are right; nothing is read",
    ),
    (
        "features/tenures/correction.rs",
        "stamp",
        "a correction stamps anew, with a permit for tenures; nothing is read",
    ),
    (
        "features/ledger/store.rs",
        "page",
        "the ledger shows the number of the case concerned, with a permit for the whole ledger",
    ),
    (
        "mail/tell.rs",
        "concerned",
        "chooses whom to tell, also for timers; ids are read, and what each may see is asked at sending",
    ),
];

/// A function of the source.
#[derive(Debug)]
struct Function {
    file: String,
    name: String,
    /// From its name to its body.
    head: String,
    /// What is between quotes, joined.
    texts: String,
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries = std::fs::read_dir(folder).unwrap().flatten().collect::<Vec<_>>();
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file by its name below `backend/src`, without its unit tests.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    files(Path::new(BACKEND), &mut found);
    assert!(found.len() > 80, "{}", found.len());
    let read = |path: PathBuf| {
        let name = path
            .strip_prefix(BACKEND)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("\n#[cfg(test)]").next().unwrap().to_owned();
        (name, text)
    };
    let tests = |name: &str| name.contains("/tests/") || name.ends_with("tests.rs");
    found
        .into_iter()
        .map(read)
        .filter(|(name, _)| !tests(name))
        .collect()
}

/// What is between double quotes in a piece of source, comments left out.
fn texts(source: &str) -> String {
    let mut texts = String::new();
    let (mut quoted, mut escaped) = (false, false);
    for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
        // A quotation mark by itself begins no text.
        for letter in line.replace("'\"'", "").chars() {
            match letter {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => {
                    quoted = !quoted;
                    texts.push('\n');
                }
                letter if quoted => texts.push(letter),
                _ => {}
            }
        }
        texts.push('\n');
    }
    texts
}

/// The words of a text: table and column names among them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
}

/// The functions of a file. rustfmt's indentation says where each ends: at the first line that
/// closes a brace as far to the left as the function begins.
fn functions(file: &str, source: &str) -> Vec<Function> {
    let lines = source.lines().collect::<Vec<_>>();
    let aliases = lines
        .iter()
        .filter_map(|line| line.trim().strip_prefix("type ")?.split_once(" = "));
    let aliases = aliases.collect::<Vec<_>>();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let Some((before, after)) = line.split_once("fn ") else {
            continue;
        };
        let plain = |word: &str| {
            matches!(word, "pub" | "async" | "const" | "super)")
                || word.starts_with("pub(")
                || word.starts_with("crate::")
        };
        if !before.split_whitespace().all(plain) || after.starts_with(|letter: char| !letter.is_alphabetic())
        {
            continue;
        }
        let closing = format!("{}}}", " ".repeat(indent));
        let Some(length) = lines[at..].iter().position(|line| *line == closing) else {
            continue;
        };
        let whole = lines[at..=at + length].join("\n");
        let (head, body) = whole.split_once("{\n").unwrap_or((&whole, ""));
        let mut head = head.to_owned();
        for (alias, meaning) in &aliases {
            if words(&head).any(|word| word == *alias) {
                let _ = write!(head, " {meaning}");
            }
        }
        found.push(Function {
            file: file.to_owned(),
            name: words(after).next().unwrap().to_owned(),
            head,
            texts: texts(body),
        });
    }
    found
}

impl Function {
    /// The tables of [`TABLES`] that its statements name.
    fn tables(&self) -> Vec<&'static str> {
        let statement = |text: &&str| {
            words(text).any(|word| {
                matches!(
                    word,
                    "SELECT" | "FROM" | "JOIN" | "INTO" | "UPDATE" | "DELETE" | "WHERE"
                )
            })
        };
        let statements = self.texts.split("\n\n").filter(statement).collect::<Vec<_>>();
        let named = |table: &&str| {
            statements
                .iter()
                .any(|text| words(text).any(|word| word == *table))
        };
        TABLES.iter().copied().filter(|table| named(table)).collect()
    }

    fn has_proof(&self) -> bool {
        PROOF.iter().any(|proof| self.head.contains(proof))
    }
}

#[test]
fn nothing_reads_cases_without_a_permit_or_a_scope() {
    let sources = sources();
    let after_callers = sources
        .iter()
        .filter(|(file, _)| !BEFORE_CALLERS.iter().any(|folder| file.starts_with(folder)));
    let functions = after_callers
        .flat_map(|(file, source)| functions(file, source))
        .filter(|function| !function.tables().is_empty())
        .collect::<Vec<_>>();
    let with_proof = functions.iter().filter(|function| function.has_proof()).count();
    assert!(with_proof >= 8, "{functions:#?}");
    let without = functions.iter().filter(|function| !function.has_proof());
    let without = without.collect::<Vec<_>>();
    for function in &without {
        let reviewed = REVIEWED
            .iter()
            .any(|(file, name, _)| *file == function.file && *name == function.name);
        assert!(
            reviewed,
            "{} in {} names {:?} and takes neither a permit for a case nor a scope; if that is right, say why \
             in REVIEWED of tests/authz/sources.rs",
            function.name,
            function.file,
            function.tables()
        );
    }
    for (file, name, _) in REVIEWED {
        let found = without
            .iter()
            .any(|function| function.file == *file && function.name == *name);
        assert!(
            found,
            "REVIEWED names {name} in {file}, which does not need it any more"
        );
    }
    // No statement stands outside of a function, where nothing could have been proved.
    for (file, source) in &sources {
        if !BEFORE_CALLERS.iter().any(|folder| file.starts_with(folder)) {
            let constant = |line: &&str| line.contains("const ") && words(line).any(|word| word == "SELECT");
            assert_eq!(source.lines().find(constant), None, "{file}");
        }
    }
    println!(
        "{} functions name a case's tables: {with_proof} with proof, {} reviewed",
        functions.len(),
        REVIEWED.len()
    );
}

/// Columns whose comparison is a condition of DESIGN §2, and the one file that may make it.
const CONDITIONS: [(&str, &str); 4] = [
    ("s.expires_at IS NULL OR", "authz/moment.rs"),
    ("revoked_at IS NULL", "authz/relation.rs"),
    ("g.expires_at >", "authz/relation.rs"),
    ("t.to_at IS NULL", "authz/relation.rs"),
];

#[test]
fn each_condition_is_written_once() {
    let sources = sources();
    for (condition, where_it_stands) in CONDITIONS {
        let found = sources
            .iter()
            .filter(|(file, source)| {
                !file.starts_with("features/import/") && texts(source).contains(condition)
            })
            .map(|(file, _)| file.as_str())
            .collect::<Vec<_>>();
        assert_eq!(
            found,
            [where_it_stands],
            "`{condition}` is the business of one file: use its functions"
        );
    }
}

#[test]
fn only_mail_reads_as_somebody_who_did_not_ask() {
    let found = sources()
        .into_iter()
        .filter(|(_, source)| source.contains("as_recipient("))
        .map(|(file, _)| file)
        .collect::<Vec<_>>();
    assert_eq!(found, ["authz/acting.rs", "mail/letter.rs"]);
}

#[test]
fn the_reader_of_sources_finds_what_it_is_to_find() {
    let source = r#"
type Proof = Permit<View, CaseFacts>;

impl Somebody {
    pub(super) async fn leaks(acting: &mut Acting, id: Uuid) -> Result<String> {
        let quote = '"';
        // "SELECT from comments"
        acting.tx.one(sql!("SELECT c.title
            FROM cases c WHERE c.id = ?", id)).await
    }
}

async fn proves(acting: &mut Acting, proof: &Proof) -> Result<String> {
    acting.tx.one(sql!("SELECT body FROM comments WHERE case_id = ?", proof.id)).await
}

fn only_a_path() -> &'static str {
    "/domains/:domain/cases"
}
"#;
    let found = functions("features/some/store.rs", source);
    let seen = found
        .iter()
        .map(|function| (function.name.as_str(), function.tables(), function.has_proof()))
        .collect::<Vec<_>>();
    assert_eq!(
        seen,
        [
            ("leaks", vec!["cases"], false),
            ("proves", vec!["comments"], true),
            ("only_a_path", vec![], false)
        ]
    );
}
