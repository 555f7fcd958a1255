//! Escalating a case (DESIGN §3): who may, what the client's plan offers, and what the vendor does.

use serde_json::json;
use shared::api::cases::{HistoryKind, MakeMove};
use shared::api::escalations::{Escalate, EscalationObstacle, EscalationReason};
use shared::api::lists::CaseFilter;
use shared::case::Move;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    the_plan_decides_whether_it_is_offered,
    only_whoever_has_the_right_escalates,
    the_vendor_takes_it_in_hand_and_ends_it,
    closing_ends_it,
    what_is_wrong_with_a_request_is_told,
    to_another_partner_whoever_escalated_has_no_name,
);

/// An escalation manager of the vendor.
pub(crate) async fn manager(app: &TestApp) -> Person {
    app.import(
        r#"{"type":"account","email":"emma@vendor.example","domain":"vendor.example","name":"Emma Escalations","password":"a long password"}
           {"type":"assignment","principal":"emma@vendor.example","domain":"vendor.example","role":"escalation_manager"}"#,
    )
    .await;
    app.sign_in("emma@vendor.example").await
}

pub(crate) fn reasons() -> Escalate {
    Escalate {
        reason: Some(EscalationReason::BusinessImpact),
        justification: "The shop stands still.".to_owned(),
    }
}

async fn the_plan_decides_whether_it_is_offered(app: TestApp) {
    for (email, number, obstacle) in [
        ("dan@delta.example", "DELTA-ROOT", None),
        ("tech@hydra.example", "HYDRA-TWICE", None),
        (
            "tech@echo.example",
            "ECHO-ONE",
            Some(EscalationObstacle::NotOffered),
        ),
        (
            "tech@gamma.example",
            "GAMMA-B",
            Some(EscalationObstacle::NotOffered),
        ),
        // A reseller has no plan.
        (
            "alice@aurora.example",
            "AURORA-OWN",
            Some(EscalationObstacle::NotOffered),
        ),
    ] {
        let person = app.sign_in(email).await;
        let before = person.case(number).await;
        assert_eq!(before.escalation_obstacle, obstacle, "{email}");
        let outcome = person.api().escalate(number, &reasons()).await;
        if obstacle.is_none() {
            let case = outcome.unwrap();
            assert!(case.escalation.is_some() && case.updated_at > before.updated_at);
        } else {
            let problem = refused(outcome);
            assert_eq!(
                (problem.status, problem.code.as_str()),
                (409, "escalation-not-offered")
            );
            assert_eq!(person.case(number).await, before);
        }
    }
    // The plan that counts is the one of now.
    let olga = app.sign_in("olga@vendor.example").await;
    let plan = json!({"plan": "premium"});
    olga.post("/domains/echo.example/plan", &plan).await;
    let tech = app.sign_in("tech@echo.example").await;
    tech.api().escalate("ECHO-ONE", &reasons()).await.unwrap();
}

async fn only_whoever_has_the_right_escalates(app: TestApp) {
    let emma = manager(&app).await;
    for (email, number, refusal) in [
        // Agent without the privilege, reader, shares, the desk.
        ("amir@aurora-mail.example", "DELTA-ROOT", "forbidden"),
        ("rita@aurora.example", "DELTA-ROOT", "forbidden"),
        ("max@aurora.example", "DELTA-ROOT", "forbidden"),
        ("dodo@delta.example", "DELTA-ROOT", "forbidden"),
        ("dina@delta.example", "DELTA-WEB", "forbidden"),
        ("ada@vendor.example", "DELTA-ROOT", "forbidden"),
        ("emma@vendor.example", "DELTA-ROOT", "forbidden"),
        ("alice@aurora.example", "IRIS-ONE", "scope-missing"),
        ("bob@borealis.example", "DELTA-ROOT", "not-found"),
        ("alice@aurora.example", "GAMMA-B", "not-found"),
    ] {
        let person = app.sign_in(email).await;
        assert_eq!(
            code(person.api().escalate(number, &reasons()).await),
            refusal,
            "{email}"
        );
        if refusal != "not-found" {
            let obstacle = person.case(number).await.escalation_obstacle;
            assert_eq!(obstacle, Some(EscalationObstacle::Forbidden), "{email}");
        }
    }
    assert!(emma.case("DELTA-ROOT").await.escalation.is_none());
    assert_eq!(app.count("SELECT count(*) FROM escalations", vec![]).await, 0);
}

async fn the_vendor_takes_it_in_hand_and_ends_it(app: TestApp) {
    let emma = manager(&app).await;
    let alice = app.sign_in("alice@aurora.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let nothing = MakeMove::default();
    let problem = refused(emma.api().acknowledge_escalation("DELTA-TILL", &nothing).await);
    assert_eq!((problem.status, problem.code.as_str()), (409, "not-escalated"));
    let escalated = CaseFilter {
        escalated: true,
        ..CaseFilter::default()
    };
    assert!(dan.list(&escalated).await.is_empty());
    alice.api().escalate("DELTA-TILL", &reasons()).await.unwrap();
    // A share shows it too, and to whoever does not see the case the list says nothing.
    for (email, listed) in [
        ("dan@delta.example", true),
        ("alice@aurora.example", true),
        ("max@aurora.example", true),
        ("ada@vendor.example", true),
        ("bob@borealis.example", false),
    ] {
        let person = app.sign_in(email).await;
        let rows = person.rows(&escalated, 50).await;
        let rows = rows.iter().map(|row| (row.number.as_str(), row.escalated));
        assert_eq!(
            rows.collect::<Vec<_>>() == [("DELTA-TILL", true)],
            listed,
            "{email}"
        );
        let facets = person.api().facets(&escalated).await.unwrap();
        assert_eq!(facets.total.count, u32::from(listed), "{email}");
    }
    let problem = refused(dan.api().escalate("DELTA-TILL", &reasons()).await);
    assert_eq!(
        (problem.status, problem.code.as_str()),
        (409, "already-escalated")
    );
    for person in [&dan, &alice, &app.sign_in("ada@vendor.example").await] {
        assert_eq!(
            code(person.api().acknowledge_escalation("DELTA-TILL", &nothing).await),
            "forbidden"
        );
        assert_eq!(
            code(person.api().resolve_escalation("DELTA-TILL", &nothing).await),
            "forbidden"
        );
        let escalation = person.case("DELTA-TILL").await.escalation.unwrap();
        assert_eq!(escalation.reason, EscalationReason::BusinessImpact);
        assert_eq!(escalation.justification, "The shop stands still.");
        assert_eq!(escalation.by.email.as_deref(), Some("alice@aurora.example"));
        assert_eq!(escalation.acknowledged_at, None);
    }
    let words = MakeMove {
        comment: Some("We are at it.".to_owned()),
        ..MakeMove::default()
    };
    let case = emma
        .api()
        .acknowledge_escalation("DELTA-TILL", &words)
        .await
        .unwrap();
    assert!(case.escalation.unwrap().acknowledged_at.is_some());
    assert_eq!(
        code(emma.api().acknowledge_escalation("DELTA-TILL", &nothing).await),
        "not-escalated"
    );
    let case = emma
        .api()
        .resolve_escalation("DELTA-TILL", &nothing)
        .await
        .unwrap();
    assert!(case.escalation.is_none() && dan.list(&escalated).await.is_empty());
    assert_eq!(
        code(emma.api().resolve_escalation("DELTA-TILL", &nothing).await),
        "not-escalated"
    );
    // It can come to that again.
    assert_eq!(dan.case("DELTA-TILL").await.escalation_obstacle, None);
    dan.api().escalate("DELTA-TILL", &reasons()).await.unwrap();
    let lines = dan.history("DELTA-TILL").await;
    let told = lines
        .iter()
        .skip(1)
        .map(|line| {
            let by = line.by.as_ref().unwrap().email.as_deref().unwrap();
            (line.kind, by, line.body.as_deref())
        })
        .collect::<Vec<_>>();
    let (emma_, why) = ("emma@vendor.example", Some("The shop stands still."));
    for expected in [
        (HistoryKind::Escalated, "alice@aurora.example", why),
        (HistoryKind::EscalationAcknowledged, emma_, None),
        (HistoryKind::Comment, emma_, Some("We are at it.")),
        (HistoryKind::EscalationResolved, emma_, None),
        (HistoryKind::Escalated, "dan@delta.example", why),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:#?}");
    }
    assert_eq!(told.len(), 5);
}

async fn closing_ends_it(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    dan.api().escalate("DELTA-ROOT", &reasons()).await.unwrap();
    let case = dan.moves("DELTA-ROOT", Move::Close).await.unwrap();
    assert!(case.escalation.is_none());
    assert_eq!(case.escalation_obstacle, Some(EscalationObstacle::Closed));
    let problem = refused(dan.api().escalate("DELTA-ROOT", &reasons()).await);
    assert_eq!((problem.status, problem.code.as_str()), (409, "move-not-allowed"));
    assert_eq!(problem.possible, [Move::Reply, Move::Reopen]);
    let open = "SELECT count(*) FROM cases WHERE escalated_at IS NOT NULL";
    assert_eq!(app.count(open, vec![]).await, 0);
    let lines = dan.history("DELTA-ROOT").await;
    assert!(
        lines
            .iter()
            .any(|line| line.kind == HistoryKind::EscalationResolved)
    );
}

async fn what_is_wrong_with_a_request_is_told(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for (body, pointer) in [
        (json!({"justification": "Words."}), "/reason"),
        (
            json!({"reason": "business_impact", "justification": " "}),
            "/justification",
        ),
        (
            json!({"reason": "business_impact", "justification": "x".repeat(2_001)}),
            "/justification",
        ),
    ] {
        let reply = dan.post("/cases/DELTA-ROOT/escalate", &body).await;
        assert_eq!(reply.refused(422, "invalid-input").errors[0].pointer, pointer);
    }
    assert!(dan.case("DELTA-ROOT").await.escalation.is_none());
}

async fn to_another_partner_whoever_escalated_has_no_name(app: TestApp) {
    app.import(r#"{"type":"delegation","client":"hydra.example","reseller":"borealis.example","granted_at":"2025-11-01T00:00:00Z"}"#)
        .await;
    let bob = app.sign_in("bob@borealis.example").await;
    bob.api().escalate("HYDRA-BOTH", &reasons()).await.unwrap();
    let alice = app.sign_in("alice@aurora.example").await;
    let by = alice.case("HYDRA-BOTH").await.escalation.unwrap().by;
    assert_eq!((by.name, by.email, by.domain), (None, None, None));
    for path in ["/cases/HYDRA-BOTH", "/cases/HYDRA-BOTH/history"] {
        let text = alice.get(path).await.text().to_lowercase();
        assert!(
            !text.contains("borealis") && !text.contains("bob"),
            "{path}: {text}"
        );
    }
}
