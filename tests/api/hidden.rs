//! 404≡: what one may not see answers exactly as what was never there.

use crate::documented::operations;
use poem::http::Method;
use serde_json::json;
use tests::TestApp;

tests::on_both_engines!(
    a_hidden_case_is_one_that_was_never_there,
    a_hidden_client_is_one_that_was_never_there
);

/// A body that would be accepted if only the case could be seen.
fn body(path: &str, method: &Method) -> Option<Vec<u8>> {
    let body = match (method.as_str(), path.rsplit('/').next().unwrap()) {
        ("GET" | "DELETE", _) => return None,
        ("PATCH", _) => json!({"severity": "P1"}),
        (_, "comments") => json!({"body": "Hello?"}),
        _ => json!({"comment": "Hello?"}),
    };
    Some(body.to_string().into_bytes())
}

async fn a_hidden_case_is_one_that_was_never_there(app: TestApp) {
    let of_a_case = operations(&app).await;
    let of_a_case = of_a_case
        .into_iter()
        .filter(|(_, path)| path.contains("/cases/{number}"))
        .collect::<Vec<_>>();
    assert!(of_a_case.len() >= 10, "{of_a_case:?}");
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    for (email, hidden) in [
        // The predecessor's, the successor's, a gap's, never let in, another client's.
        (
            "alice@aurora.example",
            &[
                "COBALT-A",
                "COBALT-B-FIRST",
                "GAMMA-GAP",
                "GAMMA-B",
                "ECHO-ONE",
                "FJORD-ONE",
            ][..],
        ),
        (
            "bob@borealis.example",
            &["COBALT-A-LAST", "DELTA-ROOT", "GAMMA-B", "HYDRA-BOTH"],
        ),
        ("max@aurora.example", &["DELTA-PLANT", "HYDRA-BOTH", "AURORA-OWN"]),
        ("dina@delta.example", &["DELTA-TILL", "COBALT-A"]),
        ("dodo@delta.example", &["DELTA-TILL", "DELTA-WEB"]),
        ("olga@vendor.example", &["DELTA-ROOT"]),
    ] {
        let person = app.sign_in(email).await;
        for (method, path) in &of_a_case {
            for language in ["en", "fr"] {
                let browser = person.browser().with("accept-language", language);
                let body = body(path, method);
                let ask = async |number: &str| {
                    let path = path
                        .replace("{domain}", &person.domain)
                        .replace("{number}", number);
                    let path = format!("/api/v1{path}");
                    browser.send(method.clone(), &path, body.clone()).await
                };
                let never = ask("NEVER-USED").await;
                never.refused(404, "not-found");
                for number in hidden {
                    let reply = ask(number).await;
                    assert_eq!(
                        reply.fingerprint(),
                        never.fingerprint(),
                        "{email} {method} {path} {number}"
                    );
                    assert!(!reply.text().contains(number));
                }
                // What cannot be a number is not there either.
                assert_eq!(ask("x").await.fingerprint(), never.fingerprint());
            }
        }
    }
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
}

async fn a_hidden_client_is_one_that_was_never_there(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let never = alice.get("/clients/never-used.example").await;
    never.refused(404, "not-found");
    for client in [
        "cobalt.example",
        "fjord.example",
        "borealis.example",
        "vendor.example",
        "aurora.example",
    ] {
        let reply = alice.get(&format!("/clients/{client}")).await;
        assert_eq!(reply.fingerprint(), never.fingerprint(), "{client}");
    }
    let filter = alice.get("/cases?client=never-used.example").await;
    for client in ["cobalt.example", "fjord.example", "echo.example"] {
        let reply = alice.get(&format!("/cases?client={client}")).await;
        assert_eq!(reply.fingerprint(), filter.fingerprint(), "{client}");
    }
    // Somebody else's consents and tenures.
    let dora = app.sign_in("dora@delta.example").await;
    let delegations: Vec<(uuid::Uuid,)> = app
        .rows(
            "SELECT g.id FROM delegations g JOIN domains d ON d.id = g.client_id WHERE d.name <> ?",
            vec!["delta.example".into()],
        )
        .await;
    let never = dora.delete(&format!("/delegations/{}", uuid::Uuid::nil())).await;
    never.refused(404, "not-found");
    for (delegation,) in delegations {
        let reply = dora.delete(&format!("/delegations/{delegation}")).await;
        assert_eq!(reply.fingerprint(), never.fingerprint());
    }
}
