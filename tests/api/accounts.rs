//! Accounts of a domain, one-time links.

use crate::vendor::{accept, token};
use comptoir::app::Config;
use serde_json::json;
use shared::api::accounts::NewAccount;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    administrators_add_accounts_with_the_roles_they_may_give,
    s9_a_one_time_link_works_once_and_in_time,
    s9_a_link_of_a_disabled_account_works_no_more,
    o10_lists_hold_the_own_domain_and_no_secret,
    only_administrators_see_accounts,
    input_is_checked,
);

fn account(email: &str, role: Option<&str>) -> NewAccount {
    NewAccount {
        email: email.to_owned(),
        name: "New Person".to_owned(),
        role: role.map(str::to_owned),
        locale: None,
    }
}

async fn administrators_add_accounts_with_the_roles_they_may_give(app: TestApp) {
    for (admin, email, role) in [
        ("dora@delta.example", "new@delta.example", "tech_support_editor"),
        ("dora@delta.example", "chief@delta.example", "org_admin"),
        ("sam@aurora.example", "new@aurora.example", "reseller_admin"),
        ("sam@aurora.example", "new@aurora-mail.example", "Reader"),
        ("sam@aurora.example", "agent@aurora.example", "Agent"),
        ("olga@vendor.example", "new@vendor.example", "advisor"),
    ] {
        let admin = app.sign_in(admin).await;
        let added = admin
            .api()
            .add_account(&account(email, Some(role)))
            .await
            .unwrap();
        assert!(added.account.invited && !added.account.disabled);
        let held = added
            .account
            .roles
            .iter()
            .map(|held| held.role.as_str())
            .collect::<Vec<_>>();
        assert_eq!(held, [role]);
        // S10: invited is not yet in.
        let early = app.visitor().try_sign_in(email, "").await;
        assert!(early.is_err());
        let early = app.visitor().try_sign_in(email, tests::PASSWORD).await;
        assert_eq!(code(early), "wrong-credentials");
        let person = accept(&app, &added.invitation.link, "a chosen password").await;
        assert_eq!(
            (person.me.email.as_str(), person.me.roles.as_slice()),
            (email, &[role.to_owned()][..])
        );
        assert_eq!(person.domain, admin.domain);
        let accounts = admin.api().accounts(None).await.unwrap().items;
        assert!(!accounts.iter().find(|one| one.email == email).unwrap().invited);
    }
    // The roles count: an editor files, a reseller admin sees.
    let new = app.visitor();
    new.try_sign_in("new@aurora.example", "a chosen password")
        .await
        .unwrap();
    let editor = app.visitor();
    let me = editor
        .try_sign_in("new@delta.example", "a chosen password")
        .await
        .unwrap();
    let editor = Person {
        domain: me.domain.name.clone(),
        me,
        visitor: editor,
    };
    editor.files(None, "The first of many").await;
}

async fn s9_a_one_time_link_works_once_and_in_time(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let added = dora
        .api()
        .add_account(&account("new@delta.example", None))
        .await
        .unwrap();
    let good = token(&added.invitation.link).0;
    let browser = app.browser();
    let mut answers = Vec::new();
    let truncated = &good[..good.len() - 1];
    let longer = format!("{good}0");
    let upper = good.to_uppercase();
    for bad in [
        "",
        " ",
        truncated,
        &longer,
        &upper,
        &"0".repeat(64),
        "' OR 1=1 --",
        "\0",
    ] {
        if *bad == good {
            continue;
        }
        for (path, body) in [
            ("/api/v1/invitations/open", json!({"token": bad})),
            (
                "/api/v1/invitations/accept",
                json!({"token": bad, "password": "a chosen password"}),
            ),
        ] {
            let reply = browser.post(path, &body).await;
            reply.refused(404, "invitation-invalid");
            answers.push(reply.fingerprint());
        }
    }
    // A password that is refused does not use it up.
    let weak = json!({"token": good, "password": "short"});
    let reply = browser.post("/api/v1/invitations/accept", &weak).await;
    assert_eq!(reply.refused(422, "invalid-input").errors[0].pointer, "/password");
    let body = json!({"token": good, "password": "a chosen password"});
    let (one, other) = tokio::join!(
        browser.post("/api/v1/invitations/accept", &body),
        browser.post("/api/v1/invitations/accept", &body)
    );
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 404]);
    for (path, body) in [
        ("/api/v1/invitations/open", json!({"token": good})),
        ("/api/v1/invitations/accept", body),
    ] {
        let reply = browser.post(path, &body).await;
        answers.push(reply.fingerprint());
    }
    // Too old.
    let added = dora
        .api()
        .add_account(&account("late@delta.example", None))
        .await
        .unwrap();
    app.put_forward(Config::default().invitation_seconds);
    let late = token(&added.invitation.link).0;
    let body = json!({"token": late, "password": "a chosen password"});
    answers.push(
        browser
            .post("/api/v1/invitations/open", &json!({"token": late}))
            .await
            .fingerprint(),
    );
    answers.push(
        browser
            .post("/api/v1/invitations/accept", &body)
            .await
            .fingerprint(),
    );
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:#?}");
}

async fn s9_a_link_of_a_disabled_account_works_no_more(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let added = dora
        .api()
        .add_account(&account("new@delta.example", None))
        .await
        .unwrap();
    app.write(
        "UPDATE accounts SET disabled_at = 1 WHERE email = ?",
        vec!["new@delta.example".into()],
    )
    .await
    .unwrap();
    let token = token(&added.invitation.link).0;
    let browser = app.browser();
    let body = json!({"token": token, "password": "a chosen password"});
    let open = browser
        .post("/api/v1/invitations/open", &json!({"token": token}))
        .await;
    open.refused(404, "invitation-invalid");
    let accepted = browser.post("/api/v1/invitations/accept", &body).await;
    accepted.refused(404, "invitation-invalid");
    assert!(browser.cookies().is_empty());
}

async fn o10_lists_hold_the_own_domain_and_no_secret(app: TestApp) {
    let sam = app.sign_in("sam@aurora.example").await;
    let accounts = sam.api().accounts(None).await.unwrap().items;
    let emails = accounts.iter().map(|one| one.email.as_str()).collect::<Vec<_>>();
    // By name.
    assert_eq!(
        emails,
        [
            "alice@aurora.example",
            "amir@aurora-mail.example",
            "gone@aurora.example",
            "max@aurora.example",
            "rita@aurora.example",
            "sam@aurora.example",
        ]
    );
    assert!(
        accounts
            .iter()
            .all(|one| one.disabled == (one.email == "gone@aurora.example"))
    );
    let text = sam.get("/accounts").await.text().to_owned();
    for secret in ["argon2", "hash", "token", "password"] {
        assert!(!text.contains(secret), "{secret}");
    }
    let dora = app.sign_in("dora@delta.example").await;
    let accounts = dora.api().accounts(None).await.unwrap().items;
    let dave = accounts
        .iter()
        .find(|one| one.email == "dave@delta.example")
        .unwrap();
    assert_eq!(dave.roles[0].group.as_deref(), Some("plant@delta.example"));
    assert_eq!(dave.roles[0].resource.as_deref(), Some("delta/plant"));
    let mut names = Vec::new();
    let mut after = String::new();
    loop {
        let page: shared::api::Page<shared::api::accounts::AccountView> =
            dora.get(&format!("/accounts?limit=2{after}")).await.json();
        names.extend(page.items);
        let Some(next) = page.next else { break };
        after = format!("&after={}", shared::client::encode(&next));
    }
    assert_eq!(names, accounts);
}

async fn only_administrators_see_accounts(app: TestApp) {
    for email in [
        "alice@aurora.example",
        "max@aurora.example",
        "dan@delta.example",
        "ada@vendor.example",
    ] {
        let person = app.sign_in(email).await;
        person.get("/accounts").await.refused(403, "forbidden");
        let new = account("new@delta.example", None);
        assert_eq!(code(person.api().add_account(&new).await), "forbidden", "{email}");
    }
    // Whoever gives roles sees to whom, and adds nobody.
    let sven = app.sign_in("sven@delta.example").await;
    assert_eq!(sven.api().accounts(None).await.unwrap().items.len(), 7);
    let new = account("new@delta.example", None);
    assert_eq!(code(sven.api().add_account(&new).await), "forbidden");
    // A super-admin of a sibling domain is not one of this domain's session.
    let sam = app.sign_in("sam@aurora.example").await;
    let reply = sam
        .browser()
        .get("/api/v1/domains/aurora-sud.example/accounts")
        .await;
    reply.refused(401, "unauthenticated");
}

async fn input_is_checked(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let before = app.count("SELECT count(*) FROM accounts", vec![]).await;
    // S14, and roles that are not there or not of this kind of domain.
    for (email, role, pointer) in [
        ("new@evil-delta.example", None, "/email"),
        ("new@delta.example.evil", None, "/email"),
        ("new@delta.example@evil.example", None, "/email"),
        ("new@d\u{435}lta.example", None, "/email"),
        ("new@aurora.example", None, "/email"),
        ("new", None, "/email"),
        ("new@delta.example", Some("operator"), "/role"),
        ("new@delta.example", Some("reseller_admin"), "/role"),
        ("new@delta.example", Some("Reader"), "/role"),
        ("new@delta.example", Some("nothing"), "/role"),
    ] {
        let problem = refused(dora.api().add_account(&account(email, role)).await);
        assert_eq!(
            (problem.status, problem.errors[0].pointer.as_str()),
            (422, pointer),
            "{email} {role:?}"
        );
    }
    for taken in ["dan@delta.example", "DAN@delta.example", "plant@delta.example"] {
        assert_eq!(
            code(dora.api().add_account(&account(taken, None)).await),
            "already-exists",
            "{taken}"
        );
    }
    assert_eq!(app.count("SELECT count(*) FROM accounts", vec![]).await, before);
}
