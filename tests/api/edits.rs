//! Changing what stands on a case: the severity and why, the client's own reference, and two people
//! at once.

use serde_json::json;
use shared::api::cases::{ChangeCase, HistoryKind};
use shared::words::Severity;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    another_severity_needs_a_reason_that_everybody_reads,
    the_second_of_two_editors_is_told,
    the_reference_is_the_customers_and_is_found,
    the_operator_reads_no_contents_in_the_ledger,
);

fn severity(severity: Severity, reason: &str) -> ChangeCase {
    ChangeCase {
        severity: Some(severity),
        severity_reason: Some(reason.to_owned()),
        ..ChangeCase::default()
    }
}

fn reference(reference: &str) -> ChangeCase {
    ChangeCase {
        reference: Some(reference.to_owned()),
        ..ChangeCase::default()
    }
}

async fn another_severity_needs_a_reason_that_everybody_reads(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let before = dan.case("DELTA-ROOT").await;
    for body in [
        json!({"severity": "P1"}),
        json!({"severity": "P1", "severity_reason": " \n "}),
        json!({"severity": "P1", "severity_reason": "x".repeat(2_001)}),
    ] {
        let reply = dan.patch("/cases/DELTA-ROOT", &body).await;
        let problem = reply.refused(422, "invalid-input");
        assert_eq!(problem.errors[0].pointer, "/severity_reason");
    }
    let alone = json!({"severity_reason": "Why not."});
    let problem = dan.patch("/cases/DELTA-ROOT", &alone).await;
    assert_eq!(
        problem.refused(422, "invalid-input").errors[0].code,
        "nothing-to-change"
    );
    assert_eq!(dan.case("DELTA-ROOT").await, before);

    let whole = "x".repeat(2_000);
    let change = severity(Severity::P2, &format!(" {whole} "));
    assert_eq!(
        code(dan.api().change_case("DELTA-ROOT", &change).await),
        "invalid-input"
    );
    let change = severity(Severity::P2, &whole);
    dan.api().change_case("DELTA-ROOT", &change).await.unwrap();
    let ada = app.sign_in("ada@vendor.example").await;
    let change = severity(Severity::P3, "It works by hand.");
    ada.api().change_case("DELTA-ROOT", &change).await.unwrap();
    for email in ["dodo@delta.example", "alice@aurora.example", "ada@vendor.example"] {
        let lines = app.sign_in(email).await.history("DELTA-ROOT").await;
        let told = lines
            .iter()
            .filter(|line| line.from.is_some())
            .map(|line| (line.kind, line.to.as_deref(), line.body.as_deref()))
            .collect::<Vec<_>>();
        assert_eq!(
            told,
            [
                (HistoryKind::Severity, Some("P2"), Some(whole.as_str())),
                (HistoryKind::Reclassified, Some("P3"), Some("It works by hand.")),
            ],
            "{email}"
        );
    }
}

async fn the_second_of_two_editors_is_told(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let seen = dan.case("DELTA-ROOT").await.updated_at;
    let entitled = |title: &str, expected| ChangeCase {
        title: Some(title.to_owned()),
        expected: Some(expected),
        ..ChangeCase::default()
    };
    let first = entitled("As Alice says", seen);
    let now = alice
        .api()
        .change_case("DELTA-ROOT", &first)
        .await
        .unwrap()
        .updated_at;
    let second = entitled("As Dan says", seen);
    let problem = refused(dan.api().change_case("DELTA-ROOT", &second).await);
    assert_eq!(
        (problem.status, problem.code.as_str()),
        (409, "changed-meanwhile")
    );
    let case = dan.case("DELTA-ROOT").await;
    assert_eq!((case.title.as_str(), case.updated_at), ("As Alice says", now));
    // Somebody who has seen that may go on; and whoever says nothing of it, too.
    let again = entitled("As Dan says", now);
    dan.api().change_case("DELTA-ROOT", &again).await.unwrap();
    let blind = ChangeCase {
        title: Some("As nobody says".to_owned()),
        ..ChangeCase::default()
    };
    alice.api().change_case("DELTA-ROOT", &blind).await.unwrap();
    // Of two at the same time, one is told.
    let seen = dan.case("DELTA-ROOT").await.updated_at;
    let (one, other) = (entitled("One", seen), entitled("Other", seen));
    let (dans, alices) = (dan.api(), alice.api());
    let (one, other) = tokio::join!(
        dans.change_case("DELTA-ROOT", &one),
        alices.change_case("DELTA-ROOT", &other)
    );
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    let loser = if one.is_ok() { other } else { one };
    assert_eq!(code(loser), "changed-meanwhile");
}

async fn the_reference_is_the_customers_and_is_found(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    for (wrong, why) in [
        ("x".repeat(61), "too-long"),
        ("a\nb".to_owned(), "control-characters"),
        (" ".to_owned(), "required"),
    ] {
        let problem = refused(dan.api().change_case("DELTA-ROOT", &reference(&wrong)).await);
        let error = &problem.errors[0];
        assert_eq!((error.pointer.as_str(), error.code.as_str()), ("/reference", why));
    }
    for (email, refusal) in [
        ("ada@vendor.example", "forbidden"),
        ("max@aurora.example", "forbidden"),
        ("dodo@delta.example", "forbidden"),
        ("bob@borealis.example", "not-found"),
    ] {
        let person = app.sign_in(email).await;
        let outcome = person.api().change_case("DELTA-ROOT", &reference("PO-1")).await;
        assert_eq!(code(outcome), refusal, "{email}");
    }
    let change = reference(" PO-4711 / zirconium ");
    let case = dan.api().change_case("DELTA-ROOT", &change).await.unwrap();
    assert_eq!(case.reference.as_deref(), Some("PO-4711 / zirconium"));
    let watchers: [&Person; 3] = [&dan, &alice, &ada];
    for person in watchers {
        assert_eq!(person.search("zirconium").await, ["DELTA-ROOT"]);
        assert_eq!(person.search("4711").await, ["DELTA-ROOT"]);
        assert_eq!(person.case("DELTA-ROOT").await.reference, case.reference);
    }
    let bob = app.sign_in("bob@borealis.example").await;
    assert!(bob.search("zirconium").await.is_empty());
    let none = alice
        .api()
        .change_case("DELTA-ROOT", &reference(""))
        .await
        .unwrap();
    assert_eq!(none.reference, None);
    let same = dan.api().change_case("DELTA-ROOT", &reference("")).await.unwrap();
    assert_eq!(same.updated_at, none.updated_at);
    let told = ada.history("DELTA-ROOT").await;
    let told = told
        .iter()
        .filter(|line| line.kind == HistoryKind::Reference)
        .map(|line| (line.from.as_deref().unwrap(), line.to.as_deref().unwrap()))
        .collect::<Vec<_>>();
    assert_eq!(told, [("", "PO-4711 / zirconium"), ("PO-4711 / zirconium", "")]);
}

async fn the_operator_reads_no_contents_in_the_ledger(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let change = ChangeCase {
        reference: Some("zirconium".to_owned()),
        title: Some("zirconium".to_owned()),
        ..severity(Severity::P1, "zirconium")
    };
    dan.api().change_case("DELTA-ROOT", &change).await.unwrap();
    let olga = app.sign_in("olga@vendor.example").await;
    let ledger = olga.get("/ledger").await;
    assert!(ledger.text().contains("case.reference"));
    assert!(!ledger.text().contains("zirconium"));
}
