//! Similar cases and known issues, offered before somebody files.

use shared::api::issues::{ChangeIssue, KnownIssue, NewIssue};
use std::collections::BTreeSet;
use tests::reference::Facts;
use tests::{Person, TestApp, WORLD};

tests::on_both_engines!(
    similar_cases_are_among_those_one_sees,
    l3_a_client_one_may_not_know_of_changes_nothing,
    the_more_similar_come_first_and_the_client_before_others,
    issues_are_offered_by_words_and_by_product,
);

async fn similar(person: &Person, client: Option<&str>, q: &str) -> Vec<String> {
    let found = person.api().similar(client, q, None).await;
    let found = found.unwrap_or_else(|failure| panic!("{}: {failure:?}", person.me.email));
    assert!(found.cases.len() <= 5, "{q}");
    let numbers = found
        .cases
        .into_iter()
        .map(|case| case.number)
        .collect::<Vec<_>>();
    assert_eq!(
        numbers.iter().collect::<BTreeSet<_>>().len(),
        numbers.len(),
        "{q}"
    );
    numbers
}

/// For everybody of the fixtures and every title there is, against the reference, which knows
/// nothing of the predicates.
async fn similar_cases_are_among_those_one_sees(app: TestApp) {
    let facts = Facts::read(WORLD);
    let now = app.now();
    let (mut offered, mut hidden) = (0, 0);
    for account in facts.accounts.iter().filter(|one| facts.enabled(one, now)) {
        let person = app.sign_in(&account.email).await;
        let sees = |number: &str| {
            let case = facts.case(number).unwrap();
            facts.sees(account, case, now)
        };
        for case in &facts.cases {
            for client in [None, Some(case.domain.as_str())] {
                let found = similar(&person, client, &case.title).await;
                for number in &found {
                    assert!(sees(number), "{} is offered {number}", account.email);
                }
                offered += found.len();
            }
            let exact = similar(&person, Some(&case.domain), &case.title).await;
            if sees(&case.number) {
                assert!(
                    !exact.is_empty(),
                    "{} is not offered {}",
                    account.email,
                    case.number
                );
            } else {
                hidden += 1;
            }
        }
    }
    assert!(
        offered > 100 && hidden > 100,
        "{offered} offered, {hidden} hidden"
    );
}

async fn l3_a_client_one_may_not_know_of_changes_nothing(app: TestApp) {
    for email in ["alice@aurora.example", "dan@delta.example", "pia@vendor.example"] {
        let person = app.sign_in(email).await;
        let ask = async |client: &str| {
            let path = format!("/filing/similar?q=Filed+by+Aurora+for+Cobalt&client={client}");
            let reply = person.get(&path).await;
            assert!(reply.status.is_success());
            reply.fingerprint()
        };
        let never = ask("never-used.example").await;
        for client in ["cobalt.example", "fjord.example", "borealis.example"] {
            assert_eq!(ask(client).await, never, "{email} {client}");
        }
    }
}

async fn the_more_similar_come_first_and_the_client_before_others(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let file = async |client: &str, title: &str| alice.files(Some(client), title).await.number;
    let both = file("delta.example", "Turbine controller overheats").await;
    let one = file("delta.example", "Turbine controller stopped").await;
    let other = file("gamma.example", "Turbine controllers overheat at night").await;
    file("delta.example", "Something else entirely").await;
    let delta = Some("delta.example");
    assert_eq!(
        similar(&alice, delta, "The turbine controller overheats").await,
        [both.clone(), one.clone(), other.clone()]
    );
    let gamma = Some("gamma.example");
    assert_eq!(
        similar(&alice, gamma, "turbine controller overheats").await[0],
        other
    );
    // The newest modified first where nothing else decides.
    assert_eq!(similar(&alice, None, "turbine").await, [other, one, both]);
    for nothing in ["", "the and 42", "…", "zzzzzz", "' OR 1=1 --"] {
        assert!(similar(&alice, delta, nothing).await.is_empty(), "{nothing}");
    }
    // However long the title, the answer comes.
    similar(
        &alice,
        delta,
        &"turbine overheats controller stopped ".repeat(200),
    )
    .await;
}

async fn issues_are_offered_by_words_and_by_product(app: TestApp) {
    let pia = app.sign_in("pia@vendor.example").await;
    let publish = async |title: &str, product: Option<&str>| -> KnownIssue {
        let issue = NewIssue {
            title_en: title.to_owned(),
            title_fr: "Panne du relais".to_owned(),
            body_en: "Known.".to_owned(),
            body_fr: "Connu.".to_owned(),
            product: product.map(str::to_owned),
        };
        pia.api().publish_issue(&issue).await.unwrap()
    };
    let slow = publish("Gateways answer slowly", Some("gateway")).await;
    let restore = publish("Archives cannot be restored", Some("archive")).await;
    let dan = app.sign_in("dan@delta.example").await;
    let offered = async |q: &str, product: Option<&str>| {
        let found = dan.api().similar(None, q, product).await.unwrap();
        found.issues.into_iter().map(|issue| issue.id).collect::<Vec<_>>()
    };
    assert_eq!(offered("", Some("gateway")).await, [slow.id]);
    assert_eq!(
        offered("archive restore", Some("gateway")).await,
        [restore.id, slow.id]
    );
    assert_eq!(offered("relais", None).await, [restore.id, slow.id]);
    assert!(offered("", None).await.is_empty());
    let end = ChangeIssue {
        ended: Some(true),
        ..ChangeIssue::default()
    };
    pia.api().change_issue(slow.id, &end).await.unwrap();
    assert!(offered("", Some("gateway")).await.is_empty());
}
