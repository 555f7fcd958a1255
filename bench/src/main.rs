//! `make bench`: how long lists, facets, opening, deciding and filing take, at 10,000, 100,000 and
//! 1,000,000 cases, on both engines, beside the same statements without any authorization.
//!
//! ```text
//! tests/with-postgres --durable cargo run --release -p bench -- [CASES …] [sqlite | postgres]
//! cargo run --release -p bench -- uploads
//! ```
//!
//! Tables are printed as Markdown; everything is in `target/bench.json` too.
#![expect(clippy::print_stdout, reason = "a report is printed")]

mod bare;
mod clock;
mod load;
mod place;
mod report;
mod subjects;
mod uploads;
mod web;
mod world;

use clock::{alone, in_turns};
use comptoir::app::App;
use comptoir::db::{Engine, Sql};
use comptoir::error::Error as Fault;
use comptoir::features::cases::service;
use comptoir::jobs::stamps;
use place::Place;
use report::{Report, Run};
use shared::api::cases::FileCase;
use shared::words::{Action, ObjectKind, Privilege};
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;
use subjects::Subject;
use world::{World, client_name, reseller_name};

type Outcome<T> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let (mut sizes, mut engines) = (Vec::new(), Vec::new());
    for word in std::env::args().skip(1) {
        match word.as_str() {
            "uploads" => return uploads::run().await,
            "sqlite" => engines.push(Engine::Sqlite),
            "postgres" => engines.push(Engine::Postgres),
            number => sizes.push(
                number
                    .parse::<u64>()
                    .map_err(|_| format!("`{number}` is no number of cases"))?,
            ),
        }
    }
    if sizes.is_empty() {
        sizes = vec![10_000, 100_000, 1_000_000];
    }
    if engines.is_empty() {
        engines = vec![Engine::Sqlite, Engine::Postgres];
    }
    let mut report = Report::default();
    for engine in engines {
        for cases in &sizes {
            let place = Place::new(engine).await?;
            let measured = measure(&place, engine, *cases).await;
            place.remove().await?;
            report.add(measured?);
        }
    }
    report.print();
    report.keep()
}

/// One size on one engine.
async fn measure(place: &Place, engine: Engine, cases: u64) -> Outcome<Run> {
    let begun = Instant::now();
    let app = place.app().await?;
    let world = World::new(cases, app.world.now());
    let mut loader = place.loader().await?;
    load::load(&mut loader, &world).await?;
    drop(loader);
    // Opened anew, as after a start of the program.
    app.db.close().await;
    let app = place.app().await?;
    let mut run = Run::new(engine, cases, begun.elapsed());
    println!("{run}");

    let stale = subjects::lost("reseller that lost 1,999 of 2,000, stamps not cleared");
    lists(&app, &stale, &mut run).await?;
    let begun = Instant::now();
    while uncleared(&app).await? > 0 {
        stamps::clear_ended(&app).await?;
    }
    run.add(
        "",
        "clearing the stamps of 1,999 clients",
        begun.elapsed().into(),
        None,
    );
    let cleared = subjects::lost("reseller that lost 1,999 of 2,000, stamps cleared");
    lists(&app, &cleared, &mut run).await?;
    for subject in subjects::others() {
        lists(&app, &subject, &mut run).await?;
    }
    decision(&app, &mut run);
    filing(&app, &mut run).await?;
    over_http(&app, &mut run)
        .await
        .map_err(|error| error.to_string())?;
    app.db.close().await;
    Ok(run)
}

/// How many delegations have ended and wait for the timer.
async fn uncleared(app: &App) -> Outcome<i64> {
    let statement = "SELECT count(*) FROM delegations WHERE cleared_at IS NULL AND revoked_at IS NOT NULL";
    let mut tx = app.db.read().await?;
    let (count,): (i64,) = tx.one(Sql::new(statement, vec![])).await?;
    Ok(count)
}

/// The first page of a subject with every filter, and what else it looks at.
async fn lists(app: &App, subject: &Subject, run: &mut Run) -> Outcome<()> {
    let mut one = None;
    for (what, filter) in subject.filters() {
        let page = service::list(app, &subject.credentials, &filter, None, None).await?;
        if subject.name == "support desk" {
            let bare = bare::page(app, &filter).await?;
            let same = page
                .items
                .iter()
                .zip(&bare)
                .all(|(listed, bare)| listed.number == bare.number);
            if !same || page.items.len() != bare.len().min(50) {
                return Err(format!("the bare statement is not the list's: {what}").into());
            }
        }
        one = one.or_else(|| page.items.into_iter().next_back());
        let list = async || {
            service::list(app, &subject.credentials, &filter, None, None).await?;
            Ok::<_, Fault>(())
        };
        let bare = async || bare::page(app, &filter).await.map(drop);
        let (took, bare) = in_turns(list, bare).await?;
        run.add(subject.name, what, took, Some(bare));
    }
    for (what, filter) in subject.filters() {
        let name = match what {
            "all" => "facets",
            "client" => "facets, client",
            "state and severity" => "facets, state and severity",
            "product" => "facets, product",
            "frequent word" => "facets, frequent word",
            _ => continue,
        };
        let facets = async || {
            service::facets(app, &subject.credentials, &filter)
                .await
                .map(drop)
        };
        run.add(subject.name, name, alone(facets).await?, None);
    }
    let number = one.ok_or("somebody sees no case at all")?.number;
    let open = async || service::view(app, &subject.credentials, &number).await.map(drop);
    run.add(subject.name, "opening a case", alone(open).await?, None);
    Ok(())
}

/// A decision that was asked for before.
fn decision(app: &App, run: &mut Run) {
    let privileges = [Privilege::Member, Privilege::ClientsCasesView]
        .into_iter()
        .collect();
    let decide = || {
        black_box(
            app.policy
                .relations(black_box(privileges), ObjectKind::Case, Action::View),
        );
    };
    run.decision_ns = clock::nanoseconds(decide);
}

fn case_to_file(client: Option<String>) -> FileCase {
    FileCase {
        client,
        product: "product-1".to_owned(),
        category: "category-4".to_owned(),
        title: "The printer on the second floor does not answer".to_owned(),
        description: "Since this morning it blinks and prints nothing, whatever we send to it.".to_owned(),
        ..FileCase::default()
    }
}

async fn filing(app: &App, run: &mut Run) -> Outcome<()> {
    let agent = subjects::credentials(&format!("agent@{}", reseller_name(world::BIG)));
    let request = case_to_file(Some(client_name(42)));
    let file = async || service::file(app, &agent, &request).await.map(drop);
    run.add("reseller, 2,000 clients", "filing", alone(file).await?, None);
    Ok(())
}

/// First pages and filings a second, of 32 accounts at once.
async fn over_http(app: &App, run: &mut Run) -> Result<(), Box<dyn Error + Send + Sync>> {
    let users = (0..16).map(|n| format!("user@{}", client_name(5_001 + n * 13)));
    let agents = (0..16).map(|n| format!("agent@{}", reseller_name(10 + n * 13)));
    let mixed = users.chain(agents).collect::<Vec<_>>();
    run.pages = Some(web::rate(app, &mixed, |_| ("GET", None)).await?);
    let users = (0..32)
        .map(|n| format!("user@{}", client_name(6_001 + n * 13)))
        .collect::<Vec<_>>();
    let body = serde_json::to_string(&case_to_file(None))?;
    run.filings = Some(web::rate(app, &users, |_| ("POST", Some(body.clone()))).await?);
    Ok(())
}
