//! Correcting a period of management that was entered wrongly: its cases are stamped anew, in one
//! transaction, and nothing else may move a stamp.

use shared::api::delegations::GrantAccess;
use shared::api::tenures::{CorrectTenure, TenureView, Transfer};
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    cases_follow_the_corrected_period,
    the_right_reseller_sees_them_and_the_wrong_one_is_out,
    a_handover_survives_the_correction_of_a_past_period,
    what_cannot_have_been_is_refused,
    what_lies_ahead_is_cancelled_not_corrected,
    nobody_else_corrects,
    t7_of_two_transfers_that_expect_the_same_reseller_one_is_refused,
);

async fn tenure(olga: &Person, client: &str, reseller: &str) -> TenureView {
    let all = olga.api().tenures(Some(client), None).await.unwrap().items;
    let found = all.into_iter().find(|tenure| tenure.reseller.name == reseller);
    found.unwrap_or_else(|| panic!("{reseller} never managed {client}"))
}

fn correction() -> CorrectTenure {
    CorrectTenure {
        reason: "The contract says otherwise.".to_owned(),
        ..CorrectTenure::default()
    }
}

/// The stamps are the tenures open at filing, for every case.
async fn stamps_are_right(app: &TestApp) {
    for kind in ["resale", "partner"] {
        let statement = match kind {
            "resale" => {
                "SELECT count(*) FROM cases c WHERE c.resale_tenure_id IS DISTINCT FROM
                 (SELECT t.id FROM tenures t WHERE t.client_id = c.domain_id AND t.kind = 'resale'
                    AND t.from_at <= c.filed_at AND (t.to_at IS NULL OR c.filed_at < t.to_at))"
            }
            _ => {
                "SELECT count(*) FROM cases c WHERE c.partner_tenure_id IS DISTINCT FROM
                 (SELECT t.id FROM tenures t WHERE t.client_id = c.domain_id AND t.kind = 'support_partner'
                    AND t.from_at <= c.filed_at AND (t.to_at IS NULL OR c.filed_at < t.to_at))"
            }
        };
        assert_eq!(app.count(statement, Vec::new()).await, 0, "{kind}");
    }
    let open = "SELECT count(*) FROM corrections WHERE done_at IS NULL";
    assert_eq!(app.count(open, Vec::new()).await, 0);
}

async fn cases_follow_the_corrected_period(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let bob = app.sign_in("bob@borealis.example").await;
    assert_eq!(bob.all().await, ["COBALT-B", "COBALT-B-FIRST"]);
    // Borealis came a month later than was entered: its first case falls into a gap.
    let borealis = tenure(&olga, "cobalt.example", "borealis.example").await;
    let later = CorrectTenure {
        from: Some("2025-07-15T00:00:00Z".parse().unwrap()),
        ..correction()
    };
    let done = olga.api().correct_tenure(borealis.id, &later).await.unwrap();
    assert_eq!((done.tenure.from, done.cases), (later.from.unwrap(), 2));
    stamps_are_right(&app).await;
    assert_eq!(bob.all().await, ["COBALT-B"]);
    assert!(!bob.sees("COBALT-B-FIRST").await);
    // And back: to the very instant of that case.
    let back = CorrectTenure {
        from: Some("2025-07-01T00:00:00Z".parse().unwrap()),
        ..correction()
    };
    olga.api().correct_tenure(borealis.id, &back).await.unwrap();
    stamps_are_right(&app).await;
    assert_eq!(bob.all().await, ["COBALT-B", "COBALT-B-FIRST"]);
    // It has ended: the client is nobody's now, and Borealis is not let in any more.
    let ended = CorrectTenure {
        to: Some("2025-07-02T00:00:00Z".parse().unwrap()),
        ..correction()
    };
    olga.api().correct_tenure(borealis.id, &ended).await.unwrap();
    stamps_are_right(&app).await;
    assert!(bob.all().await.is_empty());
    let reopened = CorrectTenure {
        open: true,
        ..correction()
    };
    olga.api().correct_tenure(borealis.id, &reopened).await.unwrap();
    stamps_are_right(&app).await;
    let grant = GrantAccess {
        reseller: "borealis.example".to_owned(),
        ..GrantAccess::default()
    };
    app.sign_in("cora@cobalt.example")
        .await
        .api()
        .grant_access(&grant)
        .await
        .unwrap();
    assert_eq!(bob.all().await, ["COBALT-B", "COBALT-B-FIRST"]);
    let said = olga.api().ledger(None).await.unwrap().items;
    assert_eq!(
        said.iter()
            .filter(|entry| entry.action == "tenure.corrected")
            .count(),
        4
    );
}

async fn the_right_reseller_sees_them_and_the_wrong_one_is_out(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let (alice, bob) = (
        app.sign_in("alice@aurora.example").await,
        app.sign_in("bob@borealis.example").await,
    );
    let dora = app.sign_in("dora@delta.example").await;
    let max = app.sign_in("max@aurora.example").await;
    assert!(alice.sees("DELTA-WEB").await && max.sees("DELTA-ROOT").await);
    let aurora = tenure(&olga, "delta.example", "aurora.example").await;
    let other = CorrectTenure {
        reseller: Some("borealis.example".to_owned()),
        ..correction()
    };
    let done = olga.api().correct_tenure(aurora.id, &other).await.unwrap();
    assert_eq!(done.tenure.reseller.name, "borealis.example");
    stamps_are_right(&app).await;
    // DELTA-ROOT was shared with a group of Aurora: shares reach it no more either.
    assert!(!max.sees("DELTA-ROOT").await && max.all().await.is_empty());
    assert!(!alice.all().await.iter().any(|number| number.starts_with("DELTA")));
    assert!(!bob.sees("DELTA-WEB").await, "not let in yet");
    assert_eq!(
        code(alice.tries_to_file(Some("delta.example"), "Mine?").await),
        "not-found"
    );
    let grant = GrantAccess {
        reseller: "borealis.example".to_owned(),
        ..GrantAccess::default()
    };
    dora.api().grant_access(&grant).await.unwrap();
    assert!(bob.sees("DELTA-WEB").await && bob.sees("DELTA-TILL").await);
    assert!(bob.all().await.contains(&"DELTA-WEB".to_owned()));
}

async fn a_handover_survives_the_correction_of_a_past_period(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let cora = app.sign_in("cora@cobalt.example").await;
    let grant = GrantAccess {
        reseller: "aurora.example".to_owned(),
        expires_at: Some(app.now().plus_seconds(3_600)),
        ..GrantAccess::default()
    };
    cora.api().grant_access(&grant).await.unwrap();
    assert!(alice.sees("COBALT-A-LAST").await);
    let aurora = tenure(&olga, "cobalt.example", "aurora.example").await;
    let earlier = CorrectTenure {
        to: Some("2025-06-01T00:00:00Z".parse().unwrap()),
        ..correction()
    };
    olga.api().correct_tenure(aurora.id, &earlier).await.unwrap();
    stamps_are_right(&app).await;
    assert!(!alice.sees("COBALT-A-LAST").await);
    assert!(alice.sees("COBALT-A").await);
    assert!(alice.all().await.contains(&"COBALT-A".to_owned()));
}

/// Found by the worlds: a transfer that had been corrected could not be cancelled.
async fn what_lies_ahead_is_cancelled_not_corrected(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let transfer = Transfer {
        client: "delta.example".to_owned(),
        reseller: Some("borealis.example".to_owned()),
        at: Some(app.now().plus_seconds(600)),
        ..Transfer::default()
    };
    let ahead = olga.api().transfer(&transfer).await.unwrap().begun.unwrap().id;
    let other = CorrectTenure {
        reseller: Some("aurora-sud.example".to_owned()),
        ..correction()
    };
    let problem = refused(olga.api().correct_tenure(ahead, &other).await);
    assert_eq!(problem.errors[0].pointer, "/from");
    olga.api().cancel_transfer(ahead).await.unwrap();
}

async fn what_cannot_have_been_is_refused(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let aurora = tenure(&olga, "cobalt.example", "aurora.example").await;
    let at = |text: &str| Some(text.parse().unwrap());
    let tomorrow = Some(app.now().plus_seconds(86_400));
    let before = app.count("SELECT count(*) FROM corrections", Vec::new()).await;
    for (wrong, what) in [
        (
            CorrectTenure {
                to: at("2025-07-01T00:00:00.000001Z"),
                ..correction()
            },
            "tenure-overlap",
        ),
        (
            CorrectTenure {
                open: true,
                ..correction()
            },
            "tenure-overlap",
        ),
        (
            CorrectTenure {
                to: at("2025-01-01T00:00:00Z"),
                ..correction()
            },
            "/to",
        ),
        (
            CorrectTenure {
                from: tomorrow,
                ..correction()
            },
            "/from",
        ),
        (
            CorrectTenure {
                to: tomorrow,
                ..correction()
            },
            "/to",
        ),
        (
            CorrectTenure {
                reseller: Some("delta.example".to_owned()),
                ..correction()
            },
            "/reseller",
        ),
        (
            CorrectTenure {
                open: true,
                to: at("2025-06-01T00:00:00Z"),
                ..correction()
            },
            "/to",
        ),
        (correction(), ""),
        (
            CorrectTenure {
                open: true,
                reason: " ".to_owned(),
                ..CorrectTenure::default()
            },
            "/reason",
        ),
    ] {
        let problem = refused(olga.api().correct_tenure(aurora.id, &wrong).await);
        match problem.errors.first() {
            Some(error) => assert_eq!(error.pointer, what, "{wrong:?}"),
            None => assert_eq!(problem.code.as_str(), what, "{wrong:?}"),
        }
    }
    // Found by the worlds: at the very beginning of another period of the same reseller.
    let gamma = tenure(&olga, "gamma.example", "aurora.example").await;
    let from = at("2025-01-01T00:00:00Z");
    let wrong = CorrectTenure { from, ..correction() };
    assert_eq!(
        code(olga.api().correct_tenure(gamma.id, &wrong).await),
        "tenure-overlap"
    );
    assert_eq!(
        app.count("SELECT count(*) FROM corrections", Vec::new()).await,
        before
    );
    stamps_are_right(&app).await;
}

async fn nobody_else_corrects(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let aurora = tenure(&olga, "cobalt.example", "aurora.example").await;
    let change = CorrectTenure {
        from: Some("2025-01-02T00:00:00Z".parse().unwrap()),
        ..correction()
    };
    for email in ["ada@vendor.example", "sam@aurora.example", "cora@cobalt.example"] {
        let person = app.sign_in(email).await;
        assert_eq!(
            code(person.api().correct_tenure(aurora.id, &change).await),
            "forbidden"
        );
    }
    let never = uuid::Uuid::from_u128(7);
    assert_eq!(code(olga.api().correct_tenure(never, &change).await), "not-found");
    // Not even past the program, without a correction.
    let raw = app
        .write("UPDATE tenures SET from_at = from_at + 1", Vec::new())
        .await;
    assert!(raw.unwrap_err().refused_by("tenures_keep_stamps"));
    let raw = app
        .write(
            "UPDATE cases SET resale_tenure_id = NULL, resale_domain_id = NULL, resale_managed_by = NULL",
            Vec::new(),
        )
        .await;
    assert!(raw.unwrap_err().refused_by("cases_frozen"));
}

async fn t7_of_two_transfers_that_expect_the_same_reseller_one_is_refused(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let to = |reseller: &str| Transfer {
        client: "delta.example".to_owned(),
        reseller: Some(reseller.to_owned()),
        from: Some("aurora.example".to_owned()),
        ..Transfer::default()
    };
    let (south, north) = (to("aurora-sud.example"), to("borealis.example"));
    let api = olga.api();
    let (one, two) = tokio::join!(api.transfer(&south), api.transfer(&north));
    let (done, late) = if one.is_ok() { (one, two) } else { (two, one) };
    assert!(done.is_ok());
    assert_eq!(code(late), "tenure-changed");
    let open = "SELECT count(*) FROM tenures t JOIN domains d ON d.id = t.client_id
                WHERE d.name = 'delta.example' AND t.to_at IS NULL";
    assert_eq!(app.count(open, Vec::new()).await, 1);
}
