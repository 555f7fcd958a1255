//! Counts beside the list: by the same predicates, each case once.

use crate::delegations::revoke;
use comptoir::app::Config;
use comptoir::db::dialect::Bounds;
use shared::api::cases::{CaseFilter, ChangeCase, Count, Facets};
use shared::api::lists::Since;
use shared::case::State;
use shared::words::Severity;
use std::collections::BTreeMap;
use tests::{Person, TestApp};

tests::on_both_engines!(
    facets_are_what_the_list_shows,
    however_a_list_is_read_it_is_the_same,
    a_share_follows_its_case,
    of_many_ten_thousand_are_counted,
);

/// Everybody of the fixtures who looks at cases in a way of their own.
const EVERYBODY: [&str; 7] = [
    "alice@aurora.example",
    "bob@borealis.example",
    "max@aurora.example",
    "rita@aurora.example",
    "dan@delta.example",
    "dina@delta.example",
    "ada@vendor.example",
];

/// The case of the till, which is shared too, is about another product.
pub(crate) async fn another_product(app: &TestApp) {
    let statement = "UPDATE cases SET product_id = (SELECT id FROM products WHERE key = 'archive')
        WHERE number = 'DELTA-TILL'";
    assert_eq!(app.write(statement, vec![]).await.unwrap(), 1);
}

fn filters() -> Vec<CaseFilter> {
    let mut filters = Vec::new();
    for client in [None, Some("delta.example"), Some("never-used.example")] {
        for state in [vec![], vec![State::New], vec![State::InProgress, State::Closed]] {
            for severity in [vec![], vec![Severity::P3, Severity::P4]] {
                for q in [None, Some("reseau"), Some("nothing more"), Some("delta-web")] {
                    filters.push(CaseFilter {
                        client: client.map(str::to_owned),
                        state: state.clone(),
                        severity: severity.clone(),
                        q: q.map(str::to_owned),
                        ..CaseFilter::default()
                    });
                }
            }
        }
    }
    let found = |q: &str| CaseFilter {
        q: Some(q.to_owned()),
        ..CaseFilter::default()
    };
    filters.extend([found("…"), found("zzzzzz"), found("gamma-a-one")]);
    let about = |product: &str| CaseFilter {
        product: Some(product.to_owned()),
        ..CaseFilter::default()
    };
    let mine = || CaseFilter {
        mine: true,
        ..CaseFilter::default()
    };
    let since = CaseFilter {
        since: "2025-03-02T10:00:00Z".parse().ok(),
        ..CaseFilter::default()
    };
    filters.extend([
        about("gateway"),
        about("archive"),
        CaseFilter {
            state: vec![State::New],
            client: Some("delta.example".to_owned()),
            ..about("archive")
        },
        CaseFilter {
            q: Some("reseau".to_owned()),
            ..about("gateway")
        },
        mine(),
        CaseFilter {
            severity: vec![Severity::P4],
            ..mine()
        },
        CaseFilter {
            q: Some("delta-web".to_owned()),
            ..mine()
        },
        CaseFilter {
            client: Some("delta.example".to_owned()),
            since: Some(Since::Days(3_650)),
            ..mine()
        },
        since.clone(),
        CaseFilter {
            product: Some("gateway".to_owned()),
            q: Some("nothing more".to_owned()),
            ..since
        },
    ]);
    filters
}

/// What the list shows when one of its filters is left out, counted here.
async fn counted(person: &Person, filter: &CaseFilter) -> Facets {
    let exactly = |count: usize| Count {
        count: u32::try_from(count).unwrap(),
        more: false,
    };
    let any_state = CaseFilter {
        state: vec![],
        ..filter.clone()
    };
    let any_severity = CaseFilter {
        severity: vec![],
        ..filter.clone()
    };
    let any_client = CaseFilter {
        client: None,
        ..filter.clone()
    };
    let by_state = person.rows(&any_state, 200).await;
    let by_severity = person.rows(&any_severity, 200).await;
    let known = !matches!(filter.client.as_deref(), Some("never-used.example"));
    let mut clients = BTreeMap::new();
    for row in person.rows(&any_client, 200).await {
        *clients.entry(row.client.name).or_insert(0) += 1;
    }
    let mut facets: Facets = person.api().facets(filter).await.unwrap();
    // The order among clients of as many cases is left open.
    if let Some(found) = &mut facets.clients {
        assert!(
            found
                .windows(2)
                .all(|two| two[0].cases.count >= two[1].cases.count)
        );
        let found = found.iter().map(|one| (one.client.name.clone(), one.cases));
        let expected = clients.into_iter().map(|(name, cases)| (name, exactly(cases)));
        if known {
            assert_eq!(
                found.collect::<BTreeMap<_, _>>(),
                expected.collect::<BTreeMap<_, _>>(),
                "{filter:?}"
            );
        }
    } else {
        assert!(
            !known || person.me.domain.kind == shared::words::DomainKind::Client,
            "{filter:?}"
        );
    }
    facets.total = exactly(person.rows(filter, 200).await.len());
    for one in &mut facets.states {
        one.cases = exactly(by_state.iter().filter(|row| row.state == one.state).count());
    }
    for one in &mut facets.severities {
        one.cases = exactly(
            by_severity
                .iter()
                .filter(|row| row.severity == one.severity)
                .count(),
        );
    }
    facets
}

async fn facets_are_what_the_list_shows(app: TestApp) {
    another_product(&app).await;
    for email in EVERYBODY {
        let person = app.sign_in(email).await;
        for filter in filters() {
            let facets = person.api().facets(&filter).await.unwrap();
            assert_eq!(facets.states.len(), State::ALL.len());
            assert_eq!(facets.severities.len(), Severity::ALL.len());
            assert_eq!(facets, counted(&person, &filter).await, "{email} {filter:?}");
        }
    }
    app.visitor()
        .browser
        .get("/api/v1/domains/delta.example/cases/facets")
        .await
        .refused(401, "unauthenticated");
}

/// Gathered or walked, begun with rare words or not, counted at once or cell by cell.
async fn however_a_list_is_read_it_is_the_same(app: TestApp) {
    another_product(&app).await;
    // A consent that has ended, and whose stamps nobody has cleared yet.
    let dora = app.sign_in("dora@delta.example").await;
    revoke(&dora, "aurora.example").await;
    for email in EVERYBODY {
        let mut seen = Vec::new();
        let words = |rare, frequent| Bounds { rare, frequent };
        for (gather, words, read_once) in [
            (0, words(0, 0), 0),
            (2_000, words(0, 5_000), 0),
            (0, words(0, 5_000), 2_000),
            (2_000, words(5_000, 5_000), 2_000),
        ] {
            let config = Config {
                gather,
                words,
                read_once,
                ..Config::default()
            };
            let person = app.with_config(config).await.sign_in(email).await;
            let mut all = Vec::new();
            for filter in filters() {
                let mut facets = person.api().facets(&filter).await.unwrap();
                if let Some(clients) = &mut facets.clients {
                    clients.sort_by(|one, other| one.client.name.cmp(&other.client.name));
                }
                all.push((person.list(&filter).await, facets));
            }
            seen.push(all);
        }
        let [first, second, third, fourth] = &seen[..] else {
            panic!("four ways")
        };
        for (position, filter) in filters().iter().enumerate() {
            assert_eq!(first[position], second[position], "{email} {filter:?}");
            assert_eq!(third[position], fourth[position], "{email} {filter:?}");
            let without_clients = |(list, facets): &(Vec<String>, Facets)| {
                let clients = None;
                (
                    list.clone(),
                    Facets {
                        clients,
                        ..facets.clone()
                    },
                )
            };
            assert_eq!(
                without_clients(&second[position]),
                without_clients(&third[position]),
                "{email} {filter:?}"
            );
        }
    }
}

async fn a_share_follows_its_case(app: TestApp) {
    let max = app.sign_in("max@aurora.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let p1 = CaseFilter {
        severity: vec![Severity::P1],
        ..CaseFilter::default()
    };
    let before = max.list(&p1).await;
    assert!(!before.contains(&"DELTA-TILL".to_owned()));
    let change = ChangeCase {
        severity: Some(Severity::P1),
        severity_reason: Some("It got worse.".to_owned()),
        ..ChangeCase::default()
    };
    dan.api().change_case("DELTA-TILL", &change).await.unwrap();
    assert!(max.list(&p1).await.contains(&"DELTA-TILL".to_owned()));
    let closed = CaseFilter {
        state: vec![State::Closed],
        ..CaseFilter::default()
    };
    dan.moves("DELTA-TILL", shared::case::Move::Close).await.unwrap();
    assert!(max.list(&closed).await.contains(&"DELTA-TILL".to_owned()));
    assert_eq!(
        max.api().facets(&closed).await.unwrap(),
        counted(&max, &closed).await
    );
}

async fn of_many_ten_thousand_are_counted(app: TestApp) {
    let lines = (0..10_020).map(|position| {
        let severity = if position < 7 { "P1" } else { "P4" };
        format!(
            r#"{{"type":"case","number":"MANY-{position}","domain":"delta.example","filed_by":"dan@delta.example","filed_in":"delta.example","filed_at":"2025-05-01T00:00:00Z","severity":"{severity}","title":"Many","description":"x"}}"#
        )
    });
    app.import(&lines.collect::<Vec<_>>().join("\n")).await;
    for email in ["alice@aurora.example", "dan@delta.example", "ada@vendor.example"] {
        let person = app.sign_in(email).await;
        let facets = person.api().facets(&CaseFilter::default()).await.unwrap();
        let many = Count {
            count: 10_000,
            more: true,
        };
        assert_eq!((facets.total, facets.states[0].cases), (many, many), "{email}");
        assert_eq!(facets.clients, None);
        let of_delta = CaseFilter {
            client: Some("delta.example".to_owned()),
            ..CaseFilter::default()
        };
        let facets = person.api().facets(&of_delta).await.unwrap();
        assert_eq!(
            (facets.total, facets.severities[3].cases),
            (many, many),
            "{email}"
        );
        assert!(!facets.severities[0].cases.more);
        let p1 = CaseFilter {
            severity: vec![Severity::P1],
            ..CaseFilter::default()
        };
        let facets = person.api().facets(&p1).await.unwrap();
        assert_eq!(
            facets.total.count,
            u32::try_from(person.list(&p1).await.len()).unwrap(),
            "{email}"
        );
        assert_eq!((facets.total.more, facets.states[0].cases.more), (false, false));
        assert_eq!(facets.severities[3].cases, many);
        assert_eq!(facets.clients.is_some(), email != "dan@delta.example");
        let many = CaseFilter {
            q: Some("many".to_owned()),
            ..CaseFilter::default()
        };
        let facets = person.api().facets(&many).await.unwrap();
        assert!(facets.total.more && facets.total.count >= 250, "{email}");
    }
}
