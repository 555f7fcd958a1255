//! The demonstration data: for every account, what it sees is what the file says, by an oracle
//! that knows nothing of the program's predicates.

use crate::oracle::{Account, Case, Oracle};
use comptoir::features::import::demo;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tests::{Person, TestApp, Visitor};
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_resellers() {
    agree(TestApp::empty_sqlite().await, "reseller").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_clients() {
    agree(TestApp::empty_sqlite().await, "client").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_vendor() {
    agree(TestApp::empty_sqlite().await, "vendor").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_resellers() {
    agree(TestApp::empty_postgres().await, "reseller").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_clients() {
    agree(TestApp::empty_postgres().await, "client").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_vendor() {
    agree(TestApp::empty_postgres().await, "vendor").await;
}

/// Signs in as every account of a kind of domain and compares list, search and look-ups.
async fn agree(app: TestApp, kind: &'static str) {
    app.run(async move |app| {
        app.import(demo::DEMO).await;
        let oracle = Oracle::read(demo::DEMO);
        assert_eq!(oracle.cases().count(), 308);
        let accounts = oracle
            .accounts()
            .filter(|account| oracle.kind(&account.domain) == kind);
        let (mut asked, mut seen) = (0, 0);
        for account in accounts {
            let visitor = app.visitor();
            let signed_in = visitor.try_sign_in(&account.email, demo::PASSWORD).await;
            if account.disabled_at.is_some() {
                assert_eq!(tests::code(signed_in), "wrong-credentials", "{}", account.email);
                continue;
            }
            let me = signed_in.unwrap_or_else(|failure| panic!("{}: {failure:?}", account.email));
            let person = Person {
                domain: me.domain.name.clone(),
                me,
                visitor: Visitor::new(visitor.browser.clone()),
            };
            asked += 1;
            seen += compare(&app, &oracle, account, &person).await;
        }
        println!("{kind}: {asked} accounts, {seen} cases seen");
        assert!(asked > 0 && seen > 0);
    })
    .await;
}

/// Compares everything for one account; the number of cases it sees.
async fn compare(app: &TestApp, oracle: &Oracle, account: &Account, person: &Person) -> usize {
    let now = app.now();
    let visible = oracle
        .cases()
        .filter(|case| oracle.sees(account, case, now))
        .collect::<Vec<_>>();
    let numbers = |cases: &[&Case]| {
        cases
            .iter()
            .map(|case| case.number.clone())
            .collect::<BTreeSet<_>>()
    };
    let expected = numbers(&visible);
    let listed = person.all().await;
    let once = listed.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(
        listed.len(),
        once.len(),
        "{} sees some twice: {listed:?}",
        account.email
    );
    same(oracle, account, "the list", &expected, &once);
    for q in questions(oracle, &visible) {
        let expected = visible
            .iter()
            .copied()
            .filter(|case| oracle.finds(&q, case))
            .collect::<Vec<_>>();
        let found = person.search(&q).await.into_iter().collect();
        same(
            oracle,
            account,
            &format!("the search for {q:?}"),
            &numbers(&expected),
            &found,
        );
    }
    let mut looked_up = BTreeSet::new();
    let cases = oracle.cases().collect::<Vec<_>>();
    for some in cases.chunks(8) {
        let mut looking = JoinSet::new();
        for case in some {
            let (browser, path) = (
                person.browser().clone(),
                person.path(&format!("/cases/{}", case.number)),
            );
            let (number, title) = (case.number.clone(), case.title.clone());
            looking.spawn(async move { (number, title, browser.get(&path).await) });
        }
        for (number, title, reply) in looking.join_all().await {
            match reply.status.as_u16() {
                200 => assert!(looked_up.insert(number)),
                404 => assert!(!reply.text().contains(&title)),
                status => panic!("{} looks at {number}: {status}", account.email),
            }
        }
    }
    same(oracle, account, "single look-ups", &expected, &looked_up);
    visible.len()
}

/// What to search for: words of what is visible and of what is not, frequent and rare, beginnings
/// of words, two at once, and numbers.
fn questions(oracle: &Oracle, visible: &[&Case]) -> Vec<String> {
    let frequencies = oracle.frequencies();
    let mut words = frequencies
        .iter()
        .filter(|(word, _)| word.chars().count() > 3)
        .collect::<Vec<_>>();
    words.sort_by_key(|(word, count)| (std::cmp::Reverse(**count), **word));
    let rank = |position: usize| words[position.min(words.len() - 1)].0.to_string();
    let mut questions = vec![
        rank(0),
        rank(20),
        rank(200),
        format!("{} {}", rank(0), rank(20)),
        "sauv".to_owned(),
        "réseau".to_owned(),
        "backup".to_owned(),
    ];
    let hidden = oracle
        .cases()
        .find(|case| visible.iter().all(|seen| seen.number != case.number));
    for case in visible
        .first()
        .copied()
        .into_iter()
        .chain(visible.last().copied())
        .chain(hidden)
    {
        let unique = words
            .iter()
            .find(|(word, count)| **count == 1 && oracle.finds(word, case));
        questions.extend(unique.map(|(word, _)| (**word).to_owned()));
        questions.push(case.number.to_lowercase());
    }
    questions
}

/// Says which cases differ and why that matters.
#[track_caller]
fn same(
    oracle: &Oracle,
    account: &Account,
    what: &str,
    expected: &BTreeSet<String>,
    found: &BTreeSet<String>,
) {
    if expected == found {
        return;
    }
    let mut difference = format!("{what} of {} differs from the rule:\n", account.email);
    for number in found.difference(expected) {
        let _ = writeln!(
            difference,
            "  shown, but not visible: {}",
            describe(oracle, number)
        );
    }
    for number in expected.difference(found) {
        let _ = writeln!(
            difference,
            "  visible, but not shown: {}",
            describe(oracle, number)
        );
    }
    panic!("{difference}");
}

fn describe(oracle: &Oracle, number: &str) -> String {
    match oracle.cases().find(|case| case.number == number) {
        Some(case) => case.describe(),
        None => format!("{number}, which is not in the file"),
    }
}
