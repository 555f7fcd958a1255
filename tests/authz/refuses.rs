//! What the database refuses by itself, on both engines, by raw SQL: the rule holds even if the
//! program forgot it.

use comptoir::db::{Arg, DbError};
use shared::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;
use tests::TestApp;
use uuid::Uuid;

tests::on_both_engines!(
    t7_tenures_never_overlap,
    tenures_are_never_empty,
    touching_tenures_and_other_kinds_are_fine,
    the_stamp_is_the_tenure_of_the_instant,
    what_was_filed_is_never_moved,
    no_tenure_changes_the_stamp_of_a_case,
    the_ledger_is_never_changed,
    there_is_one_vendor,
    words_are_those_of_the_vocabulary,
    managed_by_is_the_stamp_or_nobody,
    a_duplicate_is_closed_and_never_its_own,
    a_closing_is_rated_once_per_domain,
);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[track_caller]
fn assert_refused(outcome: Result<u64, DbError>, rule: &str, what: &str) {
    match outcome {
        Err(error) => assert!(error.refused_by(rule), "{what}: {error}, not {rule}"),
        Ok(touched) => panic!("{what}: {touched} rows written"),
    }
}

async fn tenure(
    app: &TestApp,
    client: &str,
    reseller: &str,
    kind: &str,
    from: Timestamp,
    to: Option<Timestamp>,
) -> Result<u64, DbError> {
    app.write(
        "INSERT INTO tenures (id, client_id, reseller_id, kind, from_at, to_at)
         SELECT ?, c.id, r.id, ?, ?, ? FROM domains c, domains r WHERE c.name = ? AND r.name = ?",
        vec![
            app.app.world.id().unwrap().into(),
            kind.into(),
            from.into(),
            to.into(),
            client.into(),
            reseller.into(),
        ],
    )
    .await
}

/// Moves an end of the tenure that begins at an instant.
async fn ends(app: &TestApp, client: &str, from: Timestamp, to: Option<Timestamp>) -> Result<u64, DbError> {
    app.write(
        "UPDATE tenures SET to_at = ? WHERE from_at = ? AND kind = 'resale'
         AND client_id = (SELECT id FROM domains WHERE name = ?)",
        vec![to.into(), from.into(), client.into()],
    )
    .await
}

async fn begins(app: &TestApp, client: &str, from: Timestamp, new: Timestamp) -> Result<u64, DbError> {
    app.write(
        "UPDATE tenures SET from_at = ? WHERE from_at = ? AND kind = 'resale'
         AND client_id = (SELECT id FROM domains WHERE name = ?)",
        vec![new.into(), from.into(), client.into()],
    )
    .await
}

async fn count(app: &TestApp, table: &'static str) -> i64 {
    app.count(table, vec![]).await
}

const TENURES: &str = "SELECT count(*) FROM tenures";
const CASES: &str = "SELECT count(*) FROM cases";

async fn t7_tenures_never_overlap(app: TestApp) {
    let before = count(&app, TENURES).await;
    let (july, year) = (at("2025-07-01T00:00:00Z"), at("2025-01-01T00:00:00Z"));
    let micro = |instant: Timestamp, by: i64| Timestamp::from_micros(instant.micros() + by);
    let now = app.now().plus_days(1);
    // Somebody manages Delta since January, with no end: whatever begins later overlaps.
    for (from, to) in [
        (now, None),
        (now, Some(micro(now, 1))),
        (at("2100-01-01T00:00:00Z"), None),
    ] {
        for reseller in ["borealis.example", "aurora.example"] {
            let outcome = tenure(&app, "delta.example", reseller, "resale", from, to).await;
            assert_refused(outcome, "tenures_no_overlap", "beside an open one");
        }
    }
    // Fjord has none (and one case in March 2025): build two there and let them meet by 1 µs.
    let (may, june) = (at("2026-05-01T00:00:00Z"), at("2026-06-01T00:00:00Z"));
    tenure(&app, "fjord.example", "aurora.example", "resale", may, Some(june))
        .await
        .unwrap();
    for (from, to) in [
        (micro(june, -1), None),
        (micro(june, -1), Some(june)),
        (micro(may, -10), Some(micro(may, 1))),
        (micro(may, -10), Some(micro(june, 10))),
        (micro(may, 1), Some(micro(may, 2))),
        (may, Some(june)),
    ] {
        let outcome = tenure(&app, "fjord.example", "borealis.example", "resale", from, to).await;
        assert_refused(outcome, "tenures_no_overlap", "by 1 µs");
    }
    tenure(&app, "fjord.example", "borealis.example", "resale", june, None)
        .await
        .unwrap();
    // Extending, opening again, and beginning earlier.
    let outcome = ends(&app, "fjord.example", may, Some(micro(june, 1))).await;
    assert_refused(outcome, "tenures_no_overlap", "extending by 1 µs");
    assert_refused(
        ends(&app, "fjord.example", may, None).await,
        "tenures_no_overlap",
        "opening again",
    );
    let outcome = begins(&app, "fjord.example", june, micro(june, -1)).await;
    assert_refused(outcome, "tenures_no_overlap", "beginning 1 µs earlier");
    // Where cases stand in the way as well, either rule may speak.
    for outcome in [
        ends(&app, "cobalt.example", year, Some(micro(july, 1))).await,
        ends(&app, "cobalt.example", year, None).await,
        begins(&app, "cobalt.example", july, micro(july, -1)).await,
        ends(&app, "gamma.example", year, None).await,
    ] {
        assert!(outcome.is_err());
    }
    assert_eq!(count(&app, TENURES).await, before + 2);
}

async fn tenures_are_never_empty(app: TestApp) {
    let from = at("2026-05-01T00:00:00Z");
    for seconds in [0, -1, -86_400] {
        let to = Some(from.plus_seconds(seconds));
        let outcome = tenure(&app, "fjord.example", "aurora.example", "resale", from, to).await;
        assert!(outcome.is_err(), "{seconds}");
    }
    let outcome = ends(
        &app,
        "echo.example",
        at("2025-01-01T00:00:00Z"),
        Some(at("2025-01-01T00:00:00Z")),
    )
    .await;
    assert!(outcome.is_err());
}

async fn touching_tenures_and_other_kinds_are_fine(app: TestApp) {
    let (may, june) = (at("2026-05-01T00:00:00Z"), at("2026-06-01T00:00:00Z"));
    let aurora = "aurora.example";
    tenure(&app, "fjord.example", aurora, "resale", june, None)
        .await
        .unwrap();
    tenure(&app, "fjord.example", aurora, "resale", may, Some(june))
        .await
        .unwrap();
    tenure(&app, "fjord.example", aurora, "support_partner", may, None)
        .await
        .unwrap();
    let outcome = tenure(
        &app,
        "fjord.example",
        "borealis.example",
        "support_partner",
        june,
        None,
    )
    .await;
    assert_refused(outcome, "tenures_no_overlap", "two partners");
}

/// A tenure and its reseller.
type Stamp = (Uuid, Uuid);

async fn stamps(app: &TestApp, client: &str, kind: &str) -> Vec<Stamp> {
    app.rows(
        "SELECT t.id, t.reseller_id FROM tenures t JOIN domains c ON c.id = t.client_id
         WHERE c.name = ? AND t.kind = ? ORDER BY t.from_at",
        vec![client.into(), kind.into()],
    )
    .await
}

async fn case(
    app: &TestApp,
    client: &str,
    filed_at: Timestamp,
    resale: Option<Stamp>,
    partner: Option<Stamp>,
) -> Result<u64, DbError> {
    let id = app.app.world.id().unwrap();
    app.write(
        "INSERT INTO cases (id, number, domain_id, filed_by, filed_in, filed_at, title, description, severity,
             state, updated_at, worked_at, resale_tenure_id, resale_domain_id, partner_tenure_id, partner_domain_id)
         SELECT ?, ?, d.id, a.id, d.id, ?, 'x', 'x', 'P4', 'new', ?, ?, ?, ?, ?, ?
         FROM domains d, accounts a WHERE d.name = ? AND a.email = ?",
        vec![
            id.into(),
            id.simple().to_string().to_uppercase().into(),
            filed_at.into(),
            filed_at.into(),
            filed_at.into(),
            resale.map(|stamp| stamp.0).into(),
            resale.map(|stamp| stamp.1).into(),
            partner.map(|stamp| stamp.0).into(),
            partner.map(|stamp| stamp.1).into(),
            client.into(),
            "dan@delta.example".into(),
        ],
    )
    .await
}

async fn the_stamp_is_the_tenure_of_the_instant(app: TestApp) {
    let before = count(&app, CASES).await;
    let cobalt = stamps(&app, "cobalt.example", "resale").await;
    let (a, b) = (Some(cobalt[0]), Some(cobalt[1]));
    let delta = Some(stamps(&app, "delta.example", "resale").await[0]);
    let july = at("2025-07-01T00:00:00Z");
    let june = Timestamp::from_micros(july.micros() - 1);
    let gap = at("2024-12-31T23:59:59.999999Z");
    for (instant, resale, what) in [
        (june, b, "the next tenure's"),
        (july, a, "the last tenure's, at the instant of the transfer"),
        (june, None, "none, though managed"),
        (july, None, "none, though managed"),
        (gap, a, "one, though nobody managed it"),
        (june, delta, "another client's"),
        (app.now(), a, "an ended tenure's"),
    ] {
        let outcome = case(&app, "cobalt.example", instant, resale, None).await;
        assert_refused(outcome, "cases_stamp", what);
    }
    // The right tenure with another reseller, half a stamp, and the wrong kind.
    let foreign = Some((cobalt[0].0, cobalt[1].1));
    assert!(case(&app, "cobalt.example", june, foreign, None).await.is_err());
    assert!(case(&app, "cobalt.example", june, a, a).await.is_err());
    let hydra = Some(stamps(&app, "hydra.example", "support_partner").await[0]);
    let may = at("2025-05-02T00:00:00Z");
    let resale = Some(stamps(&app, "hydra.example", "resale").await[0]);
    assert_refused(
        case(&app, "hydra.example", may, resale, None).await,
        "cases_stamp",
        "without the partner's",
    );
    assert_refused(
        case(&app, "hydra.example", may, None, hydra).await,
        "cases_stamp",
        "without the reseller's",
    );
    assert!(case(&app, "hydra.example", may, hydra, resale).await.is_err());
    assert_eq!(count(&app, CASES).await, before);
    // Only the right ones are taken.
    for (client, instant, resale, partner) in [
        ("cobalt.example", june, a, None),
        ("cobalt.example", july, b, None),
        ("cobalt.example", gap, None, None),
        ("hydra.example", may, resale, hydra),
    ] {
        case(&app, client, instant, resale, partner).await.unwrap();
    }
}

async fn what_was_filed_is_never_moved(app: TestApp) {
    let (tenure, reseller) = stamps(&app, "delta.example", "resale").await[0];
    let rows: Vec<(Uuid,)> = app
        .rows(
            "SELECT id FROM domains WHERE name = ?",
            vec!["cobalt.example".into()],
        )
        .await;
    let cobalt = rows[0].0;
    let changes: Vec<(&'static str, Vec<Arg>)> =
        vec![
        ("UPDATE cases SET filed_at = filed_at + 1", vec![]),
        ("UPDATE cases SET filed_at = filed_at - 1 WHERE number = 'COBALT-B-FIRST'", vec![]),
        ("UPDATE cases SET domain_id = ?", vec![cobalt.into()]),
        ("UPDATE cases SET filed_in = ?", vec![cobalt.into()]),
        ("UPDATE cases SET filed_by = (SELECT min(id) FROM accounts)", vec![]),
        ("UPDATE cases SET number = 'OTHER-ONE' WHERE number = 'DELTA-ROOT'", vec![]),
        (
            "UPDATE cases SET resale_tenure_id = ?, resale_domain_id = ? WHERE number = 'COBALT-B'",
            vec![tenure.into(), reseller.into()],
        ),
        (
            "UPDATE cases SET resale_tenure_id = NULL, resale_domain_id = NULL, resale_managed_by = NULL
             WHERE number = 'DELTA-ROOT'",
            vec![],
        ),
        (
            "UPDATE cases SET partner_tenure_id = NULL, partner_domain_id = NULL, partner_managed_by = NULL
             WHERE number = 'HYDRA-BOTH'",
            vec![],
        ),
        ("UPDATE cases SET filed_at = 0, state = 'new', updated_at = 1", vec![]),
    ];
    for (statement, args) in changes {
        // PostgreSQL has no min(uuid): then the statement fails for that reason, and nothing moves.
        let outcome = app.write(statement, args).await;
        assert!(outcome.is_err(), "{statement}");
    }
    let moved = app
        .count(
            "SELECT count(*) FROM cases WHERE number = 'OTHER-ONE' OR filed_at = 0",
            vec![],
        )
        .await;
    assert_eq!(moved, 0);
    // What may change may change.
    let touched = app
        .write("UPDATE cases SET severity = 'P1', title = 'Other'", vec![])
        .await;
    assert!(touched.unwrap() > 10);
}

async fn no_tenure_changes_the_stamp_of_a_case(app: TestApp) {
    let before = count(&app, TENURES).await;
    let (year, july) = (at("2025-01-01T00:00:00Z"), at("2025-07-01T00:00:00Z"));
    let micro = |instant: Timestamp, by: i64| Timestamp::from_micros(instant.micros() + by);
    let keep = "tenures_keep_stamps";
    // Back-dated transfers: to before the last case, and to its very instant.
    let last = at("2025-06-30T23:59:59.999999Z");
    for to in [at("2025-03-01T00:00:00Z"), last, micro(last, -1)] {
        let outcome = ends(&app, "cobalt.example", year, Some(to)).await;
        assert_refused(outcome, keep, "ended before a case filed in it");
    }
    assert_refused(
        begins(&app, "cobalt.example", year, micro(year, 1)).await,
        keep,
        "begun after one",
    );
    // Over cases that nobody managed.
    let outcome = tenure(&app, "fjord.example", "aurora.example", "resale", year, None).await;
    assert_refused(outcome, keep, "over an old case");
    let instant = at("2025-03-01T09:00:00Z");
    let outcome = tenure(
        &app,
        "fjord.example",
        "aurora.example",
        "resale",
        instant,
        Some(micro(instant, 1)),
    )
    .await;
    assert_refused(outcome, keep, "over just that case");
    let outcome = ends(
        &app,
        "gamma.example",
        at("2025-04-01T00:00:00Z"),
        Some(at("2025-09-01T00:00:00Z")),
    )
    .await;
    assert_refused(outcome, keep, "extended over a gap with a case in it");
    // Whose it is, and what for.
    for statement in [
        "UPDATE tenures SET reseller_id = (SELECT id FROM domains WHERE name = 'aurora-sud.example')",
        "UPDATE tenures SET client_id = (SELECT id FROM domains WHERE name = 'fjord.example')",
        "UPDATE tenures SET kind = 'support_partner' WHERE kind = 'resale'",
        "DELETE FROM tenures",
    ] {
        assert!(app.write(statement, vec![]).await.is_err(), "{statement}");
    }
    assert_eq!(count(&app, TENURES).await, before);
    // From the first instant after the last case on it may end.
    ends(
        &app,
        "delta.example",
        year,
        Some(at("2025-03-04T09:00:00.000001Z")),
    )
    .await
    .unwrap();
    let outcome = ends(&app, "cobalt.example", july, Some(at("2025-08-01T10:00:00Z"))).await;
    assert_refused(outcome, keep, "ended at the instant of the last case");
}

async fn the_ledger_is_never_changed(app: TestApp) {
    app.sign_in("dan@delta.example")
        .await
        .files(None, "To be remembered")
        .await;
    let before = count(&app, "SELECT count(*) FROM ledger").await;
    assert!(before > 0);
    for statement in [
        "UPDATE ledger SET action = 'nothing'",
        "UPDATE ledger SET at = at + 1",
        "UPDATE ledger SET account_id = NULL",
        "DELETE FROM ledger",
        "DELETE FROM ledger WHERE action = 'case.filed'",
    ] {
        assert_refused(
            app.write(statement, vec![]).await,
            "ledger_append_only",
            statement,
        );
    }
    assert_eq!(count(&app, "SELECT count(*) FROM ledger").await, before);
}

async fn there_is_one_vendor(app: TestApp) {
    let id = app.app.world.id().unwrap();
    let outcome = app
        .write(
            "INSERT INTO domains (id, name, kind, title, created_at) VALUES (?, 'other.example', 'vendor', 'Other', 0)",
            vec![id.into()],
        )
        .await;
    assert!(matches!(outcome, Err(DbError::Refused(_))), "{outcome:?}");
    let outcome = app
        .write(
            "UPDATE domains SET kind = 'vendor' WHERE name = 'delta.example'",
            vec![],
        )
        .await;
    assert!(outcome.is_err());
}

async fn words_are_those_of_the_vocabulary(app: TestApp) {
    for statement in [
        "UPDATE shares SET level = 'write'",
        "UPDATE shares SET level = ''",
        "UPDATE shares SET level = 'View'",
        "UPDATE cases SET state = 'open'",
        "UPDATE cases SET severity = 'P0'",
        "UPDATE cases SET state = 'closed', closed_at = NULL",
        "UPDATE domains SET kind = 'partner' WHERE kind = 'client'",
        "UPDATE domains SET outside_shares = 2",
        "UPDATE delegations SET scopes = 2",
        "UPDATE accounts SET kind = 'robot'",
    ] {
        let outcome = app.write(statement, vec![]).await;
        assert!(
            matches!(outcome, Err(DbError::Refused(_))),
            "{statement}: {outcome:?}"
        );
    }
}

async fn managed_by_is_the_stamp_or_nobody(app: TestApp) {
    for statement in [
        "UPDATE cases SET resale_managed_by = (SELECT id FROM domains WHERE name = 'borealis.example')
         WHERE number = 'DELTA-ROOT'",
        "UPDATE cases SET partner_managed_by = (SELECT id FROM domains WHERE name = 'aurora.example')
         WHERE number = 'DELTA-ROOT'",
        "UPDATE cases SET resale_managed_by = (SELECT id FROM domains WHERE name = 'aurora.example')
         WHERE number = 'COBALT-GAP'",
    ] {
        let outcome = app.write(statement, vec![]).await;
        assert!(
            matches!(outcome, Err(DbError::Refused(_))),
            "{statement}: {outcome:?}"
        );
    }
    // A stale or wrong mark never shows anything: the delegation's row is the truth.
    app.write(
        "UPDATE cases SET resale_managed_by = resale_domain_id, partner_managed_by = partner_domain_id",
        vec![],
    )
    .await
    .unwrap();
    let alice = app.sign_in("alice@aurora.example").await;
    let visible = alice.all().await;
    assert!(
        visible
            .iter()
            .all(|number| !number.starts_with("COBALT") && !number.starts_with("ECHO"))
    );
    assert!(!alice.sees("COBALT-A").await && !alice.sees("ECHO-ONE").await);
    let bob = app.sign_in("bob@borealis.example").await;
    assert_eq!(bob.all().await, ["COBALT-B", "COBALT-B-FIRST"]);
}

async fn a_duplicate_is_closed_and_never_its_own(app: TestApp) {
    let merge = |of: &'static str, into: &'static str| {
        app.write(
            "UPDATE cases SET duplicate_of = (SELECT o.id FROM cases o WHERE o.number = ?) WHERE number = ?",
            vec![into.into(), of.into()],
        )
    };
    assert_refused(
        merge("DELTA-ROOT", "DELTA-WEB").await,
        "cases_merged",
        "while open",
    );
    let close = "UPDATE cases SET state = 'closed', closed_at = 1 WHERE number = ?";
    app.write(close, vec!["DELTA-ROOT".into()]).await.unwrap();
    assert_refused(
        merge("DELTA-ROOT", "DELTA-ROOT").await,
        "cases_merged",
        "into itself",
    );
    assert_eq!(merge("DELTA-ROOT", "DELTA-WEB").await.unwrap(), 1);
    let open = "UPDATE cases SET state = 'new' WHERE number = ?";
    let reopened = app.write(open, vec!["DELTA-ROOT".into()]).await;
    assert_refused(reopened, "cases_merged", "taken up again and still a duplicate");
}

async fn a_closing_is_rated_once_per_domain(app: TestApp) {
    let rate = |domain: &'static str| {
        app.write(
            "INSERT INTO ratings (id, case_id, closed_at, domain_id, rated_by, at, score)
             SELECT ?, c.id, 1, d.id, c.filed_by, 1, 5 FROM cases c, domains d WHERE c.number = ? AND d.name = ?",
            vec![
                app.app.world.id().unwrap().into(),
                "DELTA-ROOT".into(),
                domain.into(),
            ],
        )
    };
    rate("delta.example").await.unwrap();
    rate("aurora.example").await.unwrap();
    assert_refused(rate("delta.example").await, "ratings_domain_id", "a second time");
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine: &str| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../backend/migrations")
            .join(engine);
        let files = std::fs::read_dir(folder).unwrap();
        files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(names("sqlite").len() >= 6);
}
