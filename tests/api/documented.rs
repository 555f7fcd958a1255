//! The API's own document.

use poem::http::Method;
use serde_json::Value;
use std::collections::BTreeSet;
use tests::TestApp;

tests::on_both_engines!(
    the_document_describes_every_operation,
    the_core_paths_are_there,
    what_is_described_is_what_is_answered,
);

async fn document(app: &TestApp) -> Value {
    let reply = app.browser().get("/api/openapi.json").await;
    assert_eq!(
        (reply.status.as_u16(), reply.header("content-type")),
        (200, Some("application/json"))
    );
    reply.json()
}

/// Every operation: its method and its path below `/api/v1`.
pub(crate) async fn operations(app: &TestApp) -> Vec<(Method, String)> {
    let document = document(app).await;
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/v1").unwrap_or(path);
        for method in methods.as_object().unwrap().keys() {
            found.push((method.to_uppercase().parse().unwrap(), path.to_owned()));
        }
    }
    found
}

async fn the_document_describes_every_operation(app: TestApp) {
    let document = document(&app).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let mut ids = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let what = format!("{method} {path}");
            assert!(
                operation["summary"].as_str().is_some_and(|text| !text.is_empty()),
                "{what}"
            );
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.keys().any(|status| status.starts_with('2')), "{what}");
            let problem = responses.values().any(|response| {
                let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
                schema == "#/components/schemas/Problem"
            });
            assert!(problem, "{what} does not say how it refuses");
            // Everything in the path is described.
            for name in path
                .split('/')
                .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            {
                let described = operation["parameters"].as_array().unwrap().iter();
                let mut described = described.filter(|one| one["in"] == "path" && one["name"] == name);
                assert!(described.next().is_some(), "{what}: {name}");
            }
            if path.contains("{domain}") && !(method == "post" && path.ends_with("/session")) {
                assert!(
                    operation["security"]
                        .as_array()
                        .is_some_and(|list| !list.is_empty()),
                    "{what}"
                );
            }
            if let Some(id) = operation["operationId"].as_str() {
                assert!(ids.insert(id.to_owned()), "{id} twice");
            }
        }
    }
    // Every reference leads somewhere.
    let text = document.to_string();
    for part in text.split("#/components/schemas/").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(schemas.contains_key(name), "{name}");
    }
    let page = app.browser().get("/api/docs").await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").unwrap().starts_with("text/html"));
}

async fn the_core_paths_are_there(app: TestApp) {
    let operations = operations(&app).await;
    let found = operations
        .iter()
        .map(|(method, path)| format!("{method} {path}"))
        .collect::<BTreeSet<_>>();
    // Of DESIGN §5, those of this part; escalation comes later.
    for expected in [
        "POST /session",
        "POST /domains/{domain}/session",
        "DELETE /domains/{domain}/session",
        "GET /domains/{domain}/me",
        "GET /domains/{domain}/cases",
        "POST /domains/{domain}/cases",
        "GET /domains/{domain}/cases/{number}",
        "PATCH /domains/{domain}/cases/{number}",
        "POST /domains/{domain}/cases/{number}/comments",
        "POST /domains/{domain}/cases/{number}/attachments",
        "POST /domains/{domain}/cases/{number}/close",
        "POST /domains/{domain}/cases/{number}/reopen",
        "POST /domains/{domain}/cases/{number}/escalate",
        "GET /domains/{domain}/clients",
        "GET /domains/{domain}/clients/{client}",
        "GET /domains/{domain}/delegations",
        "POST /domains/{domain}/delegations",
        "DELETE /domains/{domain}/delegations/{id}",
        "POST /domains/{domain}/tenures",
        "GET /domains/{domain}/accounts",
        "GET /domains/{domain}/roles",
        "POST /domains/{domain}/roles",
        "GET /domains/{domain}/groups",
        "POST /domains/{domain}/groups",
        "POST /domains/{domain}/assignments",
        "DELETE /domains/{domain}/assignments/{id}",
        "GET /domains/{domain}/resources",
        "POST /domains/{domain}/resources",
        "GET /domains/{domain}/ledger",
    ] {
        assert!(found.contains(expected), "{expected} is not in {found:#?}");
    }
}

async fn what_is_described_is_what_is_answered(app: TestApp) {
    // The fields of a case as answered are those of its schema.
    let document = document(&app).await;
    let dan = app.sign_in("dan@delta.example").await;
    for (path, schema) in [("/cases/DELTA-WEB", "CaseView"), ("/me", "Me")] {
        let answered: Value = dan.get(path).await.json();
        let answered = answered.as_object().unwrap().keys().collect::<BTreeSet<_>>();
        let described = document["components"]["schemas"][schema]["properties"]
            .as_object()
            .unwrap();
        let described = described.keys().collect::<BTreeSet<_>>();
        assert_eq!(answered, described, "{schema}");
    }
}
