//! What bad requests get: always a problem document, never a surprise.

use poem::http::Method;
use serde_json::json;
use tests::{Reply, TestApp};

tests::on_both_engines!(
    w1_other_sites_cannot_write,
    fields_are_pointed_at,
    several_fields_at_once,
    sentences_are_in_the_readers_language,
    w10_what_is_no_json_is_refused_and_nothing_worse,
    bodies_are_json_and_bounded,
    unknown_addresses_and_methods,
    not_signed_in_is_401_everywhere,
    answers_are_not_kept_and_not_sniffed,
);

const FORM: &str = r#"{"product":"gateway","category":"outage","title":"t","description":"d"}"#;

async fn w1_other_sites_cannot_write(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let before = app.count("SELECT count(*) FROM cases", vec![]).await;
    let plain = dan.browser().without("sec-fetch-site");
    let path = dan.path("/cases");
    for browser in [
        dan.browser().with("sec-fetch-site", "cross-site"),
        dan.browser().with("sec-fetch-site", "same-site"),
        dan.browser().with("sec-fetch-site", ""),
        plain.with("origin", "null"),
        plain.with("origin", "https://evil.example"),
        plain.with("origin", "http://127.0.0.1:8080.evil.example"),
        plain
            .with("origin", "https://evil.example")
            .with("host", "127.0.0.1:8080"),
        // Fetch metadata wins over an origin that looks right.
        dan.browser()
            .with("sec-fetch-site", "cross-site")
            .with("origin", "http://127.0.0.1:8080"),
        plain.clone(),
    ] {
        for method in [Method::POST, Method::PATCH, Method::DELETE, Method::PUT] {
            let reply = browser.send(method, &path, Some(FORM.into())).await;
            reply.refused(403, "cross-origin");
        }
    }
    assert_eq!(app.count("SELECT count(*) FROM cases", vec![]).await, before);
    for browser in [
        plain.with("origin", "http://127.0.0.1:8080"),
        plain
            .with("origin", "http://localhost:9")
            .with("host", "localhost:9"),
        dan.browser().with("sec-fetch-site", "none"),
    ] {
        assert_eq!(
            browser.send(Method::POST, &path, Some(FORM.into())).await.status,
            201
        );
    }
    // Signing in from elsewhere is refused too, and programs without cookies may.
    let body = json!({"email": "dan@delta.example", "password": tests::PASSWORD});
    let forged = app.browser().with("sec-fetch-site", "cross-site");
    forged
        .post("/api/v1/session", &body)
        .await
        .refused(403, "cross-origin");
    let program = app.browser().without("sec-fetch-site");
    assert_eq!(program.post("/api/v1/session", &body).await.status, 201);
}

#[track_caller]
fn found(reply: &Reply) -> Vec<(String, String)> {
    let problem = reply.refused(422, "invalid-input");
    assert!(
        problem.errors.iter().all(|error| !error.detail.is_empty()),
        "{problem:?}"
    );
    problem
        .errors
        .into_iter()
        .map(|error| (error.pointer, error.code))
        .collect()
}

async fn fields_are_pointed_at(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let with = |key: &str, value: serde_json::Value| {
        let mut body: serde_json::Value = FORM.parse().unwrap();
        body[key] = value;
        body
    };
    let mut without = with("title", json!("t"));
    without.as_object_mut().unwrap().remove("product");
    for (body, pointer, code) in [
        (with("colour", json!(1)), "/colour", "unknown-field"),
        (with("a/b~c", json!(1)), "/a~1b~0c", "unknown-field"),
        (without, "/product", "required"),
        (with("title", json!(5)), "/title", "wrong-type"),
        (with("title", json!(null)), "/title", "wrong-type"),
        (with("severity", json!("P9")), "/severity", "wrong-type"),
        (with("severity", json!("p1")), "/severity", "wrong-type"),
        (with("language", json!(["fr"])), "/language", "wrong-type"),
        (with("number", json!("MINE-0001")), "/number", "unknown-field"),
        (
            with("filed_by", json!("alice@aurora.example")),
            "/filed_by",
            "unknown-field",
        ),
        (with("state", json!("closed")), "/state", "unknown-field"),
    ] {
        let reply = dan.post("/cases", &body).await;
        assert_eq!(found(&reply), [(pointer.to_owned(), code.to_owned())], "{body}");
    }
    // S12: one address, once.
    let browser = app.browser();
    for body in [
        json!({"email": ["dan@delta.example", "x@evil.example"], "password": "x"}),
        json!({"email": {"a": 1}, "password": "x"}),
        json!({"email": "dan@delta.example,x@evil.example", "password": "x"}),
        json!({"email": "dan@delta.example\r\nbcc: x@evil.example", "password": "x"}),
    ] {
        let reply = browser.post("/api/v1/session", &body).await;
        assert_eq!(found(&reply)[0].0, "/email", "{body}");
    }
    let twice = br#"{"email":"dan@delta.example","email":"x@evil.example","password":"x"}"#;
    let reply = browser
        .send(Method::POST, "/api/v1/session", Some(twice.to_vec()))
        .await;
    assert!(matches!(reply.status.as_u16(), 400 | 422));
}

async fn several_fields_at_once(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let body = json!({
        "client": "no name", "product": "NO", "category": "", "title": " ", "description": "",
        "time_zone": "no zone!"
    });
    let reply = dan.post("/cases", &body).await;
    let mut pointers = found(&reply)
        .into_iter()
        .map(|(pointer, _)| pointer)
        .collect::<Vec<_>>();
    pointers.sort();
    assert_eq!(
        pointers,
        [
            "/category",
            "/client",
            "/description",
            "/product",
            "/time_zone",
            "/title"
        ]
    );
}

async fn sentences_are_in_the_readers_language(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for (accepted, language, sentence, field) in [
        (
            "fr",
            "fr",
            "Certains champs sont à revoir.",
            "Ce champ est nécessaire.",
        ),
        (
            "fr-CA, en;q=0.5",
            "fr",
            "Certains champs sont à revoir.",
            "Ce champ est nécessaire.",
        ),
        ("en", "en", "Some fields need your attention.", "This is needed."),
        (
            "de, *;q=0.1",
            "en",
            "Some fields need your attention.",
            "This is needed.",
        ),
        ("", "en", "Some fields need your attention.", "This is needed."),
    ] {
        let browser = dan.browser().with("accept-language", accepted);
        let reply = browser
            .post(&dan.path("/cases/DELTA-ROOT/comments"), &json!({"body": ""}))
            .await;
        let problem = reply.refused(422, "invalid-input");
        assert_eq!(
            (problem.title.as_str(), problem.errors[0].detail.as_str()),
            (sentence, field),
            "{accepted}"
        );
        assert_eq!(reply.header("content-language"), Some(language), "{accepted}");
    }
}

async fn w10_what_is_no_json_is_refused_and_nothing_worse(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    let deep = "[".repeat(100_000);
    let deep_field = format!("{{\"title\":{}", "{\"a\":".repeat(40_000));
    for body in [
        "{".as_bytes(),
        b"nothing",
        b"\"text\"",
        b"[]",
        b"null",
        b"5",
        b"{} {}",
        b"\xef\xbb\xbf{}",
        b"\xff\xfe",
        b"{\"title\":1e999}",
        b"{\"title\":\"\\ud800\"}",
        b"{\"title\":\"\xc3\x28\"}",
        b"{\"title\":\"a\",\"title\":\"b\"}",
        deep.as_bytes(),
        deep_field.as_bytes(),
    ] {
        let reply = dan.send(Method::POST, "/cases", Some(body.to_vec())).await;
        let status = reply.status.as_u16();
        assert!(
            matches!(status, 400 | 422),
            "{status} {:?}",
            String::from_utf8_lossy(&body[..body.len().min(40)])
        );
        assert_eq!(reply.header("content-type"), Some("application/problem+json"));
    }
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
}

async fn bodies_are_json_and_bounded(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let path = dan.path("/cases");
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "text/json",
        "",
    ] {
        let browser = dan.browser().with("content-type", kind);
        let reply = browser.send(Method::POST, &path, Some(FORM.into())).await;
        reply.refused(415, "unsupported-media-type");
    }
    let utf8 = dan
        .browser()
        .with("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(
        utf8.send(Method::POST, &path, Some(FORM.into())).await.status,
        201
    );
    let large = vec![b' '; 1_024 * 1_024 + 1];
    let reply = dan.send(Method::POST, "/cases", Some(large.clone())).await;
    reply.refused(413, "too-large");
    // The same with a length that is announced, rightly or not.
    let lying = dan.browser().with("content-length", "99999999999");
    lying
        .send(Method::POST, &path, Some(FORM.into()))
        .await
        .refused(413, "too-large");
    let modest = dan.browser().with("content-length", "10");
    modest
        .send(Method::POST, &path, Some(large))
        .await
        .refused(413, "too-large");
}

async fn unknown_addresses_and_methods(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for path in [
        "/api/v1/nothing",
        "/api/v2/session",
        "/api/nothing",
        "/api/v1/domains/delta.example/nothing",
    ] {
        dan.browser().get(path).await.refused(404, "not-found");
        dan.browser()
            .post(path, &json!({}))
            .await
            .refused(404, "not-found");
    }
    for (method, path) in [
        (Method::PUT, "/cases"),
        (Method::DELETE, "/cases"),
        (Method::DELETE, "/cases/DELTA-ROOT"),
        (Method::GET, "/session"),
        (Method::PATCH, "/delegations"),
    ] {
        let reply = dan.send(method.clone(), path, None).await;
        reply.refused(405, "method-not-allowed");
    }
    for number in ["%00", "a%2Fb", "..", "%2e%2e%2fme", "DELTA-ROOT%20", "é", "'"] {
        let reply = dan
            .get(&format!("/cases/{}", shared::client::encode(number)))
            .await;
        reply.refused(404, "not-found");
    }
}

async fn not_signed_in_is_401_everywhere(app: TestApp) {
    let browser = app.browser();
    for domain in ["delta.example", "never-used.example", "not a name", "%2e%2e"] {
        let domain = shared::client::encode(domain);
        for path in [
            "/me",
            "/cases",
            "/cases/DELTA-ROOT",
            "/clients",
            "/delegations",
            "/ledger",
            "/accounts",
        ] {
            let reply = browser.get(&format!("/api/v1/domains/{domain}{path}")).await;
            reply.refused(401, "unauthenticated");
        }
    }
    let made_up = app.browser();
    made_up.keep_cookie("comptoir-00000000-0000-7000-8000-000000000000", &"0".repeat(64));
    made_up.keep_cookie("comptoir-", "");
    made_up.keep_cookie("other", "comptoir");
    made_up
        .get("/api/v1/domains/delta.example/me")
        .await
        .refused(401, "unauthenticated");
    assert_eq!(made_up.get("/api/v1/sessions").await.text(), "[]");
    // A body that would be refused says nothing before one has signed in.
    let path = "/api/v1/domains/delta.example/cases";
    let reply = browser.post(path, &json!({"product": 1})).await;
    assert!(matches!(reply.status.as_u16(), 401 | 422));
}

async fn answers_are_not_kept_and_not_sniffed(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for path in ["/cases", "/cases/DELTA-ROOT", "/cases/NEVER-USED", "/me"] {
        let reply = dan.get(path).await;
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(
            reply
                .header("content-security-policy")
                .unwrap()
                .contains("frame-ancestors 'none'")
        );
        assert!(reply.header("set-cookie").is_none(), "{path}");
        assert!(reply.header("access-control-allow-origin").is_none(), "{path}");
    }
}
