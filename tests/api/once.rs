//! Idempotency keys: a repeated write has one effect and the same answer.

use poem::http::Method;
use serde_json::{Value, json};
use tests::{Browser, Person, TestApp};

tests::on_both_engines!(
    a_repeated_write_has_one_effect_and_the_same_answer,
    the_same_key_for_another_request_is_refused,
    keys_are_the_accounts_own,
    a_refused_write_may_be_tried_again_under_its_key,
    an_answer_is_not_repeated_to_whoever_may_not_see_it_any_more,
    twenty_at_once_are_one,
);

fn with_key(person: &Person, key: &str) -> Browser {
    person.browser().with("idempotency-key", key)
}

fn case(title: &str) -> Value {
    json!({"product": "gateway", "category": "outage", "title": title, "description": "x"})
}

async fn a_repeated_write_has_one_effect_and_the_same_answer(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let browser = with_key(&dan, "one");
    let first = browser.post(&dan.path("/cases"), &case("Once")).await;
    let second = browser.post(&dan.path("/cases"), &case("Once")).await;
    assert_eq!(first.status, 201);
    assert!(second.status.is_success());
    assert_eq!(first.json::<Value>(), second.json::<Value>());
    assert_eq!(dan.search("once").await.len(), 1);
    // A write without an answer, and one that ends something.
    let dora = app.sign_in("dora@delta.example").await;
    let delegation = dora.api().delegations().await.unwrap().items[0]
        .delegation
        .clone()
        .unwrap();
    let browser = with_key(&dora, "two");
    for _ in 0..2 {
        let reply = browser
            .delete(&dora.path(&format!("/delegations/{}", delegation.id)))
            .await;
        assert_eq!((reply.status.as_u16(), reply.text()), (204, ""));
    }
    let browser = with_key(&dora, "three");
    let grant = json!({"reseller": "aurora.example"});
    let first = browser.post(&dora.path("/delegations"), &grant).await;
    let second = browser.post(&dora.path("/delegations"), &grant).await;
    assert_eq!(first.json::<Value>(), second.json::<Value>());
    assert_eq!(app.count("SELECT count(*) FROM delegations", vec![]).await, 9 + 1);
    // Without a key every write counts.
    dan.files(None, "Doubled").await;
    dan.files(None, "Doubled").await;
    assert_eq!(dan.search("doubled").await.len(), 2);
}

async fn the_same_key_for_another_request_is_refused(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let browser = with_key(&dan, "one");
    let first = browser.post(&dan.path("/cases"), &case("Once")).await;
    assert_eq!(first.status, 201);
    let other = browser.post(&dan.path("/cases"), &case("Something else")).await;
    other.refused(422, "idempotency-mismatch");
    let comment = json!({"body": "Once"});
    let other = browser
        .post(&dan.path("/cases/DELTA-ROOT/comments"), &comment)
        .await;
    other.refused(422, "idempotency-mismatch");
    assert!(dan.search("something else").await.is_empty());
    for key in ["", &"k".repeat(256)] {
        let reply = with_key(&dan, key)
            .post(&dan.path("/cases"), &case("Odd key"))
            .await;
        assert_eq!(reply.status.as_u16(), 400, "{key}");
    }
    assert!(dan.search("odd key").await.is_empty());
}

async fn keys_are_the_accounts_own(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let duke = app.sign_in("duke@delta.example").await;
    let comment = json!({"body": "The same words"});
    let path = "/cases/DELTA-TILL/comments";
    for person in [&dan, &duke] {
        let reply = with_key(person, "one").post(&person.path(path), &comment).await;
        assert_eq!(reply.status.as_u16() / 100, 2);
        assert!(reply.header("idempotency-replayed").is_none());
    }
    let lines = dan.history("DELTA-TILL").await;
    assert_eq!(lines.iter().filter(|line| line.body.is_some()).count(), 2);
}

async fn a_refused_write_may_be_tried_again_under_its_key(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let enzo = app.sign_in("enzo@echo.example").await;
    let browser = with_key(&alice, "one");
    let mut body = case("Patience");
    body["client"] = json!("echo.example");
    let refused = browser.post(&alice.path("/cases"), &body).await;
    refused.refused(403, "delegation-required");
    enzo.api()
        .grant_access(&crate::delegations::grant("aurora.example"))
        .await
        .unwrap();
    assert_eq!(browser.post(&alice.path("/cases"), &body).await.status, 201);
}

async fn an_answer_is_not_repeated_to_whoever_may_not_see_it_any_more(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let mut filing = case("Ours for now");
    filing["client"] = json!("delta.example");
    let writes = [
        (Method::POST, "/cases", filing),
        (
            Method::POST,
            "/cases/DELTA-TILL/comments",
            json!({"body": "Said once"}),
        ),
        (
            Method::PATCH,
            "/cases/DELTA-TILL",
            json!({"severity": "P1", "severity_reason": "It got worse."}),
        ),
        (Method::POST, "/cases/DELTA-TILL/close", json!({})),
    ];
    let carry_out = async |number: usize| {
        let (method, path, body) = &writes[number];
        let browser = with_key(&alice, &number.to_string());
        let body = Some(body.to_string().into_bytes());
        browser.send(method.clone(), &alice.path(path), body).await
    };
    for number in 0..writes.len() {
        assert!(carry_out(number).await.status.is_success());
        let again = carry_out(number).await;
        assert!(again.status.is_success() && again.header("idempotency-replayed").is_some());
    }
    crate::delegations::revoke(&dora, "aurora.example").await;
    for number in 0..writes.len() {
        carry_out(number).await.refused(404, "not-found");
    }
}

async fn twenty_at_once_are_one(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (browser, path) = (with_key(&dan, "one"), dan.path("/cases"));
        running.spawn(async move { browser.post(&path, &case("At once")).await });
    }
    let replies = running.join_all().await;
    let answers = replies
        .iter()
        .map(tests::Reply::json::<Value>)
        .collect::<Vec<_>>();
    assert!(
        replies.iter().all(|reply| reply.status.is_success()),
        "{answers:?}"
    );
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(dan.search("at once").await.len(), 1);
}
