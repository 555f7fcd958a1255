//! Roles that can be held, and custom ones of resellers.

use crate::assignments::{give, held};
use serde_json::json;
use shared::api::roles::{ChangeRole, NewRole, RoleView};
use shared::words::{Action, Privilege};
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    roles_tell_what_they_are_and_who_may_give_them,
    a_custom_role_is_made_given_changed_and_removed,
    a_change_acts_on_the_next_request_and_what_was_is_kept,
    a_domains_role_wins_over_its_organizations,
    names_of_the_product_and_names_that_are_taken,
    what_is_held_stays,
    o8_custom_roles_of_others_do_not_exist,
    an_organizations_role_is_changed_from_each_of_its_domains,
    only_super_admins_of_resellers_have_roles_of_their_own,
    a_role_that_is_removed_is_not_given_meanwhile,
    input_is_checked,
);

/// A super-admin of Aurora's other domain, one of Borealis, and a reseller without organization.
const MORE: &str = r#"{"type":"account","email":"sue@aurora-sud.example","domain":"aurora-sud.example","name":"Sue Super","password":"a long password"}
{"type":"assignment","principal":"sue@aurora-sud.example","domain":"aurora-sud.example","role":"super_admin"}
{"type":"account","email":"bea@borealis.example","domain":"borealis.example","name":"Bea Super","password":"a long password"}
{"type":"assignment","principal":"bea@borealis.example","domain":"borealis.example","role":"super_admin"}
{"type":"domain","name":"solo.example","kind":"reseller","title":"Solo"}
{"type":"account","email":"sol@solo.example","domain":"solo.example","name":"Sol Super","password":"a long password"}
{"type":"assignment","principal":"sol@solo.example","domain":"solo.example","role":"super_admin"}"#;

fn new(name: &str, privileges: &[Privilege]) -> NewRole {
    NewRole {
        name: name.to_owned(),
        privileges: privileges.to_vec(),
        organization: false,
    }
}

fn of_organization(name: &str, privileges: &[Privilege]) -> NewRole {
    NewRole {
        organization: true,
        ..new(name, privileges)
    }
}

fn renamed(name: &str) -> ChangeRole {
    ChangeRole {
        name: Some(name.to_owned()),
        privileges: None,
    }
}

fn allowing(privileges: &[Privilege]) -> ChangeRole {
    ChangeRole {
        name: None,
        privileges: Some(privileges.to_vec()),
    }
}

async fn role(person: &Person, name: &str) -> Option<RoleView> {
    let roles = person.api().roles().await.unwrap();
    roles.into_iter().find(|role| role.name == name)
}

async fn entries(app: &TestApp) -> i64 {
    app.count("SELECT count(*) FROM ledger", vec![]).await
}

async fn roles_tell_what_they_are_and_who_may_give_them(app: TestApp) {
    let sam = app.sign_in("sam@aurora.example").await;
    let roles = sam.api().roles().await.unwrap();
    let shown = roles.iter().map(|role| {
        (
            role.name.as_str(),
            role.builtin,
            role.organization,
            role.grantable,
            role.editable,
            role.holders,
        )
    });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            ("reseller_admin", true, false, true, false, 2),
            ("super_admin", true, false, true, false, 1),
            ("Agent", false, true, true, true, 1),
            ("Reader", false, false, true, true, 1),
        ]
    );
    assert_eq!(
        roles[3].privileges,
        [Privilege::ClientsView, Privilege::ClientsCasesView]
    );
    let dora = app.sign_in("dora@delta.example").await;
    let roles = dora.api().roles().await.unwrap();
    let shown = roles
        .iter()
        .map(|role| (role.name.as_str(), role.grantable, role.root_only, role.holders));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            ("org_admin", true, true, 1),
            ("support_account_admin", true, true, 1),
            ("tech_support_editor", true, false, 2),
            ("tech_support_viewer", true, false, 2),
        ]
    );
    assert!(roles.iter().all(|role| role.builtin && !role.editable));
    // Whoever gives some of them sees which.
    let sven = app.sign_in("sven@delta.example").await;
    let roles = sven.api().roles().await.unwrap();
    let grantable = roles.iter().filter(|role| role.grantable);
    assert_eq!(
        grantable.map(|role| role.name.as_str()).collect::<Vec<_>>(),
        ["tech_support_editor", "tech_support_viewer"]
    );
    // An account and a group that hold one role, one of them on two nodes: two holders.
    for node in ["delta/shop", "delta/plant"] {
        dora.api()
            .give_role(&give("plant@delta.example", "tech_support_editor", Some(node)))
            .await
            .unwrap();
    }
    assert_eq!(role(&dora, "tech_support_editor").await.unwrap().holders, 3);
    for email in ["alice@aurora.example", "dan@delta.example", "ada@vendor.example"] {
        let person = app.sign_in(email).await;
        person.get("/roles").await.refused(403, "forbidden");
    }
}

async fn a_custom_role_is_made_given_changed_and_removed(app: TestApp) {
    let sam = app.sign_in("sam@aurora.example").await;
    let max = app.sign_in("max@aurora.example").await;
    let made = sam
        .api()
        .add_role(&new(
            "Équipe_de-nuit",
            &[Privilege::ClientsView, Privilege::ClientsCasesManage],
        ))
        .await
        .unwrap();
    assert!(made.grantable && made.editable && !made.builtin && !made.organization);
    assert_eq!(made.holders, 0);
    assert!(!max.sees("DELTA-PLANT").await);
    let given = sam
        .api()
        .give_role(&give("max@aurora.example", "Équipe_de-nuit", None))
        .await
        .unwrap();
    // To manage is to see.
    assert!(max.sees("DELTA-PLANT").await);
    max.files(Some("delta.example"), "By night").await;
    assert_eq!(role(&sam, "Équipe_de-nuit").await.unwrap().holders, 1);
    let changed = sam
        .api()
        .change_role("Équipe_de-nuit", &renamed("Night"))
        .await
        .unwrap();
    assert_eq!((changed.name.as_str(), changed.holders), ("Night", 1));
    assert_eq!(app.sign_in("max@aurora.example").await.me.roles, ["Night"]);
    assert!(role(&sam, "Équipe_de-nuit").await.is_none());
    assert_eq!(code(sam.api().remove_role("Night").await), "in-use");
    sam.api().take_role(given.id).await.unwrap();
    sam.api().remove_role("Night").await.unwrap();
    assert_eq!(code(sam.api().remove_role("Night").await), "not-found");
    assert!(role(&sam, "Night").await.is_none());
    let again = sam
        .api()
        .give_role(&give("max@aurora.example", "Night", None))
        .await;
    assert_eq!(refused(again).errors[0].pointer, "/role");
    // The name is free again, and another role.
    sam.api()
        .add_role(&new("Night", &[Privilege::Reports]))
        .await
        .unwrap();
    assert!(!max.sees("DELTA-PLANT").await);
    let lines: Vec<(String, String, Option<String>)> = app
        .rows(
            "SELECT action, from_value, to_value FROM ledger WHERE action LIKE 'role.%' ORDER BY at, id",
            vec![],
        )
        .await;
    let lines = lines
        .iter()
        .map(|(action, from, to)| (action.as_str(), from.as_str(), to.as_deref().unwrap()))
        .collect::<Vec<_>>();
    assert_eq!(
        lines,
        [
            (
                "role.added",
                "Équipe_de-nuit",
                "clients.view clients.cases.manage"
            ),
            ("role.given", "Équipe_de-nuit", "max@aurora.example"),
            ("role.renamed", "Équipe_de-nuit", "Night"),
            ("role.taken", "Night", "max@aurora.example"),
            ("role.removed", "Night", "clients.view clients.cases.manage"),
            ("role.added", "Night", "reports"),
        ]
    );
}

async fn a_change_acts_on_the_next_request_and_what_was_is_kept(app: TestApp) {
    let sam = app.sign_in("sam@aurora.example").await;
    let rita = app.sign_in("rita@aurora.example").await;
    assert_eq!(rita.case("DELTA-PLANT").await.may, [Action::View]);
    assert_eq!(code(rita.comments("DELTA-PLANT", "May I?").await), "forbidden");
    let wide = [Privilege::ClientsCasesManage, Privilege::ClientsCasesEscalate];
    for _ in 0..2 {
        let changed = sam.api().change_role("Reader", &allowing(&wide)).await.unwrap();
        assert_eq!(changed.privileges, wide);
    }
    rita.comments("DELTA-TILL", "Now I may.").await.unwrap();
    assert!(rita.case("DELTA-TILL").await.may.contains(&Action::Escalate));
    assert_eq!(code(rita.api().clients(None, None).await), "forbidden");
    sam.api()
        .change_role("Reader", &allowing(&[Privilege::ClientsView]))
        .await
        .unwrap();
    assert!(rita.all().await.is_empty());
    let never = rita.get("/cases/NEVER-USED").await;
    assert_eq!(
        rita.get("/cases/DELTA-TILL").await.fingerprint(),
        never.fingerprint()
    );
    // What it allowed until then, for explanations; what changed nothing left nothing.
    let kept: Vec<(i64,)> = app
        .rows("SELECT privileges FROM role_changes ORDER BY until_at", vec![])
        .await;
    let bits = |privileges: &[Privilege]| {
        let all = privileges.iter().copied();
        (all.collect::<shared::words::Privileges>().bits(),)
    };
    assert_eq!(
        kept,
        [
            bits(&[Privilege::ClientsView, Privilege::ClientsCasesView]),
            bits(&wide)
        ]
    );
    let changes = "SELECT count(*) FROM ledger WHERE action = 'role.changed'";
    assert_eq!(app.count(changes, vec![]).await, 2);
}

async fn a_domains_role_wins_over_its_organizations(app: TestApp) {
    app.import(MORE).await;
    let sam = app.sign_in("sam@aurora.example").await;
    let sue = app.sign_in("sue@aurora-sud.example").await;
    let own = sam
        .api()
        .add_role(&new("Agent", &[Privilege::Reports]))
        .await
        .unwrap();
    assert!(!own.organization);
    assert_eq!(role(&sam, "Agent").await.unwrap(), own);
    assert!(role(&sue, "Agent").await.unwrap().organization);
    // Who held the organization's still does; who is given one by that name gets the domain's.
    let amir = app.sign_in("amir@aurora-mail.example").await;
    assert!(amir.sees("DELTA-PLANT").await);
    sam.api()
        .give_role(&give("max@aurora.example", "Agent", None))
        .await
        .unwrap();
    let max = app.sign_in("max@aurora.example").await;
    assert_eq!((max.me.roles.len(), max.sees("DELTA-PLANT").await), (1, false));
    // One of the organization that a domain's own hides is answered as what it is.
    let hidden = of_organization("Reader", &[Privilege::ClientsView]);
    let added = sam.api().add_role(&hidden).await.unwrap();
    assert!(added.organization && added.holders == 0);
    assert!(!role(&sam, "Reader").await.unwrap().organization);
    // Changing and removing by name is of the one that wins.
    sam.api()
        .change_role("Agent", &renamed("Own_agent"))
        .await
        .unwrap();
    assert!(role(&sam, "Agent").await.unwrap().organization);
}

async fn names_of_the_product_and_names_that_are_taken(app: TestApp) {
    let sam = app.sign_in("sam@aurora.example").await;
    let before = entries(&app).await;
    let view = [Privilege::ClientsView];
    for name in [
        "super_admin",
        "Super_Admin",
        "reseller_admin",
        "org_admin",
        "operator",
        "member",
        "MEMBER",
        "tech_support_viewer",
    ] {
        for request in [new(name, &view), of_organization(name, &view)] {
            let outcome = sam.api().add_role(&request).await;
            assert_eq!(code(outcome), "already-exists", "{name}");
        }
        let outcome = sam.api().change_role("Reader", &renamed(name)).await;
        assert_eq!(code(outcome), "already-exists", "{name}");
    }
    // One per name in the domain, and one in the organization.
    for request in [new("Reader", &view), of_organization("Agent", &view)] {
        assert_eq!(code(sam.api().add_role(&request).await), "already-exists");
    }
    assert_eq!(entries(&app).await, before);
    sam.api().add_role(&new("Other", &view)).await.unwrap();
    sam.api()
        .add_role(&of_organization("Third", &view))
        .await
        .unwrap();
    for (role, name) in [("Other", "Reader"), ("Third", "Agent")] {
        let outcome = sam.api().change_role(role, &renamed(name)).await;
        assert_eq!(code(outcome), "already-exists", "{role}");
    }
    // Its own name is no other's.
    let same = ChangeRole {
        privileges: Some(vec![Privilege::Reports]),
        ..renamed("Other")
    };
    let changed = sam.api().change_role("Other", &same).await.unwrap();
    assert_eq!(changed.privileges, [Privilege::Reports]);
    // Those of the product are there to be seen, not to be changed.
    for name in ["super_admin", "reseller_admin"] {
        assert_eq!(
            code(sam.api().change_role(name, &allowing(&view)).await),
            "forbidden"
        );
        assert_eq!(
            code(sam.api().change_role(name, &renamed("Mine")).await),
            "forbidden"
        );
        assert_eq!(code(sam.api().remove_role(name).await), "forbidden");
    }
    for name in ["operator", "member", "Never"] {
        assert_eq!(code(sam.api().remove_role(name).await), "not-found");
    }
}

async fn what_is_held_stays(app: TestApp) {
    app.import(MORE).await;
    let sam = app.sign_in("sam@aurora.example").await;
    let sue = app.sign_in("sue@aurora-sud.example").await;
    // By a group.
    sam.api()
        .add_role(&new("Night", &[Privilege::ClientsView]))
        .await
        .unwrap();
    sam.api()
        .give_role(&give("desk@aurora.example", "Night", None))
        .await
        .unwrap();
    assert_eq!(code(sam.api().remove_role("Night").await), "in-use");
    sam.api().end_group("desk@aurora.example").await.unwrap();
    sam.api().remove_role("Night").await.unwrap();
    // In another domain of the organization.
    sue.api()
        .give_role(&give("alice@aurora-sud.example", "Agent", None))
        .await
        .unwrap();
    let amir = held(&sam, "amir@aurora-mail.example").await[0].id;
    sam.api().take_role(amir).await.unwrap();
    assert_eq!(role(&sam, "Agent").await.unwrap().holders, 0);
    assert_eq!(code(sam.api().remove_role("Agent").await), "in-use");
    let theirs = held(&sue, "alice@aurora-sud.example").await;
    let theirs = theirs.iter().find(|held| held.role == "Agent").unwrap().id;
    sue.api().take_role(theirs).await.unwrap();
    sam.api().remove_role("Agent").await.unwrap();
    assert!(role(&sue, "Agent").await.is_none());
}

async fn o8_custom_roles_of_others_do_not_exist(app: TestApp) {
    app.import(MORE).await;
    let before = entries(&app).await;
    for (email, others) in [
        ("bea@borealis.example", &["Reader", "Agent", "org_admin"][..]),
        ("sue@aurora-sud.example", &["Reader", "Directory"]),
        ("sol@solo.example", &["Reader", "Agent", "Directory"]),
    ] {
        let person = app.sign_in(email).await;
        let asked = async |name: &str| {
            let path = format!("/roles/{name}");
            let body = json!({"privileges": ["reports"]});
            [person.patch(&path, &body).await, person.delete(&path).await]
        };
        let never = asked("Never").await;
        never[0].refused(404, "not-found");
        for name in others {
            for (reply, never) in asked(name).await.iter().zip(&never) {
                assert_eq!(reply.fingerprint(), never.fingerprint(), "{email} {name}");
            }
            assert!(role(&person, name).await.is_none());
        }
    }
    assert_eq!(entries(&app).await, before);
    // The same name is free for everybody else.
    let bea = app.sign_in("bea@borealis.example").await;
    bea.api()
        .add_role(&new("Reader", &[Privilege::Reports]))
        .await
        .unwrap();
    let sam = app.sign_in("sam@aurora.example").await;
    assert_eq!(role(&sam, "Reader").await.unwrap().privileges.len(), 2);
}

async fn an_organizations_role_is_changed_from_each_of_its_domains(app: TestApp) {
    app.import(MORE).await;
    let sue = app.sign_in("sue@aurora-sud.example").await;
    let amir = app.sign_in("amir@aurora-mail.example").await;
    assert!(amir.sees("DELTA-PLANT").await);
    sue.api()
        .change_role("Agent", &allowing(&[Privilege::ClientsView]))
        .await
        .unwrap();
    assert!(!amir.sees("DELTA-PLANT").await);
    let added = sue
        .api()
        .add_role(&of_organization("Everywhere", &[Privilege::Support]))
        .await
        .unwrap();
    assert!(added.organization && added.editable);
    let sam = app.sign_in("sam@aurora.example").await;
    assert!(role(&sam, "Everywhere").await.unwrap().editable);
    let bea = app.sign_in("bea@borealis.example").await;
    assert!(role(&bea, "Everywhere").await.is_none());
    // Two domains at once: one change after the other, and each kept.
    for round in 0..20 {
        let name = format!("Race{round}");
        let request = of_organization(&name, &[Privilege::Support]);
        let (a, b) = (sam.api(), sue.api());
        let both = tokio::join!(a.add_role(&request), b.add_role(&request));
        let added = [both.0.is_ok(), both.1.is_ok()];
        assert_ne!(added[0], added[1], "{both:?}");
        let (one, two) = (
            allowing(&[Privilege::Reports]),
            allowing(&[Privilege::ClientsView]),
        );
        let both = tokio::join!(a.change_role(&name, &one), b.change_role(&name, &two));
        assert!(both.0.is_ok() && both.1.is_ok(), "{both:?}");
    }
    // The privileges between the two were those of the one or of the other, not of before.
    let kept: Vec<(i64,)> = app
        .rows(
            "SELECT count(*) FROM role_changes c JOIN roles r ON r.id = c.role_id
             WHERE r.name LIKE 'Race%' AND c.privileges <> 8 GROUP BY r.id HAVING count(*) <> 1",
            vec![],
        )
        .await;
    assert!(kept.is_empty(), "{kept:?}");
}

async fn only_super_admins_of_resellers_have_roles_of_their_own(app: TestApp) {
    let before = entries(&app).await;
    for email in [
        "dora@delta.example",
        "sven@delta.example",
        "olga@vendor.example",
        "alice@aurora.example",
        "max@aurora.example",
        "dirk@borealis.example",
    ] {
        let person = app.sign_in(email).await;
        let request = new("Mine", &[Privilege::Reports]);
        assert_eq!(
            code(person.api().add_role(&request).await),
            "forbidden",
            "{email}"
        );
        for name in ["Reader", "org_admin", "Never"] {
            let change = allowing(&[Privilege::Reports]);
            assert_eq!(code(person.api().change_role(name, &change).await), "forbidden");
            assert_eq!(code(person.api().remove_role(name).await), "forbidden");
        }
    }
    assert_eq!(entries(&app).await, before);
}

async fn a_role_that_is_removed_is_not_given_meanwhile(app: TestApp) {
    app.import(MORE).await;
    let sam = app.sign_in("sam@aurora.example").await;
    let sue = app.sign_in("sue@aurora-sud.example").await;
    let (mut given, mut removed) = (0, 0);
    for round in 0..60 {
        let name = format!("Race{round}");
        sam.api()
            .add_role(&of_organization(&name, &[Privilege::ClientsView]))
            .await
            .unwrap();
        let request = give("alice@aurora-sud.example", &name, None);
        let (a, b) = (sam.api(), sue.api());
        let (gone, gave) = match round % 2 {
            0 => tokio::join!(a.remove_role(&name), b.give_role(&request)),
            _ => {
                let (gave, gone) = tokio::join!(b.give_role(&request), a.remove_role(&name));
                (gone, gave)
            }
        };
        match (gone, gave) {
            (Ok(()), Err(failure)) => {
                assert_eq!(refused::<()>(Err(failure)).errors[0].pointer, "/role");
                removed += 1;
            }
            (Err(failure), Ok(_)) => {
                assert_eq!(code::<()>(Err(failure)), "in-use");
                given += 1;
            }
            both => panic!("round {round}: {both:?}"),
        }
    }
    println!("{given} given, {removed} removed");
    let of_gone = "SELECT count(*) FROM assignments a JOIN roles r ON r.id = a.role_id
                   WHERE a.ended_at IS NULL AND r.ended_at IS NOT NULL";
    assert_eq!(app.count(of_gone, vec![]).await, 0);
}

async fn input_is_checked(app: TestApp) {
    app.import(MORE).await;
    let sam = app.sign_in("sam@aurora.example").await;
    let before = entries(&app).await;
    let view = [Privilege::ClientsView];
    for (request, pointer, wrong) in [
        (new("", &view), "/name", "required"),
        (new(" padded", &view), "/name", "name"),
        (new("a/b", &view), "/name", "name"),
        (new(&"a".repeat(41), &view), "/name", "name"),
        (new("Mine", &[]), "/privileges", "required"),
    ] {
        let problem = refused(sam.api().add_role(&request).await);
        assert_eq!(
            (
                problem.errors[0].pointer.as_str(),
                problem.errors[0].code.as_str()
            ),
            (pointer, wrong)
        );
    }
    // Whatever is not a reseller's to give.
    for privilege in Privilege::ALL {
        if Privilege::OF_RESELLERS.contains(privilege) {
            continue;
        }
        let both = [Privilege::ClientsView, *privilege];
        for problem in [
            refused(sam.api().add_role(&new("Mine", &both)).await),
            refused(sam.api().change_role("Reader", &allowing(&both)).await),
        ] {
            assert_eq!(
                (
                    problem.errors[0].pointer.as_str(),
                    problem.errors[0].code.as_str()
                ),
                ("/privileges/1", "privilege-not-offered"),
                "{privilege}"
            );
        }
    }
    let problem = refused(sam.api().change_role("Reader", &ChangeRole::default()).await);
    assert_eq!(problem.errors[0].code, "nothing-to-change");
    let sol = app.sign_in("sol@solo.example").await;
    let problem = refused(sol.api().add_role(&of_organization("Mine", &view)).await);
    assert_eq!(
        (
            problem.errors[0].pointer.as_str(),
            problem.errors[0].code.as_str()
        ),
        ("/organization", "no-organization")
    );
    assert!(!problem.errors[0].detail.is_empty());
    assert_eq!(entries(&app).await, before);
}
