//! Transfers of clients between resellers.

use crate::delegations::{grant, revoke};
use shared::Timestamp;
use shared::api::clients::{Access, Standing};
use shared::api::delegations::GrantAccess;
use shared::api::tenures::Transfer;
use shared::words::{Relation, TenureKind};
use tests::{TestApp, code, refused};

tests::on_both_engines!(
    t1_a_transfer_now,
    t2_what_the_vendor_managed_is_nobodys,
    t3_back_again,
    a_transfer_set_for_later,
    a_cancelled_transfer_leaves_everything_as_it_was,
    of_two_transfers_that_are_set_the_later_one_is_cancelled_first,
    a_consent_given_while_a_transfer_is_set_ends_with_it,
    a_reseller_that_keeps_another_tenure_keeps_its_access,
    engaging_and_ending_a_partner,
    t7_two_transfers_at_once,
    only_the_operator_transfers,
    input_is_checked,
    tenures_are_listed_newest_first,
);

fn transfer(client: &str, reseller: Option<&str>, at: Option<Timestamp>) -> Transfer {
    Transfer {
        client: client.to_owned(),
        reseller: reseller.map(str::to_owned),
        at,
        ..Transfer::default()
    }
}

async fn t1_a_transfer_now(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let bob = app.sign_in("bob@borealis.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let last = dan.files(None, "The last of Aurora").await.number;
    let done = olga
        .api()
        .transfer(&transfer("delta.example", Some("borealis.example"), None))
        .await
        .unwrap();
    let (ended, begun) = (done.ended.unwrap(), done.begun.unwrap());
    assert_eq!(ended.to, Some(begun.from));
    assert_eq!(
        (ended.reseller.name.as_str(), begun.reseller.name.as_str()),
        ("aurora.example", "borealis.example")
    );
    // Consequence 5: the former reseller's access ended with it, in the same transaction.
    assert!(
        alice
            .all()
            .await
            .iter()
            .all(|number| !number.starts_with("DELTA") && *number != last)
    );
    assert_eq!(
        code(alice.tries_to_file(Some("delta.example"), "Too late").await),
        "not-found"
    );
    assert_eq!(code(alice.api().client("delta.example").await), "not-found");
    // The successor manages it, but is not let in yet.
    let first = dan.files(None, "The first of Borealis").await.number;
    assert_eq!(
        bob.api().client("delta.example").await.unwrap().access,
        Access::NeverGranted
    );
    assert!(!bob.sees(&first).await);
    assert_eq!(
        code(bob.tries_to_file(Some("delta.example"), "Too early").await),
        "delegation-required"
    );
    dora.api().grant_access(&grant("borealis.example")).await.unwrap();
    let filed = bob.files(Some("delta.example"), "By the successor").await.number;
    // A share towards the successor is effective now; nothing else of its predecessor's is there.
    let mut expected = vec![
        "COBALT-B".to_owned(),
        "COBALT-B-FIRST".to_owned(),
        "DELTA-ROOT".to_owned(),
        first.clone(),
        filed,
    ];
    expected.sort();
    assert_eq!(bob.all().await, expected);
    assert_eq!(bob.case("DELTA-ROOT").await.relations, [Relation::Shared]);
    assert!(!bob.sees(&last).await && !bob.sees("DELTA-WEB").await);
    // That the successor is let in does not let the predecessor in.
    assert!(!alice.sees(&last).await && !alice.sees("DELTA-WEB").await);
    // Consequence 6: a case open at the transfer stays with its tenure; a hand-over shows it.
    let hand_over = GrantAccess {
        expires_at: Some(app.now().plus_days(10)),
        ..grant("aurora.example")
    };
    dora.api().grant_access(&hand_over).await.unwrap();
    assert!(alice.sees(&last).await && alice.sees("DELTA-ROOT").await);
    assert!(!alice.sees(&first).await);
    let access = dora.api().delegations().await.unwrap().items;
    let shown = access
        .iter()
        .map(|access| (access.reseller.name.as_str(), access.manages));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [("borealis.example", true), ("aurora.example", false)]
    );
}

async fn t2_what_the_vendor_managed_is_nobodys(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let bob = app.sign_in("bob@borealis.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let done = olga
        .api()
        .transfer(&transfer("delta.example", None, None))
        .await
        .unwrap();
    assert!(done.ended.is_some() && done.begun.is_none());
    let gap = dan.files(None, "Managed by the vendor itself").await.number;
    let borealis = transfer("delta.example", Some("borealis.example"), None);
    let done = olga.api().transfer(&borealis).await.unwrap();
    assert!(done.ended.is_none() && done.begun.is_some());
    dora.api().grant_access(&grant("borealis.example")).await.unwrap();
    let hand_over = GrantAccess {
        expires_at: Some(app.now().plus_days(10)),
        ..grant("aurora.example")
    };
    dora.api().grant_access(&hand_over).await.unwrap();
    assert!(!alice.sees(&gap).await && !bob.sees(&gap).await);
    assert!(dan.sees(&gap).await);
    assert!(app.sign_in("ada@vendor.example").await.sees(&gap).await);
    assert!(alice.sees("DELTA-ROOT").await);
}

async fn t3_back_again(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let bob = app.sign_in("bob@borealis.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let one = dan.files(None, "Aurora once").await.number;
    for reseller in ["borealis.example", "aurora.example"] {
        let to = transfer("delta.example", Some(reseller), None);
        olga.api().transfer(&to).await.unwrap();
        dora.api().grant_access(&grant(reseller)).await.unwrap();
        if reseller == "borealis.example" {
            let theirs = bob.files(Some("delta.example"), "Borealis between").await.number;
            assert!(bob.sees(&theirs).await && !alice.sees(&theirs).await);
        }
    }
    let two = dan.files(None, "Aurora again").await.number;
    let delta = shared::api::cases::CaseFilter {
        client: Some("delta.example".to_owned()),
        ..Default::default()
    };
    let mut expected = ["DELTA-PLANT", "DELTA-ROOT", "DELTA-TILL", "DELTA-WEB"]
        .map(str::to_owned)
        .to_vec();
    expected.extend([one, two]);
    expected.sort();
    assert_eq!(alice.list(&delta).await, expected);
    assert!(bob.list(&delta).await.is_empty());
}

async fn a_transfer_set_for_later(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let at = app.now().plus_seconds(600);
    let done = olga
        .api()
        .transfer(&transfer("delta.example", Some("borealis.example"), Some(at)))
        .await
        .unwrap();
    assert_eq!(done.begun.unwrap().from, at);
    assert_eq!(done.ended.unwrap().to, Some(at));
    // Until then nothing has changed, but the end is in sight.
    let before = alice.files(Some("delta.example"), "Before").await.number;
    let client = alice.api().client("delta.example").await.unwrap();
    assert_eq!(
        (client.access, client.access_expires_at),
        (Access::Granted, Some(at))
    );
    assert_eq!(client.standing, Standing::Current);
    let bob = app.sign_in("bob@borealis.example").await;
    assert_eq!(code(bob.api().client("delta.example").await), "not-found");
    let dora = app.sign_in("dora@delta.example").await;
    let access = dora.api().delegations().await.unwrap().items;
    assert_eq!(access.len(), 1);
    app.put_forward(600);
    assert!(!alice.sees(&before).await && !alice.sees("DELTA-ROOT").await);
    assert_eq!(
        code(alice.tries_to_file(Some("delta.example"), "After").await),
        "not-found"
    );
    dora.api().grant_access(&grant("borealis.example")).await.unwrap();
    let after = bob.files(Some("delta.example"), "After").await.number;
    assert!(bob.sees(&after).await && !bob.sees(&before).await);
    assert!(comptoir::jobs::stamps::clear_ended(&app.app).await.unwrap() > 0);
    assert!(bob.sees(&after).await && !alice.sees(&before).await);
}

async fn a_cancelled_transfer_leaves_everything_as_it_was(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    // Once without and once with an end of its own.
    for expires_at in [None, Some(app.now().plus_days(100))] {
        let consent = GrantAccess {
            expires_at,
            ..grant("aurora.example")
        };
        dora.api().grant_access(&consent).await.unwrap();
        let before = alice.api().client("delta.example").await.unwrap();
        let at = app.now().plus_seconds(600);
        let done = olga
            .api()
            .transfer(&transfer("delta.example", Some("borealis.example"), Some(at)))
            .await
            .unwrap();
        olga.api().cancel_transfer(done.begun.unwrap().id).await.unwrap();
        assert_eq!(alice.api().client("delta.example").await.unwrap(), before);
        app.put_forward(601);
        assert!(alice.sees("DELTA-ROOT").await);
        alice.files(Some("delta.example"), "As before").await;
    }
    // The same for a transfer to nobody, by the tenure that would end.
    let at = app.now().plus_seconds(600);
    let done = olga
        .api()
        .transfer(&transfer("delta.example", None, Some(at)))
        .await
        .unwrap();
    olga.api().cancel_transfer(done.ended.unwrap().id).await.unwrap();
    app.put_forward(601);
    assert!(alice.sees("DELTA-ROOT").await);
    // What has begun is history.
    let done = olga
        .api()
        .transfer(&transfer("delta.example", Some("borealis.example"), None))
        .await
        .unwrap();
    let problem = refused(olga.api().cancel_transfer(done.begun.unwrap().id).await);
    assert_eq!((problem.status, problem.code.as_str()), (409, "tenure-begun"));
    assert_eq!(
        code(olga.api().cancel_transfer(uuid::Uuid::nil()).await),
        "not-found"
    );
}

async fn of_two_transfers_that_are_set_the_later_one_is_cancelled_first(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let set = async |reseller, after| {
        let at = Some(app.now().plus_seconds(after));
        let request = transfer("delta.example", reseller, at);
        olga.api().transfer(&request).await.unwrap()
    };
    let to_nobody = set(None, 600).await.ended.unwrap().id;
    let to_borealis = set(Some("borealis.example"), 1_200).await.begun.unwrap().id;
    let problem = refused(olga.api().cancel_transfer(to_nobody).await);
    assert_eq!((problem.status, problem.code.as_str()), (409, "tenure-overlap"));
    olga.api().cancel_transfer(to_borealis).await.unwrap();
    olga.api().cancel_transfer(to_nobody).await.unwrap();
    app.put_forward(1_201);
    assert!(alice.sees("DELTA-ROOT").await);
}

async fn a_consent_given_while_a_transfer_is_set_ends_with_it(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let ends_at = async || {
        let client = alice.api().client("delta.example").await.unwrap();
        client.access_expires_at
    };
    let at = app.now().plus_seconds(600);
    let leave = transfer("delta.example", Some("borealis.example"), Some(at));
    let done = olga.api().transfer(&leave).await.unwrap();
    // The client changes the scopes, or ends the consent and gives it again.
    let consent = dora.api().grant_access(&grant("aurora.example")).await.unwrap();
    assert_eq!((consent.expires_at, ends_at().await), (Some(at), Some(at)));
    revoke(&dora, "aurora.example").await;
    dora.api().grant_access(&grant("aurora.example")).await.unwrap();
    assert_eq!(ends_at().await, Some(at));
    // Cancelling the transfer lifts that end.
    olga.api().cancel_transfer(done.begun.unwrap().id).await.unwrap();
    assert_eq!(ends_at().await, None);
    olga.api().transfer(&leave).await.unwrap();
    dora.api().grant_access(&grant("aurora.example")).await.unwrap();
    assert!(alice.sees("DELTA-ROOT").await);
    app.put_forward(600);
    assert!(
        !alice.sees("DELTA-ROOT").await,
        "a former reseller sees without a hand-over"
    );
}

async fn a_reseller_that_keeps_another_tenure_keeps_its_access(app: TestApp) {
    // Aurora resells to Hydra and is its support partner.
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let hugo = app.sign_in("hugo@hydra.example").await;
    let tech = app.sign_in("tech@hydra.example").await;
    olga.api()
        .transfer(&transfer("hydra.example", Some("borealis.example"), None))
        .await
        .unwrap();
    assert!(alice.sees("HYDRA-BOTH").await && alice.sees("HYDRA-TWICE").await);
    hugo.api().grant_access(&grant("borealis.example")).await.unwrap();
    let bob = app.sign_in("bob@borealis.example").await;
    let case = tech.files(None, "Reseller and partner again").await.number;
    assert!(alice.sees(&case).await && bob.sees(&case).await);
    assert!(bob.sees("HYDRA-B").await && bob.sees("HYDRA-BOTH").await);
    assert!(!bob.sees("HYDRA-TWICE").await);
    // Without the last tenure the access ends.
    let end = Transfer {
        kind: Some(TenureKind::SupportPartner),
        ..transfer("hydra.example", None, None)
    };
    olga.api().transfer(&end).await.unwrap();
    assert!(!alice.sees(&case).await && !alice.sees("HYDRA-TWICE").await);
    assert!(bob.sees(&case).await);
}

async fn engaging_and_ending_a_partner(app: TestApp) {
    // The two kinds of tenure do not stand in each other's way.
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let bob = app.sign_in("bob@borealis.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let engage = Transfer {
        kind: Some(TenureKind::SupportPartner),
        ..transfer("delta.example", Some("borealis.example"), None)
    };
    let done = olga.api().transfer(&engage).await.unwrap();
    assert!(done.ended.is_none());
    dora.api().grant_access(&grant("borealis.example")).await.unwrap();
    let case = dan.files(None, "For both").await.number;
    assert!(alice.sees(&case).await && bob.sees(&case).await);
    let filed = bob.files(Some("delta.example"), "By the partner").await.number;
    assert!(alice.sees(&filed).await);
    assert!(!bob.sees("DELTA-WEB").await);
}

async fn t7_two_transfers_at_once(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    for (round, client) in ["delta.example", "echo.example", "gamma.example", "iris.example"]
        .iter()
        .enumerate()
    {
        let at = app.now().plus_seconds(60);
        let (to_one, to_other) = (
            transfer(client, Some("borealis.example"), Some(at)),
            transfer(client, Some("aurora-sud.example"), Some(at)),
        );
        let (one, other) = (olga.api(), olga.api());
        let (one, other) = tokio::join!(one.transfer(&to_one), other.transfer(&to_other));
        let refusal = match (one, other) {
            (Ok(_), Err(refusal)) | (Err(refusal), Ok(_)) => refusal,
            both => panic!("round {round}: {both:?}"),
        };
        let problem = refusal.problem().unwrap();
        assert_eq!((problem.status, problem.code.as_str()), (409, "tenure-overlap"));
    }
    // For now: whoever comes second transfers on; never two at one instant.
    for _ in 0..5 {
        let (a, b) = (
            transfer("fjord.example", Some("borealis.example"), None),
            transfer("fjord.example", Some("aurora-sud.example"), None),
        );
        let (one, other) = (olga.api(), olga.api());
        let _ = tokio::join!(one.transfer(&a), other.transfer(&b));
    }
    let overlaps = app
        .count(
            "SELECT count(*) FROM tenures a JOIN tenures b ON a.client_id = b.client_id AND a.kind = b.kind
             AND a.id <> b.id AND a.from_at <= b.from_at AND (a.to_at IS NULL OR b.from_at < a.to_at)",
            vec![],
        )
        .await;
    assert_eq!(overlaps, 0);
}

async fn only_the_operator_transfers(app: TestApp) {
    let before = app.count("SELECT count(*) FROM tenures", vec![]).await;
    for email in [
        "alice@aurora.example",
        "sam@aurora.example",
        "bob@borealis.example",
        "dora@delta.example",
        "dan@delta.example",
        "ada@vendor.example",
        "eli@vendor.example",
    ] {
        let person = app.sign_in(email).await;
        let to = transfer("delta.example", Some("borealis.example"), None);
        assert_eq!(code(person.api().transfer(&to).await), "forbidden", "{email}");
        assert_eq!(
            code(person.api().tenures(None, None).await),
            "forbidden",
            "{email}"
        );
        assert_eq!(
            code(person.api().cancel_transfer(uuid::Uuid::nil()).await),
            "forbidden"
        );
    }
    assert_eq!(app.count("SELECT count(*) FROM tenures", vec![]).await, before);
}

async fn input_is_checked(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let past = Some(app.now().plus_seconds(-60));
    let aurora = Some("aurora.example");
    let borealis = Some("borealis.example");
    for (request, pointer) in [
        (transfer("none.example", borealis, None), "/client"),
        (transfer("aurora.example", borealis, None), "/client"),
        (transfer("delta.example", Some("none.example"), None), "/reseller"),
        (
            transfer("delta.example", Some("cobalt.example"), None),
            "/reseller",
        ),
        (
            transfer("delta.example", Some("vendor.example"), None),
            "/reseller",
        ),
        (transfer("delta.example", aurora, None), "/reseller"),
        (transfer("fjord.example", None, None), "/reseller"),
        (transfer("delta.example", borealis, past), "/at"),
    ] {
        let problem = refused(olga.api().transfer(&request).await);
        assert_eq!(
            (problem.status, problem.errors[0].pointer.as_str()),
            (422, pointer),
            "{request:?}"
        );
    }
    // A second transfer may not come before one that is set.
    let later = transfer("delta.example", borealis, Some(app.now().plus_seconds(600)));
    olga.api().transfer(&later).await.unwrap();
    let sooner = transfer("delta.example", Some("aurora-sud.example"), None);
    assert_eq!(code(olga.api().transfer(&sooner).await), "tenure-overlap");
}

async fn tenures_are_listed_newest_first(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let gamma = olga
        .api()
        .tenures(Some("gamma.example"), None)
        .await
        .unwrap()
        .items;
    let read = gamma
        .iter()
        .map(|tenure| {
            (
                tenure.reseller.name.as_str(),
                tenure.from.to_string(),
                tenure.to.is_some(),
            )
        })
        .collect::<Vec<_>>();
    assert_eq!(
        read,
        [
            ("aurora.example", "2025-09-01T00:00:00Z".to_owned(), false),
            ("borealis.example", "2025-04-01T00:00:00Z".to_owned(), true),
            ("aurora.example", "2025-01-01T00:00:00Z".to_owned(), true),
        ]
    );
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page: shared::api::Page<shared::api::tenures::TenureView> =
            olga.get(&format!("/tenures?limit=4{after}")).await.json();
        all.extend(page.items);
        let Some(next) = page.next else { break };
        after = format!("&after={}", shared::client::encode(&next));
    }
    assert_eq!(all.len(), 11);
    assert!(all.windows(2).all(|pair| pair[0].from >= pair[1].from));
}
