//! Explanations: who can see a case and why, why a reseller sees no more, and asking for it.

use shared::api::access::{AskForAccess, CaseAccess, Missing, WhoCan};
use shared::api::clients::Access;
use shared::api::delegations::GrantAccess;
use shared::words::{DelegationScope, Relation};
use std::collections::BTreeSet;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    who_sees_a_case_is_who_finds_it,
    each_line_says_through_what,
    the_desk_and_other_partners_are_one_line,
    access_follows_the_next_request,
    a_reseller_learns_what_is_missing,
    asking_granting_and_declining,
);

/// Everybody of the fixtures who can sign in.
const PEOPLE: &[&str] = &[
    "olga@vendor.example",
    "ada@vendor.example",
    "eli@vendor.example",
    "pia@vendor.example",
    "sam@aurora.example",
    "alice@aurora.example",
    "amir@aurora-mail.example",
    "rita@aurora.example",
    "max@aurora.example",
    "alice@aurora-sud.example",
    "bob@borealis.example",
    "dirk@borealis.example",
    "cora@cobalt.example",
    "tech@cobalt.example",
    "tech@fjord.example",
    "tech@hydra.example",
    "dora@delta.example",
    "sven@delta.example",
    "dan@delta.example",
    "dina@delta.example",
    "duke@delta.example",
    "dave@delta.example",
    "dodo@delta.example",
];

/// The addresses in the lines, groups replaced by who is in them.
fn addresses(lines: &[CaseAccess]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in lines {
        let address = line.person.email.clone().expect("the desk sees all");
        match address.as_str() {
            "desk@aurora.example" => found.insert("max@aurora.example".to_owned()),
            "dba@vendor.example" => found.insert("pia@vendor.example".to_owned()),
            _ => found.insert(address),
        };
    }
    found
}

async fn who_sees_a_case_is_who_finds_it(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let cases = ada.all().await;
    let mut seers = cases
        .iter()
        .map(|number| (number.clone(), BTreeSet::new()))
        .collect::<Vec<_>>();
    for email in PEOPLE {
        let person = app.sign_in(email).await;
        for (number, seen_by) in &mut seers {
            if person.sees(number).await {
                seen_by.insert((*email).to_owned());
            }
        }
    }
    let people = PEOPLE
        .iter()
        .map(|email| (*email).to_owned())
        .collect::<BTreeSet<_>>();
    let mut lines = 0;
    for (number, seen_by) in seers {
        let access = ada.api().case_access(&number).await.unwrap();
        lines += access.len();
        let named = addresses(&access);
        let named = named.intersection(&people).cloned().collect::<BTreeSet<_>>();
        assert_eq!(named, seen_by, "{number}");
    }
    assert!(lines > cases.len());
}

fn of<'a>(lines: &'a [CaseAccess], email: &str) -> Vec<&'a CaseAccess> {
    let own = lines
        .iter()
        .filter(|line| line.person.email.as_deref() == Some(email));
    own.collect()
}

async fn each_line_says_through_what(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let web = dan.api().case_access("DELTA-WEB").await.unwrap();
    let dina = of(&web, "dina@delta.example");
    assert_eq!(dina[0].relation, Relation::Account);
    assert_eq!(dina[0].role.as_deref(), Some("tech_support_viewer"));
    assert_eq!(dina[0].resource.as_deref(), Some("delta/shop/web"));
    assert_eq!(
        of(&web, "duke@delta.example")[0].resource.as_deref(),
        Some("delta/shop")
    );
    assert_eq!(of(&web, "dan@delta.example")[0].resource, None);
    assert!(of(&web, "dora@delta.example").is_empty(), "no cases by itself");
    let alice = of(&web, "alice@aurora.example");
    assert_eq!(alice[0].relation, Relation::Manager);
    assert_eq!(alice[0].until, None);
    assert!(of(&web, "gone@aurora.example").is_empty(), "disabled");
    let max = of(&web, "max@aurora.example");
    assert_eq!(max[0].relation, Relation::Shared);
    assert_eq!(
        max[0].shared_by.as_ref().unwrap().email.as_deref(),
        Some("alice@aurora.example")
    );
    assert!(of(&web, "tech@fjord.example").is_empty(), "not let out");
    let plant = dan.api().case_access("DELTA-PLANT").await.unwrap();
    assert_eq!(
        of(&plant, "dave@delta.example")[0].group.as_deref(),
        Some("plant@delta.example")
    );
}

async fn the_desk_and_other_partners_are_one_line(app: TestApp) {
    let tech = app.sign_in("tech@hydra.example").await;
    let lines = tech.api().case_access("HYDRA-BOTH").await.unwrap();
    let desk = lines.iter().filter(|line| line.relation == Relation::Support);
    let desk = desk.collect::<Vec<_>>();
    assert_eq!(desk.len(), 1);
    assert_eq!(desk[0].person.email, None);
    assert_eq!(desk[0].domain().unwrap().name, "vendor.example");
    // Borealis gets in again, and both resellers see the case; to each the other is nobody.
    let grant = GrantAccess {
        reseller: "borealis.example".to_owned(),
        expires_at: Some(app.now().plus_seconds(3_600)),
        ..GrantAccess::default()
    };
    app.sign_in("hugo@hydra.example")
        .await
        .api()
        .grant_access(&grant)
        .await
        .unwrap();
    let lines = tech.api().case_access("HYDRA-BOTH").await.unwrap();
    assert_eq!(of(&lines, "bob@borealis.example")[0].until, grant.expires_at);
    assert!(!of(&lines, "alice@aurora.example").is_empty());
    for (email, own, other) in [
        ("alice@aurora.example", "aurora.example", "borealis"),
        ("bob@borealis.example", "borealis.example", "aurora"),
    ] {
        let person = app.sign_in(email).await;
        let lines = person.api().case_access("HYDRA-BOTH").await.unwrap();
        let managers = lines.iter().filter(|line| line.relation == Relation::Manager);
        let domains = managers.map(|line| line.domain().map(|domain| domain.name.as_str()));
        let domains = domains.collect::<BTreeSet<_>>();
        assert_eq!(domains, BTreeSet::from([None, Some(own)]), "{email}");
        let hidden = lines
            .iter()
            .filter(|line| line.relation == Relation::Manager && line.domain().is_none());
        assert_eq!(hidden.count(), 1, "their number is not told either");
        let text = person.get("/cases/HYDRA-BOTH/access").await.text().to_lowercase();
        assert!(!text.contains(other), "{text}");
    }
}

async fn access_follows_the_next_request(app: TestApp) {
    let (dan, dora) = (
        app.sign_in("dan@delta.example").await,
        app.sign_in("dora@delta.example").await,
    );
    let managers = async |person: &Person| {
        let lines = person.api().case_access("DELTA-WEB").await.unwrap();
        lines
            .iter()
            .filter(|line| line.relation == Relation::Manager)
            .count()
    };
    assert!(managers(&dan).await > 0);
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
    assert_eq!(managers(&dan).await, 0);
    let alice = app.sign_in("alice@aurora.example").await;
    assert_eq!(code(alice.api().case_access("DELTA-WEB").await), "not-found");
}

async fn a_reseller_learns_what_is_missing(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let words = |access: &shared::api::access::ClientAccess| {
        access
            .missing
            .iter()
            .map(|one| (one.what, one.who))
            .collect::<Vec<_>>()
    };
    let iris = alice.api().client_access("iris.example").await.unwrap();
    assert_eq!(
        words(&iris),
        [
            (Missing::Scopes, WhoCan::ClientAdmin),
            (Missing::Outside, WhoCan::ClientShares)
        ]
    );
    assert!(iris.missing[0].scopes.contains(&DelegationScope::File));
    assert!(!iris.missing[0].scopes.contains(&DelegationScope::Comment));
    assert!(iris.may_ask);
    let echo = alice.api().client_access("echo.example").await.unwrap();
    assert_eq!(words(&echo)[0], (Missing::NeverGranted, WhoCan::ClientAdmin));
    assert_eq!(echo.delegation, None);
    // Whose role does not reach cases is told so.
    let dirk = app.sign_in("dirk@borealis.example").await;
    let cobalt = dirk.api().client_access("cobalt.example").await.unwrap();
    assert_eq!(words(&cobalt)[0], (Missing::Role, WhoCan::SuperAdmin));
    // A domain that is no client of the reseller is not there; who may not list clients may not ask.
    let fjord = alice.api().client_access("fjord.example").await;
    let never = alice.api().client_access("never.example").await;
    assert_eq!(refused(fjord), refused(never));
    let max = app.sign_in("max@aurora.example").await;
    assert_eq!(code(max.api().client_access("delta.example").await), "forbidden");
    let dan = app.sign_in("dan@delta.example").await;
    assert_eq!(code(dan.api().client_access("delta.example").await), "forbidden");
}

async fn asking_granting_and_declining(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let enzo = app.sign_in("enzo@echo.example").await;
    let ask = AskForAccess {
        scopes: Some(vec![DelegationScope::File]),
        message: Some(" The printer is down again. ".to_owned()),
    };
    alice.api().ask_for_access("echo.example", &ask).await.unwrap();
    // Asked again, it is one request.
    let asked = alice.api().ask_for_access("echo.example", &ask).await.unwrap();
    assert_eq!(asked.scopes, [DelegationScope::View, DelegationScope::File]);
    assert_eq!(asked.message.as_deref(), Some("The printer is down again."));
    let seen = enzo.api().delegations().await.unwrap().items.remove(0);
    assert_eq!(seen.access, Access::NeverGranted);
    assert_eq!(seen.asked.as_ref(), Some(&asked));
    // Others cannot answer it, nor see it.
    let dora = app.sign_in("dora@delta.example").await;
    assert_eq!(code(dora.api().decline_access(asked.id).await), "not-found");
    assert!(
        dora.api()
            .delegations()
            .await
            .unwrap()
            .items
            .iter()
            .all(|item| item.asked.is_none())
    );
    assert_eq!(code(alice.api().decline_access(asked.id).await), "forbidden");
    enzo.api().decline_access(asked.id).await.unwrap();
    assert_eq!(code(enzo.api().decline_access(asked.id).await), "not-found");
    assert_eq!(
        alice.api().client_access("echo.example").await.unwrap().asked,
        None
    );
    // Asked once more and granted: answered, and nothing is open any more.
    alice.api().ask_for_access("echo.example", &ask).await.unwrap();
    let grant = GrantAccess {
        reseller: "aurora.example".to_owned(),
        scopes: Some(DelegationScope::ALL.to_vec()),
        expires_at: None,
    };
    enzo.api().grant_access(&grant).await.unwrap();
    let access = alice.api().client_access("echo.example").await.unwrap();
    assert_eq!((access.asked, access.may_ask), (None, false));
    assert!(enzo.api().delegations().await.unwrap().items[0].asked.is_none());
    let problem = refused(alice.api().ask_for_access("echo.example", &ask).await);
    assert_eq!(problem.errors[0].code, "already-yours");
    // No client of its own: not there.
    assert_eq!(
        code(alice.api().ask_for_access("fjord.example", &ask).await),
        "not-found"
    );
}
