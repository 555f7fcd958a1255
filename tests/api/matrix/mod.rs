//! ATTACKS O1 and O2: every operation, called by every role, in every relation to what it is about.
//!
//! `client.txt`, `reseller.txt` and `vendor.txt` beside this file say what each call must answer in such
//! a domain; `make gen` writes them anew, and a change of them is reviewed like a change of code. After each refused call everything in the
//! database is as it was. Both engines must answer the same.

mod cast;
mod world;

use cast::Actor;
pub(crate) use cast::{Cast, Question};
pub(crate) use world::RESELLER;
use world::STANDINGS;

use crate::operations::{self, About, Operation};
use shared::words::DomainKind;
use std::fmt::Write as _;
use tests::{Reply, TestApp};

/// `client.txt`, `reseller.txt` and `vendor.txt`.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/api/matrix");

const HEAD: &str = "\
# What every operation answers to every role, in every relation to what it is about. Made by
# `make gen`; do not edit, but read the difference.
#
# 2xx  done                       404  not found, or not to be known
# 401  not signed in here         409  the state forbids it
# 403  forbidden                  422  the request names what may not be named
# 403s the consent does not cover it (scope-missing)
# 403d there is no consent (delegation-required)
#
# The requests are in order but for who sends them: see tests/api/operations.rs; … is the domain.
# Every account has `member`; Agent and Reader are custom roles; `visitor` has no session; `elsewhere`
# is signed in to another domain only. Rows: how the caller stands to the case or client asked about
# (world.rs), or what it is.
";

/// What a cell says.
fn cell(reply: &Reply) -> String {
    let status = reply.status.as_u16();
    if reply.status.is_success() {
        return status.to_string();
    }
    let code = reply.json::<serde_json::Value>()["code"]
        .as_str()
        .unwrap_or("?")
        .to_owned();
    match (status, code.as_str()) {
        (401, "unauthenticated") | (403, "forbidden") | (404, "not-found") | (422, "invalid-input") => {
            status.to_string()
        }
        (403, "scope-missing") => "403s".to_owned(),
        (403, "delegation-required") => "403d".to_owned(),
        _ => format!("{status} {code}"),
    }
}

/// What was counted on the way.
#[derive(Debug, Default)]
struct Counts {
    operations: usize,
    cells: usize,
    done: usize,
    refused: usize,
}

/// A table with columns.
struct Table<'a> {
    text: String,
    actors: &'a [Actor],
}

impl Table<'_> {
    fn line(&mut self, first: &str, cells: impl IntoIterator<Item = String>) {
        let mut line = format!("    {first:<26}");
        for (cell, actor) in cells.into_iter().zip(self.actors) {
            let _ = write!(line, "  {cell:<width$}", width = actor.column().len().max(4));
        }
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// Calls everything as everybody in a domain of that kind, and writes down what was answered.
async fn table(cast: &mut Cast, kind: DomainKind) -> (String, Counts) {
    let operations = operations::all();
    let mut counts = Counts {
        operations: operations.len(),
        ..Counts::default()
    };
    let actors = cast.actors(kind);
    let mut table = Table {
        text: format!("# In the domain of a {kind}.\n{HEAD}\n"),
        actors: &actors,
    };
    table.line("", actors.iter().map(|actor| actor.column().to_owned()));
    for operation in &operations {
        let questions = questions(operation, kind);
        if questions.is_empty() {
            continue;
        }
        let title = format!("{} {}", operation.method, operation.path).replace("/domains/{domain}", "…");
        let _ = writeln!(table.text, "\n{title}");
        for (row, question) in questions {
            let mut cells = Vec::new();
            for actor in &actors {
                let reply = cast.ask(actor, operation, &question).await;
                counts.cells += 1;
                assert!(
                    !reply.status.is_server_error(),
                    "{title} ({row}) as {}: {}",
                    actor.column(),
                    reply.text()
                );
                if reply.status.is_success() {
                    counts.done += 1;
                    cast.start_over_if_changed().await;
                } else {
                    counts.refused += 1;
                    let trace = cast.now_contains().await.since(cast.contents());
                    assert!(
                        trace.is_empty(),
                        "{title} ({row}) was refused to {} with {}, and yet:\n{trace}",
                        actor.column(),
                        reply.text()
                    );
                }
                cells.push(cell(&reply));
            }
            table.line(row, cells);
        }
    }
    (table.text, counts)
}

/// What an operation is asked about in a domain of that kind: the name of the row, and the question.
pub(crate) fn questions(operation: &Operation, kind: DomainKind) -> Vec<(&'static str, Question)> {
    match &operation.about {
        About::Standings(state) => STANDINGS
            .iter()
            .filter(|standing| standing.exists_in(kind))
            .map(|standing| (standing.name, Question::standing(standing, kind, *state)))
            .collect(),
        About::These(these) => these
            .iter()
            .map(|(what, filled)| (*what, Question::of(filled)))
            .collect(),
    }
}

async fn matrix(app: TestApp, kind: DomainKind) {
    let mut cast = Cast::assemble(app).await;
    let (table, counts) = table(&mut cast, kind).await;
    cast.leave().await;
    println!(
        "matrix of a {kind}: {} operations, {} calls, {} done, {} refused without a trace",
        counts.operations, counts.cells, counts.done, counts.refused
    );
    let file = format!("{FOLDER}/{kind}.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &table).unwrap();
    }
    let reviewed = std::fs::read_to_string(&file).unwrap_or_default();
    for (line, (was, is)) in reviewed.lines().zip(table.lines()).enumerate() {
        assert_eq!(was, is, "line {} of {file}; `make gen` writes it anew", line + 1);
    }
    assert!(
        reviewed == table,
        "{file} has more or fewer lines; `make gen` writes it anew"
    );
}

macro_rules! of_every_kind {
    ($engine:ident, $empty:ident) => {
        mod $engine {
            use shared::words::DomainKind;
            use tests::TestApp;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn o1_o2_in_the_domain_of_a_client() {
                super::matrix(TestApp::$empty().await, DomainKind::Client).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn o1_o2_in_the_domain_of_a_reseller() {
                super::matrix(TestApp::$empty().await, DomainKind::Reseller).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn o1_o2_in_the_domain_of_the_vendor() {
                super::matrix(TestApp::$empty().await, DomainKind::Vendor).await;
            }
        }
    };
}

of_every_kind!(sqlite, empty_sqlite);
of_every_kind!(postgres, empty_postgres);
