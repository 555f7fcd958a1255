//! The list: order, filters, search, paging.

use crate::facets::another_product;
use shared::api::cases::{CaseFilter, CaseRow, ChangeCase};
use shared::api::lists::Since;
use shared::case::State;
use shared::words::Severity;
use std::collections::BTreeSet;
use tests::{TestApp, code, refused};

tests::on_both_engines!(
    newest_modified_comes_first,
    filters_narrow_the_list,
    narrowed_by_product_filer_and_instant,
    french_and_english_are_found_alike,
    words_are_found_without_accents_and_by_their_beginnings,
    what_is_said_later_is_found_too,
    a_number_finds_its_case,
    search_never_widens_what_is_visible,
    pages_never_skip_or_repeat_while_cases_change,
    pages_are_bounded_and_whole_where_instants_are_equal,
    a_cursor_that_is_none_is_refused,
);

async fn newest_modified_comes_first(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let order = async |limit| {
        let rows = dan.rows(&CaseFilter::default(), limit).await;
        assert!(
            rows.windows(2)
                .all(|pair| pair[0].updated_at >= pair[1].updated_at)
        );
        rows.into_iter().map(|row| row.number).collect::<Vec<_>>()
    };
    assert_eq!(
        order(50).await,
        ["DELTA-PLANT", "DELTA-TILL", "DELTA-WEB", "DELTA-ROOT"]
    );
    dan.comments("DELTA-ROOT", "Anything new?").await.unwrap();
    assert_eq!(order(50).await[0], "DELTA-ROOT");
    let severity = ChangeCase {
        severity: Some(Severity::P1),
        severity_reason: Some("It got worse.".to_owned()),
        ..ChangeCase::default()
    };
    dan.api().change_case("DELTA-TILL", &severity).await.unwrap();
    let filed = dan.files(None, "Newest of all").await.number;
    assert_eq!(
        order(1).await,
        [&filed, "DELTA-TILL", "DELTA-ROOT", "DELTA-PLANT", "DELTA-WEB"]
    );
    // Whoever sees them through a share sees the same order.
    let max = app.sign_in("max@aurora.example").await;
    let rows = max.rows(&CaseFilter::default(), 1).await;
    let numbers = rows.iter().map(|row| row.number.as_str()).collect::<Vec<_>>();
    assert_eq!(numbers, ["DELTA-TILL", "DELTA-ROOT", "DELTA-WEB"]);
}

async fn filters_narrow_the_list(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let filter = |client: Option<&str>, state: &[State], severity: &[Severity]| CaseFilter {
        client: client.map(str::to_owned),
        state: state.to_vec(),
        severity: severity.to_vec(),
        ..CaseFilter::default()
    };
    for (filter, expected) in [
        (
            filter(Some("gamma.example"), &[], &[]),
            &["GAMMA-A-ONE", "GAMMA-A-TWO"][..],
        ),
        (filter(Some("cobalt.example"), &[], &[]), &[]),
        (filter(Some("never-used.example"), &[], &[]), &[]),
        (filter(None, &[State::Closed], &[]), &["DELTA-PLANT"]),
        (
            filter(None, &[State::InProgress, State::ActionRequired], &[]),
            &["DELTA-TILL", "DELTA-WEB"],
        ),
        (
            filter(None, &[], &[Severity::P1, Severity::P3]),
            &["DELTA-PLANT", "DELTA-WEB"],
        ),
        (
            filter(Some("delta.example"), &[State::New], &[Severity::P4]),
            &["DELTA-ROOT"],
        ),
        (filter(None, &[State::New], &[Severity::P1]), &[]),
    ] {
        assert_eq!(alice.list(&filter).await, expected, "{filter:?}");
    }
    for (query, pointer) in [
        ("state=open", "/state"),
        ("severity=P1,P9", "/severity"),
        ("product=never-used", "/product"),
        ("product=never-used&client=never-used.example", "/product"),
        ("mine=yes", "/mine"),
        ("since=yesterday", "/since"),
        ("since=0d", "/since"),
    ] {
        let problem = alice
            .get(&format!("/cases?{query}"))
            .await
            .refused(422, "invalid-input");
        assert_eq!(problem.errors[0].pointer, pointer);
    }
}

async fn narrowed_by_product_filer_and_instant(app: TestApp) {
    another_product(&app).await;
    let since: Since = "2025-05-01T10:00:00Z".parse().unwrap();
    for email in [
        "alice@aurora.example",
        "bob@borealis.example",
        "max@aurora.example",
        "amir@aurora-mail.example",
        "dan@delta.example",
        "duke@delta.example",
        "ada@vendor.example",
    ] {
        let person = app.sign_in(email).await;
        let everything = person.rows(&CaseFilter::default(), 200).await;
        let narrowed = async |filter: &CaseFilter, keeps: &dyn Fn(&CaseRow) -> bool| {
            let expected = everything
                .iter()
                .filter(|row| keeps(row))
                .cloned()
                .collect::<Vec<_>>();
            assert_eq!(person.rows(filter, 3).await, expected, "{email} {filter:?}");
            expected.len()
        };
        let own = |row: &CaseRow| row.filed_by.email.as_deref() == Some(email);
        let named = |row: &CaseRow, name: &str| row.product.as_ref().is_some_and(|names| names.en == name);
        let recent = |row: &CaseRow| row.updated_at >= since.before(app.now());
        let none = CaseFilter::default();
        let mine = CaseFilter {
            mine: true,
            ..none.clone()
        };
        let filed = narrowed(&mine, &own).await;
        assert_eq!(
            filed > 0,
            !matches!(&email[..3], "max" | "ami" | "duk" | "ada"),
            "{email}"
        );
        let other = CaseFilter {
            product: Some("archive".to_owned()),
            ..none.clone()
        };
        let about_another = narrowed(&other, &|row| named(row, "Archive")).await;
        // The till's case is shared with Max, and lies below Duke's role.
        assert_eq!(
            about_another,
            usize::from(!matches!(&email[..3], "bob")),
            "{email}"
        );
        let late = CaseFilter {
            since: Some(since),
            ..none.clone()
        };
        narrowed(&late, &recent).await;
        let all = CaseFilter {
            product: Some("gateway".to_owned()),
            ..mine
        };
        narrowed(&all, &|row| own(row) && named(row, "Gateway")).await;
        let all = CaseFilter {
            since: Some(since),
            state: vec![State::New],
            ..other
        };
        narrowed(&all, &|row| {
            named(row, "Archive") && recent(row) && row.state == State::New
        })
        .await;
    }
    // The last days are counted from when one looks.
    let dan = app.sign_in("dan@delta.example").await;
    let week = CaseFilter {
        since: Some(Since::Days(7)),
        ..CaseFilter::default()
    };
    assert!(dan.list(&week).await.is_empty());
    dan.comments("DELTA-ROOT", "Anything new?").await.unwrap();
    assert_eq!(dan.list(&week).await, ["DELTA-ROOT"]);
    // A client that one does not know says as little with a product as without.
    let never = dan.get("/cases?client=never-used.example&product=gateway").await;
    let hidden = dan.get("/cases?client=fjord.example&product=gateway").await;
    assert_eq!(never.fingerprint(), hidden.fingerprint());
    // Everybody may know what there is of products.
    let products = dan.api().case_products().await.unwrap();
    assert!(products.iter().any(|one| one.key == "archive") && products.len() >= 2);
}

/// Elisions, accents, ligatures and plurals, on both engines alike.
async fn french_and_english_are_found_alike(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let french = dan
        .files(None, "L’imprimante n’a plus d’accès aux œuvres du cœur")
        .await
        .number;
    let english = dan
        .files(None, "Printers can't reach the naïve façade: user_id=42")
        .await
        .number;
    for (q, expected) in [
        ("imprimante", &[&french][..]),
        ("l'imprimante", &[&french]),
        ("L’IMPRIMANTE", &[&french]),
        ("d'acces", &[&french]),
        ("accès", &[&french]),
        // Plurals begin as the singular does; the other way round only the beginning is typed.
        ("œuvre", &[&french]),
        ("oeuvre", &[&french]),
        ("coeur", &[&french]),
        ("cœur œuvres", &[&french]),
        ("printer", &[&english]),
        ("printers", &[&english]),
        ("can't", &[&english]),
        ("can’t reach", &[&english]),
        ("naive facade", &[&english]),
        ("Naïve FAÇADE", &[&english]),
        ("user_id", &[&english]),
        ("user id 42", &[&english]),
        ("print", &[&english, &"DELTA-TILL".to_owned()]),
        ("imprimantes", &[]),
        ("uvre", &[]),
    ] {
        let mut expected = expected
            .iter()
            .map(|number| (*number).clone())
            .collect::<Vec<_>>();
        expected.sort();
        assert_eq!(dan.search(q).await, expected, "{q}");
    }
}

async fn words_are_found_without_accents_and_by_their_beginnings(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    for q in [
        "réseau",
        "reseau",
        "RESEAU",
        "Re\u{301}seau",
        "résea",
        "coupe reseau",
        "étage",
        "etag",
        "commutateur",
        "  répond   PLUS ",
        "modèle",
        "l'étage",
    ] {
        assert_eq!(alice.search(q).await, ["DELTA-WEB"], "{q}");
    }
    for (q, expected) in [
        ("tills print", &["DELTA-TILL"][..]),
        ("time aurora", &["GAMMA-A-ONE", "GAMMA-A-TWO"]),
        ("print sensors", &[]),
        ("eseau", &[]),
        ("…", &[]),
        ("zzzzzz", &[]),
    ] {
        assert_eq!(alice.search(q).await, expected, "{q}");
    }
    // What the search languages of the engines understand means nothing here.
    for q in [
        "reseau OR invoices",
        "NOT reseau",
        "\"",
        "reseau*",
        "a:b",
        "words:reseau",
        "' | '",
        "(",
        "%",
        "\\",
        "&",
    ] {
        let found = alice.search(q).await;
        assert!(
            found.is_empty() || found == ["DELTA-WEB"] || found.len() == 10,
            "{q}: {found:?}"
        );
    }
}

async fn what_is_said_later_is_found_too(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    assert!(dan.search("quicksilver").await.is_empty());
    dan.comments("DELTA-ROOT", "It smells of Quicksilver.")
        .await
        .unwrap();
    assert_eq!(dan.search("quicksil").await, ["DELTA-ROOT"]);
    let title = ChangeCase {
        title: Some("Brimstone everywhere".to_owned()),
        ..ChangeCase::default()
    };
    dan.api().change_case("DELTA-TILL", &title).await.unwrap();
    assert_eq!(dan.search("brimstone").await, ["DELTA-TILL"]);
    let filed = dan.files(None, "Antimony in the well").await.number;
    assert_eq!(dan.search("antimony well").await, [filed]);
}

async fn a_number_finds_its_case(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    for q in ["DELTA-WEB", "delta-web", " Delta-Web "] {
        assert!(alice.search(q).await.contains(&"DELTA-WEB".to_owned()), "{q}");
    }
    assert!(alice.search("COBALT-A").await.is_empty());
    let number = alice.files(Some("delta.example"), "To be found").await.number;
    assert_eq!(alice.search(&number.to_lowercase()).await, [number]);
}

async fn search_never_widens_what_is_visible(app: TestApp) {
    // Every fixture has this word in its description or none; the desk finds them all.
    let ada = app.sign_in("ada@vendor.example").await;
    let everywhere = ada
        .search("nothing more")
        .await
        .into_iter()
        .collect::<BTreeSet<_>>();
    assert!(everywhere.len() > 10);
    for email in [
        "alice@aurora.example",
        "bob@borealis.example",
        "max@aurora.example",
        "rita@aurora.example",
        "dina@delta.example",
        "tech@cobalt.example",
        "tech@fjord.example",
        "olga@vendor.example",
    ] {
        let person = app.sign_in(email).await;
        let visible = person.all().await.into_iter().collect::<BTreeSet<_>>();
        let expected = visible.intersection(&everywhere).cloned().collect::<Vec<_>>();
        assert_eq!(person.search("nothing more").await, expected, "{email}");
    }
}

async fn pages_never_skip_or_repeat_while_cases_change(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let mut numbers = Vec::new();
    for position in 0..20 {
        numbers.push(dan.files(None, &format!("Case {position}")).await.number);
    }
    // Newest first, that is: 19, 18, …; three per page. Meanwhile some change and some are new.
    let (mut seen, mut after) = (Vec::new(), None);
    let mut touched = BTreeSet::new();
    for page in 0.. {
        let found = dan
            .api()
            .cases(&CaseFilter::default(), after.as_deref(), 3)
            .await
            .unwrap();
        assert!(found.items.len() == 3 || found.next.is_none());
        seen.extend(found.items.into_iter().map(|row| row.number));
        after = found.next;
        if after.is_none() {
            break;
        }
        if page < 5 {
            // One that was shown and one that was not yet go to the front.
            for touch in [&numbers[19 - page], &numbers[page]] {
                dan.comments(touch, "Changed while paging.").await.unwrap();
                touched.insert(touch.clone());
            }
            dan.files(None, "New while paging").await;
        }
    }
    let once = seen.iter().collect::<BTreeSet<_>>();
    assert_eq!(once.len(), seen.len(), "repeated: {seen:?}");
    for number in numbers.iter().filter(|number| !touched.contains(*number)) {
        assert!(once.contains(number), "skipped: {number}");
    }
    for shown in ["DELTA-PLANT", "DELTA-ROOT", "DELTA-TILL", "DELTA-WEB"] {
        assert!(once.contains(&shown.to_owned()));
    }
}

async fn pages_are_bounded_and_whole_where_instants_are_equal(app: TestApp) {
    let lines = (0..230).map(|position| {
        format!(
            r#"{{"type":"case","number":"SAME-{position:03}","domain":"delta.example","filed_by":"dan@delta.example","filed_in":"delta.example","filed_at":"2025-05-01T00:00:00Z","title":"At once","description":"x"}}"#
        )
    });
    app.import(&lines.collect::<Vec<_>>().join("\n")).await;
    for email in ["alice@aurora.example", "dan@delta.example", "ada@vendor.example"] {
        let person = app.sign_in(email).await;
        let filter = CaseFilter {
            q: Some("at once".to_owned()),
            ..CaseFilter::default()
        };
        for limit in [7, 100, 200] {
            let rows = person.rows(&filter, limit).await;
            let once = rows.iter().map(|row| &row.number).collect::<BTreeSet<_>>();
            assert_eq!((rows.len(), once.len()), (230, 230), "{email} {limit}");
        }
        let page = person.api().cases(&CaseFilter::default(), None, 100_000).await;
        if let Ok(page) = page {
            assert!(page.items.len() <= 200 && page.next.is_some());
        }
        let none = person.api().cases(&CaseFilter::default(), None, 0).await;
        assert!(none.is_err() || none.unwrap().items.len() <= 1);
    }
    let dan = app.sign_in("dan@delta.example").await;
    dan.get("/cases?limit=-1").await.refused(400, "malformed");
}

async fn a_cursor_that_is_none_is_refused(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    for cursor in ["x", "0", "9999999999999999999-0", "é", "' OR 1=1"] {
        let problem = refused(dan.api().cases(&CaseFilter::default(), Some(cursor), 10).await);
        assert_eq!(
            (problem.status, problem.errors[0].pointer.as_str()),
            (422, "/after"),
            "{cursor}"
        );
    }
    assert_eq!(
        code(dan.api().history("DELTA-ROOT", Some("x")).await),
        "invalid-input"
    );
}
