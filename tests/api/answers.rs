//! Ready answers, and what is written down about a solution.

use shared::api::answers::NewAnswer;
use shared::api::cases::{HistoryKind, MakeMove};
use shared::api::desk::Queue;
use shared::api::sessions::ChangeMe;
use shared::api::solutions::Summarize;
use shared::case::{Move, State};
use shared::words::Language;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    answers_are_the_desks_and_filled_in_for_the_case,
    answers_are_checked,
    a_solution_says_what_was_done_and_is_shown_apart,
    what_a_customer_closes_is_summarized_by_the_desk,
    only_a_solution_has_a_summary,
);

fn answer(key: &str) -> NewAnswer {
    NewAnswer {
        key: key.to_owned(),
        title_en: format!("Logs {key}"),
        title_fr: format!("Journaux {key}"),
        body_en: "Hello {{name}}, please send the logs of {{number}}.".to_owned(),
        body_fr: "Bonjour {{ name }}, {{client}} : envoyez les journaux de {{number}}.".to_owned(),
        ..NewAnswer::default()
    }
}

async fn solve(person: &Person, number: &str, summary: &str, recommendation: Option<&str>) {
    let request = MakeMove {
        summary: Some(summary.to_owned()),
        recommendation: recommendation.map(str::to_owned),
        ..MakeMove::default()
    };
    person
        .api()
        .make_move(number, Move::Solve, &request)
        .await
        .unwrap();
}

async fn to_do(person: &Person) -> Vec<String> {
    let page = person
        .api()
        .desk_queue(Queue::Summary, None, None, 50)
        .await
        .unwrap();
    page.items.into_iter().map(|row| row.case.number).collect()
}

async fn answers_are_the_desks_and_filled_in_for_the_case(app: TestApp) {
    for email in [
        "olga@vendor.example",
        "pia@vendor.example",
        "alice@aurora.example",
        "dan@delta.example",
    ] {
        let person = app.sign_in(email).await;
        assert_eq!(
            code(person.api().add_answer(&answer("any")).await),
            "forbidden",
            "{email}"
        );
        // The operator sets the desk up, and may read them; cases she does not.
        assert_eq!(
            person.api().desk_answers().await.is_ok(),
            email == "olga@vendor.example"
        );
        assert!(person.api().ready_answers("DELTA-ROOT").await.is_err(), "{email}");
    }
    let ada = app.sign_in("ada@vendor.example").await;
    ada.api().add_answer(&answer("any")).await.unwrap();
    let of_product = NewAnswer {
        product: Some("gateway".into()),
        ..answer("of-product")
    };
    ada.api().add_answer(&of_product).await.unwrap();
    let of_category = NewAnswer {
        category: Some("outage".into()),
        ..of_product.clone()
    };
    ada.api()
        .add_answer(&NewAnswer {
            key: "of-category".into(),
            ..of_category
        })
        .await
        .unwrap();
    let other = NewAnswer {
        key: "other".into(),
        category: Some("billing".into()),
        ..of_product
    };
    ada.api().add_answer(&other).await.unwrap();
    assert_eq!(ada.api().desk_answers().await.unwrap().len(), 4);
    let ready = ada.api().ready_answers("DELTA-ROOT").await.unwrap();
    let keys = ready.iter().map(|one| one.key.as_str()).collect::<Vec<_>>();
    assert_eq!(keys, ["of-category", "of-product", "any"]);
    assert_eq!(
        ready[0].body,
        "Hello Dan Editor, please send the logs of DELTA-ROOT."
    );
    // In the filer's language, for want of one that was asked for.
    let dan = app.sign_in("dan@delta.example").await;
    let french = ChangeMe {
        locale: Some(Language::Fr),
        ..ChangeMe::default()
    };
    dan.api().change_me(&french).await.unwrap();
    let ready = ada.api().ready_answers("DELTA-ROOT").await.unwrap();
    assert_eq!(
        (ready[2].language, ready[2].title.as_str()),
        (Language::Fr, "Journaux any")
    );
    assert_eq!(
        ready[2].body,
        "Bonjour Dan Editor, Delta : envoyez les journaux de DELTA-ROOT."
    );
    // Changed and removed.
    let mut text = answer("any").text();
    text.body_fr = "Rien.".to_owned();
    ada.api().change_answer("any", &text).await.unwrap();
    assert_eq!(
        ada.api().ready_answers("DELTA-ROOT").await.unwrap()[2].body,
        "Rien."
    );
    ada.api().remove_answer("any").await.unwrap();
    assert_eq!(code(ada.api().remove_answer("any").await), "not-found");
    assert_eq!(code(ada.api().change_answer("any", &text).await), "not-found");
}

async fn answers_are_checked(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    ada.api().add_answer(&answer("any")).await.unwrap();
    assert_eq!(code(ada.api().add_answer(&answer("any")).await), "already-exists");
    let with = |product: &str, category: Option<&str>| NewAnswer {
        product: Some(product.to_owned()),
        category: category.map(str::to_owned),
        ..answer("new")
    };
    for (wrong, pointer, reason) in [
        (
            NewAnswer {
                body_en: "{{nickname}}".into(),
                ..answer("new")
            },
            "/body_en",
            "placeholder",
        ),
        (
            NewAnswer {
                title_fr: String::new(),
                ..answer("new")
            },
            "/title_fr",
            "required",
        ),
        (
            NewAnswer {
                category: Some("outage".into()),
                ..answer("new")
            },
            "/product",
            "required",
        ),
        (with("none", None), "/product", "unknown"),
        (with("gateway", Some("restore")), "/category", "unknown"),
    ] {
        let problem = refused(ada.api().add_answer(&wrong).await);
        let error = &problem.errors[0];
        assert_eq!((error.pointer.as_str(), error.code.as_str()), (pointer, reason));
    }
    assert_eq!(ada.api().desk_answers().await.unwrap().len(), 1);
}

async fn a_solution_says_what_was_done_and_is_shown_apart(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let number = dan.files(None, "It stands still").await.number;
    solve(
        &ada,
        &number,
        " Restarted the gateway. ",
        Some("Update to marimba 4."),
    )
    .await;
    for person in [&dan, &alice, &ada] {
        let solution = person.case(&number).await.solution.unwrap();
        assert_eq!(solution.summary, "Restarted the gateway.");
        assert_eq!(solution.recommendation.as_deref(), Some("Update to marimba 4."));
        assert_eq!(person.search("marimba").await, std::slice::from_ref(&number));
    }
    // It is said in the conversation too.
    let lines = dan.history(&number).await;
    let said = lines.iter().find_map(|line| line.body.as_deref());
    assert_eq!(said, Some("Restarted the gateway.\n\nUpdate to marimba 4."));
    // Once it is worked again, it does not stand.
    dan.comments(&number, "It does not help.").await.unwrap();
    assert_eq!(dan.case(&number).await.solution, None);
    solve(&ada, &number, "Replaced it.", None).await;
    dan.moves(&number, Move::Confirm).await.unwrap();
    let closed = dan.case(&number).await;
    let solution = closed.solution.unwrap();
    assert_eq!(
        (closed.state, solution.summary.as_str(), solution.recommendation),
        (State::Closed, "Replaced it.", None)
    );
    assert!(to_do(&ada).await.is_empty());
    // With words alone, they are the summary.
    let number = dan.files(None, "It stands still again").await.number;
    ada.moves(&number, Move::Solve).await.unwrap();
    assert_eq!(
        dan.case(&number).await.solution.unwrap().summary,
        "Words with solve."
    );
}

async fn what_a_customer_closes_is_summarized_by_the_desk(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let number = dan.files(None, "Gone by itself").await.number;
    let request = Summarize {
        summary: "It was the cable.".into(),
        recommendation: Some("Label cables.".into()),
    };
    let early = refused(ada.api().summarize(&number, &request).await);
    assert_eq!((early.status, early.code.as_str()), (409, "move-not-allowed"));
    assert!(early.possible.contains(&Move::Solve));
    dan.moves(&number, Move::Close).await.unwrap();
    assert_eq!(dan.case(&number).await.solution, None);
    assert_eq!(to_do(&ada).await, std::slice::from_ref(&number));
    assert!(ada.api().desk_case(&number).await.unwrap().summary_due);
    // The desk alone.
    assert_eq!(code(dan.api().summarize(&number, &request).await), "forbidden");
    let bob = app.sign_in("bob@borealis.example").await;
    assert_eq!(code(bob.api().summarize(&number, &request).await), "not-found");
    app.put_forward(1);
    let before = dan.case(&number).await;
    let case = ada.api().summarize(&number, &request).await.unwrap();
    assert_eq!(case.solution.unwrap().summary, "It was the cable.");
    assert!(to_do(&ada).await.is_empty());
    let after = dan.case(&number).await;
    assert!(after.updated_at > before.updated_at && after.state == State::Closed);
    assert_eq!(
        dan.history(&number).await.last().unwrap().kind,
        HistoryKind::Summary
    );
    // A solution that did not hold says nothing about how it ended.
    dan.moves(&number, Move::Reopen).await.unwrap();
    assert!(to_do(&ada).await.is_empty());
    dan.moves(&number, Move::Close).await.unwrap();
    assert_eq!(to_do(&ada).await, std::slice::from_ref(&number));
    // Closed while a solution stood: that was it.
    dan.moves(&number, Move::Reopen).await.unwrap();
    solve(&ada, &number, "A new cable.", None).await;
    dan.moves(&number, Move::Close).await.unwrap();
    assert!(to_do(&ada).await.is_empty());
    assert_eq!(dan.case(&number).await.solution.unwrap().summary, "A new cable.");
}

async fn only_a_solution_has_a_summary(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let with = |summary: Option<&str>, recommendation: Option<&str>| MakeMove {
        comment: Some("Words.".to_owned()),
        summary: summary.map(str::to_owned),
        recommendation: recommendation.map(str::to_owned),
    };
    let long = "x".repeat(4_001);
    for (step, request, pointer, reason) in [
        (
            Move::Ask,
            with(Some("Done."), None),
            "/summary",
            "only-with-solution",
        ),
        (
            Move::Ask,
            with(None, Some("Update.")),
            "/recommendation",
            "only-with-solution",
        ),
        (Move::Solve, with(Some(&long), None), "/summary", "too-long"),
        (Move::Solve, MakeMove::default(), "/comment", "required"),
    ] {
        let problem = refused(ada.api().make_move("DELTA-ROOT", step, &request).await);
        let error = &problem.errors[0];
        assert_eq!(
            (error.pointer.as_str(), error.code.as_str()),
            (pointer, reason),
            "{step}"
        );
    }
    assert_eq!(ada.case("DELTA-ROOT").await.state, State::New);
}
