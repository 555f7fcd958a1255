//! Signing in and out: sessions, cookies, limits. `S…` are the lines of the list of attacks.

use comptoir::app::Config;
use poem::http::Method;
use poem::{Body, Endpoint as _};
use serde_json::json;
use shared::api::sessions::{ChangePassword, Secret, SignIn};
use tests::{PASSWORD, TestApp, code, refused};
use tokio::io::AsyncWriteExt as _;

tests::on_both_engines!(
    the_address_says_which_domain,
    s15_whoever_may_not_in_gets_one_answer,
    s14_addresses_that_look_like_a_domain_are_outside_it,
    s1_one_person_in_two_domains_is_two_callers,
    s2_two_tabs_act_in_two_domains,
    cookies_are_out_of_reach_of_scripts,
    cookies_are_bound_to_the_host_where_there_is_tls,
    s4_sign_out_ends_requests_in_flight,
    s5_rights_are_those_of_the_next_request,
    p2_what_is_taken_in_one_process_is_gone_in_another,
    s7_failed_sign_ins_are_limited_whatever_headers_claim,
    failed_sign_ins_of_one_account_are_limited,
    sessions_end_when_idle_and_in_any_case,
    s6_a_new_password_ends_every_other_session,
);

async fn the_address_says_which_domain(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    assert_eq!(alice.me.domain.name, "aurora.example");
    assert_eq!(alice.me.organization.as_deref(), Some("Aurora Services"));
    assert_eq!(alice.me.roles, ["reseller_admin"]);
    assert_eq!(alice.api().me().await.unwrap(), alice.me);
    // An address in an alias of the domain, in another case.
    let amir = app.sign_in("Amir@Aurora-Mail.EXAMPLE").await;
    assert_eq!(amir.me.domain.name, "aurora.example");
    // In the domain of the path only accounts of that domain sign in.
    let visitor = app.visitor();
    let request = SignIn {
        email: "alice@aurora.example".to_owned(),
        password: Secret(PASSWORD.to_owned()),
    };
    let elsewhere = visitor
        .client
        .domain("aurora-sud.example")
        .sign_in(&request)
        .await;
    assert_eq!(code(elsewhere), "wrong-credentials");
    let nowhere = visitor.client.domain("nowhere.example").sign_in(&request).await;
    assert_eq!(code(nowhere), "wrong-credentials");
    let home = visitor.client.domain("aurora.example").sign_in(&request).await;
    assert_eq!(home.unwrap().email, "alice@aurora.example");
}

async fn s15_whoever_may_not_in_gets_one_answer(app: TestApp) {
    let browser = app.browser();
    let mut answers = Vec::new();
    for (email, password) in [
        ("alice@aurora.example", "not the password"),
        ("nobody@aurora.example", PASSWORD),
        ("nobody@nowhere.example", PASSWORD),
        ("gone@aurora.example", PASSWORD),
        ("desk@aurora.example", PASSWORD),
    ] {
        let reply = browser
            .post("/api/v1/session", &json!({"email": email, "password": password}))
            .await;
        reply.refused(401, "wrong-credentials");
        answers.push(reply.fingerprint());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:#?}");
    assert!(browser.cookies().is_empty());
}

async fn s14_addresses_that_look_like_a_domain_are_outside_it(app: TestApp) {
    let visitor = app.visitor();
    for email in [
        "alice@evil-aurora.example",
        "alice@aurora.example.evil",
        "alice@\u{430}urora.example",
        "alice@aurora",
        "alice@aurora.example@evil.example",
        "alice@evil.example@aurora.example",
        "alice@aurora.example\r\n",
        "\"alice@aurora.example\"@evil.example",
    ] {
        let said = visitor.try_sign_in(email, PASSWORD).await;
        if email.trim() == "alice@aurora.example" {
            // White space around an address is typing, not another address.
            said.unwrap();
        } else {
            let said = code(said);
            assert!(
                matches!(said, "wrong-credentials" | "invalid-input"),
                "{email}: {said}"
            );
        }
    }
}

async fn s1_one_person_in_two_domains_is_two_callers(app: TestApp) {
    let one = app.sign_in("alice@aurora.example").await;
    let other = one.visitor.sign_in("alice@aurora-sud.example").await;
    // One browser holds both sessions; lists never unite.
    assert!(one.all().await.contains(&"DELTA-ROOT".to_owned()));
    assert!(other.all().await.is_empty());
    assert!(!other.sees("DELTA-ROOT").await);
    assert!(!other.sees("AURORA-OWN").await);
    assert!(other.api().clients(None, None).await.unwrap().items.is_empty());
    // A session of one domain is none in the other.
    let alone = app.sign_in("alice@aurora-sud.example").await;
    let reply = alone.browser().get("/api/v1/domains/aurora.example/cases").await;
    reply.refused(401, "unauthenticated");
}

async fn s2_two_tabs_act_in_two_domains(app: TestApp) {
    let reseller = app.sign_in("alice@aurora.example").await;
    let client = reseller.visitor.sign_in("dan@delta.example").await;
    assert_eq!(reseller.browser().cookies().len(), 2);
    let filed = reseller.files(Some("delta.example"), "From the first tab").await;
    client
        .comments(&filed.number, "From the second tab")
        .await
        .unwrap();
    assert_eq!(client.api().me().await.unwrap().email, "dan@delta.example");
    assert_eq!(reseller.api().me().await.unwrap().email, "alice@aurora.example");
    let sessions = client.visitor.client.sessions().await.unwrap();
    let mut emails = sessions.into_iter().map(|me| me.email).collect::<Vec<_>>();
    emails.sort();
    assert_eq!(emails, ["alice@aurora.example", "dan@delta.example"]);
    // Signing out of one leaves the other.
    client.api().sign_out().await.unwrap();
    assert_eq!(code(client.api().me().await), "unauthenticated");
    reseller.api().me().await.unwrap();
    assert_eq!(reseller.browser().cookies().len(), 1);
}

async fn cookies_are_out_of_reach_of_scripts(app: TestApp) {
    let request = json!({"email": "alice@aurora.example", "password": PASSWORD});
    let reply = app.browser().post("/api/v1/session", &request).await;
    assert_eq!(reply.status, 201);
    let cookie = reply.header("set-cookie").unwrap();
    let lower = cookie.to_ascii_lowercase();
    assert!(cookie.starts_with("comptoir-"), "{cookie}");
    for attribute in ["httponly", "samesite=lax", "path=/"] {
        assert!(lower.contains(attribute), "{cookie}");
    }
    assert!(!lower.contains("domain="), "{cookie}");
    // 256 bits, and what is stored is not what is sent.
    let token = cookie.split(['=', ';']).nth(1).unwrap();
    assert!(token.len() >= 43, "{token}");
    let stored: Vec<(Vec<u8>,)> = app.rows("SELECT token_hash FROM sessions", vec![]).await;
    assert!(stored.iter().all(|(hash,)| hash != token.as_bytes()));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
}

async fn cookies_are_bound_to_the_host_where_there_is_tls(app: TestApp) {
    let config = Config {
        public_url: "https://support.example".to_owned(),
        ..Config::default()
    };
    let app = app.with_config(config).await;
    let alice = app.sign_in("alice@aurora.example").await;
    let cookies = alice.browser().cookies();
    let name = cookies.keys().next().unwrap();
    assert!(name.starts_with("__Host-comptoir-"), "{name}");
    let request = json!({"email": "alice@aurora.example", "password": PASSWORD});
    let reply = app.browser().post("/api/v1/session", &request).await;
    let cookie = reply.header("set-cookie").unwrap().to_ascii_lowercase();
    assert!(cookie.contains("secure"), "{cookie}");
    assert!(reply.header("strict-transport-security").is_some());
    alice.api().me().await.unwrap();
}

async fn s4_sign_out_ends_requests_in_flight(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let before = app.count("SELECT count(*) FROM cases", vec![]).await;
    // A request whose body is still on its way when the session ends.
    let (mut upload, reading) = tokio::io::duplex(1_024);
    let cookies = dan.browser().cookies();
    let (name, token) = cookies.iter().next().unwrap();
    let request = poem::Request::builder()
        .method(Method::POST)
        .uri(dan.path("/cases").parse().unwrap())
        .header("sec-fetch-site", "same-origin")
        .header("cookie", format!("{name}={token}"))
        .content_type("application/json")
        .body(Body::from_async_read(reading));
    let endpoint = comptoir::http::endpoint(&app.app);
    let slow = tokio::spawn(async move { endpoint.call(request).await });
    upload.write_all(b"{\"product\": \"gateway\", ").await.unwrap();
    dan.api().sign_out().await.unwrap();
    let rest = b"\"category\": \"outage\", \"title\": \"Too late\", \"description\": \"x\"}";
    upload.write_all(rest).await.unwrap();
    drop(upload);
    let answer = slow.await.unwrap().unwrap();
    assert_eq!(answer.status(), 401);
    assert!(answer.headers().get("set-cookie").is_none());
    assert_eq!(app.count("SELECT count(*) FROM cases", vec![]).await, before);
    // The token is dead for good.
    dan.browser().keep_cookie(name, token);
    dan.get("/me").await.refused(401, "unauthenticated");
}

async fn s5_rights_are_those_of_the_next_request(app: TestApp) {
    let rita = app.sign_in("rita@aurora.example").await;
    assert!(rita.sees("DELTA-ROOT").await);
    app.write(
        "DELETE FROM assignments WHERE account_id = (SELECT id FROM accounts WHERE email = ?)",
        vec!["rita@aurora.example".into()],
    )
    .await
    .unwrap();
    assert!(!rita.sees("DELTA-ROOT").await);
    assert!(rita.all().await.is_empty());
    assert_eq!(code(rita.api().clients(None, None).await), "forbidden");
    let alice = app.sign_in("alice@aurora.example").await;
    app.write(
        "UPDATE accounts SET disabled_at = 1 WHERE email = ?",
        vec!["alice@aurora.example".into()],
    )
    .await
    .unwrap();
    assert_eq!(code(alice.api().me().await), "unauthenticated");
    alice.get("/cases").await.refused(401, "unauthenticated");
    let again = alice.visitor.try_sign_in("alice@aurora.example", PASSWORD).await;
    assert_eq!(code(again), "wrong-credentials");
}

/// Two programs over one database: neither keeps rights from one request to the next.
async fn p2_what_is_taken_in_one_process_is_gone_in_another(app: TestApp) {
    let other = app.with_config(Config::default()).await;
    let rita = app.sign_in("rita@aurora.example").await;
    let there = other.reached_by(rita.browser());
    let sees = async || {
        let here = rita.sees("DELTA-ROOT").await;
        let reply = there.get(&rita.path("/cases/DELTA-ROOT")).await;
        (here, reply.status == 200)
    };
    assert_eq!(sees().await, (true, true));
    // In the one program her role loses what lets her see, in the other the client shuts the door …
    let sam = app.sign_in("sam@aurora.example").await;
    let less = json!({"privileges": ["clients.view"]});
    let reply = sam.patch("/roles/Reader", &less).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert_eq!(sees().await, (false, false));
    let more = json!({"privileges": ["clients.view", "clients.cases.view"]});
    assert_eq!(sam.patch("/roles/Reader", &more).await.status, 200);
    assert_eq!(sees().await, (true, true));
    let dora = other.sign_in("dora@delta.example").await;
    crate::delegations::revoke(&dora, "aurora.example").await;
    assert_eq!(sees().await, (false, false));
    // … and whoever signs out in one is out in both.
    let out = there.delete(&rita.path("/session")).await;
    assert!(out.status.is_success());
    rita.get("/me").await.refused(401, "unauthenticated");
}

async fn s7_failed_sign_ins_are_limited_whatever_headers_claim(app: TestApp) {
    let limit = Config::default().failures_per_address;
    for attempt in 0..=limit {
        let browser = app
            .browser()
            .with("x-forwarded-for", &format!("10.0.0.{attempt}"))
            .with("forwarded", &format!("for=10.0.1.{attempt}"))
            .with("x-real-ip", &format!("10.0.2.{attempt}"))
            .with("cf-connecting-ip", &format!("10.0.3.{attempt}"));
        let request = json!({"email": format!("u{attempt}@aurora.example"), "password": "wrong"});
        let reply = browser.post("/api/v1/session", &request).await;
        if attempt < limit {
            reply.refused(401, "wrong-credentials");
        } else {
            reply.refused(429, "too-many-requests");
            assert!(reply.header("retry-after").is_some());
        }
    }
    app.put_forward(15 * 60 + 1);
    app.sign_in("alice@aurora.example").await;
}

async fn failed_sign_ins_of_one_account_are_limited(app: TestApp) {
    let visitor = app.visitor();
    for _ in 0..Config::default().failures_per_account {
        let said = visitor.try_sign_in("alice@aurora.example", "wrong").await;
        assert_eq!(code(said), "wrong-credentials");
    }
    // Even the right password has to wait now; others do not.
    let said = visitor.try_sign_in("alice@aurora.example", PASSWORD).await;
    assert_eq!(code(said), "too-many-requests");
    visitor.try_sign_in("dan@delta.example", PASSWORD).await.unwrap();
    app.put_forward(15 * 60 + 1);
    visitor
        .try_sign_in("alice@aurora.example", PASSWORD)
        .await
        .unwrap();
}

async fn sessions_end_when_idle_and_in_any_case(app: TestApp) {
    let config = Config::default();
    let idle = app.sign_in("dan@delta.example").await;
    app.put_forward(config.session_idle_seconds + 1);
    assert_eq!(code(idle.api().me().await), "unauthenticated");
    let busy = app.sign_in("dan@delta.example").await;
    let mut passed = 0;
    let step = config.session_idle_seconds - 60;
    while passed + step < config.session_seconds {
        app.put_forward(step);
        passed += step;
        busy.api().me().await.unwrap();
        // That it is in use is noted beside the request.
        let now = app.now();
        for _ in 0..100 {
            let seen = app
                .count(
                    "SELECT max(seen_at) FROM sessions WHERE created_at <= ?",
                    vec![now.into()],
                )
                .await;
            if seen >= now.plus_seconds(-30).micros() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    }
    app.put_forward(config.session_seconds - passed + 1);
    assert_eq!(code(busy.api().me().await), "unauthenticated");
}

async fn s6_a_new_password_ends_every_other_session(app: TestApp) {
    let here = app.sign_in("dan@delta.example").await;
    let elsewhere = app.sign_in("dan@delta.example").await;
    let change = |current: &str, new: &str| ChangePassword {
        current: Secret(current.to_owned()),
        new: Secret(new.to_owned()),
    };
    let wrong = here
        .api()
        .change_password(&change("wrong", "a new password"))
        .await;
    assert_eq!(code(wrong), "current-password-wrong");
    let problem = refused(here.api().change_password(&change(PASSWORD, "short")).await);
    assert_eq!(problem.errors[0].pointer, "/new");
    elsewhere.api().me().await.unwrap();
    here.api()
        .change_password(&change(PASSWORD, "a new password"))
        .await
        .unwrap();
    here.api().me().await.unwrap();
    assert_eq!(code(elsewhere.api().me().await), "unauthenticated");
    let visitor = app.visitor();
    let old = visitor.try_sign_in("dan@delta.example", PASSWORD).await;
    assert_eq!(code(old), "wrong-credentials");
    visitor
        .try_sign_in("dan@delta.example", "a new password")
        .await
        .unwrap();
}
