//! The form: what a category asks, how to be answered, whom and what else a case concerns.

use shared::Timestamp;
use shared::api::cases::{CaseFilter, FileCase};
use shared::api::delegations::GrantAccess;
use shared::api::form::{Answers, CallBack, Channel, ShareWith};
use shared::api::tenures::Transfer;
use shared::words::{DelegationScope, ShareLevel, TenureKind};
use tests::{TestApp, code, refused};

tests::on_both_engines!(
    what_was_filled_in_is_kept_shown_and_found,
    every_field_is_checked_and_nothing_is_stored,
    a_form_shares_by_the_rules_of_sharing_or_files_nothing,
    l3_only_nodes_one_may_file_about_are_affected,
    another_partners_people_are_not_called,
);

fn new() -> FileCase {
    FileCase {
        product: "gateway".to_owned(),
        category: "outage".to_owned(),
        title: "The gateway is down".to_owned(),
        description: "Since noon.".to_owned(),
        ..FileCase::default()
    }
}

fn for_delta() -> FileCase {
    FileCase {
        client: Some("delta.example".to_owned()),
        ..new()
    }
}

fn share(email: &str) -> ShareWith {
    ShareWith {
        email: email.to_owned(),
        level: None,
    }
}

/// Everything that a form can say, by somebody of delta.
fn full(now: Timestamp) -> FileCase {
    FileCase {
        answers: Answers {
            started_at: Some(now.plus_seconds(-7_200)),
            ended_at: Some(now.plus_seconds(-3_600)),
            version: Some("2.10.3".to_owned()),
            error_message: Some("Upstream refused".to_owned()),
            log: Some("12:00:01 zirconium handshake failed".to_owned()),
            steps: Some("1. Connect\n2. Wait".to_owned()),
            code: Some("curl -v".to_owned()),
            flow: Some("Plant to shop".to_owned()),
            users_affected: Some(30),
            business_impact: Some("No orders".to_owned()),
        },
        channel: Some(Channel::Phone),
        call_back: Some(CallBack {
            number: Some(" +33 1 23 45 67 89 ".to_owned()),
            at: Some(now.plus_seconds(86_400)),
        }),
        third_party_consent: true,
        affected: vec!["delta/plant".to_owned(), "delta/shop/web".to_owned()],
        contacts: vec![
            "Dina@Delta.example".to_owned(),
            "night@outside.example".to_owned(),
        ],
        test: true,
        ..new()
    }
}

async fn what_was_filled_in_is_kept_shown_and_found(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let request = full(app.now());
    let case = dan.api().file_case(&request).await.unwrap();
    let details = &case.details;
    assert_eq!(details.answers, request.answers);
    assert_eq!(details.channel, Some(Channel::Phone));
    let call = details.call_back.as_ref().unwrap();
    assert_eq!(call.number.as_deref(), Some("+33 1 23 45 67 89"));
    assert_eq!(call.at, request.call_back.as_ref().unwrap().at);
    assert!(details.third_party_consent && case.test);
    assert_eq!(details.affected, ["delta/plant", "delta/shop/web"]);
    let contacts = details.contacts.iter().flatten().collect::<Vec<_>>();
    assert_eq!(contacts, ["dina@delta.example", "night@outside.example"]);
    assert_eq!(dan.case(&case.number).await, case);
    // Answers are found by whoever sees the case, and by nobody else.
    let alice = app.sign_in("alice@aurora.example").await;
    assert_eq!(dan.search("zirconium").await, std::slice::from_ref(&case.number));
    assert_eq!(
        alice.search("zirconium handshake").await,
        std::slice::from_ref(&case.number)
    );
    let bob = app.sign_in("bob@borealis.example").await;
    assert!(bob.search("zirconium").await.is_empty());
    // To be named gives no right to see it.
    let dina = app.sign_in("dina@delta.example").await;
    assert!(!dina.sees(&case.number).await);
    // A test says so in the list; others do not.
    let rows = dan.rows(&CaseFilter::default(), 50).await;
    let tests = rows.iter().filter(|row| row.test).map(|row| &row.number);
    assert_eq!(tests.collect::<Vec<_>>(), [&case.number]);
    // A form that says nothing of all this is one too; so is a case that was imported.
    for case in [dan.files(None, "Plain").await, dan.case("DELTA-WEB").await] {
        assert!(!case.test && case.details.answers.is_empty() && case.details.contacts.is_empty());
        assert_eq!((case.details.channel, &case.details.call_back), (None, &None));
    }
}

async fn every_field_is_checked_and_nothing_is_stored(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let everything = app.reads_everything().await;
    let before = app.contents(everything).await;
    let now = app.now();
    let with = |change: &dyn Fn(&mut FileCase)| {
        let mut request = full(now);
        change(&mut request);
        request
    };
    let later = now.plus_seconds(3_600);
    for (request, pointer, expected) in [
        (
            with(&|r| (r.answers.started_at, r.answers.ended_at) = (Some(later), None)),
            "/answers/started_at",
            "future",
        ),
        (
            with(&|r| r.answers.ended_at = Some(later)),
            "/answers/ended_at",
            "future",
        ),
        (
            with(&|r| r.answers.ended_at = Some(now.plus_seconds(-7_201))),
            "/answers/ended_at",
            "backwards",
        ),
        (
            with(&|r| r.answers.version = Some("1\n2".to_owned())),
            "/answers/version",
            "control-characters",
        ),
        (
            with(&|r| r.answers.log = Some("é".repeat(20_001))),
            "/answers/log",
            "too-long",
        ),
        (
            with(&|r| r.answers.flow = Some("é".repeat(4_001))),
            "/answers/flow",
            "too-long",
        ),
        (
            with(&|r| r.answers.users_affected = Some(101)),
            "/answers/users_affected",
            "percent",
        ),
        (with(&|r| r.call_back = None), "/call_back/number", "required"),
        (
            with(&|r| r.call_back.as_mut().unwrap().number = Some("call me".to_owned())),
            "/call_back/number",
            "telephone",
        ),
        (
            with(&|r| r.call_back.as_mut().unwrap().at = Some(now.plus_seconds(-60))),
            "/call_back/at",
            "past",
        ),
        (
            with(&|r| r.channel = Some(Channel::Email)),
            "/call_back",
            "no-call",
        ),
        (
            with(&|r| r.affected.push("delta/nowhere".to_owned())),
            "/affected/2",
            "unknown",
        ),
        (
            with(&|r| r.affected = vec!["delta/plant".to_owned(); 21]),
            "/affected",
            "too-many",
        ),
        (
            with(&|r| r.contacts.push("nobody".to_owned())),
            "/contacts/2",
            "email",
        ),
        // The app lets it pass, the server does not.
        (
            with(&|r| r.contacts.push("a..b@delta.example".to_owned())),
            "/contacts/2",
            "email",
        ),
        (
            with(&|r| r.contacts = vec!["a@delta.example".to_owned(); 21]),
            "/contacts",
            "too-many",
        ),
        (
            with(&|r| r.share_with = vec![share("")]),
            "/share_with/0/email",
            "required",
        ),
        (
            with(&|r| r.share_with = vec![share("nobody")]),
            "/share_with/0/email",
            "email",
        ),
        (
            with(&|r| r.share_with = vec![share("dina@delta.example"), share("a..b@delta.example")]),
            "/share_with/1/email",
            "email",
        ),
        (
            with(&|r| r.share_with = vec![share("dina@delta.example"), share("who@outside.example")]),
            "/share_with/1/email",
            "share-outside",
        ),
        (
            with(&|r| r.share_with = vec![share("dina@delta.example"); 21]),
            "/share_with",
            "too-many",
        ),
    ] {
        let problem = refused(dan.api().file_case(&request).await);
        let found = problem
            .errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code.as_str()));
        assert_eq!(found.collect::<Vec<_>>(), [(pointer, expected)]);
        assert!(!problem.errors[0].detail.is_empty(), "{pointer} {expected}");
    }
    // What is of no kind at all is refused where it stands.
    for (body, pointer, expected) in [
        ("{\"answers\":{\"colour\":1}}", "/answers/colour", "unknown-field"),
        ("{\"channel\":\"pigeon\"}", "/channel", "wrong-type"),
        (
            "{\"answers\":{\"users_affected\":-1}}",
            "/answers/users_affected",
            "wrong-type",
        ),
    ] {
        let reply = dan
            .send(poem::http::Method::POST, "/cases", Some(body.as_bytes().to_vec()))
            .await;
        let problem: serde_json::Value = reply.json();
        let error = &problem["errors"][0];
        assert_eq!(
            (error["pointer"].as_str(), error["code"].as_str()),
            (Some(pointer), Some(expected))
        );
    }
    let trace = app.contents(everything).await.since(&before);
    assert!(trace.is_empty(), "what was refused left a trace:\n{trace}");
}

async fn a_form_shares_by_the_rules_of_sharing_or_files_nothing(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let dodo = app.sign_in("dodo@delta.example").await;
    let request = FileCase {
        share_with: vec![
            share("Dodo@delta.example"),
            ShareWith {
                email: "ada@vendor.example".to_owned(),
                level: Some(ShareLevel::Collaborate),
            },
        ],
        ..new()
    };
    let case = dan.api().file_case(&request).await.unwrap();
    assert!(dodo.sees(&case.number).await);
    assert_eq!(code(dodo.comments(&case.number, "May I?").await), "forbidden");
    let shares = dan.api().shares(&case.number).await.unwrap();
    assert_eq!(shares.len(), 2);
    assert!(
        shares
            .iter()
            .all(|share| share.effective && share.expires_at.is_none())
    );
    let olga = app.sign_in("olga@vendor.example").await;
    let ledger = olga.api().ledger(None).await.unwrap().items;
    let entries = ledger.iter().filter(|entry| entry.action == "case.shared");
    assert_eq!(entries.count(), 2);

    // A reseller shares with the client, the vendor and itself only.
    let alice = app.sign_in("alice@aurora.example").await;
    let everything = app.reads_everything().await;
    let before = app.contents(everything).await;
    let elsewhere = FileCase {
        share_with: vec![share("dodo@delta.example"), share("bob@borealis.example")],
        ..for_delta()
    };
    let problem = refused(alice.api().file_case(&elsewhere).await);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/share_with/1/email", "share-reseller")
    );
    let trace = app.contents(everything).await.since(&before);
    assert!(trace.is_empty(), "what was refused left a trace:\n{trace}");

    // Let in to file, but not to share: then the form does not offer it, and nothing is filed.
    assert!(
        alice
            .api()
            .filing_form(Some("delta.example"))
            .await
            .unwrap()
            .may_share
    );
    let dora = app.sign_in("dora@delta.example").await;
    let narrow = GrantAccess {
        reseller: "aurora.example".to_owned(),
        scopes: Some(vec![DelegationScope::File, DelegationScope::Comment]),
        expires_at: None,
    };
    dora.api().grant_access(&narrow).await.unwrap();
    let form = alice.api().filing_form(Some("delta.example")).await.unwrap();
    assert!(form.obstacle.is_none() && !form.may_share);
    let before = app.contents(everything).await;
    let asked = FileCase {
        share_with: vec![share("dodo@delta.example")],
        ..for_delta()
    };
    assert_eq!(code(alice.api().file_case(&asked).await), "scope-missing");
    let trace = app.contents(everything).await.since(&before);
    assert!(trace.is_empty(), "what was refused left a trace:\n{trace}");
    alice.api().file_case(&for_delta()).await.unwrap();
}

async fn l3_only_nodes_one_may_file_about_are_affected(app: TestApp) {
    let duke = app.sign_in("duke@delta.example").await;
    let form = duke.api().filing_form(None).await.unwrap();
    let offered = form
        .resources
        .iter()
        .map(|node| node.path.as_str())
        .collect::<Vec<_>>();
    assert_eq!(offered, ["delta/shop", "delta/shop/till", "delta/shop/web"]);
    let request = |path: &str| FileCase {
        resource: Some("delta/shop".to_owned()),
        affected: vec!["delta/shop/web".to_owned(), path.to_owned()],
        ..new()
    };
    // What lies elsewhere in the own tree answers as what is not there.
    let mut answers = Vec::new();
    for path in ["delta/nowhere", "delta/plant", "delta", "cobalt"] {
        let body = serde_json::to_value(request(path)).unwrap();
        let reply = duke.post("/cases", &body).await;
        reply.refused(422, "invalid-input");
        answers.push(reply.fingerprint());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    let case = duke.api().file_case(&request("delta/shop/till")).await.unwrap();
    assert_eq!(case.details.affected, ["delta/shop/till", "delta/shop/web"]);
    // A reseller names nodes of the client it files for, not of others.
    let alice = app.sign_in("alice@aurora.example").await;
    let other = FileCase {
        client: Some("gamma.example".to_owned()),
        affected: vec!["delta/plant".to_owned()],
        ..new()
    };
    let problem = refused(alice.api().file_case(&other).await);
    assert_eq!(problem.errors[0].pointer, "/affected/0");
}

async fn another_partners_people_are_not_called(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let engage = Transfer {
        client: "delta.example".to_owned(),
        reseller: Some("borealis.example".to_owned()),
        kind: Some(TenureKind::SupportPartner),
        ..Transfer::default()
    };
    olga.api().transfer(&engage).await.unwrap();
    let let_in = GrantAccess {
        reseller: "borealis.example".to_owned(),
        ..GrantAccess::default()
    };
    dora.api().grant_access(&let_in).await.unwrap();
    let bob = app.sign_in("bob@borealis.example").await;
    let request = FileCase {
        channel: Some(Channel::Phone),
        call_back: Some(CallBack {
            number: Some("+33 1 99 88 77 66".to_owned()),
            at: Some(app.now().plus_seconds(3_600)),
        }),
        contacts: vec!["bob@borealis.example".to_owned(), "dan@delta.example".to_owned()],
        ..for_delta()
    };
    let number = bob.api().file_case(&request).await.unwrap().number;
    for (email, number_told, contacts) in [
        ("bob@borealis.example", true, 2),
        ("dan@delta.example", true, 2),
        ("ada@vendor.example", true, 2),
        ("alice@aurora.example", false, 1),
    ] {
        let person = app.sign_in(email).await;
        let details = person.case(&number).await.details;
        let call = details.call_back.as_ref().unwrap();
        assert_eq!(call.number.is_some(), number_told, "{email}");
        assert!(call.at.is_some());
        assert_eq!(details.contacts.len(), 2);
        assert_eq!(details.contacts.iter().flatten().count(), contacts, "{email}");
        let page = person.get(&format!("/cases/{number}")).await;
        assert_eq!(page.text().contains("borealis"), number_told, "{email}");
    }
}
