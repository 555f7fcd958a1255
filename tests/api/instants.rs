//! What happens at one very instant: intervals are half-open, whatever they are intervals of.

use crate::delegations::grant;
use shared::Timestamp;
use shared::api::delegations::GrantAccess;
use shared::api::tenures::Transfer;
use tests::{TestApp, code};

tests::on_both_engines!(
    t1_the_instant_of_a_transfer_is_the_successors,
    t1_a_transfer_comes_after_what_was_filed_at_its_instant,
    a_consent_counts_from_its_instant_until_before_its_end,
);

fn before(instant: Timestamp) -> Timestamp {
    Timestamp::from_micros(instant.micros() - 1)
}

fn to_borealis(at: Option<Timestamp>) -> Transfer {
    Transfer {
        client: "delta.example".to_owned(),
        reseller: Some("borealis.example".to_owned()),
        at,
        ..Transfer::default()
    }
}

async fn t1_the_instant_of_a_transfer_is_the_successors(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let bob = app.sign_in("bob@borealis.example").await;
    let at = app.now().plus_seconds(600);
    olga.api().transfer(&to_borealis(Some(at))).await.unwrap();
    app.app.world.stand_still(before(at));
    let last = dan.files(None, "The last microsecond").await.number;
    assert!(alice.sees(&last).await);
    app.app.world.stand_still(at);
    let first = dan.files(None, "The very instant").await.number;
    assert!(!alice.sees(&last).await && !alice.sees(&first).await);
    assert_eq!(
        code(alice.tries_to_file(Some("delta.example"), "Late").await),
        "not-found"
    );
    dora.api().grant_access(&grant("borealis.example")).await.unwrap();
    let hand_over = GrantAccess {
        expires_at: Some(at.plus_days(1)),
        ..grant("aurora.example")
    };
    dora.api().grant_access(&hand_over).await.unwrap();
    for (person, sees, does_not) in [(&alice, &last, &first), (&bob, &first, &last)] {
        assert!(person.sees(sees).await && !person.sees(does_not).await);
        let listed = person.all().await;
        assert!(listed.contains(sees) && !listed.contains(does_not));
        assert_eq!(
            person.search("very instant").await.contains(&first),
            *sees == first
        );
    }
    bob.files(Some("delta.example"), "At the very instant too").await;
}

async fn t1_a_transfer_comes_after_what_was_filed_at_its_instant(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let at = app.now();
    app.app.world.stand_still(at);
    let number = dan.files(None, "Just before").await.number;
    let done = olga.api().transfer(&to_borealis(None)).await.unwrap();
    // It is that case's tenure still: the next begins a microsecond later.
    assert_eq!(done.begun.unwrap().from, Timestamp::from_micros(at.micros() + 1));
    assert!(alice.sees(&number).await);
    app.app.world.stand_still(Timestamp::from_micros(at.micros() + 1));
    assert!(!alice.sees(&number).await);
}

async fn a_consent_counts_from_its_instant_until_before_its_end(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let from = app.now().plus_seconds(300);
    let until = from.plus_seconds(300);
    app.write(
        "UPDATE delegations SET granted_at = ?, expires_at = ?
         WHERE client_id = (SELECT id FROM domains WHERE name = 'delta.example')",
        vec![from.into(), until.into()],
    )
    .await
    .unwrap();
    let number = "DELTA-PLANT".to_owned();
    for (instant, let_in) in [
        (before(from), false),
        (from, true),
        (before(until), true),
        (until, false),
    ] {
        app.app.world.stand_still(instant);
        assert_eq!(alice.sees(&number).await, let_in, "{instant}");
        assert_eq!(alice.all().await.contains(&number), let_in, "{instant}");
        assert_eq!(
            alice.search("sensors").await.contains(&number),
            let_in,
            "{instant}"
        );
        let files = alice
            .tries_to_file(Some("delta.example"), "At that instant")
            .await;
        assert_eq!(files.is_ok(), let_in, "{instant}");
    }
}
