//! The resource tree: what it is made of, and what moves with it.

use crate::assignments::give;
use serde_json::json;
use shared::api::cases::FileCase;
use shared::api::resources::{ChangeResource, NewResource, NodeKind, ResourceNode};
use shared::words::{Privilege, ResourceKind};
use std::collections::BTreeMap;
use tests::{Person, TestApp, code, refused};
use uuid::Uuid;

tests::on_both_engines!(
    the_tree_is_shown_with_its_roles,
    nodes_are_added_and_used,
    an_empty_tree_begins_with_the_first_node,
    a_move_takes_cases_and_roles_along,
    renaming_changes_every_path_below_and_no_other,
    the_root_is_renamed_and_stays_the_root,
    a_small_project_that_moves_is_found_everywhere,
    nothing_lies_below_itself_or_in_a_project,
    o8_nodes_of_others_do_not_exist,
    only_administrators_change_the_tree,
    two_moves_at_once_leave_one_tree,
    paths_have_an_end,
);

fn folder(parent: &str, name: &str) -> NewResource {
    NewResource {
        parent: parent.to_owned(),
        name: name.to_owned(),
        kind: NodeKind::Folder,
    }
}

fn project(parent: &str, name: &str) -> NewResource {
    NewResource {
        kind: NodeKind::Project,
        ..folder(parent, name)
    }
}

fn to(parent: &str) -> ChangeResource {
    ChangeResource {
        name: None,
        parent: Some(parent.to_owned()),
    }
}

fn named(name: &str) -> ChangeResource {
    ChangeResource {
        name: Some(name.to_owned()),
        parent: None,
    }
}

async fn node(admin: &Person, path: &str) -> ResourceNode {
    let nodes = admin.api().resources().await.unwrap();
    let found = nodes.into_iter().find(|node| node.path == path);
    found.unwrap_or_else(|| panic!("no {path}"))
}

async fn paths(admin: &Person) -> Vec<String> {
    let nodes = admin.api().resources().await.unwrap();
    nodes.into_iter().map(|node| node.path).collect()
}

/// The closure is that of the parents, and every path is made of the names above.
async fn sound(app: &TestApp) {
    let wrong = app
        .count(
            "WITH RECURSIVE up (node, above) AS
                 (SELECT id, id FROM resources
                  UNION ALL SELECT u.node, r.parent_id FROM up u JOIN resources r ON r.id = u.above
                  WHERE r.parent_id IS NOT NULL)
             SELECT (SELECT count(*) FROM up u WHERE NOT EXISTS
                        (SELECT 1 FROM resource_closure x WHERE x.ancestor_id = u.above AND x.descendant_id = u.node))
                  + (SELECT count(*) FROM resource_closure x WHERE NOT EXISTS
                        (SELECT 1 FROM up u WHERE x.ancestor_id = u.above AND x.descendant_id = u.node))",
            vec![],
        )
        .await;
    assert_eq!(wrong, 0, "the closure");
    let rows: Vec<(Option<String>, String)> = app
        .rows(
            "SELECT p.path, n.path FROM resources n LEFT JOIN resources p ON p.id = n.parent_id",
            vec![],
        )
        .await;
    for (parent, path) in rows {
        let above = path.rsplit_once('/').map(|(above, _)| above.to_owned());
        assert_eq!(above, parent, "{path}");
    }
}

async fn the_tree_is_shown_with_its_roles(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let nodes = dora.api().resources().await.unwrap();
    let shown = nodes
        .iter()
        .map(|node| (node.path.as_str(), node.name.as_str(), node.kind, node.roles));
    assert_eq!(
        shown.collect::<Vec<_>>(),
        [
            // Dora's, Sven's and Dan's are attached nowhere: to the root.
            ("delta", "delta", ResourceKind::Organization, 3),
            ("delta/plant", "plant", ResourceKind::Folder, 1),
            ("delta/shop", "shop", ResourceKind::Folder, 1),
            ("delta/shop/till", "till", ResourceKind::Project, 0),
            ("delta/shop/web", "web", ResourceKind::Project, 1),
        ]
    );
    // Whoever gives roles sees where they could count.
    let sven = app.sign_in("sven@delta.example").await;
    assert_eq!(sven.api().resources().await.unwrap(), nodes);
    let held = crate::assignments::held(&dora, "dina@delta.example").await[0].id;
    dora.api().take_role(held).await.unwrap();
    assert_eq!(node(&dora, "delta/shop/web").await.roles, 0);
}

async fn nodes_are_added_and_used(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let duke = app.sign_in("duke@delta.example").await;
    let added = dora
        .api()
        .add_resource(&folder("delta/shop", "depot-2"))
        .await
        .unwrap();
    assert_eq!(
        (added.path.as_str(), added.name.as_str(), added.kind, added.roles),
        ("delta/shop/depot-2", "depot-2", ResourceKind::Folder, 0)
    );
    let below = dora
        .api()
        .add_resource(&project("delta/shop/depot-2", "crane"))
        .await
        .unwrap();
    assert_eq!(below.kind, ResourceKind::Project);
    // No parent is the root.
    let top = dora.api().add_resource(&folder("", "office")).await.unwrap();
    assert_eq!(top.path, "delta/office");
    assert_eq!(
        paths(&dora).await,
        [
            "delta",
            "delta/office",
            "delta/plant",
            "delta/shop",
            "delta/shop/depot-2",
            "delta/shop/depot-2/crane",
            "delta/shop/till",
            "delta/shop/web"
        ]
    );
    sound(&app).await;
    // A role above reaches it at once.
    let number = files_at(&dan, "delta/shop/depot-2/crane").await;
    assert!(duke.sees(&number).await && duke.all().await.contains(&number));
    assert!(!app.sign_in("dina@delta.example").await.sees(&number).await);
    for taken in [
        folder("delta/shop", "web"),
        project("delta", "plant"),
        folder("", "shop"),
    ] {
        assert_eq!(code(dora.api().add_resource(&taken).await), "already-exists");
    }
    let lines: Vec<(String,)> = app
        .rows(
            "SELECT to_value FROM ledger WHERE action = 'resource.added' ORDER BY at, id",
            vec![],
        )
        .await;
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1].0, "delta/shop/depot-2/crane");
    for (request, pointer, wrong) in [
        (folder("delta/never", "x"), "/parent", "unknown"),
        (folder("delta/shop/web", "x"), "/parent", "project-holds-nothing"),
        (folder("delta", ""), "/name", "required"),
        (folder("delta", "Upper"), "/name", "key"),
        (folder("delta", "a/b"), "/name", "key"),
        (folder("delta", ".."), "/name", "key"),
        (folder(&"a".repeat(401), "x"), "/parent", "too-long"),
    ] {
        let problem = refused(dora.api().add_resource(&request).await);
        assert_eq!(
            (
                problem.errors[0].pointer.as_str(),
                problem.errors[0].code.as_str()
            ),
            (pointer, wrong)
        );
    }
}

/// Files a case about a node.
async fn files_at(person: &Person, path: &str) -> String {
    let request = FileCase {
        resource: Some(path.to_owned()),
        product: "gateway".to_owned(),
        category: "outage".to_owned(),
        title: format!("About {path}"),
        description: "It does not answer.".to_owned(),
        ..FileCase::default()
    };
    let filed = person.api().file_case(&request).await;
    filed
        .unwrap_or_else(|failure| panic!("{} files at {path}: {failure:?}", person.me.email))
        .number
}

async fn an_empty_tree_begins_with_the_first_node(app: TestApp) {
    let enzo = app.sign_in("enzo@echo.example").await;
    let tech = app.sign_in("tech@echo.example").await;
    assert!(enzo.api().resources().await.unwrap().is_empty());
    assert_eq!(
        refused(enzo.api().add_resource(&folder("echo", "shop")).await).errors[0].pointer,
        "/parent"
    );
    let added = enzo.api().add_resource(&project("", "shop")).await.unwrap();
    assert_eq!(added.path, "echo/shop");
    enzo.api().add_resource(&folder("echo", "plant")).await.unwrap();
    assert_eq!(paths(&enzo).await, ["echo", "echo/plant", "echo/shop"]);
    // A role without a node is attached to the root that came, and what was filed stays.
    assert_eq!(node(&enzo, "echo").await.roles, 2);
    assert!(tech.sees("ECHO-ONE").await);
    let number = files_at(&tech, "echo/shop").await;
    assert!(tech.sees(&number).await);
    sound(&app).await;
    // Two at once make one root.
    let finn = app.sign_in("finn@fjord.example").await;
    let (one, two) = (folder("", "one"), folder("", "two"));
    let api = finn.api();
    let (one, two) = tokio::join!(api.add_resource(&one), api.add_resource(&two));
    assert!(one.is_ok() && two.is_ok());
    assert_eq!(paths(&finn).await, ["fjord", "fjord/one", "fjord/two"]);
}

/// Who sees what: by list, by search, by look-up.
async fn seen(people: &[Person], numbers: &[&str]) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    for person in people {
        let listed = person.all().await;
        for number in numbers {
            let one = person.sees(number).await;
            assert_eq!(
                listed.contains(&(*number).to_owned()),
                one,
                "{} {number}",
                person.me.email
            );
            let searched = person.search(number).await;
            assert_eq!(!searched.is_empty(), one, "{} {number}", person.me.email);
        }
        found.insert(person.me.email.clone(), listed);
    }
    found
}

async fn a_move_takes_cases_and_roles_along(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    // Dan at the root, Duke at the old parent, Dave (by a group) at the new one, Dina at the node.
    let mut people = Vec::new();
    for email in ["dan", "duke", "dave", "dina", "dodo"] {
        people.push(app.sign_in(&format!("{email}@delta.example")).await);
    }
    // Outside it makes no difference where a case lies.
    people.push(app.sign_in("alice@aurora.example").await);
    people.push(app.sign_in("ada@vendor.example").await);
    let numbers = ["DELTA-ROOT", "DELTA-WEB", "DELTA-TILL", "DELTA-PLANT"];
    let before = seen(&people, &numbers).await;
    assert_eq!(before["duke@delta.example"], ["DELTA-TILL", "DELTA-WEB"]);
    assert_eq!(before["dave@delta.example"], ["DELTA-PLANT"]);
    assert_eq!(before["dina@delta.example"], ["DELTA-WEB"]);
    let web = node(&dora, "delta/shop/web").await;
    let updated = people[0].case("DELTA-WEB").await.updated_at;
    let moved = dora
        .api()
        .change_resource(web.id, &to("delta/plant"))
        .await
        .unwrap();
    assert_eq!(
        (moved.id, moved.path.as_str(), moved.roles),
        (web.id, "delta/plant/web", 1)
    );
    sound(&app).await;
    let after = seen(&people, &numbers).await;
    // The old parent's lost it, the new one's has it, everybody else sees what they saw.
    let mut expected = before.clone();
    expected.insert("duke@delta.example".to_owned(), vec!["DELTA-TILL".to_owned()]);
    expected.insert(
        "dave@delta.example".to_owned(),
        vec!["DELTA-PLANT".to_owned(), "DELTA-WEB".to_owned()],
    );
    assert_eq!(after, expected);
    let case = people[0].case("DELTA-WEB").await;
    assert_eq!(
        (case.resource.as_deref(), case.updated_at),
        (Some("delta/plant/web"), updated)
    );
    // Where it lay is kept, for explanations.
    let kept: Vec<(Uuid, String)> = app
        .rows(
            "SELECT m.resource_id, p.path FROM resource_moves m JOIN resources p ON p.id = m.parent_id",
            vec![],
        )
        .await;
    assert_eq!(kept, [(web.id, "delta/shop".to_owned())]);
    // A folder with all that is in it, and back.
    let plant = node(&dora, "delta/plant").await;
    dora.api()
        .change_resource(plant.id, &to("delta/shop"))
        .await
        .unwrap();
    sound(&app).await;
    let deep = seen(&people, &numbers).await;
    assert_eq!(
        deep["duke@delta.example"],
        ["DELTA-PLANT", "DELTA-TILL", "DELTA-WEB"]
    );
    assert_eq!(deep["dave@delta.example"], after["dave@delta.example"]);
    assert_eq!(
        paths(&dora).await,
        [
            "delta",
            "delta/shop",
            "delta/shop/plant",
            "delta/shop/plant/web",
            "delta/shop/till"
        ]
    );
    dora.api().change_resource(plant.id, &to("delta")).await.unwrap();
    let back = ChangeResource {
        name: Some("web".to_owned()),
        parent: Some("delta/shop".to_owned()),
    };
    dora.api().change_resource(web.id, &back).await.unwrap();
    sound(&app).await;
    assert_eq!(seen(&people, &numbers).await, before);
    // Where it is already: nothing happens.
    let moves = app.count("SELECT count(*) FROM resource_moves", vec![]).await;
    dora.api().change_resource(web.id, &back).await.unwrap();
    assert_eq!(
        (
            moves,
            app.count("SELECT count(*) FROM resource_moves", vec![]).await
        ),
        (4, 4)
    );
    let lines = "SELECT count(*) FROM ledger WHERE action = 'resource.moved'";
    assert_eq!(app.count(lines, vec![]).await, 4);
}

async fn renaming_changes_every_path_below_and_no_other(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let duke = app.sign_in("duke@delta.example").await;
    for name in ["shop-2", "sho"] {
        dora.api().add_resource(&folder("delta", name)).await.unwrap();
        dora.api()
            .add_resource(&project(&format!("delta/{name}"), "web"))
            .await
            .unwrap();
    }
    let shop = node(&dora, "delta/shop").await;
    let before = duke.all().await;
    let renamed = dora
        .api()
        .change_resource(shop.id, &named("store"))
        .await
        .unwrap();
    assert_eq!((renamed.path.as_str(), renamed.id), ("delta/store", shop.id));
    assert_eq!(
        paths(&dora).await,
        [
            "delta",
            "delta/plant",
            "delta/sho",
            "delta/sho/web",
            "delta/shop-2",
            "delta/shop-2/web",
            "delta/store",
            "delta/store/till",
            "delta/store/web"
        ]
    );
    sound(&app).await;
    assert_eq!(duke.all().await, before);
    assert_eq!(
        duke.case("DELTA-WEB").await.resource.as_deref(),
        Some("delta/store/web")
    );
    // A name that is taken, and one that was before.
    let outcome = dora.api().change_resource(shop.id, &named("plant")).await;
    assert_eq!(code(outcome), "already-exists");
    let web = node(&dora, "delta/store/web").await;
    let outcome = dora.api().change_resource(web.id, &to("delta/sho")).await;
    assert_eq!(code(outcome), "already-exists");
    dora.api().change_resource(shop.id, &named("shop")).await.unwrap();
    sound(&app).await;
    assert_eq!(app.count("SELECT count(*) FROM resource_moves", vec![]).await, 0);
}

async fn the_root_is_renamed_and_stays_the_root(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let root = node(&dora, "delta").await;
    let renamed = dora.api().change_resource(root.id, &named("acme")).await.unwrap();
    assert_eq!(
        (renamed.path.as_str(), renamed.kind),
        ("acme", ResourceKind::Organization)
    );
    assert!(paths(&dora).await.contains(&"acme/shop/web".to_owned()));
    sound(&app).await;
    for parent in ["acme/plant", "acme"] {
        let problem = refused(dora.api().change_resource(root.id, &to(parent)).await);
        assert_eq!(problem.errors[0].code, "not-below-itself");
    }
}

async fn a_small_project_that_moves_is_found_everywhere(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let dodo = app.sign_in("dodo@delta.example").await;
    dora.api()
        .add_resource(&project("delta/plant", "lab"))
        .await
        .unwrap();
    dora.api()
        .give_role(&give(
            "dodo@delta.example",
            "tech_support_editor",
            Some("delta/plant/lab"),
        ))
        .await
        .unwrap();
    let mut expected = vec!["DELTA-ROOT".to_owned(), files_at(&dan, "delta/plant/lab").await];
    for path in ["delta/plant/lab", "delta/shop/lab", "delta/shop/lab"] {
        expected.push(files_at(&dodo, path).await);
        expected.sort();
        // DELTA-ROOT was shared with Dodo; all else lies in the project.
        assert_eq!(dodo.all().await, expected);
        let found = dodo.search("about").await;
        assert_eq!(found.len(), expected.len() - 1);
        for number in &found {
            assert_eq!(dodo.case(number).await.resource.as_deref(), Some(path));
        }
        let form = dodo.api().filing_form(None).await.unwrap();
        let nodes = form.resources.iter().map(|node| node.path.as_str());
        assert_eq!(nodes.collect::<Vec<_>>(), [path]);
        for elsewhere in ["delta/plant", "delta/shop", "delta/shop/web"] {
            let request = FileCase {
                resource: Some(elsewhere.to_owned()),
                product: "gateway".to_owned(),
                category: "outage".to_owned(),
                title: "Elsewhere".to_owned(),
                description: "Not mine.".to_owned(),
                ..FileCase::default()
            };
            assert_eq!(code(dodo.api().file_case(&request).await), "forbidden");
        }
        let lab = node(&dora, path).await;
        dora.api()
            .change_resource(lab.id, &to("delta/shop"))
            .await
            .unwrap();
    }
}

async fn nothing_lies_below_itself_or_in_a_project(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let before = paths(&dora).await;
    let shop = node(&dora, "delta/shop").await;
    let plant = node(&dora, "delta/plant").await;
    for (id, change, wrong) in [
        (shop.id, to("delta/shop"), "not-below-itself"),
        (shop.id, to("delta/shop/web"), "not-below-itself"),
        (plant.id, to("delta/shop/web"), "project-holds-nothing"),
        (plant.id, to("delta/never"), "unknown"),
        (plant.id, to(""), "required"),
    ] {
        let problem = refused(dora.api().change_resource(id, &change).await);
        assert_eq!(
            (
                problem.errors[0].pointer.as_str(),
                problem.errors[0].code.as_str()
            ),
            ("/parent", wrong)
        );
    }
    let problem = refused(
        dora.api()
            .change_resource(shop.id, &ChangeResource::default())
            .await,
    );
    assert_eq!(problem.errors[0].code, "nothing-to-change");
    let problem = refused(dora.api().change_resource(shop.id, &named("a b")).await);
    assert_eq!(problem.errors[0].pointer, "/name");
    assert_eq!(paths(&dora).await, before);
    sound(&app).await;
}

async fn o8_nodes_of_others_do_not_exist(app: TestApp) {
    let enzo = app.sign_in("enzo@echo.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    enzo.api().add_resource(&folder("", "shop")).await.unwrap();
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    let body = json!({"name": "mine"});
    let never = enzo.patch(&format!("/resources/{}", Uuid::nil()), &body).await;
    never.refused(404, "not-found");
    for theirs in dora.api().resources().await.unwrap() {
        let reply = enzo.patch(&format!("/resources/{}", theirs.id), &body).await;
        assert_eq!(reply.fingerprint(), never.fingerprint());
    }
    let own = node(&enzo, "echo/shop").await;
    let ask = async |parent: &str| {
        let body = json!({"parent": parent});
        let new = json!({"parent": parent, "name": "x", "kind": "folder"});
        [
            enzo.patch(&format!("/resources/{}", own.id), &body).await,
            enzo.post("/resources", &new).await,
        ]
    };
    let never = ask("never").await;
    for path in ["delta", "delta/shop"] {
        for (reply, never) in ask(path).await.iter().zip(&never) {
            assert_eq!(reply.fingerprint(), never.fingerprint());
        }
    }
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
}

async fn only_administrators_change_the_tree(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let shop = node(&dora, "delta/shop").await.id;
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    for email in [
        "sven@delta.example",
        "dan@delta.example",
        "duke@delta.example",
        "dodo@delta.example",
        "sam@aurora.example",
        "olga@vendor.example",
    ] {
        let person = app.sign_in(email).await;
        let assigns = person.me.privileges.contains(&Privilege::RolesAssign);
        assert_eq!(person.api().resources().await.is_ok(), assigns, "{email}");
        for refusal in [
            code(person.api().add_resource(&folder("", "mine")).await),
            code(person.api().change_resource(shop, &named("mine")).await),
        ] {
            assert_eq!(refusal, "forbidden", "{email}");
        }
    }
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
}

async fn two_moves_at_once_leave_one_tree(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let second = app.sign_in("dora@delta.example").await;
    for name in ["one", "two"] {
        dora.api().add_resource(&folder("delta", name)).await.unwrap();
    }
    let (one, two) = (
        node(&dora, "delta/one").await.id,
        node(&dora, "delta/two").await.id,
    );
    let (mut moved, mut kept) = (0, 0);
    for _ in 0..20 {
        // Each under the other: both would be a ring without a root.
        let (a, b) = (dora.api(), second.api());
        let (into_two, into_one) = (to("delta/two"), to("delta/one"));
        let both = tokio::join!(
            a.change_resource(one, &into_two),
            b.change_resource(two, &into_one)
        );
        for outcome in [&both.0, &both.1] {
            match outcome {
                Ok(_) => moved += 1,
                Err(_) => kept += 1,
            }
        }
        sound(&app).await;
        for id in [one, two] {
            dora.api().change_resource(id, &to("delta")).await.unwrap();
        }
    }
    assert_eq!((moved, kept), (20, 20));
}

async fn paths_have_an_end(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let long = "a".repeat(40);
    let mut path = "delta".to_owned();
    // 5 + 9 × 41 = 374, and the tenth would be 415.
    for _ in 0..9 {
        path = dora.api().add_resource(&folder(&path, &long)).await.unwrap().path;
    }
    let problem = refused(dora.api().add_resource(&folder(&path, &long)).await);
    assert_eq!(problem.errors[0].code, "too-long");
    dora.api().add_resource(&folder(&path, "b")).await.unwrap();
    // 374 + "/plant" + "/lab…": what lies below counts too.
    dora.api()
        .add_resource(&project("delta/plant", "laboratory-of-the-north"))
        .await
        .unwrap();
    let plant = node(&dora, "delta/plant").await;
    let problem = refused(dora.api().change_resource(plant.id, &to(&path)).await);
    assert_eq!(problem.errors[0].code, "too-long");
    sound(&app).await;
}
