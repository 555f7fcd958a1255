//! What is done with many cases at once.

use crate::delegations::revoke;
use serde_json::json;
use shared::api::cases::HistoryKind;
use shared::api::lists::{ChangeMany, ManyAct, ManyChanged};
use shared::case::{Move, State};
use shared::client::Outcome;
use shared::words::Severity;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    o6_of_many_all_are_changed_or_none,
    o6_a_hidden_case_among_many_is_one_that_was_never_there,
    each_has_its_line_and_its_entry,
    the_desk_closes_what_it_has_solved,
    what_is_as_wanted_stays,
    what_was_done_is_done_once,
    what_cannot_be_done_to_many_is_refused,
);

fn close(numbers: &[&str]) -> ChangeMany {
    ChangeMany {
        numbers: numbers.iter().map(|number| (*number).to_owned()).collect(),
        act: Some(ManyAct::Close),
        ..ChangeMany::default()
    }
}

fn severity(numbers: &[&str], severity: Severity) -> ChangeMany {
    ChangeMany {
        act: Some(ManyAct::Severity),
        severity: Some(severity),
        reason: Some("Everything stands still.".to_owned()),
        ..close(numbers)
    }
}

async fn change(person: &Person, request: &ChangeMany) -> Outcome<ManyChanged> {
    person.api().change_many(request).await
}

/// What was changed: number, before, after.
fn told(changed: &ManyChanged) -> Vec<(&str, &str, &str)> {
    let changed = changed.changed.iter();
    changed
        .map(|one| (one.number.as_str(), one.from.as_str(), one.to.as_str()))
        .collect()
}

async fn o6_of_many_all_are_changed_or_none(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let max = app.sign_in("max@aurora.example").await;
    let everything = app.reads_everything().await;
    let before = app.contents(everything).await;
    // One is closed already.
    let numbers = ["DELTA-WEB", "DELTA-PLANT", "AURORA-OWN"];
    let problem = refused(change(&alice, &close(&numbers)).await);
    assert_eq!((problem.status, problem.code.as_str()), (409, "move-not-allowed"));
    let pointed = problem
        .errors
        .iter()
        .map(|one| (one.pointer.as_str(), one.code.as_str()));
    assert_eq!(pointed.collect::<Vec<_>>(), [("/numbers/1", "move-not-allowed")]);
    assert!(!problem.errors[0].detail.is_empty());
    // One may be seen, but not changed: the consent of Delta goes, a share to look comes.
    let problem = refused(change(&max, &severity(&["DELTA-WEB", "DELTA-TILL"], Severity::P1)).await);
    assert_eq!((problem.status, problem.code.as_str()), (403, "forbidden"));
    assert_eq!(problem.errors[0].pointer, "/numbers/1");
    // One may not be seen, and that counts before everything else.
    for hidden in ["FJORD-ONE", "NEVER-USED", "x"] {
        let numbers = ["DELTA-PLANT", "DELTA-ROOT", hidden];
        let problem = refused(change(&alice, &close(&numbers)).await);
        assert_eq!((problem.status, problem.code.as_str()), (404, "not-found"));
        assert!(problem.errors.is_empty() && problem.possible.is_empty());
    }
    let trace = app.contents(everything).await.since(&before);
    assert!(trace.is_empty(), "what was refused left a trace:\n{trace}");
    let changed = change(&alice, &close(&["DELTA-WEB", "delta-root", "DELTA-ROOT"]))
        .await
        .unwrap();
    assert_eq!(
        told(&changed),
        [
            ("DELTA-WEB", "in_progress", "closed"),
            ("DELTA-ROOT", "new", "closed")
        ]
    );
    for number in ["DELTA-WEB", "DELTA-ROOT"] {
        assert_eq!(alice.case(number).await.state, State::Closed);
    }
    // From the next request on, nothing of a client that ended it.
    revoke(&app.sign_in("dora@delta.example").await, "aurora.example").await;
    assert_eq!(
        code(change(&alice, &severity(&["GAMMA-A-ONE", "DELTA-WEB"], Severity::P1)).await),
        "not-found"
    );
    assert_eq!(alice.case("GAMMA-A-ONE").await.severity, Severity::P4);
}

async fn o6_a_hidden_case_among_many_is_one_that_was_never_there(app: TestApp) {
    for (email, seen, hidden) in [
        ("alice@aurora.example", "DELTA-WEB", "COBALT-A"),
        ("bob@borealis.example", "HYDRA-B", "DELTA-ROOT"),
        ("dina@delta.example", "DELTA-WEB", "DELTA-TILL"),
        ("max@aurora.example", "DELTA-WEB", "DELTA-PLANT"),
    ] {
        let person = app.sign_in(email).await;
        let ask = async |number: &str| {
            let body = json!({
                "numbers": [seen, number], "act": "severity", "severity": "P2", "reason": "Words.",
            });
            person.post("/cases/bulk", &body).await
        };
        let never = ask("NEVER-USED").await;
        never.refused(404, "not-found");
        assert_eq!(ask(hidden).await.fingerprint(), never.fingerprint(), "{email}");
    }
}

async fn each_has_its_line_and_its_entry(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let numbers = ["GAMMA-A-ONE", "DELTA-ROOT"];
    let changed = change(&alice, &severity(&numbers, Severity::P1)).await.unwrap();
    assert_eq!(
        told(&changed),
        [("GAMMA-A-ONE", "P4", "P1"), ("DELTA-ROOT", "P4", "P1")]
    );
    for number in numbers {
        let history = alice.history(number).await;
        let line = history.last().unwrap();
        assert_eq!(
            (line.kind, line.from.as_deref(), line.to.as_deref()),
            (HistoryKind::Severity, Some("P4"), Some("P1"))
        );
        assert_eq!(line.body.as_deref(), Some("Everything stands still."));
        let entries: Vec<(i64,)> = app
            .rows(
                "SELECT count(*) FROM ledger l JOIN cases c ON c.id = l.case_id
                 WHERE l.action = 'case.severity' AND c.number = ?",
                vec![number.into()],
            )
            .await;
        assert_eq!(entries, [(1,)]);
    }
    // There and back, in one step each.
    change(&alice, &close(&numbers)).await.unwrap();
    let reopen = ChangeMany {
        act: Some(ManyAct::Reopen),
        ..close(&numbers)
    };
    let changed = change(&alice, &reopen).await.unwrap();
    assert_eq!(
        told(&changed),
        [
            ("GAMMA-A-ONE", "closed", "in_progress"),
            ("DELTA-ROOT", "closed", "in_progress")
        ]
    );
}

async fn the_desk_closes_what_it_has_solved(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let problem = refused(change(&ada, &close(&["DELTA-ROOT"])).await);
    assert_eq!((problem.status, problem.code.as_str()), (409, "move-not-allowed"));
    for number in ["DELTA-ROOT", "GAMMA-B"] {
        ada.moves(number, Move::Solve).await.unwrap();
    }
    let changed = change(&ada, &close(&["DELTA-ROOT", "GAMMA-B"])).await.unwrap();
    assert_eq!(changed.changed.len(), 2);
}

async fn what_is_as_wanted_stays(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let before = dan.case("DELTA-ROOT").await;
    let changed = change(&dan, &severity(&["DELTA-ROOT", "DELTA-PLANT"], Severity::P4))
        .await
        .unwrap();
    assert_eq!(told(&changed), [("DELTA-PLANT", "P3", "P4")]);
    assert_eq!(dan.case("DELTA-ROOT").await, before);
}

async fn what_was_done_is_done_once(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let body = json!({"numbers": ["DELTA-ROOT"], "act": "close", "reason": "Gone."});
    let browser = alice.browser().with("idempotency-key", "0123456789abcdef");
    let path = alice.path("/cases/bulk");
    let first: ManyChanged = browser.post(&path, &body).await.json();
    let again = browser.post(&path, &body).await;
    assert_eq!(again.json::<ManyChanged>(), first);
    let history = alice.history("DELTA-ROOT").await;
    assert_eq!(
        history
            .iter()
            .filter(|line| line.body.as_deref() == Some("Gone."))
            .count(),
        1
    );
    // The kept answer is not for whoever has lost the case.
    revoke(&app.sign_in("dora@delta.example").await, "aurora.example").await;
    browser.post(&path, &body).await.refused(404, "not-found");
}

async fn what_cannot_be_done_to_many_is_refused(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let many = vec!["DELTA-ROOT"; 101];
    for (body, pointer) in [
        (json!({"numbers": [], "act": "close"}), "/numbers"),
        (json!({"numbers": many, "act": "close"}), "/numbers"),
        (json!({"numbers": ["DELTA-ROOT"]}), "/act"),
        (json!({"numbers": ["DELTA-ROOT"], "act": "delete"}), "/act"),
        (json!({"numbers": ["DELTA-ROOT"], "act": "severity"}), "/severity"),
        (
            json!({"numbers": ["DELTA-ROOT"], "act": "severity", "severity": "P1"}),
            "/reason",
        ),
    ] {
        let problem = dan.post("/cases/bulk", &body).await.refused(422, "invalid-input");
        assert_eq!(problem.errors[0].pointer, pointer, "{body}");
    }
    app.browser()
        .post(
            "/api/v1/domains/delta.example/cases/bulk",
            &json!({"numbers": ["DELTA-ROOT"], "act": "close"}),
        )
        .await
        .refused(401, "unauthenticated");
}
