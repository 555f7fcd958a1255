//! Groups: who is in them, and what that gives.

use crate::assignments::give;
use serde_json::json;
use shared::api::Page;
use shared::api::accounts::NewAccount;
use shared::api::cases::FileCase;
use shared::api::groups::{ChangeGroup, GroupView, NewGroup, NewMember};
use shared::api::shares::ShareCase;
use std::sync::Arc;
use tests::{Person, Reply, TestApp, code, refused};
use tokio::sync::Barrier;

tests::on_both_engines!(
    groups_are_added_named_and_ended,
    an_address_is_never_given_again,
    o12_whoever_leaves_a_group_loses_its_shares_at_once,
    what_a_group_holds_comes_and_goes_with_it,
    o10_o11_groups_and_accounts_of_others_do_not_exist,
    l3_lists_hold_the_own_domain_only,
    only_administrators_manage_groups,
    o9_the_last_administrator_stays_in_the_group,
    o13_removed_then_told_is_never_read,
    pages_are_whole,
);

fn new(email: &str, name: &str) -> NewGroup {
    NewGroup {
        email: email.to_owned(),
        name: name.to_owned(),
    }
}

pub(crate) fn member(account: &str) -> NewMember {
    NewMember {
        account: account.to_owned(),
    }
}

async fn entries(app: &TestApp, action: &str) -> i64 {
    let of = "SELECT count(*) FROM ledger WHERE action = ?";
    app.count(of, vec![action.into()]).await
}

async fn groups_are_added_named_and_ended(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let added = dora
        .api()
        .add_group(&new(" Night@DELTA.example", "  Night shift "))
        .await
        .unwrap();
    assert_eq!(
        (added.email.as_str(), added.name.as_str()),
        ("night@delta.example", "Night shift")
    );
    assert!(added.members.is_empty() && added.roles.is_empty());
    for account in ["dodo@delta.example", "Dan@Delta.Example", "dodo@delta.example"] {
        dora.api()
            .add_member("night@delta.example", &member(account))
            .await
            .unwrap();
    }
    let groups = dora.api().groups(None).await.unwrap().items;
    let shown = groups
        .iter()
        .map(|group| (group.name.as_str(), group.members.len()));
    assert_eq!(shown.collect::<Vec<_>>(), [("Night shift", 2), ("Plant", 1)]);
    let names = groups[0].members.iter().map(|one| one.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["Dan Editor", "Dodo Nobody"]);
    assert_eq!(
        (
            groups[1].roles[0].role.as_str(),
            groups[1].roles[0].resource.as_deref()
        ),
        ("tech_support_viewer", Some("delta/plant"))
    );
    let name = ChangeGroup {
        name: "Day shift".to_owned(),
    };
    for _ in 0..2 {
        let changed = dora
            .api()
            .change_group("NIGHT@delta.example", &name)
            .await
            .unwrap();
        assert_eq!((changed.name.as_str(), changed.members.len()), ("Day shift", 2));
    }
    dora.api()
        .remove_member("night@delta.example", "dodo@delta.example")
        .await
        .unwrap();
    let again = dora
        .api()
        .remove_member("night@delta.example", "dodo@delta.example")
        .await;
    assert_eq!(code(again), "not-found");
    dora.api().end_group("night@delta.example").await.unwrap();
    assert_eq!(dora.api().groups(None).await.unwrap().items.len(), 1);
    for gone in [
        code(dora.api().end_group("night@delta.example").await),
        code(dora.api().change_group("night@delta.example", &name).await),
        code(
            dora.api()
                .add_member("night@delta.example", &member("dan@delta.example"))
                .await,
        ),
        code(dora.api().end_group("no address").await),
    ] {
        assert_eq!(gone, "not-found");
    }
    // What changed nothing was not written down.
    for (action, times) in [
        ("group.added", 1),
        ("membership.added", 2),
        ("group.renamed", 1),
        ("membership.ended", 1),
        ("group.ended", 1),
    ] {
        assert_eq!(entries(&app, action).await, times, "{action}");
    }
    // Nothing is deleted.
    let ended = "SELECT count(*) FROM memberships m JOIN groups g ON g.id = m.group_id
                 WHERE g.email = 'night@delta.example' AND m.ended_at IS NOT NULL AND g.ended_at IS NOT NULL";
    assert_eq!(app.count(ended, vec![]).await, 2);
}

async fn an_address_is_never_given_again(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    dora.api().end_group("plant@delta.example").await.unwrap();
    for taken in ["plant@delta.example", "PLANT@delta.example", "dan@delta.example"] {
        let again = dora.api().add_group(&new(taken, "Again")).await;
        assert_eq!(code(again), "already-exists", "{taken}");
        let account = NewAccount {
            email: taken.to_owned(),
            name: "Again".to_owned(),
            ..NewAccount::default()
        };
        assert_eq!(
            code(dora.api().add_account(&account).await),
            "already-exists",
            "{taken}"
        );
    }
    for (bad, field) in [
        ("night@aurora.example", "email-domain"),
        ("night@delta.example.evil", "email-domain"),
        ("night@evil-delta.example", "email-domain"),
        ("night@d\u{435}lta.example", "email-domain"),
        ("night", "email"),
        ("", "required"),
    ] {
        let problem = refused(dora.api().add_group(&new(bad, "Night")).await);
        assert_eq!(
            (
                problem.errors[0].pointer.as_str(),
                problem.errors[0].code.as_str()
            ),
            ("/email", field),
            "{bad}"
        );
    }
    let sam = app.sign_in("sam@aurora.example").await;
    sam.api()
        .add_group(&new("night@aurora-mail.example", "Night"))
        .await
        .unwrap();
    // One address for two at once: one of them gets it.
    let account = json!({"email": "both@delta.example", "name": "Both"});
    let (one, other) = tokio::join!(dora.post("/groups", &account), dora.post("/accounts", &account));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

async fn o12_whoever_leaves_a_group_loses_its_shares_at_once(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let pia = app.sign_in("pia@vendor.example").await;
    let never = pia.get("/cases/NEVER-USED").await;
    let gone = async |case: &str| {
        for path in ["", "/history"] {
            let never = pia.get(&format!("/cases/NEVER-USED{path}")).await;
            let reply = pia.get(&format!("/cases/{case}{path}")).await;
            assert_eq!(reply.fingerprint(), never.fingerprint());
        }
        assert!(!pia.all().await.contains(&case.to_owned()));
        assert!(pia.search("commutateur").await.is_empty());
        assert_eq!(code(pia.comments(case, "Still here?").await), "not-found");
    };
    never.refused(404, "not-found");
    for _ in 0..3 {
        assert!(pia.sees("DELTA-WEB").await);
        assert_eq!(pia.search("commutateur").await, ["DELTA-WEB"]);
        olga.api()
            .remove_member("dba@vendor.example", "pia@vendor.example")
            .await
            .unwrap();
        gone("DELTA-WEB").await;
        // Shared with the account itself: that stays.
        assert!(pia.sees("DELTA-ROOT").await);
        let joined = olga
            .api()
            .add_member("dba@vendor.example", &member("pia@vendor.example"))
            .await
            .unwrap();
        assert_eq!(joined.members.len(), 1);
    }
    // The group goes, and its shares with it; a group that comes has another address.
    olga.api().end_group("dba@vendor.example").await.unwrap();
    gone("DELTA-WEB").await;
}

async fn what_a_group_holds_comes_and_goes_with_it(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let dodo = app.sign_in("dodo@delta.example").await;
    let dave = app.sign_in("dave@delta.example").await;
    assert!(dave.sees("DELTA-PLANT").await && !dodo.sees("DELTA-PLANT").await);
    let joined = dora
        .api()
        .add_member("plant@delta.example", &member("dodo@delta.example"))
        .await
        .unwrap();
    assert_eq!(joined.members.len(), 2);
    assert!(dodo.sees("DELTA-PLANT").await && !dodo.sees("DELTA-WEB").await);
    dora.api()
        .give_role(&give(
            "plant@delta.example",
            "tech_support_editor",
            Some("delta/shop"),
        ))
        .await
        .unwrap();
    for one in [&dodo, &dave] {
        assert!(one.sees("DELTA-WEB").await);
        one.comments("DELTA-WEB", "From the plant").await.unwrap();
    }
    dora.api().end_group("plant@delta.example").await.unwrap();
    for one in [&dodo, &dave] {
        assert!(!one.sees("DELTA-PLANT").await && !one.sees("DELTA-WEB").await);
        assert!(!one.all().await.contains(&"DELTA-PLANT".to_owned()));
        assert!(one.get("/me").await.text().contains("\"roles\":[]"));
    }
    let accounts = dora.api().accounts(None).await.unwrap().items;
    let dave = accounts.iter().find(|one| one.email == "dave@delta.example");
    assert!(dave.unwrap().roles.is_empty());
}

/// The replies to everything one can ask of a group by its address, and of an account to take in.
async fn asked(person: &Person, group: &str, account: &str) -> Vec<Reply> {
    let group = shared::client::encode(group);
    let account_in_path = shared::client::encode(account);
    let own = shared::client::encode("desk@aurora.example");
    vec![
        person
            .patch(&format!("/groups/{group}"), &json!({"name": "Mine"}))
            .await,
        person.delete(&format!("/groups/{group}")).await,
        person
            .post(
                &format!("/groups/{group}/members"),
                &json!({"account": "max@aurora.example"}),
            )
            .await,
        person
            .delete(&format!("/groups/{group}/members/{account_in_path}"))
            .await,
        person
            .delete(&format!("/groups/{own}/members/{account_in_path}"))
            .await,
        person
            .post(&format!("/groups/{own}/members"), &json!({"account": account}))
            .await,
    ]
}

async fn o10_o11_groups_and_accounts_of_others_do_not_exist(app: TestApp) {
    let sam = app.sign_in("sam@aurora.example").await;
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    let never = asked(&sam, "never@aurora.example", "never@aurora.example").await;
    for (position, reply) in never.iter().enumerate() {
        if position < 5 {
            reply.refused(404, "not-found");
        } else {
            let problem = reply.refused(422, "invalid-input");
            assert_eq!(
                (
                    problem.errors[0].pointer.as_str(),
                    problem.errors[0].code.as_str()
                ),
                ("/account", "unknown")
            );
        }
    }
    for (group, account) in [
        // Another client's, the vendor's, a sibling's, one that is no group or no account.
        ("plant@delta.example", "dave@delta.example"),
        ("dba@vendor.example", "pia@vendor.example"),
        ("alice@aurora-sud.example", "alice@aurora-sud.example"),
        ("max@aurora.example", "desk@aurora.example"),
        ("nobody@nowhere.example", "nobody@nowhere.example"),
    ] {
        let replies = asked(&sam, group, account).await;
        for (reply, never) in replies.iter().zip(&never) {
            assert_eq!(reply.fingerprint(), never.fingerprint(), "{group} {account}");
        }
    }
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
}

async fn l3_lists_hold_the_own_domain_only(app: TestApp) {
    for (email, expected) in [
        ("sam@aurora.example", "desk@aurora.example"),
        ("dora@delta.example", "plant@delta.example"),
        ("sven@delta.example", "plant@delta.example"),
        ("olga@vendor.example", "dba@vendor.example"),
    ] {
        let person = app.sign_in(email).await;
        let groups = person.api().groups(None).await.unwrap().items;
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].email, expected);
        for (path, others) in [("/groups", 1), ("/accounts", 1)] {
            let text = person.get(path).await.text().to_owned();
            assert!(text.matches('@').count() >= others);
            for address in text.split('"').filter(|part| part.contains('@')) {
                let host = address.split_once('@').unwrap().1;
                assert!(
                    host == person.domain
                        || (host == "aurora-mail.example" && person.domain == "aurora.example"),
                    "{email} reads {address}"
                );
            }
        }
    }
}

async fn only_administrators_manage_groups(app: TestApp) {
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    for (email, group) in [
        ("dan@delta.example", "plant@delta.example"),
        ("dave@delta.example", "plant@delta.example"),
        ("sven@delta.example", "plant@delta.example"),
        ("alice@aurora.example", "desk@aurora.example"),
        ("max@aurora.example", "desk@aurora.example"),
        ("ada@vendor.example", "dba@vendor.example"),
    ] {
        let person = app.sign_in(email).await;
        let lists = person.get("/groups").await;
        if email == "sven@delta.example" {
            // It gives roles, to groups too.
            assert_eq!(lists.status, 200);
        } else {
            lists.refused(403, "forbidden");
        }
        let rename = ChangeGroup {
            name: "Mine".to_owned(),
        };
        let fresh = new(&format!("mine@{}", person.domain), "Mine");
        for refusal in [
            code(person.api().add_group(&fresh).await),
            code(person.api().change_group(group, &rename).await),
            code(person.api().end_group(group).await),
            code(person.api().add_member(group, &member(email)).await),
            code(person.api().remove_member(group, email).await),
        ] {
            assert_eq!(refusal, "forbidden", "{email}");
        }
    }
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
}

async fn o9_the_last_administrator_stays_in_the_group(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    dora.api()
        .add_group(&new("chiefs@delta.example", "Chiefs"))
        .await
        .unwrap();
    let chiefs = dora
        .api()
        .give_role(&give("chiefs@delta.example", "org_admin", None))
        .await
        .unwrap();
    let own = dora.api().accounts(None).await.unwrap().items;
    let own = own.iter().find(|one| one.email == "dora@delta.example");
    let own = own.unwrap().roles[0].id;
    // A group without members administers nothing; nor does somebody who cannot sign in.
    assert_eq!(code(dora.api().take_role(own).await), "last-administrator");
    dora.api()
        .add_member("chiefs@delta.example", &member("dodo@delta.example"))
        .await
        .unwrap();
    app.write(
        "UPDATE accounts SET disabled_at = 1 WHERE email = 'dodo@delta.example'",
        vec![],
    )
    .await
    .unwrap();
    assert_eq!(code(dora.api().take_role(own).await), "last-administrator");
    dora.api()
        .add_member("chiefs@delta.example", &member("dan@delta.example"))
        .await
        .unwrap();
    dora.api().take_role(own).await.unwrap();
    assert_eq!(code(dora.api().groups(None).await), "forbidden");
    // Dan is the last, through the group: neither it nor its role nor he can go.
    let before = app.count("SELECT count(*) FROM ledger", vec![]).await;
    for last in [
        code(
            dan.api()
                .remove_member("chiefs@delta.example", "dan@delta.example")
                .await,
        ),
        code(dan.api().end_group("chiefs@delta.example").await),
        code(dan.api().take_role(chiefs.id).await),
    ] {
        assert_eq!(last, "last-administrator");
    }
    let groups = dan.api().groups(None).await.unwrap().items;
    assert_eq!((groups[0].members.len(), groups[0].roles.len()), (2, 1));
    assert_eq!(app.count("SELECT count(*) FROM ledger", vec![]).await, before);
    dan.api()
        .remove_member("chiefs@delta.example", "dodo@delta.example")
        .await
        .unwrap();
    dan.api()
        .give_role(&give("dora@delta.example", "org_admin", None))
        .await
        .unwrap();
    dan.api().end_group("chiefs@delta.example").await.unwrap();
    assert_eq!(code(dan.api().groups(None).await), "forbidden");
}

/// How often each race of O13 is run, per engine.
const INTERLEAVINGS: u32 = 150;

async fn o13_removed_then_told_is_never_read(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    // By a role that the group holds on the plant.
    let race = Race {
        admin: app.sign_in("dora@delta.example").await,
        reader: app.sign_in("dave@delta.example").await,
        group: "plant@delta.example",
        teller: dan.clone(),
    };
    race.run(async || {
        let request = FileCase {
            resource: Some("delta/plant".to_owned()),
            product: "gateway".to_owned(),
            category: "outage".to_owned(),
            title: "Secrets".to_owned(),
            description: "For those who are in.".to_owned(),
            ..FileCase::default()
        };
        dan.api().file_case(&request).await.unwrap().number
    })
    .await;
    // By a share with the group.
    let race = Race {
        admin: app.sign_in("olga@vendor.example").await,
        reader: app.sign_in("pia@vendor.example").await,
        group: "dba@vendor.example",
        teller: dan.clone(),
    };
    race.run(async || {
        let number = dan.files(None, "Secrets").await.number;
        let request = ShareCase {
            email: "dba@vendor.example".to_owned(),
            ..ShareCase::default()
        };
        dan.api().share(&number, &request).await.unwrap();
        number
    })
    .await;
}

/// Somebody is removed from a group, and then something is told to those who are left.
struct Race {
    admin: Person,
    reader: Person,
    group: &'static str,
    teller: Person,
}

impl Race {
    /// Runs it, on a fresh case now and then.
    async fn run(&self, fresh: impl AsyncFn() -> String) {
        let account = self.reader.me.email.as_str();
        let (mut before, mut after) = (0, 0);
        let mut number = String::new();
        for round in 0..INTERLEAVINGS {
            if round % 25 == 0 {
                number = fresh().await;
            }
            let secret = format!("Secret of round {round}.");
            let barrier = Arc::new(Barrier::new(3));
            let readers =
                [0, 1].map(|_| tokio::spawn(read(self.reader.clone(), number.clone(), Arc::clone(&barrier))));
            barrier.wait().await;
            self.admin.api().remove_member(self.group, account).await.unwrap();
            self.teller.comments(&number, &secret).await.unwrap();
            for reader in readers {
                for reply in reader.await.unwrap() {
                    match reply.status.as_u16() {
                        200 => before += 1,
                        404 => after += 1,
                        other => panic!("{other}: {}", reply.text()),
                    }
                    assert!(!reply.text().contains(&secret), "round {round}");
                }
            }
            self.admin
                .api()
                .add_member(self.group, &member(account))
                .await
                .unwrap();
            // Once in again, all of it may be read: the secret is there.
            if round % 25 == 0 {
                let history = self.reader.get(&history(&number)).await;
                assert!(history.text().contains(&secret));
            }
        }
        println!("{INTERLEAVINGS} interleavings: {before} reads before, {after} after");
        // Otherwise these were no races.
        assert!(
            before > INTERLEAVINGS / 4 && after >= INTERLEAVINGS * 4,
            "{before} {after}"
        );
    }
}

fn history(number: &str) -> String {
    format!("/cases/{number}/history?limit=200")
}

/// Reads the history until it is gone, and once more.
async fn read(person: Person, number: String, barrier: Arc<Barrier>) -> Vec<Reply> {
    barrier.wait().await;
    let mut replies = Vec::new();
    loop {
        let reply = person.get(&history(&number)).await;
        let gone = reply.status == 404;
        replies.push(reply);
        if gone {
            replies.push(person.get(&history(&number)).await);
            return replies;
        }
    }
}

async fn pages_are_whole(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    for number in 0..7 {
        // Of one name, so that the cursor has to look at more than that.
        let group = new(&format!("group{number}@delta.example"), "Same");
        dora.api().add_group(&group).await.unwrap();
        let email = format!("group{number}@delta.example");
        dora.api()
            .add_member(&email, &member("dan@delta.example"))
            .await
            .unwrap();
    }
    let whole = dora.api().groups(None).await.unwrap().items;
    assert_eq!(whole.len(), 8);
    let mut paged = Vec::new();
    let mut after = String::new();
    loop {
        let page = dora.get(&format!("/groups?limit=3{after}")).await;
        let page: Page<GroupView> = page.json();
        assert!(page.items.len() <= 3);
        paged.extend(page.items);
        let Some(next) = page.next else { break };
        after = format!("&after={}", shared::client::encode(&next));
    }
    assert_eq!(paged, whole);
    dora.get("/groups?after=x").await.refused(422, "invalid-input");
}
