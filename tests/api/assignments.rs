//! Giving and taking roles.

use crate::groups::member;
use serde_json::json;
use shared::Timestamp;
use shared::api::accounts::HeldRole;
use shared::api::assignments::GiveRole;
use shared::words::{Privilege, Privileges};
use tests::{Person, TestApp, code, refused};
use uuid::Uuid;

tests::on_both_engines!(
    a_role_acts_from_the_next_request_until_it_is_taken,
    a_role_on_a_node_reaches_what_lies_below,
    to_oneself_too,
    o8_only_roles_that_the_own_role_may_give,
    o8_o10_people_roles_and_nodes_of_others_do_not_exist,
    o8_a_name_gives_nothing,
    some_roles_count_for_the_whole_only,
    o9_the_last_administrator_cannot_be_removed,
    o9_two_that_remove_each_other,
    s5_what_was_lost_while_waiting_is_lost,
    only_those_with_the_right_give_and_take,
);

pub(crate) fn give(principal: &str, role: &str, resource: Option<&str>) -> GiveRole {
    GiveRole {
        principal: principal.to_owned(),
        role: role.to_owned(),
        resource: resource.map(str::to_owned),
    }
}

/// The roles that an account holds, as its administrator sees them.
pub(crate) async fn held(admin: &Person, email: &str) -> Vec<HeldRole> {
    let accounts = admin.api().accounts(None).await.unwrap().items;
    let found = accounts.into_iter().find(|one| one.email == email);
    found.unwrap_or_else(|| panic!("no {email}")).roles
}

/// The first role that an account holds.
async fn first(admin: &Person, email: &str) -> Uuid {
    held(admin, email).await[0].id
}

async fn entries(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM ledger", vec![]).await
}

/// The field of a refusal, and what is wrong with it.
fn field<T: std::fmt::Debug>(outcome: shared::client::Outcome<T>) -> (String, String) {
    let error = refused(outcome).errors.remove(0);
    (error.pointer, error.code)
}

fn wrong(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

async fn a_role_acts_from_the_next_request_until_it_is_taken(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let dodo = app.sign_in("dodo@delta.example").await;
    let request = give("DODO@delta.example", "tech_support_editor", None);
    let before = dodo.all().await;
    let given = dora.api().give_role(&request).await.unwrap();
    assert_eq!(
        (
            given.principal.as_str(),
            given.role.as_str(),
            given.resource.as_deref()
        ),
        ("dodo@delta.example", "tech_support_editor", None)
    );
    let roles = held(&dora, "dodo@delta.example").await;
    assert_eq!(
        (roles.len(), roles[0].id, roles[0].since),
        (1, given.id, given.since)
    );
    assert_eq!(dodo.all().await.len(), 4);
    dodo.files(None, "Now I may").await;
    // Once is enough.
    assert_eq!(dora.api().give_role(&request).await.unwrap(), given);
    assert_eq!(held(&dora, "dodo@delta.example").await.len(), 1);
    dora.api().take_role(given.id).await.unwrap();
    // What one filed oneself is no exception.
    assert_eq!(dodo.all().await, before);
    assert_eq!(code(dodo.tries_to_file(None, "And now?").await), "forbidden");
    assert_eq!(code(dora.api().take_role(given.id).await), "not-found");
    let lines: Vec<(String, String, String)> = app
        .rows(
            "SELECT action, from_value, to_value FROM ledger WHERE action LIKE 'role.%' ORDER BY at, id",
            vec![],
        )
        .await;
    let line = |action: &str| {
        (
            action.to_owned(),
            "tech_support_editor".to_owned(),
            "dodo@delta.example".to_owned(),
        )
    };
    assert_eq!(lines, [line("role.given"), line("role.taken")]);
    let kept = "SELECT count(*) FROM assignments WHERE ended_at IS NOT NULL";
    assert_eq!(app.count(kept, vec![]).await, 1);
}

async fn a_role_on_a_node_reaches_what_lies_below(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let dodo = app.sign_in("dodo@delta.example").await;
    let viewer = |resource| give("dodo@delta.example", "tech_support_viewer", resource);
    let till = dora
        .api()
        .give_role(&viewer(Some("delta/shop/till")))
        .await
        .unwrap();
    assert_eq!(till.resource.as_deref(), Some("delta/shop/till"));
    // Shared with Dodo before: DELTA-ROOT.
    assert_eq!(dodo.all().await, ["DELTA-ROOT", "DELTA-TILL"]);
    let shop = dora.api().give_role(&viewer(Some("delta/shop"))).await.unwrap();
    assert_eq!(dodo.all().await, ["DELTA-ROOT", "DELTA-TILL", "DELTA-WEB"]);
    // The root's path is everywhere.
    let root = dora.api().give_role(&viewer(Some("delta"))).await.unwrap();
    assert_eq!(root.resource, None);
    assert_eq!(dora.api().give_role(&viewer(None)).await.unwrap().id, root.id);
    assert_eq!(dodo.all().await.len(), 4);
    assert_eq!(held(&dora, "dodo@delta.example").await.len(), 3);
    for id in [root.id, shop.id] {
        dora.api().take_role(id).await.unwrap();
    }
    assert_eq!(dodo.all().await, ["DELTA-ROOT", "DELTA-TILL"]);
    assert!(!dodo.sees("DELTA-WEB").await);
    // To a group as to an account.
    let group = give(
        "plant@delta.example",
        "tech_support_viewer",
        Some("delta/shop/web"),
    );
    dora.api().give_role(&group).await.unwrap();
    let dave = app.sign_in("dave@delta.example").await;
    assert_eq!(dave.all().await, ["DELTA-PLANT", "DELTA-WEB"]);
}

async fn to_oneself_too(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    assert!(dora.all().await.is_empty());
    let request = give("dora@delta.example", "tech_support_viewer", None);
    let given = dora.api().give_role(&request).await.unwrap();
    assert_eq!(dora.all().await.len(), 4);
    dora.api().take_role(given.id).await.unwrap();
    assert!(dora.all().await.is_empty());
    // Another administrator, then one may go oneself.
    let request = give("dan@delta.example", "org_admin", None);
    dora.api().give_role(&request).await.unwrap();
    let own = first(&dora, "dora@delta.example").await;
    dora.api().take_role(own).await.unwrap();
    assert_eq!(code(dora.api().accounts(None).await), "forbidden");
}

async fn o8_only_roles_that_the_own_role_may_give(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let sven = app.sign_in("sven@delta.example").await;
    let before = entries(&app).await;
    for role in ["org_admin", "support_account_admin"] {
        for principal in ["sven@delta.example", "dodo@delta.example", "plant@delta.example"] {
            let outcome = sven.api().give_role(&give(principal, role, None)).await;
            assert_eq!(code(outcome), "forbidden", "{role} {principal}");
        }
    }
    for email in ["dora@delta.example", "sven@delta.example"] {
        let id = first(&dora, email).await;
        assert_eq!(code(sven.api().take_role(id).await), "forbidden", "{email}");
    }
    assert_eq!(entries(&app).await, before);
    // The two that it may give, it gives and takes.
    for role in ["tech_support_editor", "tech_support_viewer"] {
        let given = sven
            .api()
            .give_role(&give("dodo@delta.example", role, Some("delta/plant")))
            .await
            .unwrap();
        assert!(app.sign_in("dodo@delta.example").await.sees("DELTA-PLANT").await);
        sven.api().take_role(given.id).await.unwrap();
    }
    let dan = first(&dora, "dan@delta.example").await;
    sven.api().take_role(dan).await.unwrap();
    assert!(app.sign_in("dan@delta.example").await.all().await.is_empty());
    // A super-admin gives every role of a reseller, custom ones too.
    let sam = app.sign_in("sam@aurora.example").await;
    for role in ["Reader", "Agent", "reseller_admin", "super_admin"] {
        let given = sam
            .api()
            .give_role(&give("desk@aurora.example", role, None))
            .await
            .unwrap();
        assert_eq!(app.sign_in("max@aurora.example").await.me.roles, [role]);
        sam.api().take_role(given.id).await.unwrap();
    }
}

async fn o8_o10_people_roles_and_nodes_of_others_do_not_exist(app: TestApp) {
    let enzo = app.sign_in("enzo@echo.example").await;
    enzo.post("/resources", &json!({"name": "shop", "kind": "folder"}))
        .await;
    let dora = app.sign_in("dora@delta.example").await;
    let sam = app.sign_in("sam@aurora.example").await;
    let before = entries(&app).await;
    let to = async |person: &Person, principal: &str, role: &str, resource: Option<&str>| {
        let body = json!({"principal": principal, "role": role, "resource": resource});
        person.post("/assignments", &body).await
    };
    let never = to(&dora, "never@delta.example", "tech_support_viewer", None).await;
    assert_eq!(
        never.refused(422, "invalid-input").errors[0].pointer,
        "/principal"
    );
    for principal in [
        "alice@aurora.example",
        "desk@aurora.example",
        "tech@cobalt.example",
        "never@nowhere.example",
    ] {
        let reply = to(&dora, principal, "tech_support_viewer", None).await;
        assert_eq!(reply.fingerprint(), never.fingerprint(), "{principal}");
    }
    // Roles of another kind of domain, of another reseller, everybody's.
    for (person, principal, roles) in [
        (
            &dora,
            "dodo@delta.example",
            &["never", "operator", "reseller_admin", "Reader", "Agent", "member"][..],
        ),
        (
            &sam,
            "max@aurora.example",
            &["never", "Directory", "org_admin", "operator", "member"],
        ),
    ] {
        let never = to(person, principal, roles[0], None).await;
        assert_eq!(never.refused(422, "invalid-input").errors[0].pointer, "/role");
        for role in roles {
            let reply = to(person, principal, role, None).await;
            assert_eq!(reply.fingerprint(), never.fingerprint(), "{role}");
        }
    }
    // Nodes of another client; a reseller has none.
    let never = to(&dora, "dodo@delta.example", "tech_support_viewer", Some("never")).await;
    assert_eq!(never.refused(422, "invalid-input").errors[0].pointer, "/resource");
    for path in ["echo", "echo/shop", "delta/", "/delta", "delta/shop/", ""] {
        let reply = to(&dora, "dodo@delta.example", "tech_support_viewer", Some(path)).await;
        assert_eq!(reply.fingerprint(), never.fingerprint(), "{path}");
    }
    let reply = to(&sam, "max@aurora.example", "Reader", Some("delta/shop")).await;
    assert_eq!(reply.fingerprint(), never.fingerprint());
    // What others hold cannot be taken.
    let never = dora.delete(&format!("/assignments/{}", Uuid::nil())).await;
    never.refused(404, "not-found");
    let others: Vec<(Uuid,)> = app
        .rows(
            "SELECT a.id FROM assignments a JOIN domains d ON d.id = a.domain_id WHERE d.name <> ?",
            vec!["delta.example".into()],
        )
        .await;
    assert!(others.len() > 20);
    for (id,) in others {
        let reply = dora.delete(&format!("/assignments/{id}")).await;
        assert_eq!(reply.fingerprint(), never.fingerprint());
    }
    let reply = dora.delete("/assignments/nonsense").await;
    assert_eq!(reply.fingerprint(), never.fingerprint());
    assert_eq!(entries(&app).await, before);
}

/// Puts a role into the database that the program would not make, and gives it.
async fn forged(app: &TestApp, domain: &str, name: &str, privileges: &[Privilege], to: &str) {
    let privileges = privileges.iter().copied().collect::<Privileges>();
    let id = app.app.world.id().unwrap();
    app.write(
        "INSERT INTO roles (id, domain_id, name, privileges) SELECT ?, id, ?, ? FROM domains WHERE name = ?",
        vec![id.into(), name.into(), privileges.into(), domain.into()],
    )
    .await
    .unwrap();
    app.write(
        "INSERT INTO assignments (id, domain_id, account_id, role_id, created_at)
         SELECT ?, a.domain_id, a.id, ?, 0 FROM accounts a WHERE a.email = ?",
        vec![app.app.world.id().unwrap().into(), id.into(), to.into()],
    )
    .await
    .unwrap();
}

async fn o8_a_name_gives_nothing(app: TestApp) {
    // A custom role that is called as a built-in one, as an old import or a new built-in role
    // could have it: its holder gives no more for the name.
    let assigns = [Privilege::RolesAssign, Privilege::AccountsManage];
    forged(
        &app,
        "aurora.example",
        "super_admin",
        &assigns,
        "max@aurora.example",
    )
    .await;
    let max = app.sign_in("max@aurora.example").await;
    assert_eq!(max.me.roles, ["super_admin"]);
    let before = entries(&app).await;
    for role in ["super_admin", "reseller_admin", "Reader", "Agent"] {
        let outcome = max.api().give_role(&give("max@aurora.example", role, None)).await;
        assert_eq!(code(outcome), "forbidden", "{role}");
    }
    assert!(
        max.api()
            .roles()
            .await
            .unwrap()
            .iter()
            .all(|role| !role.grantable)
    );
    let sam = app.sign_in("sam@aurora.example").await;
    let id = first(&sam, "rita@aurora.example").await;
    assert_eq!(code(max.api().take_role(id).await), "forbidden");
    let account = json!({"email": "new@aurora.example", "name": "New", "role": "reseller_admin"});
    max.post("/accounts", &account).await.refused(403, "forbidden");
    // Nor is such a holder an administrator who could stay behind as the last.
    let own = first(&sam, "sam@aurora.example").await;
    assert_eq!(code(sam.api().take_role(own).await), "last-administrator");
    // A built-in one that is attached to a folder, as an old import could have it, administers
    // nothing of the domain.
    app.write(
        "UPDATE assignments SET resource_id = (SELECT id FROM resources WHERE path = 'delta/plant')
         WHERE account_id = (SELECT id FROM accounts WHERE email = 'dora@delta.example')",
        vec![],
    )
    .await
    .unwrap();
    let dora = app.sign_in("dora@delta.example").await;
    assert_eq!(dora.me.roles, ["org_admin"]);
    let outcome = dora
        .api()
        .give_role(&give("dora@delta.example", "org_admin", None))
        .await;
    assert_eq!(code(outcome), "forbidden");
    for path in ["/accounts", "/groups", "/roles", "/resources", "/delegations"] {
        dora.get(path).await.refused(403, "forbidden");
    }
    assert_eq!(entries(&app).await, before);
}

async fn some_roles_count_for_the_whole_only(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    for role in ["org_admin", "support_account_admin"] {
        let outcome = dora
            .api()
            .give_role(&give("dodo@delta.example", role, Some("delta/plant")))
            .await;
        assert_eq!(field(outcome), wrong("/resource", "root-only"), "{role}");
        let root = give("dodo@delta.example", role, Some("delta"));
        assert_eq!(dora.api().give_role(&root).await.unwrap().resource, None);
    }
    for (request, expected) in [
        (give("", "org_admin", None), wrong("/principal", "required")),
        (give("nobody", "org_admin", None), wrong("/principal", "email")),
        (give("dan@delta.example", "", None), wrong("/role", "required")),
    ] {
        assert_eq!(field(dora.api().give_role(&request).await), expected);
    }
}

async fn o9_the_last_administrator_cannot_be_removed(app: TestApp) {
    for (email, role, other) in [
        ("dora@delta.example", "org_admin", "dodo@delta.example"),
        ("sam@aurora.example", "super_admin", "max@aurora.example"),
        ("olga@vendor.example", "operator", "pia@vendor.example"),
    ] {
        let admin = app.sign_in(email).await;
        let roles = held(&admin, email).await;
        assert_eq!(roles[0].role, role);
        let before = entries(&app).await;
        assert_eq!(
            code(admin.api().take_role(roles[0].id).await),
            "last-administrator"
        );
        // A disabled one does not count, nor somebody of another domain.
        admin.api().give_role(&give(other, role, None)).await.unwrap();
        let disable = "UPDATE accounts SET disabled_at = 1 WHERE email = ?";
        app.write(disable, vec![other.into()]).await.unwrap();
        assert_eq!(
            code(admin.api().take_role(roles[0].id).await),
            "last-administrator"
        );
        assert_eq!(entries(&app).await, before + 1);
        let enable = "UPDATE accounts SET disabled_at = NULL WHERE email = ?";
        app.write(enable, vec![other.into()]).await.unwrap();
        admin.api().take_role(roles[0].id).await.unwrap();
        assert_eq!(code(admin.api().accounts(None).await), "forbidden");
        let heir = app.sign_in(other).await;
        let own = held(&heir, other).await;
        let own = own.iter().find(|held| held.role == role).unwrap().id;
        assert_eq!(code(heir.api().take_role(own).await), "last-administrator");
    }
}

async fn o9_two_that_remove_each_other(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let (mut admin, mut other) = (dora.clone(), dan.clone());
    let (mut lost, mut last) = (0, 0);
    for round in 0..40 {
        let email = other.me.email.clone();
        admin
            .api()
            .give_role(&give(&email, "org_admin", None))
            .await
            .unwrap();
        let of = async |email: &str| {
            let roles = held(&admin, email).await;
            roles.iter().find(|held| held.role == "org_admin").unwrap().id
        };
        let (mine, theirs) = (of(&admin.me.email).await, of(&other.me.email).await);
        // Each the other, or each itself.
        let (one, two) = if round % 2 == 0 {
            (theirs, mine)
        } else {
            (mine, theirs)
        };
        let (a, b) = (admin.api(), other.api());
        let (one, two) = tokio::join!(a.take_role(one), b.take_role(two));
        let (taken, refusal) = match (one, two) {
            (Ok(()), Err(refusal)) => (round % 2 == 1, Err::<(), _>(refusal)),
            (Err(refusal), Ok(())) => (round % 2 == 0, Err(refusal)),
            both => panic!("round {round}: {both:?}"),
        };
        match code(refusal) {
            "forbidden" => lost += 1,
            "last-administrator" => last += 1,
            other => panic!("round {round}: {other}"),
        }
        let left = app
            .count(
                "SELECT count(*) FROM assignments a JOIN roles r ON r.id = a.role_id JOIN domains d ON d.id = a.domain_id
                 WHERE d.name = 'delta.example' AND r.name = 'org_admin' AND a.ended_at IS NULL",
                vec![],
            )
            .await;
        assert_eq!(left, 1, "round {round}");
        // `taken`: the one who gave has lost it.
        if taken {
            std::mem::swap(&mut admin, &mut other);
        }
    }
    assert!(last > 0 && lost + last == 40, "{lost} {last}");
}

async fn s5_what_was_lost_while_waiting_is_lost(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let (mut given, mut refusals) = (0, 0);
    for round in 0..60 {
        let own = dora
            .api()
            .give_role(&give("dan@delta.example", "org_admin", None))
            .await
            .unwrap();
        let request = give("dodo@delta.example", "tech_support_viewer", None);
        let (a, b) = (dora.api(), dan.api());
        let (taken, gave) = match round % 2 {
            0 => tokio::join!(a.take_role(own.id), b.give_role(&request)),
            _ => {
                let (gave, taken) = tokio::join!(b.give_role(&request), a.take_role(own.id));
                (taken, gave)
            }
        };
        taken.unwrap();
        match gave {
            Ok(view) => {
                given += 1;
                // Then it was given first: nobody gives by a role that was taken.
                let ends: Vec<(Timestamp,)> = app
                    .rows(
                        "SELECT ended_at FROM assignments WHERE id = ?",
                        vec![own.id.into()],
                    )
                    .await;
                assert!(
                    view.since < ends[0].0,
                    "round {round}: {} {}",
                    view.since,
                    ends[0].0
                );
                dora.api().take_role(view.id).await.unwrap();
            }
            Err(failure) => {
                refusals += 1;
                assert_eq!(code::<()>(Err(failure)), "forbidden");
            }
        }
    }
    println!("{given} given, {refusals} refused");
    assert!(given > 0 && refusals > 0, "{given} given, {refusals} refused");
}

async fn only_those_with_the_right_give_and_take(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let sam = app.sign_in("sam@aurora.example").await;
    dora.api()
        .add_member("plant@delta.example", &member("dan@delta.example"))
        .await
        .unwrap();
    let before = entries(&app).await;
    for (admin, email, role) in [
        (&dora, "dan@delta.example", "tech_support_viewer"),
        (&dora, "dina@delta.example", "tech_support_viewer"),
        (&dora, "dodo@delta.example", "org_admin"),
        (&sam, "alice@aurora.example", "super_admin"),
        (&sam, "rita@aurora.example", "Reader"),
    ] {
        let person = app.sign_in(email).await;
        let outcome = person.api().give_role(&give(email, role, None)).await;
        assert_eq!(code(outcome), "forbidden", "{email}");
        for of in held(admin, email).await {
            assert_eq!(code(person.api().take_role(of.id).await), "forbidden", "{email}");
        }
        // Whether it is there or not is not said either.
        assert_eq!(code(person.api().take_role(Uuid::nil()).await), "forbidden");
    }
    assert_eq!(entries(&app).await, before);
}
