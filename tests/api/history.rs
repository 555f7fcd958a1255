//! What is said about a case and what changes about it, and who may read which.

use shared::api::cases::{ChangeCase, HistoryKind, NewComment};
use shared::case::{Move, State};
use shared::words::Severity;
use tests::{TestApp, code, refused};

tests::on_both_engines!(
    the_history_tells_everything_in_order,
    long_histories_come_in_pages,
    severity_and_title_change_with_their_history,
    internal_notes_stay_at_the_desk,
    comments_are_checked,
);

async fn the_history_tells_everything_in_order(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let number = dan.files(None, "To be told").await.number;
    ada.moves(&number, Move::Triage).await.unwrap();
    ada.moves(&number, Move::Ask).await.unwrap();
    let case = alice
        .comments(&number, "Here is what you asked for.")
        .await
        .unwrap();
    assert_eq!(case.state, State::InProgress);
    let lines = dan.history(&number).await;
    let told = lines
        .iter()
        .map(|line| {
            let change = line.from.as_deref().zip(line.to.as_deref());
            (
                line.kind,
                line.by.as_ref().unwrap().email.as_deref().unwrap(),
                change,
            )
        })
        .collect::<Vec<_>>();
    let (dan_, ada_, alice_) = ("dan@delta.example", "ada@vendor.example", "alice@aurora.example");
    assert_eq!(told[0], (HistoryKind::Filed, dan_, None));
    for expected in [
        (HistoryKind::State, ada_, Some(("new", "in_progress"))),
        (HistoryKind::State, ada_, Some(("in_progress", "action_required"))),
        (HistoryKind::Comment, alice_, None),
        (
            HistoryKind::State,
            alice_,
            Some(("action_required", "in_progress")),
        ),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:#?}");
    }
    assert!(lines.windows(2).all(|pair| pair[0].at <= pair[1].at));
    assert!(lines.iter().all(|line| !line.internal));
    let bodies = lines
        .iter()
        .filter_map(|line| line.body.as_deref())
        .collect::<Vec<_>>();
    assert_eq!(bodies.last(), Some(&"Here is what you asked for."));
}

async fn long_histories_come_in_pages(app: TestApp) {
    let lines = (0..450).map(|position| {
        // Many at the same instant.
        format!(
            r#"{{"type":"comment","case":"DELTA-ROOT","author":"dan@delta.example","domain":"delta.example","at":"2025-05-01T00:00:{:02}Z","body":"Line {position}"}}"#,
            position / 100
        )
    });
    app.import(&lines.collect::<Vec<_>>().join("\n")).await;
    let dan = app.sign_in("dan@delta.example").await;
    let lines = dan.history("DELTA-ROOT").await;
    assert_eq!(lines.len(), 451);
    let mut bodies = lines
        .iter()
        .filter_map(|line| line.body.clone())
        .collect::<Vec<_>>();
    bodies.sort();
    bodies.dedup();
    assert_eq!(bodies.len(), 450);
    assert!(lines.windows(2).all(|pair| pair[0].at <= pair[1].at));
}

async fn severity_and_title_change_with_their_history(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let change = ChangeCase {
        severity: Some(Severity::P1),
        severity_reason: Some("It got worse.".to_owned()),
        title: Some(" Invoices are later ".to_owned()),
        ..ChangeCase::default()
    };
    let before = alice.case("DELTA-ROOT").await;
    let case = alice.api().change_case("DELTA-ROOT", &change).await.unwrap();
    assert_eq!(
        (case.severity, case.title.as_str()),
        (Severity::P1, "Invoices are later")
    );
    assert!(case.updated_at > before.updated_at);
    let told = alice.history("DELTA-ROOT").await;
    let changes = told
        .iter()
        .filter_map(|line| Some((line.kind, line.from.as_deref()?, line.to.as_deref()?)))
        .collect::<Vec<_>>();
    assert_eq!(
        changes,
        [
            (HistoryKind::Severity, "P4", "P1"),
            (HistoryKind::Title, "Invoices are late", "Invoices are later"),
        ]
    );
    // What does not change anything leaves nothing.
    let same = alice.api().change_case("DELTA-ROOT", &change).await.unwrap();
    assert_eq!(same.updated_at, case.updated_at);
    assert_eq!(alice.history("DELTA-ROOT").await.len(), told.len());
    let problem = refused(
        alice
            .api()
            .change_case("DELTA-ROOT", &ChangeCase::default())
            .await,
    );
    assert_eq!(
        (problem.status, problem.errors[0].code.as_str()),
        (422, "nothing-to-change")
    );
    // The desk may reclassify too, and so may the client.
    let back = ChangeCase {
        severity: Some(Severity::P3),
        severity_reason: Some("Not that bad.".to_owned()),
        ..ChangeCase::default()
    };
    for email in ["ada@vendor.example", "dan@delta.example"] {
        let person = app.sign_in(email).await;
        assert_eq!(
            person
                .api()
                .change_case("DELTA-ROOT", &back)
                .await
                .unwrap()
                .severity,
            Severity::P3
        );
    }
}

async fn internal_notes_stay_at_the_desk(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let before = ada.case("DELTA-WEB").await;
    ada.notes("DELTA-WEB", "Between us: xylophone.").await.unwrap();
    let desk = ada.history("DELTA-WEB").await;
    let notes = desk.iter().filter(|line| line.internal).collect::<Vec<_>>();
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[1].body.as_deref(), Some("Between us: xylophone."));
    for email in [
        "dan@delta.example",
        "dina@delta.example",
        "alice@aurora.example",
        "max@aurora.example",
    ] {
        let person = app.sign_in(email).await;
        let lines = person.history("DELTA-WEB").await;
        assert!(lines.iter().all(|line| !line.internal), "{email}");
        for path in ["/cases/DELTA-WEB", "/cases/DELTA-WEB/history", "/cases"] {
            let text = person.get(path).await.text().to_owned();
            assert!(
                !text.contains("zanzibar") && !text.contains("xylophone"),
                "{email} {path}"
            );
        }
        // Consequence 13: neither found, nor to be guessed from the time of the last change.
        for q in ["zanzibar", "xylophone", "suspect"] {
            assert!(person.search(q).await.is_empty(), "{email} {q}");
        }
        assert_eq!(
            person.case("DELTA-WEB").await.updated_at,
            before.updated_at,
            "{email}"
        );
    }
    for email in ["dan@delta.example", "alice@aurora.example"] {
        let person = app.sign_in(email).await;
        assert_eq!(
            code(person.notes("DELTA-WEB", "Me too").await),
            "forbidden",
            "{email}"
        );
    }
    let bob = app.sign_in("bob@borealis.example").await;
    assert_eq!(code(bob.notes("DELTA-WEB", "Me too").await), "not-found");
}

async fn comments_are_checked(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for body in ["", " \n ", &"é".repeat(20_001), "a\0b"] {
        let comment = NewComment {
            body: body.to_owned(),
            internal: false,
        };
        let problem = refused(dan.api().comment("DELTA-ROOT", &comment).await);
        assert_eq!(
            (problem.status, problem.errors[0].pointer.as_str()),
            (422, "/body")
        );
    }
    let markdown = "# Not a title\n\n<script>alert(1)</script> & \"quotes\" 😀";
    dan.comments("DELTA-ROOT", markdown).await.unwrap();
    let lines = dan.history("DELTA-ROOT").await;
    assert_eq!(lines.last().unwrap().body.as_deref(), Some(markdown));
}
