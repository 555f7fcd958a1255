//! What the vendor's operator does: organizations, domains, plans, the catalogue, the ledger.

use serde_json::json;
use shared::api::cases::FileCase;
use shared::api::catalogue::{ChangeCategory, NewCategory, NewProduct, Retire};
use shared::api::domains::{NewDomain, NewOrganization};
use shared::api::plans::{AssignPlan, NewPlan, NewTarget};
use shared::api::sessions::{AcceptInvitation, OpenInvitation, Secret};
use shared::words::DomainKind;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    a_new_reseller_begins_with_a_one_time_link,
    a_new_client_has_a_plan_and_an_administrator,
    domains_are_checked,
    domains_are_found_and_come_in_pages,
    organizations_group_domains,
    plans_are_data,
    what_is_retired_is_not_offered_any_more,
    catalogue_input_is_checked,
    the_ledger_tells_who_did_what,
    nobody_else_does_any_of_it,
);

/// The token of a one-time link.
pub(crate) fn token(link: &str) -> Secret {
    Secret(link.split_once('#').expect("a link with a fragment").1.to_owned())
}

/// Takes up a one-time link with a new browser.
pub(crate) async fn accept(app: &TestApp, link: &str, password: &str) -> Person {
    let visitor = app.visitor();
    let request = AcceptInvitation {
        token: token(link),
        password: Secret(password.to_owned()),
    };
    let me = visitor.client.accept_invitation(&request).await.unwrap();
    Person {
        domain: me.domain.name.clone(),
        me,
        visitor,
    }
}

fn domain(name: &str, kind: DomainKind) -> NewDomain {
    NewDomain {
        name: name.to_owned(),
        title: "A new one".to_owned(),
        kind: Some(kind),
        admin_email: Some(format!("first@{name}")),
        admin_name: Some("First Person".to_owned()),
        ..NewDomain::default()
    }
}

async fn a_new_reseller_begins_with_a_one_time_link(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let request = NewDomain {
        organization: Some("aurora".to_owned()),
        ..domain("Aurora-Nord.Example", DomainKind::Reseller)
    };
    let added = olga.api().add_domain(&request).await.unwrap();
    assert_eq!(added.domain.name, "aurora-nord.example");
    assert_eq!(added.domain.organization.as_deref(), Some("aurora"));
    let invitation = added.invitation.unwrap();
    assert!(invitation.link.starts_with("http://127.0.0.1:8080/"));
    // Whoever opens it sees for whom it is, and is signed in with the password chosen.
    let request = OpenInvitation {
        token: token(&invitation.link),
    };
    let seen = app.visitor().client.open_invitation(&request).await.unwrap();
    assert_eq!(
        (seen.email.as_str(), seen.domain.name.as_str()),
        ("first@aurora-nord.example", "aurora-nord.example")
    );
    assert_eq!(seen.expires_at, invitation.expires_at);
    let first = accept(&app, &invitation.link, "a chosen password").await;
    assert_eq!(first.me.roles, ["super_admin"]);
    assert!(first.all().await.is_empty());
    app.visitor()
        .try_sign_in("first@aurora-nord.example", "a chosen password")
        .await
        .unwrap();
    // The link is nowhere in the database, and shown once.
    let stored = app
        .count(
            "SELECT count(*) FROM ledger WHERE to_value LIKE ?",
            vec![format!("%{}%", token(&invitation.link).0).into()],
        )
        .await;
    assert_eq!(stored, 0);
}

async fn a_new_client_has_a_plan_and_an_administrator(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let request = NewDomain {
        plan: Some("advanced".to_owned()),
        ..domain("kilo.example", DomainKind::Client)
    };
    let added = olga.api().add_domain(&request).await.unwrap();
    assert_eq!(
        (added.domain.plan.as_deref(), added.domain.reseller),
        (Some("advanced"), None)
    );
    let first = accept(&app, &added.invitation.unwrap().link, "a chosen password").await;
    assert_eq!(first.me.roles, ["org_admin"]);
    // No cases by itself, and not yet anybody who manages it.
    assert_eq!(code(first.tries_to_file(None, "May I?").await), "forbidden");
    assert!(first.api().delegations().await.unwrap().items.is_empty());
    let transfer = json!({"client": "kilo.example", "reseller": "aurora.example"});
    assert_eq!(olga.post("/tenures", &transfer).await.status, 201);
    let found = olga.api().domains(Some("kilo"), None, None).await.unwrap().items;
    assert_eq!(found[0].reseller.as_ref().unwrap().name, "aurora.example");
    // Without an administrator there is no link.
    let request = NewDomain {
        admin_email: None,
        admin_name: None,
        ..domain("lima.example", DomainKind::Client)
    };
    assert!(
        olga.api()
            .add_domain(&request)
            .await
            .unwrap()
            .invitation
            .is_none()
    );
}

async fn domains_are_checked(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let with = |change: fn(&mut NewDomain)| {
        let mut request = domain("kilo.example", DomainKind::Client);
        change(&mut request);
        request
    };
    for (request, pointer) in [
        (with(|r| r.name = "kilo".to_owned()), "/name"),
        (with(|r| r.title = String::new()), "/title"),
        (with(|r| r.kind = None), "/kind"),
        (with(|r| r.kind = Some(DomainKind::Vendor)), "/kind"),
        (
            with(|r| r.organization = Some("nobody".to_owned())),
            "/organization",
        ),
        (with(|r| r.plan = Some("nothing".to_owned())), "/plan"),
        (
            with(|r| r.admin_email = Some("first@evil-kilo.example".to_owned())),
            "/admin_email",
        ),
        (
            with(|r| r.admin_email = Some("first@kilo.example.evil".to_owned())),
            "/admin_email",
        ),
        (
            with(|r| r.admin_email = Some("first@kilo.example@evil.example".to_owned())),
            "/admin_email",
        ),
        (
            with(|r| r.admin_email = Some("first@kil\u{43e}.example".to_owned())),
            "/admin_email",
        ),
        (with(|r| r.admin_name = None), "/admin_name"),
    ] {
        let problem = refused(olga.api().add_domain(&request).await);
        let pointers = problem
            .errors
            .iter()
            .map(|error| error.pointer.as_str())
            .collect::<Vec<_>>();
        assert_eq!((problem.status, pointers), (422, vec![pointer]), "{request:?}");
    }
    assert!(
        olga.api()
            .domains(Some("kilo"), None, None)
            .await
            .unwrap()
            .items
            .is_empty()
    );
    for taken in ["delta.example", "DELTA.example", "aurora-mail.example"] {
        let problem = refused(olga.api().add_domain(&domain(taken, DomainKind::Client)).await);
        assert_eq!(
            (problem.status, problem.code.as_str()),
            (409, "already-exists"),
            "{taken}"
        );
    }
}

async fn domains_are_found_and_come_in_pages(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let all = olga.api().domains(None, None, None).await.unwrap().items;
    assert_eq!(all.len(), 11);
    assert!(all.windows(2).all(|pair| pair[0].title <= pair[1].title));
    let clients = olga
        .api()
        .domains(None, Some("client"), None)
        .await
        .unwrap()
        .items;
    assert_eq!(clients.len(), 7);
    let delta = clients
        .iter()
        .find(|domain| domain.name == "delta.example")
        .unwrap();
    assert_eq!(delta.plan.as_deref(), Some("premium"));
    assert_eq!(delta.reseller.as_ref().unwrap().name, "aurora.example");
    let aurora = olga
        .api()
        .domains(Some("aurora"), None, None)
        .await
        .unwrap()
        .items;
    assert_eq!(aurora.len(), 2);
    assert_eq!(aurora[0].aliases, ["aurora-mail.example"]);
    let (mut names, mut after) = (Vec::new(), String::new());
    loop {
        let page: shared::api::Page<shared::api::domains::DomainView> =
            olga.get(&format!("/domains?limit=3{after}")).await.json();
        names.extend(page.items.into_iter().map(|domain| domain.name));
        let Some(next) = page.next else { break };
        after = format!("&after={}", shared::client::encode(&next));
    }
    assert_eq!(
        names,
        all.into_iter().map(|domain| domain.name).collect::<Vec<_>>()
    );
    olga.get("/domains?kind=shop").await.refused(422, "invalid-input");
}

async fn organizations_group_domains(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let organizations = olga.api().organizations().await.unwrap().items;
    let aurora = organizations.iter().find(|one| one.key == "aurora").unwrap();
    let names = aurora
        .domains
        .iter()
        .map(|domain| domain.name.as_str())
        .collect::<Vec<_>>();
    assert_eq!(names, ["aurora.example", "aurora-sud.example"]);
    let new = |key: &str| NewOrganization {
        key: key.to_owned(),
        name: "Polaris".to_owned(),
    };
    let added = olga.api().add_organization(&new("polaris")).await.unwrap();
    assert!(added.domains.is_empty());
    assert_eq!(
        code(olga.api().add_organization(&new("polaris")).await),
        "already-exists"
    );
    for key in ["", "Polaris", "a b", &"a".repeat(41)] {
        let problem = refused(olga.api().add_organization(&new(key)).await);
        assert_eq!(problem.errors[0].pointer, "/key", "{key}");
    }
    assert_eq!(olga.api().organizations().await.unwrap().items.len(), 4);
}

async fn plans_are_data(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let keys = olga
        .api()
        .plans()
        .await
        .unwrap()
        .into_iter()
        .map(|plan| plan.key)
        .collect::<Vec<_>>();
    assert_eq!(keys, ["standard", "advanced", "premium"]);
    let within = |minutes| {
        Some(NewTarget {
            minutes,
            calendar: None,
        })
    };
    let new = NewPlan {
        key: "gold".to_owned(),
        name_en: "Gold".to_owned(),
        name_fr: "Or".to_owned(),
        escalation: true,
        targets: vec![within(5), within(30), None],
    };
    let plan = olga.api().add_plan(&new).await.unwrap();
    let minutes = plan
        .targets
        .iter()
        .map(|target| target.minutes)
        .collect::<Vec<_>>();
    assert_eq!(minutes, [Some(5), Some(30), None, None]);
    assert_eq!(code(olga.api().add_plan(&new).await), "already-exists");
    let wrong = NewPlan {
        key: "lead".to_owned(),
        targets: vec![within(0)],
        ..new
    };
    assert_eq!(
        refused(olga.api().add_plan(&wrong).await).errors[0].pointer,
        "/targets/0"
    );
    // Given now, or later.
    let alice = app.sign_in("alice@aurora.example").await;
    let give = |from| AssignPlan {
        plan: "gold".to_owned(),
        from,
    };
    let given = olga
        .api()
        .assign_plan("delta.example", &give(None))
        .await
        .unwrap();
    assert_eq!(given.plan.as_deref(), Some("gold"));
    assert_eq!(
        alice.api().client("delta.example").await.unwrap().plan.as_deref(),
        Some("gold")
    );
    let later = Some(app.now().plus_seconds(600));
    olga.api()
        .assign_plan("iris.example", &give(later))
        .await
        .unwrap();
    assert_eq!(
        alice.api().client("iris.example").await.unwrap().plan.as_deref(),
        Some("standard")
    );
    app.put_forward(600);
    assert_eq!(
        alice.api().client("iris.example").await.unwrap().plan.as_deref(),
        Some("gold")
    );
    for client in ["none.example", "aurora.example"] {
        assert_eq!(
            code(olga.api().assign_plan(client, &give(None)).await),
            "not-found",
            "{client}"
        );
    }
    let none = AssignPlan {
        plan: "none".to_owned(),
        from: None,
    };
    assert_eq!(
        refused(olga.api().assign_plan("delta.example", &none).await).errors[0].pointer,
        "/plan"
    );
    let past = give(Some(app.now().plus_seconds(-60)));
    assert_eq!(
        refused(olga.api().assign_plan("delta.example", &past).await).errors[0].pointer,
        "/from"
    );
}

async fn what_is_retired_is_not_offered_any_more(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let product = NewProduct {
        key: "relay".to_owned(),
        name_en: "Relay".to_owned(),
        name_fr: "Relais".to_owned(),
    };
    olga.api().add_product(&product).await.unwrap();
    let category = |key: &str, parent: Option<&str>| NewCategory {
        key: key.to_owned(),
        name_en: "Signals".to_owned(),
        name_fr: "Signaux".to_owned(),
        parent: parent.map(str::to_owned),
        ..NewCategory::default()
    };
    olga.api()
        .add_category("relay", &category("signals", None))
        .await
        .unwrap();
    let added = olga
        .api()
        .add_category("relay", &category("lamps", Some("signals")))
        .await
        .unwrap();
    assert_eq!(added.categories.len(), 2);
    let file = FileCase {
        product: "relay".to_owned(),
        category: "lamps".to_owned(),
        title: "No light".to_owned(),
        description: "x".to_owned(),
        ..FileCase::default()
    };
    let filed = dan.api().file_case(&file).await.unwrap();
    let retired = |retired| Retire { retired };
    let change = |retired| ChangeCategory {
        retired: Some(retired),
        ..ChangeCategory::default()
    };
    let on_offer = async || {
        let form = dan.api().filing_form(None).await.unwrap();
        form.products
            .iter()
            .find(|product| product.key == "relay")
            .map(|product| {
                product
                    .categories
                    .iter()
                    .map(|one| one.key.clone())
                    .collect::<Vec<_>>()
            })
    };
    assert_eq!(on_offer().await.unwrap().len(), 2);
    olga.api()
        .change_category("relay", "lamps", &change(true))
        .await
        .unwrap();
    assert_eq!(on_offer().await.unwrap(), ["signals"]);
    let problem = refused(dan.api().file_case(&file).await);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/category", "retired")
    );
    olga.api()
        .change_category("relay", "lamps", &change(false))
        .await
        .unwrap();
    dan.api().file_case(&file).await.unwrap();
    olga.api().retire_product("relay", &retired(true)).await.unwrap();
    assert_eq!(on_offer().await, None);
    let problem = refused(dan.api().file_case(&file).await);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/product", "retired")
    );
    // Cases that have it keep it, and the operator still sees it.
    assert_eq!(dan.case(&filed.number).await.category.unwrap().fr, "Signaux");
    let products = olga.api().products().await.unwrap();
    assert!(
        products
            .iter()
            .any(|product| product.key == "relay" && product.retired)
    );
}

async fn catalogue_input_is_checked(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let category = |key: &str, parent: Option<&str>| NewCategory {
        key: key.to_owned(),
        name_en: "x".to_owned(),
        name_fr: "x".to_owned(),
        parent: parent.map(str::to_owned),
        ..NewCategory::default()
    };
    let api = olga.api();
    assert_eq!(
        code(api.add_category("nothing", &category("x", None)).await),
        "not-found"
    );
    assert_eq!(
        code(api.add_category("gateway", &category("outage", None)).await),
        "already-exists"
    );
    // A parent of another product is none.
    for parent in ["nothing", "restore"] {
        let problem = refused(api.add_category("gateway", &category("x", Some(parent))).await);
        assert_eq!(problem.errors[0].pointer, "/parent", "{parent}");
    }
    let retire = Retire { retired: true };
    assert_eq!(code(api.retire_product("nothing", &retire).await), "not-found");
    let change = ChangeCategory {
        retired: Some(true),
        ..ChangeCategory::default()
    };
    assert_eq!(
        code(api.change_category("gateway", "restore", &change).await),
        "not-found"
    );
    let again = NewProduct {
        key: "gateway".to_owned(),
        name_en: "x".to_owned(),
        name_fr: "x".to_owned(),
    };
    assert_eq!(code(api.add_product(&again).await), "already-exists");
}

async fn the_ledger_tells_who_did_what(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let filed = dan.files(None, "To be remembered").await.number;
    crate::delegations::revoke(&dora, "aurora.example").await;
    dora.api()
        .grant_access(&crate::delegations::grant("aurora.example"))
        .await
        .unwrap();
    let transfer = json!({"client": "delta.example", "reseller": "borealis.example"});
    olga.post("/tenures", &transfer).await;
    let entries = olga.api().ledger(None).await.unwrap().items;
    assert!(entries.windows(2).all(|pair| pair[0].at >= pair[1].at));
    let told = |action: &str| entries.iter().find(|entry| entry.action == action).unwrap();
    for (action, by) in [
        ("case.filed", "dan@delta.example"),
        ("delegation.revoked", "dora@delta.example"),
        ("delegation.granted", "dora@delta.example"),
        ("tenure.transferred", "olga@vendor.example"),
    ] {
        let entry = told(action);
        assert_eq!(entry.by.as_deref(), Some(by), "{action}");
        assert_eq!(entry.client.as_ref().unwrap().name, "delta.example", "{action}");
    }
    assert_eq!(told("case.filed").case.as_deref(), Some(filed.as_str()));
    let moved = told("tenure.transferred");
    assert_eq!(
        (moved.from.as_deref(), moved.to.as_deref()),
        (Some("aurora.example"), Some("borealis.example"))
    );
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page: shared::api::Page<shared::api::ledger::LedgerEntry> =
            olga.get(&format!("/ledger?limit=2{after}")).await.json();
        all.extend(page.items);
        let Some(next) = page.next else { break };
        after = format!("&after={}", shared::client::encode(&next));
    }
    assert_eq!(all, entries);
}

async fn nobody_else_does_any_of_it(app: TestApp) {
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    for email in [
        "ada@vendor.example",
        "pia@vendor.example",
        "alice@aurora.example",
        "sam@aurora.example",
        "dora@delta.example",
        "dan@delta.example",
    ] {
        let person = app.sign_in(email).await;
        for path in ["/organizations", "/domains", "/products", "/ledger", "/tenures"] {
            person.get(path).await.refused(403, "forbidden");
        }
        let names = json!({"key": "x", "name_en": "x", "name_fr": "x"});
        for (path, body) in [
            ("/organizations", json!({"key": "x", "name": "x"})),
            (
                "/domains",
                json!({"name": "x.example", "title": "x", "kind": "client"}),
            ),
            ("/domains/delta.example/plan", json!({"plan": "standard"})),
            ("/plans", names.clone()),
            ("/products", names.clone()),
            ("/products/gateway/categories", names),
        ] {
            person.post(path, &body).await.refused(403, "forbidden");
        }
        for path in ["/products/gateway", "/products/gateway/categories/outage"] {
            person
                .patch(path, &json!({"retired": true}))
                .await
                .refused(403, "forbidden");
        }
    }
    // O2: a refused call leaves nothing.
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
    assert_eq!(app.count("SELECT count(*) FROM domains", vec![]).await, 11);
}
