//! Sharing cases: with whom one may, who learns of it, and when it ends.

use serde_json::json;
use shared::api::accounts::NewAccount;
use shared::api::delegations::GrantAccess;
use shared::api::sessions::{AcceptInvitation, Secret};
use shared::api::shares::{ChangeSharingPolicy, ShareCase, ShareOpenCases, ShareView};
use shared::api::tenures::Transfer;
use shared::client::Outcome;
use shared::words::ShareLevel;
use tests::{PASSWORD, Person, TestApp, code, refused};

tests::on_both_engines!(
    a_shared_case_is_seen_until_the_share_ends,
    an_address_without_account_gets_the_share_with_its_account,
    a_group_shares_with_its_members,
    o11_whom_one_may_share_with_does_not_depend_on_who_exists,
    resellers_share_with_the_client_the_vendor_and_themselves,
    o4_who_may_only_look_cannot_share,
    each_domain_ends_what_it_shared_and_the_client_all,
    sharing_again_replaces_and_twice_is_once,
    other_partners_shares_have_no_address,
    the_policy_on_outside_shares_counts_at_once,
    a_share_outlives_no_right,
    open_cases_are_offered_to_the_client_and_shared_in_one_step,
    bad_input_shares_nothing,
);

/// Shares a case to be seen, until further notice.
async fn share(person: &Person, number: &str, email: &str) -> Outcome<ShareView> {
    let request = ShareCase {
        email: email.to_owned(),
        ..ShareCase::default()
    };
    person.api().share(number, &request).await
}

/// The problem's field and reason.
#[track_caller]
fn reason(outcome: Outcome<ShareView>) -> (String, String) {
    let problem = refused(outcome);
    let error = &problem.errors[0];
    (error.pointer.clone(), error.code.clone())
}

async fn a_shared_case_is_seen_until_the_share_ends(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let dodo = app.sign_in("dodo@delta.example").await;
    let number = dan.files(None, "Sensors lie").await.number;
    let number = number.as_str();
    assert!(!dodo.sees(number).await);
    let request = ShareCase {
        email: " Dodo@Delta.example".to_owned(),
        level: Some(ShareLevel::Collaborate),
        expires_at: Some(app.now().plus_seconds(600)),
    };
    let share = dan.api().share(number, &request).await.unwrap();
    assert_eq!(share.email.as_deref(), Some("dodo@delta.example"));
    assert!(share.effective && share.may_end);
    assert!(dodo.sees(number).await);
    assert!(dodo.all().await.contains(&number.to_owned()));
    dodo.comments(number, "Thank you.").await.unwrap();
    // Whoever sees the case sees the shares, and by whom.
    let seen = dodo.api().shares(number).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].shared_by.email.as_deref(), Some("dan@delta.example"));
    assert!(!seen[0].may_end);
    dan.api().end_share(number, share.id).await.unwrap();
    assert!(!dodo.sees(number).await);
    assert!(dan.api().shares(number).await.unwrap().is_empty());
    assert_eq!(code(dan.api().end_share(number, share.id).await), "not-found");
    // Again, and now it runs out.
    dan.api().share(number, &request).await.unwrap();
    assert!(dodo.sees(number).await);
    app.put_forward(601);
    assert!(!dodo.sees(number).await);
    assert!(dan.api().shares(number).await.unwrap().is_empty());
}

async fn an_address_without_account_gets_the_share_with_its_account(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let pending = share(&dan, "DELTA-WEB", "new@delta.example").await.unwrap();
    assert!(pending.effective);
    let account = NewAccount {
        email: "new@delta.example".to_owned(),
        name: "Newcomer".to_owned(),
        ..NewAccount::default()
    };
    let added = dora.api().add_account(&account).await.unwrap();
    let token = added
        .invitation
        .link
        .rsplit(['/', '#', '='])
        .next()
        .unwrap()
        .to_owned();
    let accept = AcceptInvitation {
        token: Secret(token),
        password: Secret(PASSWORD.to_owned()),
    };
    app.visitor().client.accept_invitation(&accept).await.unwrap();
    let newcomer = app.sign_in("new@delta.example").await;
    assert_eq!(newcomer.all().await, ["DELTA-WEB"]);
}

async fn a_group_shares_with_its_members(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let pia = app.sign_in("pia@vendor.example").await;
    assert!(!pia.sees("DELTA-TILL").await);
    share(&dan, "DELTA-TILL", "dba@vendor.example").await.unwrap();
    assert!(pia.sees("DELTA-TILL").await);
}

async fn o11_whom_one_may_share_with_does_not_depend_on_who_exists(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    // Somebody of another client, a group of a reseller that is not let in, nobody at all.
    let mut answers = Vec::new();
    for email in [
        "tech@fjord.example",
        "nobody@fjord.example",
        "bob@borealis.example",
        "nobody@borealis.example",
        "nobody@nowhere.example",
    ] {
        let reply = dan
            .post("/cases/DELTA-WEB/shares", &json!({ "email": email }))
            .await;
        answers.push((reply.status, reply.text().to_owned()));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    assert!(answers[0].1.contains("share-outside"));
    // Inside, an address is taken whether or not there is an account; the answers differ in the
    // address and the ids alone.
    let known = share(&dan, "DELTA-WEB", "dave@delta.example").await.unwrap();
    let unknown = share(&dan, "DELTA-WEB", "nobody@delta.example").await.unwrap();
    let same = ShareView {
        id: known.id,
        email: known.email.clone(),
        at: known.at,
        ..unknown
    };
    assert_eq!(same, known);
    // With outside shares let out, strangers are taken alike, too.
    let dora = app.sign_in("dora@delta.example").await;
    let out = ChangeSharingPolicy { outside: true };
    dora.api().change_sharing_policy(&out).await.unwrap();
    let mut effective = Vec::new();
    for email in [
        "tech@fjord.example",
        "nobody@fjord.example",
        "nobody@borealis.example",
        "nobody@nowhere.example",
    ] {
        effective.push(share(&dan, "DELTA-PLANT", email).await.unwrap().effective);
    }
    assert_eq!(effective, [true; 4]);
    // But shares never reach a reseller that is not let in.
    share(&dan, "DELTA-PLANT", "bob@borealis.example").await.unwrap();
    assert!(
        !app.sign_in("bob@borealis.example")
            .await
            .sees("DELTA-PLANT")
            .await
    );
    assert!(app.sign_in("tech@fjord.example").await.sees("DELTA-PLANT").await);
}

async fn resellers_share_with_the_client_the_vendor_and_themselves(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let out = ChangeSharingPolicy { outside: true };
    dora.api().change_sharing_policy(&out).await.unwrap();
    for email in [
        "dodo@delta.example",
        "pia@vendor.example",
        "sam@aurora.example",
        "x@aurora-mail.example",
    ] {
        assert!(
            share(&alice, "DELTA-PLANT", email).await.unwrap().effective,
            "{email}"
        );
    }
    for email in [
        "alice@aurora-sud.example",
        "bob@borealis.example",
        "tech@fjord.example",
        "x@nowhere.example",
    ] {
        let refusal = reason(share(&alice, "DELTA-PLANT", email).await);
        assert_eq!(
            refusal,
            ("/email".to_owned(), "share-reseller".to_owned()),
            "{email}"
        );
    }
    // Its own cases, too: with its own people and the vendor.
    assert!(
        share(&alice, "AURORA-OWN", "sam@aurora.example")
            .await
            .unwrap()
            .effective
    );
    assert!(app.sign_in("sam@aurora.example").await.sees("AURORA-OWN").await);
    assert_eq!(
        reason(share(&alice, "AURORA-OWN", "dan@delta.example").await).1,
        "share-reseller"
    );
}

async fn o4_who_may_only_look_cannot_share(app: TestApp) {
    for (email, number) in [
        ("dodo@delta.example", "DELTA-ROOT"),
        ("max@aurora.example", "DELTA-ROOT"),
        ("dina@delta.example", "DELTA-WEB"),
        ("rita@aurora.example", "DELTA-WEB"),
    ] {
        let person = app.sign_in(email).await;
        assert!(person.sees(number).await, "{email}");
        assert_eq!(
            code(share(&person, number, "dave@delta.example").await),
            "forbidden",
            "{email}"
        );
        for share in person.api().shares(number).await.unwrap() {
            assert!(!share.may_end);
            assert_eq!(
                code(person.api().end_share(number, share.id).await),
                "forbidden",
                "{email}"
            );
        }
    }
    // The consent of Iris does not cover sharing.
    let alice = app.sign_in("alice@aurora.example").await;
    assert_eq!(
        code(share(&alice, "IRIS-ONE", "tech@iris.example").await),
        "scope-missing"
    );
    let bob = app.sign_in("bob@borealis.example").await;
    assert_eq!(
        code(share(&bob, "DELTA-WEB", "bob@borealis.example").await),
        "not-found"
    );
    assert_eq!(code(bob.api().shares("DELTA-WEB").await), "not-found");
}

async fn each_domain_ends_what_it_shared_and_the_client_all(app: TestApp) {
    let (alice, dan) = (
        app.sign_in("alice@aurora.example").await,
        app.sign_in("dan@delta.example").await,
    );
    let dodo = app.sign_in("dodo@delta.example").await;
    let by_client = share(&dan, "DELTA-PLANT", "dodo@delta.example").await.unwrap();
    let by_reseller = share(&alice, "DELTA-PLANT", "dodo@delta.example").await.unwrap();
    assert_ne!(by_client.id, by_reseller.id);
    assert_eq!(
        code(alice.api().end_share("DELTA-PLANT", by_client.id).await),
        "forbidden"
    );
    alice
        .api()
        .end_share("DELTA-PLANT", by_reseller.id)
        .await
        .unwrap();
    assert!(dodo.sees("DELTA-PLANT").await);
    let again = share(&alice, "DELTA-PLANT", "dodo@delta.example").await.unwrap();
    // Seen through two shares, it is one case.
    assert_eq!(
        dodo.all()
            .await
            .iter()
            .filter(|number| *number == "DELTA-PLANT")
            .count(),
        1
    );
    for share in [by_client.id, again.id] {
        dan.api().end_share("DELTA-PLANT", share).await.unwrap();
    }
    assert!(!dodo.sees("DELTA-PLANT").await);
    // A share of one case is none of another.
    let other = share(&dan, "DELTA-WEB", "dodo@delta.example").await.unwrap();
    assert_eq!(
        code(dan.api().end_share("DELTA-PLANT", other.id).await),
        "not-found"
    );
    assert!(dodo.sees("DELTA-WEB").await);
}

async fn sharing_again_replaces_and_twice_is_once(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let first = share(&dan, "DELTA-PLANT", "dodo@delta.example").await.unwrap();
    let twice = share(&dan, "DELTA-PLANT", "dodo@delta.example").await.unwrap();
    assert_eq!(first, twice);
    let more = ShareCase {
        email: "dodo@delta.example".to_owned(),
        level: Some(ShareLevel::Collaborate),
        expires_at: None,
    };
    let replaced = dan.api().share("DELTA-PLANT", &more).await.unwrap();
    let shares = dan.api().shares("DELTA-PLANT").await.unwrap();
    assert_eq!(shares, [replaced]);
    assert_eq!(shares[0].level, ShareLevel::Collaborate);
}

async fn other_partners_shares_have_no_address(app: TestApp) {
    // Borealis filed it, Aurora sees it as support partner.
    let alice = app.sign_in("alice@aurora.example").await;
    let seen = alice.api().shares("HYDRA-BOTH").await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].email.as_deref(), Some("max@aurora.example"));
    assert_eq!(seen[0].shared_by.name, None);
    assert!(!seen[0].effective);
    let hugo = app.sign_in("tech@hydra.example").await;
    let grant = GrantAccess {
        reseller: "borealis.example".to_owned(),
        expires_at: Some(app.now().plus_seconds(3_600)),
        ..GrantAccess::default()
    };
    app.sign_in("hugo@hydra.example")
        .await
        .api()
        .grant_access(&grant)
        .await
        .unwrap();
    share(&hugo, "HYDRA-BOTH", "dirk@borealis.example").await.unwrap();
    let of_borealis = alice.api().shares("HYDRA-BOTH").await.unwrap();
    assert_eq!(of_borealis[1].email, None);
    assert!(
        !alice
            .get("/cases/HYDRA-BOTH/shares")
            .await
            .text()
            .contains("borealis")
    );
    // The client sees all.
    let all = hugo.api().shares("HYDRA-BOTH").await.unwrap();
    assert_eq!(all[0].shared_by.email.as_deref(), Some("bob@borealis.example"));
    assert_eq!(all[1].email.as_deref(), Some("dirk@borealis.example"));
}

async fn the_policy_on_outside_shares_counts_at_once(app: TestApp) {
    let (dora, dan) = (
        app.sign_in("dora@delta.example").await,
        app.sign_in("dan@delta.example").await,
    );
    let stranger = app.sign_in("tech@fjord.example").await;
    // In the fixtures, shared by Delta, which does not let cases out.
    assert!(!stranger.sees("DELTA-WEB").await);
    assert!(!dan.api().sharing_policy().await.unwrap().outside);
    for outside in [true, false, true, true] {
        let change = ChangeSharingPolicy { outside };
        assert_eq!(
            dora.api().change_sharing_policy(&change).await.unwrap().outside,
            outside
        );
        assert_eq!(stranger.sees("DELTA-WEB").await, outside);
        let shown = dan.api().shares("DELTA-WEB").await.unwrap();
        let shown = shown
            .iter()
            .find(|share| share.email.as_deref() == Some("tech@fjord.example"));
        assert_eq!(shown.unwrap().effective, outside);
    }
    let change = ChangeSharingPolicy { outside: false };
    assert_eq!(code(dan.api().change_sharing_policy(&change).await), "forbidden");
    let alice = app.sign_in("alice@aurora.example").await;
    assert_eq!(code(alice.api().sharing_policy().await), "not-found");
    assert_eq!(
        code(alice.api().change_sharing_policy(&change).await),
        "not-found"
    );
}

async fn a_share_outlives_no_right(app: TestApp) {
    let (alice, dora) = (
        app.sign_in("alice@aurora.example").await,
        app.sign_in("dora@delta.example").await,
    );
    let sam = app.sign_in("sam@aurora.example").await;
    share(&alice, "DELTA-PLANT", "sam@aurora.example").await.unwrap();
    assert!(sam.sees("DELTA-PLANT").await);
    let delegation = dora
        .api()
        .delegations()
        .await
        .unwrap()
        .items
        .remove(0)
        .delegation
        .unwrap();
    dora.api().revoke_access(delegation.id).await.unwrap();
    assert!(!sam.sees("DELTA-PLANT").await && !alice.sees("DELTA-PLANT").await);
    assert_eq!(
        code(share(&alice, "DELTA-PLANT", "sam@aurora.example").await),
        "not-found"
    );
}

async fn open_cases_are_offered_to_the_client_and_shared_in_one_step(app: TestApp) {
    let (olga, dora, dan) = (
        app.sign_in("olga@vendor.example").await,
        app.sign_in("dora@delta.example").await,
        app.sign_in("dan@delta.example").await,
    );
    assert!(dan.api().open_cases().await.unwrap().is_empty());
    let transfer = Transfer {
        client: "delta.example".to_owned(),
        reseller: Some("borealis.example".to_owned()),
        ..Transfer::default()
    };
    olga.api().transfer(&transfer).await.unwrap();
    // Not let in yet: nothing to offer.
    assert!(dan.api().open_cases().await.unwrap().is_empty());
    let grant = GrantAccess {
        reseller: "borealis.example".to_owned(),
        ..GrantAccess::default()
    };
    dora.api().grant_access(&grant).await.unwrap();
    let offers = dan.api().open_cases().await.unwrap();
    assert_eq!(offers.len(), 1);
    assert_eq!(offers[0].reseller.name, "borealis.example");
    // Plant is closed.
    let open = dan.all().await.len() - 1;
    assert_eq!(
        usize::try_from(offers[0].cases).unwrap(),
        open - 1,
        "DELTA-ROOT is shared with Bob already"
    );
    // Who may share a part is offered that part; who sees no cases, none.
    let duke = app.sign_in("duke@delta.example").await;
    assert_eq!(duke.api().open_cases().await.unwrap()[0].cases, 2);
    assert!(dora.api().open_cases().await.unwrap().is_empty());
    let bob = app.sign_in("bob@borealis.example").await;
    assert_eq!(
        bob.all()
            .await
            .iter()
            .filter(|number| number.starts_with("DELTA"))
            .count(),
        1
    );
    let until = app.now().plus_seconds(86_400);
    let request = |reseller: &str, email: &str, expires_at| ShareOpenCases {
        reseller: reseller.to_owned(),
        email: email.to_owned(),
        level: None,
        expires_at,
    };
    let all = request("borealis.example", "bob@borealis.example", Some(until));
    for (bad, field) in [
        (
            request("aurora.example", "alice@aurora.example", Some(until)),
            "/reseller",
        ),
        (
            request("borealis.example", "alice@aurora.example", Some(until)),
            "/email",
        ),
        (
            request("borealis.example", "bob@borealis.example", Some(app.now())),
            "/expires_at",
        ),
        (
            request("borealis.example", "bob@borealis.example", None),
            "/expires_at",
        ),
    ] {
        let problem = refused(dan.api().share_open_cases(&bad).await);
        assert_eq!(problem.errors[0].pointer, field);
    }
    assert_eq!(code(dora.api().share_open_cases(&all).await), "forbidden");
    assert_eq!(code(bob.api().share_open_cases(&all).await), "forbidden");
    let shared = dan.api().share_open_cases(&all).await.unwrap();
    assert_eq!(shared.cases, offers[0].cases);
    assert_eq!(
        bob.all()
            .await
            .iter()
            .filter(|number| number.starts_with("DELTA"))
            .count(),
        open
    );
    assert!(bob.comments("DELTA-WEB", "We are at it.").await.is_ok());
    assert!(dan.api().open_cases().await.unwrap().is_empty());
    assert_eq!(dan.api().share_open_cases(&all).await.unwrap().cases, 0);
    app.put_forward(86_401);
    let bob = app.sign_in("bob@borealis.example").await;
    assert!(!bob.sees("DELTA-WEB").await);
}

async fn bad_input_shares_nothing(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let before = app.count("SELECT count(*) FROM shares", Vec::new()).await;
    for body in [
        json!({}),
        json!({ "email": "" }),
        json!({ "email": "not an address" }),
        json!({ "email": ["a@delta.example"] }),
        json!({ "email": "a@delta.example", "level": "own" }),
        json!({ "email": "a@delta.example", "expires_at": "2001-01-01T00:00:00Z" }),
        json!({ "email": "a@delta.example", "level": "view", "as": "dora@delta.example" }),
    ] {
        let reply = dan.post("/cases/DELTA-WEB/shares", &body).await;
        assert_eq!(reply.status, 422, "{body}: {}", reply.text());
    }
    assert_eq!(app.count("SELECT count(*) FROM shares", Vec::new()).await, before);
}
