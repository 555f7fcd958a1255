//! Who sees which case: every relation, with what limits it, in lists and one by one.

use shared::api::cases::{ChangeCase, FileCase};
use shared::case::Move;
use shared::words::{Action, Relation, Severity};
use tests::{Person, TestApp, code};

tests::on_both_engines!(
    everybody_sees_exactly_their_cases,
    a_case_seen_twice_is_counted_once,
    roles_hold_at_their_node_and_below,
    o4_a_share_to_view_is_only_that,
    a_share_to_collaborate_lets_one_comment,
    shares_end,
    o12_whoever_leaves_a_group_loses_what_was_shared_with_it,
    what_has_ended_keeps_its_row_and_counts_no_more,
    shares_towards_a_reseller_hold_only_while_it_is_let_in,
    outside_shares_are_the_clients_choice_and_never_cover_resellers,
    scopes_limit_what_a_reseller_does,
    what_one_relation_shows_another_may_let_one_do,
    other_partners_have_no_name,
);

const DELTA: [&str; 4] = ["DELTA-PLANT", "DELTA-ROOT", "DELTA-TILL", "DELTA-WEB"];

/// Whoever sees none is among them; by the rule of DESIGN §2, from the fixtures.
const SEES: &[(&str, &[&str])] = &[
    (
        // Own tenures while let in; A, then B, then A again; as partner and as reseller; own cases.
        "alice@aurora.example",
        &[
            "AURORA-OWN",
            "DELTA-PLANT",
            "DELTA-ROOT",
            "DELTA-TILL",
            "DELTA-WEB",
            "GAMMA-A-ONE",
            "GAMMA-A-TWO",
            "HYDRA-BOTH",
            "HYDRA-TWICE",
            "IRIS-ONE",
        ],
    ),
    (
        // A custom role of the domain: no `support`, and a share that is not effective.
        "rita@aurora.example",
        &[
            "DELTA-PLANT",
            "DELTA-ROOT",
            "DELTA-TILL",
            "DELTA-WEB",
            "GAMMA-A-ONE",
            "GAMMA-A-TWO",
            "HYDRA-BOTH",
            "HYDRA-TWICE",
            "IRIS-ONE",
        ],
    ),
    (
        // A custom role of the organization.
        "amir@aurora-mail.example",
        &[
            "DELTA-PLANT",
            "DELTA-ROOT",
            "DELTA-TILL",
            "DELTA-WEB",
            "GAMMA-A-ONE",
            "GAMMA-A-TWO",
            "HYDRA-BOTH",
            "HYDRA-TWICE",
            "IRIS-ONE",
        ],
    ),
    // Only what was shared: with the group, by a client, by the own domain; not by another reseller.
    ("max@aurora.example", &["DELTA-ROOT", "DELTA-TILL", "DELTA-WEB"]),
    ("sam@aurora.example", &[]),
    ("alice@aurora-sud.example", &[]),
    // The instant of the transfer is the successor's; a delegation that expired shows nothing.
    ("bob@borealis.example", &["COBALT-B", "COBALT-B-FIRST"]),
    ("dirk@borealis.example", &[]),
    (
        "tech@cobalt.example",
        &[
            "COBALT-A",
            "COBALT-A-FIRST",
            "COBALT-A-LAST",
            "COBALT-B",
            "COBALT-B-FIRST",
            "COBALT-GAP",
        ],
    ),
    ("cora@cobalt.example", &[]),
    ("dan@delta.example", &DELTA),
    ("duke@delta.example", &["DELTA-TILL", "DELTA-WEB"]),
    ("dina@delta.example", &["DELTA-WEB"]),
    ("dave@delta.example", &["DELTA-PLANT"]),
    // One share in force and one that ended.
    ("dodo@delta.example", &["DELTA-ROOT"]),
    ("dora@delta.example", &[]),
    ("sven@delta.example", &[]),
    // A share to another client: not unless the client's policy lets it out.
    ("tech@fjord.example", &["FJORD-ONE"]),
    // Shared with the desk, by a reseller and through a group.
    ("pia@vendor.example", &["DELTA-ROOT", "DELTA-WEB"]),
    ("olga@vendor.example", &[]),
];

async fn numbers(app: &TestApp) -> Vec<String> {
    let rows: Vec<(String,)> = app.rows("SELECT number FROM cases ORDER BY number", vec![]).await;
    rows.into_iter().map(|(number,)| number).collect()
}

async fn assert_sees(person: &Person, expected: &[&str], numbers: &[String]) {
    let who = &person.me.email;
    assert_eq!(person.all().await, expected, "the list of {who}");
    for number in numbers {
        let expected = expected.contains(&number.as_str());
        assert_eq!(person.sees(number).await, expected, "{who} looks at {number}");
    }
}

async fn everybody_sees_exactly_their_cases(app: TestApp) {
    let numbers = numbers(&app).await;
    for (email, expected) in SEES {
        assert_sees(&app.sign_in(email).await, expected, &numbers).await;
    }
    let all = numbers.iter().map(String::as_str).collect::<Vec<_>>();
    for email in ["ada@vendor.example", "eli@vendor.example"] {
        assert_sees(&app.sign_in(email).await, &all, &numbers).await;
    }
}

async fn a_case_seen_twice_is_counted_once(app: TestApp) {
    // As reseller and as support partner at the same time.
    let alice = app.sign_in("alice@aurora.example").await;
    let twice = alice.all().await;
    assert_eq!(twice.iter().filter(|number| *number == "HYDRA-TWICE").count(), 1);
    assert_eq!(alice.case("HYDRA-TWICE").await.relations, [Relation::Manager]);
    // Through a role and a share.
    let dan = app.sign_in("dan@delta.example").await;
    app.import(
        r#"{"type":"share","case":"DELTA-ROOT","email":"dan@delta.example","level":"view","shared_by":"dan@delta.example","at":"2025-06-01T00:00:00Z"}"#,
    )
    .await;
    assert_eq!(dan.all().await, DELTA);
    let mut relations = dan.case("DELTA-ROOT").await.relations;
    relations.sort();
    assert_eq!(relations, [Relation::Account, Relation::Shared]);
}

async fn roles_hold_at_their_node_and_below(app: TestApp) {
    let file = |resource: Option<&str>| FileCase {
        resource: resource.map(str::to_owned),
        product: "gateway".to_owned(),
        category: "outage".to_owned(),
        title: "At a node".to_owned(),
        description: "x".to_owned(),
        ..FileCase::default()
    };
    // An editor of a folder files there and below, nowhere else.
    let duke = app.sign_in("duke@delta.example").await;
    for (resource, allowed) in [
        (Some("delta/shop"), true),
        (Some("delta/shop/web"), true),
        (Some("delta/plant"), false),
        (Some("delta"), false),
        (None, false),
    ] {
        let filed = duke.api().file_case(&file(resource)).await;
        if allowed {
            assert_eq!(filed.unwrap().resource.as_deref(), resource);
        } else {
            assert_eq!(code(filed), "forbidden", "{resource:?}");
        }
    }
    let form = duke.api().filing_form(None).await.unwrap();
    let paths = form.resources.iter().map(|node| node.path.as_str());
    assert_eq!(
        paths.collect::<Vec<_>>(),
        ["delta/shop", "delta/shop/till", "delta/shop/web"]
    );
    // A viewer of a project only looks.
    let dina = app.sign_in("dina@delta.example").await;
    assert_eq!(
        code(dina.api().file_case(&file(Some("delta/shop/web"))).await),
        "forbidden"
    );
    assert_eq!(code(dina.comments("DELTA-WEB", "May I?").await), "forbidden");
    assert_eq!(code(dina.comments("DELTA-TILL", "May I?").await), "not-found");
    assert_eq!(dina.case("DELTA-WEB").await.may, [Action::View, Action::Export]);
    // So does a viewer through a group; an editor of a folder changes what is in it.
    let dave = app.sign_in("dave@delta.example").await;
    assert_eq!(code(dave.comments("DELTA-PLANT", "May I?").await), "forbidden");
    duke.comments("DELTA-TILL", "I may.").await.unwrap();
}

async fn o4_a_share_to_view_is_only_that(app: TestApp) {
    // In the client's domain, in a reseller's and in the vendor's.
    for (email, number) in [
        ("dodo@delta.example", "DELTA-ROOT"),
        ("max@aurora.example", "DELTA-WEB"),
        ("pia@vendor.example", "DELTA-ROOT"),
    ] {
        let guest = app.sign_in(email).await;
        let case = guest.case(number).await;
        assert_eq!(
            (case.relations, case.may, case.moves),
            (vec![Relation::Shared], vec![Action::View], vec![]),
            "{email}"
        );
        let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
        let severity = ChangeCase {
            severity: Some(Severity::P1),
            severity_reason: Some("It got worse.".to_owned()),
            ..ChangeCase::default()
        };
        assert_eq!(
            code(guest.api().change_case(number, &severity).await),
            "forbidden"
        );
        assert_eq!(code(guest.comments(number, "May I?").await), "forbidden");
        assert_eq!(code(guest.notes(number, "May I?").await), "forbidden");
        for step in Move::ALL.iter().filter(|step| **step != Move::Reply) {
            assert_eq!(
                code(guest.moves(number, *step).await),
                "forbidden",
                "{email} {step}"
            );
        }
        assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
    }
}

async fn a_share_to_collaborate_lets_one_comment(app: TestApp) {
    let max = app.sign_in("max@aurora.example").await;
    let case = max.case("DELTA-ROOT").await;
    assert_eq!(
        (case.may, case.moves),
        (vec![Action::View, Action::Comment], vec![Move::Reply])
    );
    max.comments("DELTA-ROOT", "As a guest.").await.unwrap();
    assert_eq!(code(max.moves("DELTA-ROOT", Move::Close).await), "forbidden");
    let severity = ChangeCase {
        severity: Some(Severity::P1),
        severity_reason: Some("It got worse.".to_owned()),
        ..ChangeCase::default()
    };
    assert_eq!(
        code(max.api().change_case("DELTA-ROOT", &severity).await),
        "forbidden"
    );
    // Who collaborates confirms a solution, as a customer.
    app.sign_in("ada@vendor.example")
        .await
        .moves("DELTA-ROOT", Move::Solve)
        .await
        .unwrap();
    max.moves("DELTA-ROOT", Move::Confirm).await.unwrap();
}

async fn shares_end(app: TestApp) {
    let max = app.sign_in("max@aurora.example").await;
    assert!(max.sees("DELTA-TILL").await);
    app.write(
        "UPDATE shares SET expires_at = ? WHERE email = ? AND expires_at IS NOT NULL",
        vec![app.now().plus_seconds(600).into(), "max@aurora.example".into()],
    )
    .await
    .unwrap();
    assert!(max.sees("DELTA-TILL").await);
    app.put_forward(600);
    assert!(!max.sees("DELTA-TILL").await);
    assert_eq!(max.all().await, ["DELTA-ROOT", "DELTA-WEB"]);
}

async fn o12_whoever_leaves_a_group_loses_what_was_shared_with_it(app: TestApp) {
    let max = app.sign_in("max@aurora.example").await;
    let dave = app.sign_in("dave@delta.example").await;
    assert!(max.sees("DELTA-ROOT").await && dave.sees("DELTA-PLANT").await);
    app.write("DELETE FROM memberships", vec![]).await.unwrap();
    assert!(!max.sees("DELTA-ROOT").await && !dave.sees("DELTA-PLANT").await);
    assert!(dave.all().await.is_empty());
}

async fn what_has_ended_keeps_its_row_and_counts_no_more(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let dave = app.sign_in("dave@delta.example").await;
    let dodo = app.sign_in("dodo@delta.example").await;
    let max = app.sign_in("max@aurora.example").await;
    assert!(dan.sees("DELTA-WEB").await && dave.sees("DELTA-PLANT").await);
    assert!(dodo.sees("DELTA-ROOT").await && max.sees("DELTA-ROOT").await);
    // A role of one's own, being in a group with a role or a share, a share.
    for (table, condition) in [
        (
            "assignments",
            "account_id = (SELECT id FROM accounts WHERE email = 'dan@delta.example')",
        ),
        (
            "memberships",
            "account_id = (SELECT id FROM accounts WHERE email = 'dave@delta.example')",
        ),
        (
            "memberships",
            "account_id = (SELECT id FROM accounts WHERE email = 'max@aurora.example')",
        ),
        ("shares", "email = 'dodo@delta.example'"),
    ] {
        let statement = format!("UPDATE {table} SET ended_at = ? WHERE {condition}");
        // As if by a program whose clock is ahead: ended is ended.
        let soon = app.now().plus_seconds(3_600);
        assert!(app.write(statement.leak(), vec![soon.into()]).await.unwrap() > 0);
    }
    assert!(!dan.sees("DELTA-WEB").await && !dave.sees("DELTA-PLANT").await);
    assert!(!dodo.sees("DELTA-ROOT").await && !max.sees("DELTA-ROOT").await);
    assert!(dan.all().await.is_empty() && dave.all().await.is_empty() && dodo.all().await.is_empty());
    assert_eq!(max.all().await, ["DELTA-TILL", "DELTA-WEB"]);
}

async fn shares_towards_a_reseller_hold_only_while_it_is_let_in(app: TestApp) {
    let max = app.sign_in("max@aurora.example").await;
    let dodo = app.sign_in("dodo@delta.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let access = dora.api().delegations().await.unwrap().items;
    let delegation = access[0].delegation.clone().unwrap();
    dora.api().revoke_access(delegation.id).await.unwrap();
    assert!(max.all().await.is_empty());
    assert!(!max.sees("DELTA-ROOT").await);
    // Towards the client's own domain it holds.
    assert!(dodo.sees("DELTA-ROOT").await);
}

async fn outside_shares_are_the_clients_choice_and_never_cover_resellers(app: TestApp) {
    let fjord = app.sign_in("tech@fjord.example").await;
    let bob = app.sign_in("bob@borealis.example").await;
    assert!(!fjord.sees("DELTA-WEB").await);
    app.write(
        "UPDATE domains SET outside_shares = 1 WHERE name = ?",
        vec!["delta.example".into()],
    )
    .await
    .unwrap();
    assert!(fjord.sees("DELTA-WEB").await);
    assert_eq!(fjord.all().await, ["DELTA-WEB", "FJORD-ONE"]);
    assert!(!bob.sees("DELTA-ROOT").await);
    // A share that a reseller made does not reach another client.
    app.import(
        r#"{"type":"share","case":"DELTA-TILL","email":"tech@fjord.example","level":"view","shared_by":"alice@aurora.example","at":"2025-06-01T00:00:00Z"}"#,
    )
    .await;
    assert!(!fjord.sees("DELTA-TILL").await);
}

async fn scopes_limit_what_a_reseller_does(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    // Iris lets Aurora view and comment.
    let case = alice.case("IRIS-ONE").await;
    assert_eq!(case.may, [Action::View, Action::Comment]);
    alice.comments("IRIS-ONE", "We may say this.").await.unwrap();
    let severity = ChangeCase {
        severity: Some(Severity::P1),
        severity_reason: Some("It got worse.".to_owned()),
        ..ChangeCase::default()
    };
    assert_eq!(
        code(alice.api().change_case("IRIS-ONE", &severity).await),
        "scope-missing"
    );
    assert_eq!(code(alice.moves("IRIS-ONE", Move::Close).await), "scope-missing");
    assert_eq!(
        code(alice.tries_to_file(Some("iris.example"), "May we?").await),
        "scope-missing"
    );
    // Delta lets it do all but export, and its roles decide what of that.
    let all_but_export = [
        Action::View,
        Action::Comment,
        Action::Manage,
        Action::Rate,
        Action::Share,
        Action::Escalate,
    ];
    assert_eq!(alice.case("DELTA-ROOT").await.may, all_but_export);
    let amir = app.sign_in("amir@aurora-mail.example").await;
    assert_eq!(amir.case("DELTA-ROOT").await.may, all_but_export[..5]);
    let rita = app.sign_in("rita@aurora.example").await;
    assert_eq!(rita.case("DELTA-ROOT").await.may, [Action::View]);
    assert_eq!(code(rita.comments("DELTA-ROOT", "May I?").await), "forbidden");
}

async fn other_partners_have_no_name(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let case = alice.case("HYDRA-BOTH").await;
    assert_eq!(
        (case.filed_by.name, case.filed_by.email, case.filed_by.domain),
        (None, None, None)
    );
    let lines = alice.history("HYDRA-BOTH").await;
    let names = lines
        .iter()
        .map(|line| line.by.as_ref().unwrap().name.as_deref())
        .collect::<Vec<_>>();
    assert_eq!(names, [None, None, Some("Alice Admin"), Some("Ada Advisor")]);
    for path in [
        "/cases",
        "/cases/HYDRA-BOTH",
        "/cases/HYDRA-BOTH/history",
        "/clients",
        "/clients/hydra.example",
    ] {
        let text = alice.get(path).await.text().to_lowercase();
        assert!(
            !text.contains("borealis") && !text.contains("bob"),
            "{path}: {text}"
        );
    }
    // The client and the vendor see everybody.
    for email in ["tech@hydra.example", "ada@vendor.example"] {
        let person = app.sign_in(email).await;
        let case = person.case("HYDRA-BOTH").await;
        assert_eq!(case.filed_by.name.as_deref(), Some("Bob Boss"));
        assert_eq!(case.filed_by.domain.unwrap().name, "borealis.example");
        let lines = person.history("HYDRA-BOTH").await;
        assert!(lines.iter().all(|line| line.by.as_ref().unwrap().name.is_some()));
    }
}

/// Found by the worlds: a relation that does not show a case still counts for what may be done, once
/// another shows it; and it shows nothing by itself.
async fn what_one_relation_shows_another_may_let_one_do(app: TestApp) {
    app.import(
        r#"{"type": "account", "email": "eva@aurora.example", "domain": "aurora.example", "name": "Eva", "password": "a long password"}
           {"type": "role", "domain": "aurora.example", "name": "escalates", "privileges": ["clients.cases.escalate"]}
           {"type": "assignment", "principal": "eva@aurora.example", "domain": "aurora.example", "role": "escalates"}
           {"type": "share", "case": "DELTA-ROOT", "email": "eva@aurora.example", "level": "view", "shared_by": "alice@aurora.example", "at": "2025-04-01T00:00:00Z"}"#,
    )
    .await;
    let eva = app.sign_in("eva@aurora.example").await;
    let case = eva.case("DELTA-ROOT").await;
    assert_eq!(case.relations, [Relation::Shared]);
    assert_eq!(case.may, [Action::View, Action::Escalate]);
    assert_eq!(eva.all().await, ["DELTA-ROOT"]);
    assert!(!eva.sees("DELTA-WEB").await);
}
