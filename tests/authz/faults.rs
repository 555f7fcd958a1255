//! Conflicts in the database, made at will: each write is tried again as a whole, and takes effect
//! once.

use serde_json::json;
use std::time::Duration;
use tests::{Person, Reply, TestApp};

/// Makes entries of the ledger fail as a transaction does that met another. A sequence
/// is not rolled back, so that failures come to an end: after as many as [`fail`] said.
const TROUBLE: [&str; 3] = [
    "CREATE SEQUENCE trouble START 1000000",
    "CREATE FUNCTION make_trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('trouble') <= 1000 THEN
             RAISE EXCEPTION 'made at will' USING ERRCODE = CASE WHEN random() < 0.5 THEN '40001' ELSE '40P01' END;
         END IF;
         RETURN NEW;
     END $$",
    "CREATE TRIGGER trouble BEFORE INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION make_trouble()",
];

async fn with_trouble(app: &TestApp) {
    for statement in TROUBLE {
        app.write(statement, vec![]).await.unwrap();
    }
}

/// The next so many attempts fail.
async fn fail(app: &TestApp, times: i64) {
    let next = "SELECT setval('trouble', CAST(? AS BIGINT))";
    app.write(next, vec![(1000 - times).into()]).await.unwrap();
}

async fn entries(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM ledger", vec![]).await
}

/// Writes of every kind, each with the entries that it makes.
async fn writes(app: &TestApp) -> Vec<(Person, &'static str, String, serde_json::Value, i64)> {
    let dan = app.sign_in("dan@delta.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let olga = app.sign_in("olga@vendor.example").await;
    let sam = app.sign_in("sam@aurora.example").await;
    let case = json!({"product": "gateway", "category": "outage", "title": "Once", "description": "…"});
    let at = app.now().plus_days(1);
    let transfer = json!({"client": "delta.example", "reseller": "borealis.example", "at": at});
    let role = json!({"name": "Auditor", "privileges": ["clients.view"]});
    let share = json!({"email": "plant@delta.example"});
    let given = json!({"principal": "dodo@delta.example", "role": "tech_support_viewer"});
    let mut writes = Vec::new();
    for (person, method, path, body, entries) in [
        (&dan, "POST", "/cases", case, 1),
        (
            &dan,
            "PATCH",
            "/cases/DELTA-ROOT",
            json!({"severity": "P1", "severity_reason": "It got worse."}),
            1,
        ),
        (
            &dan,
            "POST",
            "/cases/DELTA-ROOT/comments",
            json!({"body": "Once."}),
            1,
        ),
        (
            &dan,
            "POST",
            "/cases/DELTA-ROOT/attachments?name=once.json",
            json!({"any": "file"}),
            1,
        ),
        (&dan, "POST", "/cases/DELTA-ROOT/shares", share, 1),
        (
            &dan,
            "POST",
            "/cases/DELTA-ROOT/close",
            json!({"comment": "Once."}),
            2,
        ),
        (
            &dora,
            "POST",
            "/delegations",
            json!({"reseller": "aurora.example"}),
            1,
        ),
        (&dora, "PATCH", "/shares/policy", json!({"outside": true}), 1),
        (&dora, "POST", "/assignments", given, 1),
        (
            &dora,
            "POST",
            "/groups",
            json!({"email": "new@delta.example", "name": "New"}),
            1,
        ),
        (
            &dora,
            "POST",
            "/resources",
            json!({"name": "new", "kind": "folder"}),
            1,
        ),
        (&sam, "POST", "/roles", role, 1),
        (&olga, "POST", "/tenures", transfer, 1),
    ] {
        writes.push((person.clone(), method, path.to_owned(), body, entries));
    }
    writes
}

async fn send(person: &Person, method: &str, path: &str, body: &serde_json::Value) -> Reply {
    let key = format!("{method} {path}");
    let browser = person.browser().with("idempotency-key", &key);
    let body = Some(body.to_string().into_bytes());
    browser
        .send(method.parse().unwrap(), &person.path(path), body)
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p5_conflicts_are_tried_again_and_take_effect_once() {
    let story = async |app: TestApp| {
        with_trouble(&app).await;
        for (person, method, path, body, made) in writes(&app).await {
            // So many that it gives up: nothing is left, and the key is free.
            fail(&app, 999).await;
            let before = entries(&app).await;
            send(&person, method, &path, &body)
                .await
                .refused(503, "unavailable");
            assert_eq!(entries(&app).await, before, "{method} {path}");
            let keys = app
                .count(
                    "SELECT count(*) FROM idempotency_keys WHERE answer IS NULL",
                    vec![],
                )
                .await;
            assert_eq!(keys, 0, "{method} {path}");
            // Three failures, then once, and the same answer to whoever asks again.
            fail(&app, 3).await;
            let done = send(&person, method, &path, &body).await;
            assert!(done.status.is_success(), "{method} {path}: {}", done.text());
            assert_eq!(entries(&app).await, before + made, "{method} {path}");
            let again = send(&person, method, &path, &body).await;
            assert_eq!(again.text(), done.text());
            assert_eq!(entries(&app).await, before + made, "{method} {path}");
        }
    };
    TestApp::postgres().await.run(story).await;
}

tests::on_both_engines!(a_beginning_that_is_given_up_leaves_nothing);

/// Somebody hangs up while the transaction begins: whoever gets the connection next can write.
async fn a_beginning_that_is_given_up_leaves_nothing(app: TestApp) {
    for wait in 0..300 {
        let given_up = tokio::time::timeout(Duration::from_micros(wait), app.app.db.read()).await;
        drop(given_up);
        app.write("UPDATE domains SET title = title", vec![])
            .await
            .unwrap();
    }
}
