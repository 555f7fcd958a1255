//! What was measured, as tables in Markdown and as JSON.

use crate::clock::{Took, calibration};
use crate::web::Rate;
use comptoir::db::Engine;
use serde::Serialize;
use std::error::Error;
use std::fmt;
use std::time::Duration;

/// One thing measured.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Measured {
    pub(crate) subject: &'static str,
    pub(crate) what: &'static str,
    pub(crate) took: Took,
    /// The same without authorization.
    pub(crate) bare: Option<Took>,
}

/// One size on one engine.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Run {
    engine: &'static str,
    cases: u64,
    loading_seconds: f64,
    /// Of the fixed loop, before and after.
    calibration_ms: [f64; 2],
    measured: Vec<Measured>,
    pub(crate) decision_ns: f64,
    pub(crate) pages: Option<Rate>,
    pub(crate) filings: Option<Rate>,
}

impl From<Duration> for Took {
    fn from(once: Duration) -> Self {
        let ms = once.as_secs_f64() * 1_000.0;
        Self { p50: ms, p99: ms }
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, {} cases, loaded in {:.0} s",
            self.engine,
            grouped(self.cases),
            self.loading_seconds
        )
    }
}

impl Run {
    pub(crate) fn new(engine: Engine, cases: u64, loading: Duration) -> Self {
        Self {
            engine: match engine {
                Engine::Sqlite => "SQLite",
                Engine::Postgres => "PostgreSQL",
            },
            cases,
            loading_seconds: loading.as_secs_f64(),
            calibration_ms: [calibration(), 0.0],
            measured: Vec::new(),
            decision_ns: 0.0,
            pages: None,
            filings: None,
        }
    }

    pub(crate) fn add(&mut self, subject: &'static str, what: &'static str, took: Took, bare: Option<Took>) {
        let beside = bare.map(|bare| format!(" (without authorization {:.2})", bare.p50));
        eprintln!(
            "{subject}: {what}: {:.2} / {:.2}{}",
            took.p50,
            took.p99,
            beside.unwrap_or_default()
        );
        self.measured.push(Measured {
            subject,
            what,
            took,
            bare,
        });
    }

    fn find(&self, of: &Measured) -> Option<&Measured> {
        self.measured
            .iter()
            .find(|one| one.subject == of.subject && one.what == of.what)
    }
}

/// Everything measured.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    runs: Vec<Run>,
    missed: Vec<String>,
}

impl Report {
    pub(crate) fn add(&mut self, mut run: Run) {
        run.calibration_ms[1] = calibration();
        self.missed.extend(missed(&run));
        if let Some(first) = self
            .runs
            .iter()
            .find(|first| first.engine == run.engine && first.cases < run.cases)
        {
            self.missed.extend(grown(first, &run));
        }
        self.runs.push(run);
    }

    pub(crate) fn print(&self) {
        for run in &self.runs {
            let [before, after] = run.calibration_ms;
            println!("\n### {run}\n\nCalibration loop: {before:.0} ms before, {after:.0} ms after. ");
            println!(
                "Milliseconds, p50 / p99; in brackets p50 of the same statement without authorization.\n"
            );
            table(run);
            println!("\nA decision: {:.0} ns.", run.decision_ns);
            for (what, rate) in [("First pages", run.pages), ("Filings", run.filings)] {
                if let Some(Rate { a_second, took }) = rate {
                    println!(
                        "{what} over HTTP, 32 connections: {a_second:.0} a second, {:.1} / {:.1} ms.",
                        took.p50, took.p99
                    );
                }
            }
        }
        println!("\n### Targets\n");
        if self.missed.is_empty() {
            println!("All met.");
        }
        for line in &self.missed {
            println!("- missed: {line}");
        }
    }

    pub(crate) fn keep(&self) -> Result<(), Box<dyn Error>> {
        std::fs::create_dir_all("target")?;
        Ok(std::fs::write(
            "target/bench.json",
            serde_json::to_string_pretty(self)?,
        )?)
    }
}

fn table(run: &Run) {
    let mut columns = Vec::new();
    let mut rows = Vec::new();
    for one in &run.measured {
        if !columns.contains(&one.what) {
            columns.push(one.what);
        }
        if !rows.contains(&one.subject) {
            rows.push(one.subject);
        }
    }
    println!("| | {} |", columns.join(" | "));
    println!("|---|{}", "---|".repeat(columns.len()));
    for subject in rows {
        let cells = columns.iter().map(|what| {
            let found = run
                .measured
                .iter()
                .find(|one| one.subject == subject && one.what == *what);
            found.map_or_else(String::new, |one| {
                let bare = one
                    .bare
                    .map(|bare| format!(" ({:.2})", bare.p50))
                    .unwrap_or_default();
                format!("{:.2} / {:.2}{bare}", one.took.p50, one.took.p99)
            })
        });
        println!("| {subject} | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
}

/// The targets that one run missed.
fn missed(run: &Run) -> Vec<String> {
    let mut lines = Vec::new();
    for one in &run.measured {
        let what = format!(
            "{} {}, {}: {}",
            run.engine,
            grouped(run.cases),
            one.subject,
            one.what
        );
        let p50 = one.took.p50;
        if let Some(bare) = one.bare {
            let allowed = if one.subject == "20,000 shares" { 10.0 } else { 1.5 };
            if p50 > bare.p50 + allowed {
                lines.push(format!(
                    "{what} {p50:.2} ms, {:.2} above the bare statement",
                    p50 - bare.p50
                ));
            }
        }
        let limit = match one.what {
            what if what.starts_with("facets") => 20.0,
            what if what.contains("word") => 10.0,
            "opening a case" => 0.5,
            _ => f64::MAX,
        };
        if p50 > limit {
            lines.push(format!("{what} {p50:.2} ms, {limit} allowed"));
        }
    }
    if run.decision_ns > 1_000.0 {
        lines.push(format!("a decision took {:.0} ns", run.decision_ns));
    }
    let enough = |what: &str, rate: Option<Rate>, least: f64| {
        let rate = rate.filter(|rate| rate.a_second < least)?;
        Some(format!(
            "{} {}: {:.0} {what} a second, {least} wanted",
            run.engine,
            grouped(run.cases),
            rate.a_second
        ))
    };
    lines.extend(enough("first pages", run.pages, 2_000.0));
    if run.engine == "SQLite" {
        lines.extend(enough("filings", run.filings, 800.0));
    }
    lines
}

/// What grew too much from the smallest size.
fn grown(small: &Run, large: &Run) -> Vec<String> {
    let lists = large.measured.iter().filter(|one| one.bare.is_some());
    let pairs = lists.filter_map(|one| Some((one, small.find(one)?.took.p50, one.took.p50)));
    pairs
        .filter(|(_, before, after)| *after > before * 1.5 && *after > before + 1.0)
        .map(|(one, before, after)| {
            format!(
                "{}, {}: {} grew from {before:.2} ms at {} cases to {after:.2} ms at {}",
                large.engine,
                one.subject,
                one.what,
                grouped(small.cases),
                grouped(large.cases)
            )
        })
        .collect()
}

/// A number with commas.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let parts = digits.as_bytes().rchunks(3).rev();
    let parts = parts.map(|part| String::from_utf8_lossy(part).into_owned());
    parts.collect::<Vec<_>>().join(",")
}
