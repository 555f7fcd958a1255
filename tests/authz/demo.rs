//! The demonstration data: for every account, what it sees is what the file says, by a reference
//! that knows nothing of the program's predicates.

use comptoir::features::import::demo;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use tests::reference::{Account, Case, Facts};
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
        let facts = Facts::read(demo::DEMO);
        assert_eq!(facts.cases.len(), 308);
        let accounts = facts
            .accounts
            .iter()
            .filter(|account| facts.kind(&account.domain).as_str() == kind);
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
            seen += compare(&app, &facts, account, &person).await;
        }
        println!("{kind}: {asked} accounts, {seen} cases seen");
        assert!(asked > 0 && seen > 0);
    })
    .await;
}

/// Compares everything for one account; the number of cases it sees.
async fn compare(app: &TestApp, facts: &Facts, account: &Account, person: &Person) -> usize {
    let now = app.now();
    let visible = facts
        .cases
        .iter()
        .filter(|case| facts.sees(account, case, now))
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
    same(facts, account, "the list", &expected, &once);
    for q in questions(facts, &visible) {
        let expected = visible
            .iter()
            .copied()
            .filter(|case| facts.finds(&q, case))
            .collect::<Vec<_>>();
        let found = person.search(&q).await.into_iter().collect();
        same(
            facts,
            account,
            &format!("the search for {q:?}"),
            &numbers(&expected),
            &found,
        );
    }
    let mut looked_up = BTreeSet::new();
    let cases = facts.cases.iter().collect::<Vec<_>>();
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
    same(facts, account, "single look-ups", &expected, &looked_up);
    visible.len()
}

/// What to search for: words of what is visible and of what is not, frequent and rare, beginnings
/// of words, two at once, and numbers.
fn questions(facts: &Facts, visible: &[&Case]) -> Vec<String> {
    let frequencies = frequencies(facts);
    let mut words = frequencies
        .iter()
        .filter(|(word, _)| word.chars().count() > 3)
        .collect::<Vec<_>>();
    words.sort_by_key(|(word, count)| (std::cmp::Reverse(**count), word.as_str()));
    let rank = |position: usize| words[position.min(words.len() - 1)].0.clone();
    let mut questions = vec![
        rank(0),
        rank(20),
        rank(200),
        format!("{} {}", rank(0), rank(20)),
        "sauv".to_owned(),
        "réseau".to_owned(),
        "backup".to_owned(),
    ];
    let hidden = facts
        .cases
        .iter()
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
            .find(|(word, count)| **count == 1 && facts.finds(word, case));
        questions.extend(unique.map(|(word, _)| (**word).clone()));
        questions.push(case.number.to_lowercase());
    }
    questions
}

/// How many cases hold each word.
fn frequencies(facts: &Facts) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for word in facts.cases.iter().flat_map(|case| facts.words(case)) {
        *found.entry(word).or_default() += 1;
    }
    found
}

/// Says which cases differ and why that matters.
#[track_caller]
fn same(facts: &Facts, account: &Account, what: &str, expected: &BTreeSet<String>, found: &BTreeSet<String>) {
    if expected == found {
        return;
    }
    let mut difference = format!("{what} of {} differs from the rule:\n", account.email);
    for number in found.difference(expected) {
        let _ = writeln!(
            difference,
            "  shown, but not visible: {}",
            describe(facts, number)
        );
    }
    for number in expected.difference(found) {
        let _ = writeln!(
            difference,
            "  visible, but not shown: {}",
            describe(facts, number)
        );
    }
    panic!("{difference}");
}

fn describe(facts: &Facts, number: &str) -> String {
    match facts.cases.iter().find(|case| case.number == number) {
        Some(case) => case.describe(),
        None => format!("{number}, which is not in the file"),
    }
}
