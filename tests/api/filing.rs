//! Filing: for oneself, on behalf of a client, by an advisor.

use comptoir::db::Arg;
use shared::api::cases::{FileCase, Obstacle};
use shared::case::State;
use shared::words::{Language, Severity};
use tests::{TestApp, code, refused};

tests::on_both_engines!(
    a_client_files_for_itself,
    a_reseller_files_on_behalf,
    an_advisor_files_for_any_domain,
    whoever_may_not_file_is_told_why_and_nothing_is_stored,
    t4_revoked_while_the_form_was_open,
    t9_a_client_of_another_reseller_does_not_exist,
    the_form_says_what_stands_in_the_way,
    filing_clients_are_found_by_typing,
    input_is_checked_field_by_field,
    l10_numbers_say_nothing,
);

fn new(client: Option<&str>) -> FileCase {
    FileCase {
        client: client.map(str::to_owned),
        product: "gateway".to_owned(),
        category: "outage".to_owned(),
        title: "  The gateway is down  ".to_owned(),
        description: "Since noon.\n\nAll of it.".to_owned(),
        ..FileCase::default()
    }
}

async fn a_client_files_for_itself(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let before = app.now();
    let request = FileCase {
        resource: Some("delta/shop/web".to_owned()),
        severity: Some(Severity::P2),
        language: Some(Language::Fr),
        time_zone: Some("Europe/Paris".to_owned()),
        ..new(None)
    };
    let case = dan.api().file_case(&request).await.unwrap();
    assert_eq!(case.title, "The gateway is down");
    assert_eq!(case.description, "Since noon.\n\nAll of it.");
    assert_eq!((case.state, case.severity), (State::New, Severity::P2));
    assert_eq!(case.client.name, "delta.example");
    assert_eq!(case.resource.as_deref(), Some("delta/shop/web"));
    assert_eq!(case.product.as_ref().unwrap().fr, "Passerelle");
    assert_eq!(case.category.as_ref().unwrap().en, "Outage");
    assert_eq!(case.language, Some(Language::Fr));
    assert_eq!(case.time_zone.as_deref(), Some("Europe/Paris"));
    assert!(before <= case.filed_at && case.filed_at <= app.now());
    assert_eq!((case.updated_at, case.closed_at), (case.filed_at, None));
    assert_eq!(case.filed_by.email.as_deref(), Some("dan@delta.example"));
    assert_eq!(dan.case(&case.number).await, case);
    assert_eq!(dan.case(&case.number.to_lowercase()).await, case);
    // Consequence 1: who managed the client at that instant sees it, whoever filed.
    assert!(app.sign_in("alice@aurora.example").await.sees(&case.number).await);
    assert!(!app.sign_in("bob@borealis.example").await.sees(&case.number).await);
    let severity = dan.files(None, "Nothing said about severity").await.severity;
    assert_eq!(severity, Severity::P4);
}

/// The reseller stamped on a case, and who manages it, by domain name.
async fn stamp(app: &TestApp, number: &str) -> (Option<String>, Option<String>) {
    let rows: Vec<(Option<String>, Option<String>)> = app
        .rows(
            "SELECT r.name, m.name FROM cases c LEFT JOIN domains r ON r.id = c.resale_domain_id
             LEFT JOIN domains m ON m.id = c.resale_managed_by WHERE c.number = ?",
            vec![Arg::from(number)],
        )
        .await;
    rows[0].clone()
}

async fn a_reseller_files_on_behalf(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let request = FileCase {
        resource: Some("delta/plant".to_owned()),
        ..new(Some("delta.example"))
    };
    let case = alice.api().file_case(&request).await.unwrap();
    assert_eq!(case.client.name, "delta.example");
    assert_eq!(case.filed_by.email.as_deref(), Some("alice@aurora.example"));
    assert_eq!(case.filed_by.domain.as_ref().unwrap().name, "aurora.example");
    let aurora = Some("aurora.example".to_owned());
    assert_eq!(stamp(&app, &case.number).await, (aurora.clone(), aurora));
    assert!(alice.sees(&case.number).await);
    assert!(app.sign_in("dan@delta.example").await.sees(&case.number).await);
    assert!(app.sign_in("dave@delta.example").await.sees(&case.number).await);
    assert!(!app.sign_in("dina@delta.example").await.sees(&case.number).await);
    // An agent of a custom role too, and for its own domain whoever has `support`.
    app.sign_in("amir@aurora-mail.example")
        .await
        .files(Some("delta.example"), "By an agent")
        .await;
    let own = alice.files(None, "Our own question").await;
    assert_eq!(own.client.name, "aurora.example");
    assert_eq!(stamp(&app, &own.number).await, (None, None));
}

async fn an_advisor_files_for_any_domain(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let case = ada.files(Some("delta.example"), "Taken on the telephone").await;
    assert_eq!(case.filed_by.email.as_deref(), Some("ada@vendor.example"));
    assert!(app.sign_in("alice@aurora.example").await.sees(&case.number).await);
    assert!(app.sign_in("dan@delta.example").await.sees(&case.number).await);
    for domain in ["echo.example", "fjord.example", "borealis.example"] {
        ada.files(Some(domain), "Taken on the telephone").await;
    }
    for email in ["olga@vendor.example", "pia@vendor.example"] {
        let person = app.sign_in(email).await;
        refused(person.tries_to_file(Some("delta.example"), "May I?").await);
    }
    refused(ada.tries_to_file(None, "For the vendor itself").await);
}

async fn whoever_may_not_file_is_told_why_and_nothing_is_stored(app: TestApp) {
    let before = app.count("SELECT count(*) FROM cases", vec![]).await;
    for (email, client, expected) in [
        (
            "alice@aurora.example",
            Some("echo.example"),
            "delegation-required",
        ),
        ("alice@aurora.example", Some("iris.example"), "scope-missing"),
        ("rita@aurora.example", Some("delta.example"), "forbidden"),
        ("rita@aurora.example", None, "forbidden"),
        ("sam@aurora.example", None, "forbidden"),
        ("dina@delta.example", None, "forbidden"),
        ("dora@delta.example", None, "forbidden"),
        ("dodo@delta.example", None, "forbidden"),
    ] {
        let person = app.sign_in(email).await;
        let problem = refused(person.api().file_case(&new(client)).await);
        assert_eq!(
            (problem.status, problem.code.as_str()),
            (403, expected),
            "{email} {client:?}"
        );
    }
    assert_eq!(app.count("SELECT count(*) FROM cases", vec![]).await, before);
}

async fn t4_revoked_while_the_form_was_open(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let form = alice.api().filing_form(Some("delta.example")).await.unwrap();
    assert_eq!(form.obstacle, None);
    let dora = app.sign_in("dora@delta.example").await;
    let access = dora.api().delegations().await.unwrap().items;
    let delegation = access[0].delegation.as_ref().unwrap().id;
    dora.api().revoke_access(delegation).await.unwrap();
    let before = app.count("SELECT count(*) FROM cases", vec![]).await;
    let filed = alice.api().file_case(&new(Some("delta.example"))).await;
    assert_eq!(code(filed), "delegation-required");
    assert_eq!(app.count("SELECT count(*) FROM cases", vec![]).await, before);
    let form = alice.api().filing_form(Some("delta.example")).await.unwrap();
    assert_eq!(form.obstacle, Some(Obstacle::DelegationRequired));
    assert!(form.products.is_empty() && form.resources.is_empty());
}

async fn t9_a_client_of_another_reseller_does_not_exist(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    // Managed by another reseller now, by the vendor only, a reseller, the vendor; and one that is not there.
    let mut answers = Vec::new();
    for client in [
        "never-used.example",
        "cobalt.example",
        "fjord.example",
        "borealis.example",
        "aurora-sud.example",
        "vendor.example",
    ] {
        let body = serde_json::to_value(new(Some(client))).unwrap();
        let filed = alice.post("/cases", &body).await;
        filed.refused(404, "not-found");
        let form = alice.get(&format!("/filing?client={client}")).await;
        form.refused(404, "not-found");
        answers.push((client, filed.fingerprint(), form.fingerprint()));
    }
    for (client, filed, form) in &answers {
        assert_eq!((filed, form), (&answers[0].1, &answers[0].2), "{client}");
    }
    // A client files for itself only.
    let dan = app.sign_in("dan@delta.example").await;
    assert_eq!(
        code(dan.tries_to_file(Some("cobalt.example"), "For others").await),
        "not-found"
    );
}

async fn the_form_says_what_stands_in_the_way(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let clients = alice.api().filing_clients(None).await.unwrap().items;
    let shown = clients
        .iter()
        .map(|item| (item.client.name.as_str(), item.obstacle))
        .collect::<Vec<_>>();
    assert_eq!(
        shown,
        [
            ("aurora.example", None),
            ("delta.example", None),
            ("echo.example", Some(Obstacle::DelegationRequired)),
            ("gamma.example", None),
            ("hydra.example", None),
            ("iris.example", Some(Obstacle::ScopeMissing)),
        ]
    );
    let form = alice.api().filing_form(Some("delta.example")).await.unwrap();
    assert_eq!(form.resources.len(), 5);
    assert_eq!(form.products.len(), 2);
    let echo = alice.api().filing_form(Some("echo.example")).await.unwrap();
    assert!(echo.products.is_empty() && echo.resources.is_empty());
    let rita = app.sign_in("rita@aurora.example").await;
    let clients = rita.api().filing_clients(None).await.unwrap().items;
    let delta = clients.iter().find(|item| item.client.name == "delta.example");
    assert_eq!(delta.unwrap().obstacle, Some(Obstacle::Forbidden));
    // A client files for itself; whoever may not is told so.
    let dan = app.sign_in("dan@delta.example").await;
    let clients = dan.api().filing_clients(None).await.unwrap().items;
    assert_eq!(clients.len(), 1);
    assert_eq!(
        (clients[0].client.name.as_str(), clients[0].obstacle),
        ("delta.example", None)
    );
    let dora = app.sign_in("dora@delta.example").await;
    let clients = dora.api().filing_clients(None).await.unwrap().items;
    assert_eq!(clients[0].obstacle, Some(Obstacle::Forbidden));
}

async fn filing_clients_are_found_by_typing(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let clients = alice.api().filing_clients(Some("delt")).await.unwrap().items;
    assert!(clients.iter().any(|item| item.client.name == "delta.example"));
    assert!(clients.iter().all(|item| item.client.name != "echo.example"));
    // L3: nobody else's.
    for q in ["cobalt", "fjord", "borealis", "%", "_"] {
        let clients = alice.api().filing_clients(Some(q)).await.unwrap().items;
        let foreign = ["cobalt.example", "fjord.example", "borealis.example"];
        assert!(
            clients
                .iter()
                .all(|item| !foreign.contains(&item.client.name.as_str())),
            "{q}"
        );
    }
}

async fn input_is_checked_field_by_field(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let with = |change: fn(&mut FileCase)| {
        let mut request = new(None);
        change(&mut request);
        request
    };
    for (request, pointer, expected) in [
        (with(|r| r.product = "nothing".to_owned()), "/product", "unknown"),
        (
            with(|r| r.category = "restore".to_owned()),
            "/category",
            "unknown",
        ),
        (
            with(|r| r.resource = Some("delta/nowhere".to_owned())),
            "/resource",
            "unknown",
        ),
        (with(|r| r.title = " ".to_owned()), "/title", "required"),
        (
            with(|r| r.title = "a\nb".to_owned()),
            "/title",
            "control-characters",
        ),
        (with(|r| r.title = "é".repeat(201)), "/title", "too-long"),
        (
            with(|r| r.description = "é".repeat(20_001)),
            "/description",
            "too-long",
        ),
        (
            with(|r| r.description = "a\0b".to_owned()),
            "/description",
            "control-characters",
        ),
        (
            with(|r| r.time_zone = Some("Mars/Olympus".to_owned())),
            "/time_zone",
            "time-zone",
        ),
        (
            with(|r| r.client = Some("not a name".to_owned())),
            "/client",
            "domain-name",
        ),
    ] {
        let problem = refused(dan.api().file_case(&request).await);
        assert_eq!(
            (problem.status, problem.code.as_str()),
            (422, "invalid-input"),
            "{pointer}"
        );
        let found = problem
            .errors
            .iter()
            .map(|error| (error.pointer.as_str(), error.code.as_str()));
        assert_eq!(found.collect::<Vec<_>>(), [(pointer, expected)]);
        assert!(!problem.errors[0].detail.is_empty(), "{pointer} {expected}");
    }
    // The longest that is allowed.
    let longest = with(|r| {
        r.title = "é".repeat(200);
        r.description = "é".repeat(20_000);
    });
    dan.api().file_case(&longest).await.unwrap();
}

async fn l10_numbers_say_nothing(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let mut numbers = Vec::new();
    for _ in 0..8 {
        numbers.push(dan.files(None, "One of several").await.number);
    }
    for number in &numbers {
        let plain = number.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        assert!(plain && (4..=32).contains(&number.len()), "{number}");
    }
    let mut sorted = numbers.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(sorted.len(), 8);
    assert_ne!(numbers, sorted, "they come in order: {numbers:?}");
}
