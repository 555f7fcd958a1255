//! Links between cases show nobody a case that it does not see; merging duplicates takes nothing from
//! anybody.

use shared::api::cases::{CaseView, FileCase, HistoryKind};
use shared::api::links::{LinkCase, LinkKind, LinkView, MergeCase};
use shared::case::{Move, State};
use shared::client::Outcome;
use std::collections::BTreeMap;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    a_link_shows_only_what_one_sees,
    o4_whoever_may_only_look_links_nothing,
    another_kind_of_link_takes_the_place_of_the_former,
    a_follow_up_is_linked_when_it_is_filed,
    a_follow_up_of_what_one_may_not_see_is_refused,
    merging_takes_and_gives_nothing,
    what_cannot_be_merged,
);

fn to(number: &str) -> LinkCase {
    LinkCase {
        number: number.to_owned(),
        kind: None,
    }
}

fn ends(links: &[LinkView]) -> Vec<(LinkKind, &str)> {
    links
        .iter()
        .map(|link| (link.kind, link.number.as_str()))
        .collect()
}

async fn linked(person: &Person, number: &str) -> Vec<(LinkKind, String)> {
    let links = person.api().links(number).await.unwrap();
    links.into_iter().map(|link| (link.kind, link.number)).collect()
}

/// What the history says of links.
async fn told(person: &Person, number: &str) -> Vec<(HistoryKind, String, String)> {
    let lines = person.history(number).await.into_iter();
    let links = lines.filter(|line| matches!(line.kind, HistoryKind::Linked | HistoryKind::Unlinked));
    links
        .map(|line| (line.kind, line.from.unwrap(), line.to.unwrap()))
        .collect()
}

async fn a_link_shows_only_what_one_sees(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let before = dan.case("DELTA-ROOT").await.updated_at;
    let links = dan.api().link("DELTA-ROOT", &to("delta-web ")).await.unwrap();
    assert_eq!(ends(&links), [(LinkKind::Related, "DELTA-WEB")]);
    for email in [
        "dan@delta.example",
        "alice@aurora.example",
        "ada@vendor.example",
        "max@aurora.example",
    ] {
        let person = app.sign_in(email).await;
        for (number, other) in [("DELTA-ROOT", "DELTA-WEB"), ("DELTA-WEB", "DELTA-ROOT")] {
            let expected = (LinkKind::Related, other.to_owned());
            assert_eq!(linked(&person, number).await, [expected], "{email}");
            let line = (HistoryKind::Linked, "related".to_owned(), other.to_owned());
            assert_eq!(told(&person, number).await, [line], "{email}");
        }
    }
    // Dodo sees one of them, Dina the other.
    for (email, number, hidden) in [
        ("dodo@delta.example", "DELTA-ROOT", "DELTA-WEB"),
        ("dina@delta.example", "DELTA-WEB", "DELTA-ROOT"),
    ] {
        let person = app.sign_in(email).await;
        assert!(linked(&person, number).await.is_empty(), "{email}");
        assert!(told(&person, number).await.is_empty(), "{email}");
        for path in ["", "/links", "/history", "/access"] {
            let text = person
                .get(&format!("/cases/{number}{path}"))
                .await
                .text()
                .to_owned();
            assert!(!text.contains(hidden), "{email} {path}: {text}");
        }
    }
    // Not everybody who sees it may know of it, so its time does not move.
    assert_eq!(dan.case("DELTA-ROOT").await.updated_at, before);
    // Across clients, by their reseller: each client sees its own.
    let alice = app.sign_in("alice@aurora.example").await;
    alice.api().link("DELTA-ROOT", &to("AURORA-OWN")).await.unwrap();
    assert_eq!(linked(&alice, "DELTA-ROOT").await.len(), 2);
    assert_eq!(linked(&dan, "DELTA-ROOT").await.len(), 1);
    assert!(
        !dan.get("/cases/DELTA-ROOT/history")
            .await
            .text()
            .contains("AURORA")
    );
}

async fn o4_whoever_may_only_look_links_nothing(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    for (email, number, other, refusal) in [
        ("dodo@delta.example", "DELTA-ROOT", "DELTA-ROOT", "forbidden"),
        ("max@aurora.example", "DELTA-ROOT", "DELTA-WEB", "forbidden"),
        ("rita@aurora.example", "DELTA-ROOT", "DELTA-WEB", "forbidden"),
        ("dina@delta.example", "DELTA-WEB", "DELTA-WEB", "forbidden"),
        // The other end changes too.
        ("alice@aurora.example", "DELTA-ROOT", "IRIS-ONE", "scope-missing"),
        ("bob@borealis.example", "DELTA-ROOT", "COBALT-B", "not-found"),
        ("alice@aurora.example", "GAMMA-B", "DELTA-ROOT", "not-found"),
    ] {
        let person = app.sign_in(email).await;
        let outcome = person.api().link(number, &to(other)).await;
        assert_eq!(code(outcome), refusal, "{email} {number} {other}");
    }
    // What one may not see is as what was never there.
    let refuse = async |other: &str| {
        let problem = refused(dan.api().link("DELTA-ROOT", &to(other)).await);
        (problem.status, problem.errors)
    };
    let unused = refuse("NEVER-USED").await;
    assert_eq!((unused.0, unused.1[0].code.as_str()), (422, "unknown"));
    for other in ["COBALT-A", "AURORA-OWN", "?"] {
        assert_eq!(refuse(other).await, unused, "{other}");
    }
    assert_eq!(refuse("DELTA-ROOT").await.1[0].code, "same-case");
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
    assert_eq!(app.count("SELECT count(*) FROM case_links", vec![]).await, 0);
}

async fn another_kind_of_link_takes_the_place_of_the_former(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    dan.api().link("DELTA-ROOT", &to("DELTA-WEB")).await.unwrap();
    let again = dan.api().link("DELTA-WEB", &to("DELTA-ROOT")).await.unwrap();
    assert_eq!(ends(&again), [(LinkKind::Related, "DELTA-ROOT")]);
    assert_eq!(told(&dan, "DELTA-ROOT").await.len(), 1);
    let follows = LinkCase {
        kind: Some(LinkKind::FollowedBy),
        ..to("DELTA-WEB")
    };
    let links = dan.api().link("DELTA-ROOT", &follows).await.unwrap();
    assert_eq!(ends(&links), [(LinkKind::FollowedBy, "DELTA-WEB")]);
    let from_there = linked(&dan, "DELTA-WEB").await;
    assert_eq!(from_there, [(LinkKind::Follows, "DELTA-ROOT".to_owned())]);
    // Away it goes from either end.
    dan.api().unlink("DELTA-WEB", "DELTA-ROOT").await.unwrap();
    assert!(linked(&dan, "DELTA-ROOT").await.is_empty());
    assert_eq!(
        code(dan.api().unlink("DELTA-WEB", "DELTA-ROOT").await),
        "not-found"
    );
    assert_eq!(code(dan.api().unlink("DELTA-WEB", "COBALT-A").await), "not-found");
    let kinds = told(&dan, "DELTA-ROOT").await.into_iter().map(|line| line.0);
    use HistoryKind::{Linked, Unlinked};
    assert_eq!(kinds.collect::<Vec<_>>(), [Linked, Unlinked, Linked, Unlinked]);
    for kind in [LinkKind::Duplicate, LinkKind::DuplicateOf] {
        let merge = LinkCase {
            kind: Some(kind),
            ..to("DELTA-WEB")
        };
        assert_eq!(
            refused(dan.api().link("DELTA-ROOT", &merge).await).errors[0].pointer,
            "/kind"
        );
    }
}

async fn follows(person: &Person, client: Option<&str>, number: &str) -> Outcome<CaseView> {
    let request = FileCase {
        client: client.map(str::to_owned),
        product: "gateway".to_owned(),
        category: "outage".to_owned(),
        title: "It is back".to_owned(),
        description: "As before.".to_owned(),
        follow_up_of: Some(number.to_owned()),
        ..FileCase::default()
    };
    person.api().file_case(&request).await
}

async fn a_follow_up_is_linked_when_it_is_filed(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    dan.moves("DELTA-ROOT", Move::Close).await.unwrap();
    app.put_forward(31 * 86_400);
    let dan = app.sign_in("dan@delta.example").await;
    assert_eq!(
        code(dan.moves("DELTA-ROOT", Move::Reopen).await),
        "reopen-window-passed"
    );
    let number = follows(&dan, None, "delta-root").await.unwrap().number;
    assert_eq!(
        linked(&dan, &number).await,
        [(LinkKind::Follows, "DELTA-ROOT".to_owned())]
    );
    assert_eq!(
        linked(&dan, "DELTA-ROOT").await,
        [(LinkKind::FollowedBy, number.clone())]
    );
    let lines = told(&dan, "DELTA-ROOT").await;
    assert_eq!(lines, [(HistoryKind::Linked, "followed_by".to_owned(), number)]);
    // By the reseller too, for the client.
    let alice = app.sign_in("alice@aurora.example").await;
    let number = follows(&alice, Some("delta.example"), "DELTA-ROOT")
        .await
        .unwrap()
        .number;
    assert_eq!(linked(&dan, &number).await.len(), 1);
}

async fn a_follow_up_of_what_one_may_not_see_is_refused(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let before = app.count("SELECT count(*) FROM cases", vec![]).await;
    let mut refusals = Vec::new();
    for number in ["COBALT-A", "NEVER-USED", "x"] {
        let problem = refused(follows(&dan, None, number).await);
        assert_eq!(problem.errors[0].pointer, "/follow_up_of");
        refusals.push((problem.status, problem.errors));
    }
    assert!(refusals.windows(2).all(|pair| pair[0] == pair[1]), "{refusals:?}");
    assert_eq!(refusals[0].1[0].code, "unknown");
    let problem = refused(follows(&alice, Some("delta.example"), "HYDRA-TWICE").await);
    assert_eq!(problem.errors[0].code, "other-client");
    assert_eq!(app.count("SELECT count(*) FROM cases", vec![]).await, before);
}

fn into(number: &str) -> MergeCase {
    MergeCase {
        into: number.to_owned(),
        comment: Some("The same fault.".to_owned()),
    }
}

/// What everybody sees.
async fn sights(app: &TestApp) -> BTreeMap<&'static str, Vec<String>> {
    let mut sights = BTreeMap::new();
    for email in [
        "dan@delta.example",
        "dina@delta.example",
        "dodo@delta.example",
        "duke@delta.example",
        "dave@delta.example",
        "alice@aurora.example",
        "max@aurora.example",
        "pia@vendor.example",
        "ada@vendor.example",
        "bob@borealis.example",
    ] {
        sights.insert(email, app.sign_in(email).await.all().await);
    }
    sights
}

async fn merging_takes_and_gives_nothing(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let before = sights(&app).await;
    let case = ada.api().merge("DELTA-WEB", &into("delta-root")).await.unwrap();
    assert_eq!((case.state, case.merged), (State::Closed, true));
    assert_eq!(case.moves, [Move::Reopen]);
    assert_eq!(sights(&app).await, before);
    assert_eq!(
        linked(&dan, "DELTA-WEB").await,
        [(LinkKind::DuplicateOf, "DELTA-ROOT".to_owned())]
    );
    assert_eq!(
        linked(&dan, "DELTA-ROOT").await,
        [(LinkKind::Duplicate, "DELTA-WEB".to_owned())]
    );
    // Dina sees the duplicate alone, Dodo the other alone.
    for (email, number, hidden) in [
        ("dina@delta.example", "DELTA-WEB", "DELTA-ROOT"),
        ("dodo@delta.example", "DELTA-ROOT", "DELTA-WEB"),
    ] {
        let person = app.sign_in(email).await;
        for path in ["", "/links", "/history", "/access"] {
            let text = person
                .get(&format!("/cases/{number}{path}"))
                .await
                .text()
                .to_owned();
            assert!(!text.contains(hidden), "{email} {path}: {text}");
        }
    }
    let dina = app.sign_in("dina@delta.example").await;
    assert!(dina.case("DELTA-WEB").await.merged);
    // It goes on in the other.
    let alice = app.sign_in("alice@aurora.example").await;
    for person in [&dan, &alice, &ada] {
        let problem = refused(person.comments("DELTA-WEB", "And here?").await);
        assert_eq!((problem.status, problem.code.as_str()), (409, "case-merged"));
        let may = if person.me.email == ada.me.email {
            vec![Move::Reopen]
        } else {
            vec![]
        };
        assert_eq!(problem.possible, may);
        assert_eq!(person.case("DELTA-WEB").await.moves, may);
    }
    ada.notes("DELTA-WEB", "Between us.").await.unwrap();
    assert_eq!(code(dan.moves("DELTA-WEB", Move::Reopen).await), "case-merged");
    // The link is the merging's: it goes with it, and only the desk undoes that.
    assert_eq!(
        code(dan.api().unlink("DELTA-WEB", "DELTA-ROOT").await),
        "not-found"
    );
    let case = ada.moves("DELTA-WEB", Move::Reopen).await.unwrap();
    assert_eq!((case.state, case.merged), (State::InProgress, false));
    assert!(linked(&dan, "DELTA-ROOT").await.is_empty());
    dan.comments("DELTA-WEB", "Here again.").await.unwrap();
}

async fn what_cannot_be_merged(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    for person in [&dan, &alice, &app.sign_in("dodo@delta.example").await] {
        assert_eq!(
            code(person.api().merge("DELTA-ROOT", &into("DELTA-WEB")).await),
            "forbidden"
        );
    }
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    for (number, other, status, refusal) in [
        ("DELTA-ROOT", "HYDRA-TWICE", 409, "other-client"),
        ("DELTA-ROOT", "AURORA-OWN", 409, "other-client"),
        ("DELTA-ROOT", "DELTA-ROOT", 422, "invalid-input"),
        ("DELTA-ROOT", "NEVER-USED", 422, "invalid-input"),
    ] {
        let problem = refused(ada.api().merge(number, &into(other)).await);
        assert_eq!(
            (problem.status, problem.code.as_str()),
            (status, refusal),
            "{other}"
        );
    }
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
    ada.api().merge("DELTA-ROOT", &into("DELTA-WEB")).await.unwrap();
    for (number, other, refusal) in [
        ("DELTA-ROOT", "DELTA-TILL", "case-merged"),
        ("DELTA-TILL", "DELTA-ROOT", "case-merged"),
        ("DELTA-WEB", "DELTA-ROOT", "case-merged"),
    ] {
        assert_eq!(
            code(ada.api().merge(number, &into(other)).await),
            refusal,
            "{number}"
        );
    }
    dan.moves("DELTA-TILL", Move::Close).await.unwrap();
    let problem = refused(ada.api().merge("DELTA-TILL", &into("DELTA-WEB")).await);
    assert_eq!((problem.status, problem.code.as_str()), (409, "move-not-allowed"));
}
