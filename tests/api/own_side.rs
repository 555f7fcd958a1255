//! A reseller's own side of a case: seen by nobody outside of its domain, on any path.

use crate::delegations::revoke;
use shared::api::own_side::{AssignOwn, NewOwnNote, OwnSide};
use shared::client::Outcome;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    notes_stay_within_the_reseller,
    two_resellers_of_one_case_have_two_sides,
    one_of_the_reseller_sees_to_it,
    whoever_may_only_read_writes_nothing,
    notes_are_checked,
);

async fn notes(person: &Person, number: &str, body: &str) -> Outcome<OwnSide> {
    let note = NewOwnNote {
        body: body.to_owned(),
    };
    person.api().add_own_note(number, &note).await
}

async fn bodies(person: &Person, number: &str) -> Vec<String> {
    let side = person.api().own_side(number).await.unwrap();
    side.notes.into_iter().map(|note| note.body).collect()
}

async fn assign(person: &Person, number: &str, assignee: Option<&str>) -> Outcome<OwnSide> {
    let request = AssignOwn {
        assignee: assignee.map(str::to_owned),
    };
    person.api().assign_own(number, &request).await
}

async fn notes_stay_within_the_reseller(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let times = "SELECT updated_at + worked_at FROM cases WHERE number = 'DELTA-WEB'";
    let before = app.count(times, vec![]).await;
    let side = notes(&alice, "DELTA-WEB", " Quote them xylophone. ")
        .await
        .unwrap();
    assert_eq!(side.notes[0].by.email.as_deref(), Some("alice@aurora.example"));
    assign(&alice, "DELTA-WEB", Some("rita@aurora.example"))
        .await
        .unwrap();
    assert_eq!(app.count(times, vec![]).await, before);
    for email in [
        "alice@aurora.example",
        "amir@aurora-mail.example",
        "rita@aurora.example",
    ] {
        let person = app.sign_in(email).await;
        assert_eq!(bodies(&person, "DELTA-WEB").await, ["Quote them xylophone."]);
    }
    for (email, refusal) in [
        ("dan@delta.example", "forbidden"),
        ("dina@delta.example", "forbidden"),
        ("ada@vendor.example", "forbidden"),
        ("pia@vendor.example", "forbidden"),
        // Of the reseller, but it sees the case by a share of the client.
        ("max@aurora.example", "forbidden"),
        ("bob@borealis.example", "not-found"),
        ("sam@aurora.example", "not-found"),
    ] {
        let person = app.sign_in(email).await;
        assert_eq!(code(person.api().own_side("DELTA-WEB").await), refusal, "{email}");
        assert_eq!(
            code(notes(&person, "DELTA-WEB", "Me too.").await),
            refusal,
            "{email}"
        );
        assert_eq!(code(assign(&person, "DELTA-WEB", None).await), refusal, "{email}");
        for path in ["", "/history", "/own", "/access", "/links"] {
            let text = person
                .get(&format!("/cases/DELTA-WEB{path}"))
                .await
                .text()
                .to_owned();
            assert!(!text.contains("xylophone"), "{email} {path}: {text}");
            assert!(
                path == "/access" || !text.contains("rita"),
                "{email} {path}: {text}"
            );
        }
        assert!(person.search("xylophone").await.is_empty(), "{email}");
    }
    assert!(alice.search("xylophone").await.is_empty());
    assert!(
        !alice
            .get("/cases/DELTA-WEB/history")
            .await
            .text()
            .contains("xylophone")
    );
    let olga = app.sign_in("olga@vendor.example").await;
    let ledger = olga.get("/ledger").await.text().to_owned();
    assert!(ledger.contains("case.own_noted"));
    assert!(!ledger.contains("xylophone") && !ledger.contains("rita@"));
    // Whoever is not let in any more sees its own notes no more.
    let dora = app.sign_in("dora@delta.example").await;
    revoke(&dora, "aurora.example").await;
    assert_eq!(code(alice.api().own_side("DELTA-WEB").await), "not-found");
}

async fn two_resellers_of_one_case_have_two_sides(app: TestApp) {
    app.import(r#"{"type":"delegation","client":"hydra.example","reseller":"borealis.example","granted_at":"2025-11-01T00:00:00Z"}"#)
        .await;
    let alice = app.sign_in("alice@aurora.example").await;
    let bob = app.sign_in("bob@borealis.example").await;
    notes(&alice, "HYDRA-BOTH", "Of Aurora.").await.unwrap();
    notes(&bob, "HYDRA-BOTH", "Of Borealis.").await.unwrap();
    notes(&bob, "HYDRA-BOTH", "And more.").await.unwrap();
    assign(&bob, "HYDRA-BOTH", Some("dirk@borealis.example"))
        .await
        .unwrap();
    assert_eq!(bodies(&alice, "HYDRA-BOTH").await, ["Of Aurora."]);
    assert_eq!(bodies(&bob, "HYDRA-BOTH").await, ["Of Borealis.", "And more."]);
    assert_eq!(alice.api().own_side("HYDRA-BOTH").await.unwrap().assignee, None);
}

async fn one_of_the_reseller_sees_to_it(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let side = assign(&alice, "DELTA-ROOT", Some("Amir@Aurora-Mail.example"))
        .await
        .unwrap();
    assert_eq!(side.assignee.unwrap().name.as_deref(), Some("Amir Agent"));
    let side = assign(&alice, "DELTA-ROOT", Some("rita@aurora.example"))
        .await
        .unwrap();
    assert_eq!(side.assignee.unwrap().name.as_deref(), Some("Rita Reader"));
    // Strangers and nobody are refused alike.
    let refuse = async |assignee: &str| {
        let problem = refused(assign(&alice, "DELTA-ROOT", Some(assignee)).await);
        (problem.status, problem.errors)
    };
    let nobody = refuse("nobody@aurora.example").await;
    assert_eq!((nobody.0, nobody.1[0].pointer.as_str()), (422, "/assignee"));
    for stranger in [
        "dan@delta.example",
        "ada@vendor.example",
        "gone@aurora.example",
        "alice@aurora-sud.example",
    ] {
        assert_eq!(refuse(stranger).await, nobody, "{stranger}");
    }
    app.write(
        "UPDATE accounts SET disabled_at = 1 WHERE email = ?",
        vec!["rita@aurora.example".into()],
    )
    .await
    .unwrap();
    assert_eq!(alice.api().own_side("DELTA-ROOT").await.unwrap().assignee, None);
    assign(&alice, "DELTA-ROOT", Some("alice@aurora.example"))
        .await
        .unwrap();
    let side = assign(&alice, "DELTA-ROOT", None).await.unwrap();
    assert_eq!(side.assignee, None);
    // Of a case of the reseller's own, too.
    assign(&alice, "AURORA-OWN", Some("alice@aurora.example"))
        .await
        .unwrap();
}

async fn whoever_may_only_read_writes_nothing(app: TestApp) {
    let rita = app.sign_in("rita@aurora.example").await;
    let side = rita.api().own_side("DELTA-ROOT").await.unwrap();
    assert!(!side.may_write);
    assert_eq!(code(notes(&rita, "DELTA-ROOT", "Me too.").await), "forbidden");
    assert_eq!(code(assign(&rita, "DELTA-ROOT", None).await), "forbidden");
    let alice = app.sign_in("alice@aurora.example").await;
    assert!(alice.api().own_side("DELTA-ROOT").await.unwrap().may_write);
}

async fn notes_are_checked(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    for body in ["", " \n ", &"é".repeat(20_001), "a\0b"] {
        let problem = refused(notes(&alice, "DELTA-ROOT", body).await);
        assert_eq!(
            (problem.status, problem.errors[0].pointer.as_str()),
            (422, "/body")
        );
    }
    // Of many, the newest.
    for position in 0..205 {
        notes(&alice, "DELTA-ROOT", &format!("Note {position}"))
            .await
            .unwrap();
    }
    let bodies = bodies(&alice, "DELTA-ROOT").await;
    assert_eq!(
        (bodies.len(), bodies[0].as_str(), bodies[199].as_str()),
        (200, "Note 5", "Note 204")
    );
}
