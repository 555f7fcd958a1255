//! Reseller access: what a client grants, changes and ends.

use shared::api::cases::CaseFilter;
use shared::api::clients::Access;
use shared::api::delegations::GrantAccess;
use shared::words::{Action, DelegationScope};
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    a_client_lets_its_reseller_in,
    ended_means_nothing_is_visible_from_the_next_request_on,
    granted_again_means_visible_again_with_what_was_filed_between,
    a_consent_is_replaced_not_added_to,
    consents_expire_by_themselves,
    a_former_reseller_gets_a_hand_over_with_an_end,
    only_the_clients_own_administrators_decide,
    input_is_checked,
    t12_nothing_is_said_or_done_after_the_end,
    stamps_are_cleared_after_the_end_and_come_back,
);

pub(crate) fn grant(reseller: &str) -> GrantAccess {
    GrantAccess {
        reseller: reseller.to_owned(),
        ..GrantAccess::default()
    }
}

/// Ends whatever is in force for a reseller.
pub(crate) async fn revoke(admin: &Person, reseller: &str) {
    let access = admin.api().delegations().await.unwrap().items;
    let found = access.into_iter().find(|access| access.reseller.name == reseller);
    let delegation = found.unwrap().delegation.unwrap();
    admin.api().revoke_access(delegation.id).await.unwrap();
}

async fn a_client_lets_its_reseller_in(app: TestApp) {
    let enzo = app.sign_in("enzo@echo.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let access = enzo.api().delegations().await.unwrap().items;
    assert_eq!(access.len(), 1);
    assert_eq!(
        (access[0].manages, access[0].access),
        (true, Access::NeverGranted)
    );
    assert!(access[0].delegation.is_none());
    assert!(!alice.sees("ECHO-ONE").await);
    let delegation = enzo.api().grant_access(&grant("aurora.example")).await.unwrap();
    assert!(!delegation.scopes.contains(&DelegationScope::Export));
    assert_eq!(
        (
            delegation.scopes.len(),
            delegation.expires_at,
            delegation.revoked_at
        ),
        (6, None, None)
    );
    let access = enzo.api().delegations().await.unwrap().items;
    assert_eq!(
        (access[0].access, &access[0].delegation),
        (Access::Granted, &Some(delegation))
    );
    // Filed before the consent, under the tenure: visible now.
    assert!(alice.sees("ECHO-ONE").await);
    assert!(alice.all().await.contains(&"ECHO-ONE".to_owned()));
    alice.files(Some("echo.example"), "At last").await;
    assert_eq!(
        alice.api().client("echo.example").await.unwrap().access,
        Access::Granted
    );
    // The other kind of administrator may too.
    let sven = app.sign_in("sven@delta.example").await;
    revoke(&sven, "aurora.example").await;
    sven.api().grant_access(&grant("aurora.example")).await.unwrap();
}

async fn ended_means_nothing_is_visible_from_the_next_request_on(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let max = app.sign_in("max@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    assert_eq!(alice.search("sensors").await, ["DELTA-PLANT"]);
    revoke(&dora, "aurora.example").await;
    let visible = alice.all().await;
    assert!(
        visible.iter().all(|number| !number.starts_with("DELTA")),
        "{visible:?}"
    );
    assert!(alice.search("sensors").await.is_empty());
    assert!(alice.search("DELTA-PLANT").await.is_empty());
    for path in [
        "/cases/DELTA-ROOT",
        "/cases/DELTA-ROOT/history",
        "/cases/DELTA-TILL",
        "/cases/DELTA-TILL/history",
    ] {
        alice.get(path).await.refused(404, "not-found");
        max.get(path).await.refused(404, "not-found");
    }
    let client = alice.api().client("delta.example").await.unwrap();
    assert_eq!((client.access, client.scopes.len()), (Access::Revoked, 0));
    // Others are not concerned.
    assert!(alice.sees("GAMMA-A-ONE").await);
    assert_eq!(app.sign_in("dan@delta.example").await.all().await.len(), 4);
}

async fn granted_again_means_visible_again_with_what_was_filed_between(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    revoke(&dora, "aurora.example").await;
    let between = dan.files(None, "Meanwhile").await.number;
    comptoir::jobs::stamps::clear_ended(&app.app).await.unwrap();
    let cleared = dan.files(None, "Meanwhile, and the timer ran").await.number;
    assert!(!alice.sees(&between).await && !alice.sees(&cleared).await);
    dora.api().grant_access(&grant("aurora.example")).await.unwrap();
    let visible = alice.all().await;
    for number in [
        &between,
        &cleared,
        "DELTA-ROOT",
        "DELTA-WEB",
        "DELTA-TILL",
        "DELTA-PLANT",
    ] {
        assert!(visible.iter().any(|seen| seen == number), "{number}");
        assert!(alice.sees(number).await, "{number}");
    }
    // The timer does not undo what is in force again.
    comptoir::jobs::stamps::clear_ended(&app.app).await.unwrap();
    assert_eq!(alice.all().await, visible);
}

async fn a_consent_is_replaced_not_added_to(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let narrow = GrantAccess {
        scopes: Some(vec![DelegationScope::Comment]),
        ..grant("aurora.example")
    };
    let delegation = dora.api().grant_access(&narrow).await.unwrap();
    // `view` is always included.
    assert_eq!(
        delegation.scopes,
        [DelegationScope::View, DelegationScope::Comment]
    );
    assert_eq!(
        alice.case("DELTA-ROOT").await.may,
        [Action::View, Action::Comment]
    );
    assert_eq!(
        code(alice.tries_to_file(Some("delta.example"), "May we?").await),
        "scope-missing"
    );
    let wide = GrantAccess {
        scopes: Some(DelegationScope::ALL.to_vec()),
        ..grant("aurora.example")
    };
    dora.api().grant_access(&wide).await.unwrap();
    assert!(alice.case("DELTA-ROOT").await.may.contains(&Action::Export));
    // Ending the one in force ends all of it.
    revoke(&dora, "aurora.example").await;
    assert!(!alice.sees("DELTA-ROOT").await);
}

async fn consents_expire_by_themselves(app: TestApp) {
    let enzo = app.sign_in("enzo@echo.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let until = app.now().plus_seconds(600);
    let limited = GrantAccess {
        expires_at: Some(until),
        ..grant("aurora.example")
    };
    let delegation = enzo.api().grant_access(&limited).await.unwrap();
    assert_eq!(delegation.expires_at, Some(until));
    assert!(alice.sees("ECHO-ONE").await);
    assert_eq!(
        alice
            .api()
            .client("echo.example")
            .await
            .unwrap()
            .access_expires_at,
        Some(until)
    );
    app.put_forward(600);
    assert!(!alice.sees("ECHO-ONE").await);
    assert_eq!(
        alice.api().client("echo.example").await.unwrap().access,
        Access::Expired
    );
    assert_eq!(
        code(alice.tries_to_file(Some("echo.example"), "Too late").await),
        "delegation-required"
    );
    let access = enzo.api().delegations().await.unwrap().items;
    assert_eq!(access[0].access, Access::Expired);
}

async fn a_former_reseller_gets_a_hand_over_with_an_end(app: TestApp) {
    let cora = app.sign_in("cora@cobalt.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let problem = refused(cora.api().grant_access(&grant("aurora.example")).await);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/expires_at", "expiry-required")
    );
    let hand_over = GrantAccess {
        expires_at: Some(app.now().plus_seconds(600)),
        ..grant("aurora.example")
    };
    cora.api().grant_access(&hand_over).await.unwrap();
    // It goes on seeing its tenure, and nothing before or after.
    let of_cobalt = CaseFilter {
        client: Some("cobalt.example".to_owned()),
        ..CaseFilter::default()
    };
    assert_eq!(
        alice.list(&of_cobalt).await,
        ["COBALT-A", "COBALT-A-FIRST", "COBALT-A-LAST"]
    );
    for number in ["COBALT-GAP", "COBALT-B-FIRST", "COBALT-B"] {
        assert!(!alice.sees(number).await, "{number}");
    }
    let client = alice.api().client("cobalt.example").await.unwrap();
    assert_eq!(client.standing, shared::api::clients::Standing::Former);
    // Past cases may be worked on; new ones are the successor's.
    alice.comments("COBALT-A", "About our time.").await.unwrap();
    assert_eq!(
        code(alice.tries_to_file(Some("cobalt.example"), "Not ours").await),
        "not-found"
    );
    // The successor is not concerned.
    let bob = app.sign_in("bob@borealis.example").await;
    assert_eq!(bob.all().await, ["COBALT-B", "COBALT-B-FIRST"]);
    app.put_forward(600);
    assert!(!alice.sees("COBALT-A").await);
}

async fn only_the_clients_own_administrators_decide(app: TestApp) {
    let before = app.count("SELECT count(*) FROM delegations", vec![]).await;
    for email in [
        "dan@delta.example",
        "dina@delta.example",
        "dodo@delta.example",
        "alice@aurora.example",
        "sam@aurora.example",
        "olga@vendor.example",
        "ada@vendor.example",
    ] {
        let person = app.sign_in(email).await;
        assert_eq!(code(person.api().delegations().await), "forbidden", "{email}");
        assert_eq!(
            code(person.api().grant_access(&grant("aurora.example")).await),
            "forbidden"
        );
    }
    // Somebody else's consent does not exist.
    let dora = app.sign_in("dora@delta.example").await;
    let delegation = dora.api().delegations().await.unwrap().items[0]
        .delegation
        .clone()
        .unwrap();
    let enzo = app.sign_in("enzo@echo.example").await;
    assert_eq!(code(enzo.api().revoke_access(delegation.id).await), "not-found");
    assert_eq!(
        code(enzo.api().revoke_access(uuid::Uuid::nil()).await),
        "not-found"
    );
    enzo.delete("/delegations/none").await.refused(404, "not-found");
    assert_eq!(
        app.count("SELECT count(*) FROM delegations", vec![]).await,
        before
    );
    // Ended once is ended.
    dora.api().revoke_access(delegation.id).await.unwrap();
    assert_eq!(code(dora.api().revoke_access(delegation.id).await), "not-found");
}

async fn input_is_checked(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    // Never a reseller of this client, no reseller, no domain.
    for reseller in [
        "borealis.example",
        "aurora-sud.example",
        "vendor.example",
        "cobalt.example",
        "none.example",
    ] {
        let problem = refused(dora.api().grant_access(&grant(reseller)).await);
        let found = (
            problem.status,
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str(),
        );
        assert_eq!(found, (422, "/reseller", "unknown"), "{reseller}");
    }
    let past = GrantAccess {
        expires_at: Some(app.now().plus_seconds(-1)),
        ..grant("aurora.example")
    };
    let problem = refused(dora.api().grant_access(&past).await);
    assert_eq!(problem.errors[0].pointer, "/expires_at");
    let body = serde_json::json!({"reseller": "aurora.example", "scopes": ["view", "everything"]});
    let problem = dora
        .post("/delegations", &body)
        .await
        .refused(422, "invalid-input");
    assert_eq!(problem.errors[0].pointer, "/scopes/1");
}

async fn t12_nothing_is_said_or_done_after_the_end(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    revoke(&dora, "aurora.example").await;
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    assert_eq!(
        code(alice.comments("DELTA-TILL", "One more thing").await),
        "not-found"
    );
    for step in shared::case::Move::ALL
        .iter()
        .filter(|step| step.as_str() != "reply")
    {
        assert_eq!(
            code(alice.moves("DELTA-TILL", *step).await),
            "not-found",
            "{step}"
        );
    }
    alice
        .patch(
            "/cases/DELTA-TILL",
            &serde_json::json!({"severity": "P1", "severity_reason": "It got worse."}),
        )
        .await
        .refused(404, "not-found");
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
}

async fn stamps_are_cleared_after_the_end_and_come_back(app: TestApp) {
    const STAMPED: &str = "SELECT count(*) FROM cases c JOIN domains d ON d.id = c.domain_id
        WHERE d.name = ? AND (c.resale_managed_by IS NOT NULL OR c.partner_managed_by IS NOT NULL)";
    let stamped = async |client: &str| app.count(STAMPED, vec![client.into()]).await;
    let dora = app.sign_in("dora@delta.example").await;
    assert_eq!(stamped("delta.example").await, 4);
    revoke(&dora, "aurora.example").await;
    comptoir::jobs::stamps::clear_ended(&app.app).await.unwrap();
    assert_eq!(stamped("delta.example").await, 0);
    assert_eq!(stamped("gamma.example").await, 2);
    // The tenure's stamp itself is history and stays.
    let frozen = "SELECT count(*) FROM cases c JOIN domains d ON d.id = c.resale_domain_id
        JOIN domains o ON o.id = c.domain_id WHERE d.name = ? AND o.name = ?";
    let args = || vec!["aurora.example".into(), "delta.example".into()];
    assert_eq!(app.count(frozen, args()).await, 4);
    dora.api().grant_access(&grant("aurora.example")).await.unwrap();
    assert_eq!(stamped("delta.example").await, 4);
    assert_eq!(comptoir::jobs::stamps::clear_ended(&app.app).await.unwrap(), 0);
    // One that expires is cleared in its time.
    let limited = GrantAccess {
        expires_at: Some(app.now().plus_seconds(60)),
        ..grant("aurora.example")
    };
    dora.api().grant_access(&limited).await.unwrap();
    comptoir::jobs::stamps::clear_ended(&app.app).await.unwrap();
    assert_eq!(stamped("delta.example").await, 4);
    app.put_forward(60);
    comptoir::jobs::stamps::clear_ended(&app.app).await.unwrap();
    assert_eq!(stamped("delta.example").await, 0);
}
