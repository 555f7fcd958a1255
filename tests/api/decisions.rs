//! "May this account do that with this case, and why": the verdict is what happens, the facts say
//! the same, and the past can be asked.

use shared::Timestamp;
use shared::api::decisions::{Decision, FactKind};
use shared::api::delegations::GrantAccess;
use shared::api::shares::{ChangeSharingPolicy, ShareCase};
use shared::api::tenures::Transfer;
use shared::words::{Action, Relation};
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    the_verdict_is_what_happens_and_the_facts_say_the_same,
    the_past_can_be_asked,
    the_facts_name_what_is_missing,
    only_the_operator_asks,
);

const ASKED: &[Action] = &[
    Action::View,
    Action::Comment,
    Action::Manage,
    Action::Rate,
    Action::Share,
    Action::Escalate,
    Action::Export,
    Action::Work,
];

async fn ask(olga: &Person, account: &str, action: Action, case: &str, at: Option<Timestamp>) -> Decision {
    let answer = olga.api().explain(account, action, case, at).await;
    answer.unwrap_or_else(|failure| panic!("{account} {action} {case}: {failure:?}"))
}

/// What the facts alone say: some relation has every fact it needs. Of facts of one kind that can
/// stand side by side, one is enough.
fn by_facts(decision: &Decision) -> bool {
    let common = decision.facts.iter().filter(|fact| fact.relation.is_none());
    let common = common
        .filter(|fact| fact.kind != FactKind::Role)
        .all(|fact| fact.holds);
    let relations = [
        (
            Relation::Account,
            &[FactKind::OwnDomain, FactKind::Node, FactKind::Policy][..],
        ),
        (
            Relation::Manager,
            &[FactKind::Tenure, FactKind::Delegation, FactKind::Policy][..],
        ),
        (
            Relation::Shared,
            &[
                FactKind::Share,
                FactKind::Reach,
                FactKind::Level,
                FactKind::Policy,
            ][..],
        ),
        (Relation::Support, &[FactKind::Vendor, FactKind::Policy][..]),
    ];
    let through = relations.iter().any(|(relation, needed)| {
        let of = |kind| {
            decision
                .facts
                .iter()
                .any(|fact| fact.relation == Some(*relation) && fact.kind == kind && fact.holds)
        };
        let scope = decision
            .facts
            .iter()
            .filter(|fact| fact.relation == Some(*relation) && fact.kind == FactKind::Scope)
            .all(|fact| fact.holds);
        needed.iter().all(|kind| of(*kind)) && scope
    });
    common && through
}

async fn the_verdict_is_what_happens_and_the_facts_say_the_same(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let cases = app.sign_in("ada@vendor.example").await.all().await;
    let (mut yes, mut no) = (0, 0);
    for email in [
        "ada@vendor.example",
        "pia@vendor.example",
        "alice@aurora.example",
        "rita@aurora.example",
        "max@aurora.example",
        "bob@borealis.example",
        "tech@fjord.example",
        "dora@delta.example",
        "dan@delta.example",
        "dina@delta.example",
        "duke@delta.example",
        "dave@delta.example",
        "dodo@delta.example",
    ] {
        let person = app.sign_in(email).await;
        for number in &cases {
            let may = match person.api().case(number).await {
                Ok(case) => case.may,
                Err(_) => Vec::new(),
            };
            for action in ASKED {
                let decision = ask(&olga, email, *action, number, None).await;
                assert_eq!(
                    decision.allowed,
                    may.contains(action),
                    "{email} {action} {number}"
                );
                assert_eq!(decision.allowed, by_facts(&decision), "{decision:#?}");
                let then = ask(&olga, email, *action, number, Some(app.now())).await;
                assert_eq!(then.through, decision.through, "{email} {action} {number}");
                if decision.allowed {
                    yes += 1;
                } else {
                    no += 1;
                }
            }
        }
    }
    println!("{yes} allowed, {no} refused");
    assert!(yes > 100 && no > 100);
}

/// What was and is not any more, each once: a consent, a share, a policy, a case.
async fn the_past_can_be_asked(app: TestApp) {
    let (olga, dora, dan) = (
        app.sign_in("olga@vendor.example").await,
        app.sign_in("dora@delta.example").await,
        app.sign_in("dan@delta.example").await,
    );
    let out = ChangeSharingPolicy { outside: true };
    dora.api().change_sharing_policy(&out).await.unwrap();
    let request = ShareCase {
        email: "dodo@delta.example".to_owned(),
        ..ShareCase::default()
    };
    let share = dan.api().share("DELTA-PLANT", &request).await.unwrap();
    let then = app.now();
    let asked = [
        ("alice@aurora.example", "DELTA-WEB"),
        ("dodo@delta.example", "DELTA-PLANT"),
        ("tech@fjord.example", "DELTA-WEB"),
        ("bob@borealis.example", "COBALT-B"),
    ];
    for (email, number) in asked {
        assert!(
            ask(&olga, email, Action::View, number, None).await.allowed,
            "{email}"
        );
    }
    let delegation = dora
        .api()
        .delegations()
        .await
        .unwrap()
        .items
        .remove(0)
        .delegation
        .unwrap();
    dora.api().revoke_access(delegation.id).await.unwrap();
    dan.api().end_share("DELTA-PLANT", share.id).await.unwrap();
    let inside = ChangeSharingPolicy { outside: false };
    dora.api().change_sharing_policy(&inside).await.unwrap();
    let transfer = Transfer {
        client: "cobalt.example".to_owned(),
        reseller: Some("aurora.example".to_owned()),
        ..Transfer::default()
    };
    olga.api().transfer(&transfer).await.unwrap();
    // The stamps of what has ended are cleared: the past does not need them.
    comptoir::jobs::stamps::clear_ended(&app.app).await.unwrap();
    for (email, number) in asked {
        let now = ask(&olga, email, Action::View, number, None).await;
        assert!(!now.allowed, "{email}: {now:#?}");
        let before = ask(&olga, email, Action::View, number, Some(then)).await;
        assert!(before.allowed && by_facts(&before), "{email}: {before:#?}");
    }
    // Let in again, the past without access stays.
    let between = app.now();
    let grant = GrantAccess {
        reseller: "aurora.example".to_owned(),
        ..GrantAccess::default()
    };
    dora.api().grant_access(&grant).await.unwrap();
    let alice = "alice@aurora.example";
    assert!(ask(&olga, alice, Action::View, "DELTA-WEB", None).await.allowed);
    assert!(
        !ask(&olga, alice, Action::View, "DELTA-WEB", Some(between))
            .await
            .allowed
    );
    // Before it was filed, nobody could see it.
    let number = dan.files(None, "New").await.number;
    let unborn = ask(&olga, "dan@delta.example", Action::View, &number, Some(between)).await;
    assert!(!unborn.allowed && !unborn.facts[0].holds);
}

async fn the_facts_name_what_is_missing(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let missing = async |account: &str, action, case: &str| {
        let decision = ask(&olga, account, action, case, None).await;
        assert!(!decision.allowed);
        let missing = decision.facts.into_iter().filter(|fact| !fact.holds);
        missing.map(|fact| fact.kind).collect::<Vec<_>>()
    };
    let gone = missing("gone@aurora.example", Action::View, "DELTA-WEB").await;
    assert_eq!(gone, [FactKind::Account]);
    let alice = missing("alice@aurora.example", Action::Manage, "IRIS-ONE").await;
    assert!(alice.contains(&FactKind::Scope) && !alice.contains(&FactKind::Delegation));
    let bob = missing("bob@borealis.example", Action::View, "COBALT-A").await;
    assert!(bob.contains(&FactKind::Tenure) && !bob.contains(&FactKind::Delegation));
    let dina = missing("dina@delta.example", Action::View, "DELTA-PLANT").await;
    assert!(dina.contains(&FactKind::Node));
    let rita = missing("rita@aurora.example", Action::Comment, "DELTA-WEB").await;
    assert!(rita.contains(&FactKind::Policy));
    let shared = missing("bob@borealis.example", Action::View, "DELTA-ROOT").await;
    assert!(shared.contains(&FactKind::Reach) && !shared.contains(&FactKind::Share));
}

async fn only_the_operator_asks(app: TestApp) {
    for email in ["ada@vendor.example", "sam@aurora.example", "dora@delta.example"] {
        let person = app.sign_in(email).await;
        let asked = person.api().explain(email, Action::View, "DELTA-WEB", None).await;
        assert_eq!(code(asked), "forbidden", "{email}");
    }
    let olga = app.sign_in("olga@vendor.example").await;
    let asks = async |case: &str, at| {
        olga.api()
            .explain("dan@delta.example", Action::View, case, at)
            .await
    };
    assert_eq!(code(asks("NEVER-USED", None).await), "not-found");
    let later = app.now().plus_seconds(60);
    let problem = refused(asks("DELTA-WEB", Some(later)).await);
    assert_eq!(problem.errors[0].pointer, "/at");
    // The operator learns of rights, not of what the case says.
    let reply = olga
        .get("/decisions?account=dan%40delta.example&action=view&case=DELTA-WEB")
        .await;
    assert_eq!(reply.status, 200);
    assert!(!reply.text().contains("Réseau"));
    for bad in ["", "?account=dan%40delta.example&action=fly&case=DELTA-WEB"] {
        let reply = olga.get(&format!("/decisions{bad}")).await;
        assert!(
            (400..500).contains(&reply.status.as_u16()),
            "{bad}: {}",
            reply.status
        );
    }
}
