//! Known issues: the publisher writes them, everybody reads them.

use shared::api::issues::{ChangeIssue, KnownIssue, NewIssue};
use tests::{TestApp, code, refused};
use uuid::Uuid;

tests::on_both_engines!(
    the_publisher_publishes_and_everybody_reads,
    issues_change_end_and_come_back,
    nobody_else_writes_them_and_input_is_checked,
);

fn new(title: &str) -> NewIssue {
    NewIssue {
        title_en: title.to_owned(),
        title_fr: format!("{title} (fr)"),
        body_en: "What is known.\n\nWhat to do.".to_owned(),
        body_fr: "Ce qui est connu.".to_owned(),
        product: None,
    }
}

async fn the_publisher_publishes_and_everybody_reads(app: TestApp) {
    let pia = app.sign_in("pia@vendor.example").await;
    let before = app.now();
    let about = NewIssue {
        product: Some("gateway".to_owned()),
        ..new("  Slow  ")
    };
    let issue = pia.api().publish_issue(&about).await.unwrap();
    assert_eq!(
        (issue.title.en.as_str(), issue.product.as_deref()),
        ("Slow", Some("gateway"))
    );
    assert_eq!(issue.product_name.as_ref().unwrap().fr, "Passerelle");
    assert!(before <= issue.published_at && issue.ended_at.is_none());
    for number in 0..3 {
        app.put_forward(1);
        pia.api()
            .publish_issue(&new(&format!("Issue {number}")))
            .await
            .unwrap();
    }
    for email in [
        "dodo@delta.example",
        "rita@aurora.example",
        "olga@vendor.example",
        "pia@vendor.example",
    ] {
        let person = app.sign_in(email).await;
        let page: shared::api::Page<KnownIssue> = person.get("/issues?limit=3").await.json();
        let titles = page.items.iter().map(|issue| issue.title.en.as_str());
        assert_eq!(
            titles.collect::<Vec<_>>(),
            ["Issue 2", "Issue 1", "Issue 0"],
            "{email}"
        );
        let rest = person.api().issues(page.next.as_deref()).await.unwrap();
        assert_eq!((rest.items, rest.next), (vec![issue.clone()], None));
    }
}

async fn issues_change_end_and_come_back(app: TestApp) {
    let pia = app.sign_in("pia@vendor.example").await;
    let issue = pia.api().publish_issue(&new("Slow")).await.unwrap();
    let change = ChangeIssue {
        title_fr: Some(" Lent ".to_owned()),
        ..ChangeIssue::default()
    };
    let changed = pia.api().change_issue(issue.id, &change).await.unwrap();
    assert_eq!(
        (changed.title.fr.as_str(), changed.title.en.as_str()),
        ("Lent", "Slow")
    );
    assert_eq!(
        (changed.body, changed.published_at),
        (issue.body, issue.published_at)
    );
    let ended = |ended| ChangeIssue {
        ended: Some(ended),
        ..ChangeIssue::default()
    };
    let over = pia.api().change_issue(issue.id, &ended(true)).await.unwrap();
    assert!(over.ended_at.is_some());
    app.put_forward(60);
    let again = pia.api().change_issue(issue.id, &ended(true)).await.unwrap();
    assert_eq!(again.ended_at, over.ended_at);
    let back = pia.api().change_issue(issue.id, &ended(false)).await.unwrap();
    assert_eq!(back.ended_at, None);
    let olga = app.sign_in("olga@vendor.example").await;
    let ledger = olga.api().ledger(None).await.unwrap().items;
    let mut done = ledger
        .iter()
        .filter(|entry| entry.action.starts_with("issue."))
        .map(|entry| entry.action.as_str())
        .collect::<Vec<_>>();
    done.reverse();
    assert_eq!(
        done,
        [
            "issue.published",
            "issue.changed",
            "issue.ended",
            "issue.ended",
            "issue.changed"
        ]
    );
}

async fn nobody_else_writes_them_and_input_is_checked(app: TestApp) {
    let pia = app.sign_in("pia@vendor.example").await;
    let issue = pia.api().publish_issue(&new("Slow")).await.unwrap();
    let everything = app.reads_everything().await;
    let end = ChangeIssue {
        ended: Some(true),
        ..ChangeIssue::default()
    };
    for email in [
        "olga@vendor.example",
        "ada@vendor.example",
        "alice@aurora.example",
        "dora@delta.example",
    ] {
        let person = app.sign_in(email).await;
        let before = app.contents(everything).await;
        assert_eq!(
            code(person.api().publish_issue(&new("Mine")).await),
            "forbidden",
            "{email}"
        );
        assert_eq!(
            code(person.api().change_issue(issue.id, &end).await),
            "forbidden",
            "{email}"
        );
        assert!(app.contents(everything).await.since(&before).is_empty());
    }
    assert_eq!(code(pia.api().change_issue(Uuid::nil(), &end).await), "not-found");
    for (request, pointer, expected) in [
        (new(" "), "/title_en", "required"),
        (
            NewIssue {
                body_fr: "é".repeat(10_001),
                ..new("x")
            },
            "/body_fr",
            "too-long",
        ),
        (
            NewIssue {
                product: Some("nothing".to_owned()),
                ..new("x")
            },
            "/product",
            "unknown",
        ),
    ] {
        let problem = refused(pia.api().publish_issue(&request).await);
        assert_eq!(
            (
                problem.errors[0].pointer.as_str(),
                problem.errors[0].code.as_str()
            ),
            (pointer, expected)
        );
    }
    let nothing = refused(pia.api().change_issue(issue.id, &ChangeIssue::default()).await);
    assert_eq!(nothing.errors[0].code, "nothing-to-change");
}
