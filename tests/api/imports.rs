//! Importing: all or nothing, every bad line by number, and twice is once.

use comptoir::features::import::{ImportError, Kind, demo};
use tests::{TestApp, WORLD};

tests::on_both_engines!(
    imported_twice_nothing_is_doubled_and_nothing_revived,
    every_bad_line_is_named_and_nothing_is_stored,
    stamps_that_are_there_are_never_changed,
    a_dry_run_stores_nothing,
    the_demonstration_is_good,
);

/// How many rows every table of the import has.
async fn rows(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in [
        "SELECT count(*) FROM organizations",
        "SELECT count(*) FROM domains",
        "SELECT count(*) FROM accounts",
        "SELECT count(*) FROM assignments",
        "SELECT count(*) FROM resources",
        "SELECT count(*) FROM tenures",
        "SELECT count(*) FROM delegations",
        "SELECT count(*) FROM cases",
        "SELECT count(*) FROM comments",
        "SELECT count(*) FROM internal_notes",
        "SELECT count(*) FROM shares",
        "SELECT count(*) FROM case_search",
        "SELECT count(*) FROM ledger",
    ] {
        counts.push(app.count(table, vec![]).await);
    }
    counts
}

async fn bad_lines(app: &TestApp, lines: &str) -> Vec<usize> {
    match app.try_import(lines).await {
        Err(ImportError::Bad(bad)) => {
            assert!(bad.0.iter().all(|line| !line.reason.is_empty()));
            bad.0.into_iter().map(|line| line.line).collect()
        }
        other => panic!("{other:?}"),
    }
}

async fn imported_twice_nothing_is_doubled_and_nothing_revived(app: TestApp) {
    // Between the two, things happen: a consent ends, a client moves, a case goes on.
    let dora = app.sign_in("dora@delta.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let olga = app.sign_in("olga@vendor.example").await;
    crate::delegations::revoke(&dora, "aurora.example").await;
    let transfer = serde_json::json!({"client": "iris.example", "reseller": "borealis.example"});
    assert_eq!(olga.post("/tenures", &transfer).await.status, 201);
    dan.comments("DELTA-TILL", "It went on.").await.unwrap();
    app.write(
        "UPDATE accounts SET disabled_at = 1 WHERE email = 'max@aurora.example'",
        vec![],
    )
    .await
    .unwrap();
    let before = rows(&app).await;
    let till = dan.case("DELTA-TILL").await;
    let report = app.import(WORLD).await;
    assert_eq!(report.total().added, 0, "{report}");
    assert_eq!(report.of(Kind::Case).untouched, 21);
    assert_eq!(rows(&app).await, before);
    assert_eq!(dan.case("DELTA-TILL").await, till);
    let alice = app.sign_in("alice@aurora.example").await;
    assert!(!alice.sees("DELTA-ROOT").await && !alice.sees("IRIS-ONE").await);
    let max = app
        .visitor()
        .try_sign_in("max@aurora.example", tests::PASSWORD)
        .await;
    assert_eq!(tests::code(max), "wrong-credentials");
}

async fn every_bad_line_is_named_and_nothing_is_stored(app: TestApp) {
    let before = rows(&app).await;
    let lines = r#"{"type":"domain","name":"kilo.example","kind":"client","title":"Kilo"}
not json
{"type":"account","email":"x@evil-kilo.example","domain":"kilo.example","name":"X"}

{"type":"account","email":"x@kilo.example","domain":"kilo.example","name":"X","colour":"red"}
{"type":"nothing"}
{"type":"tenure","client":"delta.example","reseller":"borealis.example","kind":"resale","from":"2026-01-01T00:00:00Z"}
{"type":"tenure","client":"kilo.example","reseller":"borealis.example","kind":"resale","from":"2026-01-01T00:00:00Z","to":"2026-01-01T00:00:00Z"}
{"type":"case","number":"DELTA-ROOT","domain":"kilo.example","filed_by":"dan@delta.example","filed_in":"delta.example","filed_at":"2025-01-01T00:00:00Z","title":"x","description":"x"}
{"type":"case","number":"KILO-1","domain":"kilo.example","resource":"kilo/none","filed_by":"dan@delta.example","filed_in":"delta.example","filed_at":"2025-01-01T00:00:00Z","title":"x","description":"x"}
{"type":"comment","case":"NONE-1","author":"dan@delta.example","domain":"delta.example","at":"2025-01-01T00:00:00Z","body":"x"}
{"type":"comment","case":"DELTA-ROOT","author":"dan@delta.example","domain":"delta.example","at":"2025-01-01T00:00:00Z","body":"x","internal":true}
{"type":"share","case":"DELTA-ROOT","email":"dan@delta.example","level":"write","shared_by":"dan@delta.example","at":"2025-01-01T00:00:00Z"}
{"type":"delegation","client":"delta.example","reseller":"cobalt.example","granted_at":"2025-01-01T00:00:00Z"}
{"type":"assignment","principal":"dan@delta.example","domain":"delta.example","role":"operator"}
{"type":"case","number":"KILO-2","domain":"delta.example","filed_by":"dan@delta.example","filed_in":"delta.example","filed_at":"yesterday","title":"x","description":"x"}"#;
    assert_eq!(
        bad_lines(&app, lines).await,
        [2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
    );
    assert_eq!(rows(&app).await, before);
}

async fn stamps_that_are_there_are_never_changed(app: TestApp) {
    let before = rows(&app).await;
    // Fjord has a case of March 2025 that nobody managed.
    let tenure = r#"{"type":"tenure","client":"fjord.example","reseller":"aurora.example","kind":"resale","from":"2025-01-01T00:00:00Z"}"#;
    match app.try_import(tenure).await {
        Err(ImportError::Bad(bad)) => assert!(bad.0[0].reason.contains("FJORD-ONE"), "{bad}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(rows(&app).await, before);
    // With the case in the same file it is stamped, whatever the order of the lines.
    let lines = r#"{"type":"case","number":"FJORD-NEW","domain":"fjord.example","filed_by":"tech@fjord.example","filed_in":"fjord.example","filed_at":"2026-02-01T00:00:00Z","title":"x","description":"x"}
{"type":"delegation","client":"fjord.example","reseller":"aurora.example","granted_at":"2026-01-01T00:00:00Z"}
{"type":"tenure","client":"fjord.example","reseller":"aurora.example","kind":"resale","from":"2026-01-01T00:00:00Z"}"#;
    app.import(lines).await;
    let alice = app.sign_in("alice@aurora.example").await;
    assert!(alice.sees("FJORD-NEW").await && !alice.sees("FJORD-ONE").await);
}

async fn a_dry_run_stores_nothing(app: TestApp) {
    let before = rows(&app).await;
    let line = r#"{"type":"domain","name":"kilo.example","kind":"client","title":"Kilo"}"#;
    let report = comptoir::features::import::import(&app.app, line.as_bytes(), true)
        .await
        .unwrap();
    assert!(report.dry_run);
    assert_eq!(report.of(Kind::Domain).added, 1);
    assert_eq!(rows(&app).await, before);
}

async fn the_demonstration_is_good(app: TestApp) {
    // Beside a world that is there already; an installation that is not empty is left alone.
    assert!(demo::load(&app.app).await.unwrap().is_none());
    let vendor = bad_lines(&app, demo::DEMO).await;
    assert!(!vendor.is_empty(), "two vendors");
}
