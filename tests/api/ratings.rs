//! After closing, the client and the reseller are asked separately, once, and neither reads what the
//! other said.

use shared::api::cases::HistoryKind;
use shared::api::ratings::{RateCase, RatingView};
use shared::case::Move;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    each_domain_rates_a_closing_once,
    ratings_are_read_by_whoever_rated_and_the_vendor,
    only_the_client_and_its_reseller_are_asked,
    only_what_is_closed_is_rated,
    ratings_are_checked,
);

fn score(score: u8) -> RateCase {
    RateCase {
        score,
        comment: Some(format!("It was worth a {score}.")),
    }
}

async fn read(person: &Person, number: &str) -> Vec<RatingView> {
    person.api().ratings(number).await.unwrap().items
}

async fn asked(person: &Person, number: &str) -> bool {
    person.api().ratings(number).await.unwrap().may_rate
}

async fn each_domain_rates_a_closing_once(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let amir = app.sign_in("amir@aurora-mail.example").await;
    assert!(!asked(&dan, "DELTA-TILL").await);
    dan.moves("DELTA-TILL", Move::Close).await.unwrap();
    let before = dan.case("DELTA-TILL").await.updated_at;
    for person in [&dan, &alice, &amir] {
        assert!(asked(person, "DELTA-TILL").await);
    }
    let ratings = dan.api().rate("DELTA-TILL", &score(4)).await.unwrap();
    assert!(!ratings.may_rate && ratings.items[0].current);
    assert!(asked(&alice, "DELTA-TILL").await);
    alice.api().rate("DELTA-TILL", &score(2)).await.unwrap();
    for person in [&dan, &alice, &amir, &app.sign_in("duke@delta.example").await] {
        assert!(!asked(person, "DELTA-TILL").await);
        let problem = refused(person.api().rate("DELTA-TILL", &score(5)).await);
        assert_eq!((problem.status, problem.code.as_str()), (409, "already-rated"));
    }
    assert_eq!(dan.case("DELTA-TILL").await.updated_at, before);
    // Closed again, they are asked again.
    dan.moves("DELTA-TILL", Move::Reopen).await.unwrap();
    assert!(!asked(&dan, "DELTA-TILL").await);
    dan.moves("DELTA-TILL", Move::Close).await.unwrap();
    assert!(asked(&dan, "DELTA-TILL").await && asked(&amir, "DELTA-TILL").await);
    amir.api().rate("DELTA-TILL", &score(5)).await.unwrap();
    let scores = read(&alice, "DELTA-TILL").await;
    let scores = scores.iter().map(|one| (one.score, one.current));
    assert_eq!(scores.collect::<Vec<_>>(), [(5, true), (2, false)]);
    // Two at once are one.
    let dina = app.sign_in("duke@delta.example").await;
    let (fives, ones) = (score(5), score(1));
    let (dans, dinas) = (dan.api(), dina.api());
    let (one, other) = tokio::join!(dans.rate("DELTA-TILL", &fives), dinas.rate("DELTA-TILL", &ones));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
}

async fn ratings_are_read_by_whoever_rated_and_the_vendor(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    dan.moves("DELTA-WEB", Move::Close).await.unwrap();
    dan.api().rate("DELTA-WEB", &score(4)).await.unwrap();
    alice.api().rate("DELTA-WEB", &score(2)).await.unwrap();
    for (email, known) in [
        ("dan@delta.example", &["4"][..]),
        ("dina@delta.example", &["4"]),
        ("alice@aurora.example", &["2"]),
        ("rita@aurora.example", &["2"]),
        ("ada@vendor.example", &["2", "4"]),
        // By a share, for no domain.
        ("max@aurora.example", &[]),
        ("pia@vendor.example", &[]),
    ] {
        let person = app.sign_in(email).await;
        let mut scores = read(&person, "DELTA-WEB")
            .await
            .iter()
            .map(|rating| rating.score.to_string())
            .collect::<Vec<_>>();
        scores.sort();
        assert_eq!(scores, known, "{email}");
        let lines = person.history("DELTA-WEB").await.into_iter();
        let mut told = lines
            .filter(|line| line.kind == HistoryKind::Rated)
            .map(|line| line.to.unwrap())
            .collect::<Vec<_>>();
        told.sort();
        assert_eq!(told, known, "{email}");
        for other in ["2", "4"].iter().filter(|score| !known.contains(score)) {
            for path in ["", "/history", "/rating"] {
                let text = person
                    .get(&format!("/cases/DELTA-WEB{path}"))
                    .await
                    .text()
                    .to_owned();
                assert!(!text.contains(&format!("worth a {other}")), "{email} {path}");
            }
        }
    }
}

async fn only_the_client_and_its_reseller_are_asked(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    dan.moves("DELTA-WEB", Move::Close).await.unwrap();
    for (email, refusal) in [
        ("ada@vendor.example", "forbidden"),
        ("pia@vendor.example", "forbidden"),
        ("max@aurora.example", "forbidden"),
        ("rita@aurora.example", "forbidden"),
        ("dina@delta.example", "forbidden"),
        ("bob@borealis.example", "not-found"),
    ] {
        let person = app.sign_in(email).await;
        assert_eq!(
            code(person.api().rate("DELTA-WEB", &score(5)).await),
            refusal,
            "{email}"
        );
        if refusal == "forbidden" {
            assert!(!asked(&person, "DELTA-WEB").await, "{email}");
        }
    }
    let iris = app.sign_in("tech@iris.example").await;
    iris.moves("IRIS-ONE", Move::Close).await.unwrap();
    let alice = app.sign_in("alice@aurora.example").await;
    assert_eq!(
        code(alice.api().rate("IRIS-ONE", &score(5)).await),
        "scope-missing"
    );
    assert_eq!(app.count("SELECT count(*) FROM ratings", vec![]).await, 0);
}

async fn only_what_is_closed_is_rated(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let problem = refused(dan.api().rate("DELTA-ROOT", &score(5)).await);
    assert_eq!((problem.status, problem.code.as_str()), (409, "move-not-allowed"));
    assert!(problem.possible.contains(&Move::Close));
    let ada = app.sign_in("ada@vendor.example").await;
    let merge = shared::api::links::MergeCase {
        into: "DELTA-WEB".to_owned(),
        comment: None,
    };
    ada.api().merge("DELTA-ROOT", &merge).await.unwrap();
    assert!(!asked(&dan, "DELTA-ROOT").await);
    assert_eq!(code(dan.api().rate("DELTA-ROOT", &score(5)).await), "case-merged");
}

async fn ratings_are_checked(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    dan.moves("DELTA-ROOT", Move::Close).await.unwrap();
    for wrong in [0, 6, 255] {
        let problem = refused(dan.api().rate("DELTA-ROOT", &score(wrong)).await);
        let error = &problem.errors[0];
        assert_eq!((error.pointer.as_str(), error.code.as_str()), ("/score", "score"));
    }
    for comment in [" ".to_owned(), "x".repeat(2_001)] {
        let request = RateCase {
            score: 3,
            comment: Some(comment),
        };
        let problem = refused(dan.api().rate("DELTA-ROOT", &request).await);
        assert_eq!(problem.errors[0].pointer, "/comment");
    }
    for silent in [1, 5] {
        let request = RateCase {
            score: silent,
            comment: None,
        };
        dan.api().rate("DELTA-ROOT", &request).await.unwrap();
        dan.moves("DELTA-ROOT", Move::Reopen).await.unwrap();
        dan.moves("DELTA-ROOT", Move::Close).await.unwrap();
    }
}
