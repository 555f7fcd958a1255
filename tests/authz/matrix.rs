//! The golden table of policy: what every built-in role may do through every relation, asked of
//! casbin. `make gen` writes it anew; a change of it is reviewed like a change of code.

use comptoir::authz::Policy;
use shared::words::{Action, ObjectKind, Privileges, Relation};
use std::fmt::Write as _;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../policies/matrix.txt");

const ROLES: &str = include_str!("../../policies/roles.csv");

/// A row of `roles.csv`: kind of domain, name, privileges.
fn roles() -> Vec<(&'static str, &'static str, Privileges)> {
    let rows = ROLES
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let columns = row.split(',').collect::<Vec<_>>();
        let privileges = columns[2].split_whitespace().map(|word| word.parse().unwrap());
        (columns[0], columns[1], privileges.collect())
    })
    .collect()
}

const HEAD: &str = "\
# What each built-in role may do, and through which relation to the object. What is not listed is
# refused. Made by `make gen` from roles.csv, policy.csv and model.conf; do not edit.
#
# `member` is everybody's, beside the other roles. A relation limits further: `manager` by the
# delegation's scopes, `shared` by the share's level, `account` in a client domain by the node that
# the role is attached to.
";

fn line(table: &mut String, columns: [&str; 4], cells: impl IntoIterator<Item = String>) {
    let [domain, role, kind, relation] = columns;
    let _ = write!(table, "{domain:<9} {role:<23} {kind:<11} {relation:<9}");
    for (cell, action) in cells.into_iter().zip(Action::ALL) {
        let width = action.as_str().len();
        let _ = write!(table, " {cell:<width$}");
    }
    while table.ends_with(' ') {
        table.pop();
    }
    table.push('\n');
}

async fn table() -> String {
    let policy = Policy::builtin().await.unwrap();
    let mut table = format!("{HEAD}\n");
    let actions = Action::ALL.iter().map(|action| action.as_str().to_owned());
    line(&mut table, ["domain", "role", "object", "relation"], actions);
    let mut last = "";
    for (domain, role, privileges) in roles() {
        if domain != last {
            table.push('\n');
            last = domain;
        }
        let mut anything = false;
        for kind in ObjectKind::ALL {
            for relation in Relation::ALL {
                let yes = Action::ALL
                    .iter()
                    .map(|action| policy.ask(privileges, *relation, *kind, *action))
                    .collect::<Vec<_>>();
                if yes.iter().any(|yes| *yes) {
                    anything = true;
                    let cells = yes.iter().map(|yes| if *yes { "yes" } else { "-" }.to_owned());
                    line(
                        &mut table,
                        [domain, role, kind.as_str(), relation.as_str()],
                        cells,
                    );
                }
            }
        }
        if !anything {
            line(&mut table, [domain, role, "nothing", ""], []);
        }
    }
    table
}

#[tokio::test]
async fn the_table_is_as_it_was_reviewed() {
    let table = table().await;
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &table).unwrap();
    }
    let reviewed = std::fs::read_to_string(FILE).unwrap_or_default();
    for (line, (was, is)) in reviewed.lines().zip(table.lines()).enumerate() {
        assert_eq!(
            was,
            is,
            "line {} of policies/matrix.txt; `make gen` writes it anew",
            line + 1
        );
    }
    assert_eq!(reviewed, table, "policies/matrix.txt; `make gen` writes it anew");
}

/// What may never become true, whatever the table says (DESIGN §2).
#[tokio::test]
async fn what_no_change_of_policy_may_allow() {
    let policy = Policy::builtin().await.unwrap();
    let case =
        |privileges: Privileges, relation, action| policy.ask(privileges, relation, ObjectKind::Case, action);
    let privileges = |name: &str| roles().into_iter().find(|role| role.1 == name).unwrap().2;
    // Administrators see no cases by themselves.
    for name in [
        "org_admin",
        "support_account_admin",
        "super_admin",
        "operator",
        "publisher",
    ] {
        for relation in Relation::ALL {
            for action in Action::ALL {
                let allowed = case(privileges(name), *relation, *action);
                assert!(!allowed, "{name} {relation} {action}");
            }
        }
    }
    for (domain, name, privileges) in roles() {
        for action in Action::ALL {
            // Only the vendor works cases, and only through `support`; nobody sees through `own`.
            for relation in Relation::ALL {
                let allowed = case(privileges, *relation, *action);
                let desk = domain == "vendor" && *relation == Relation::Support;
                assert!(!allowed || *action != Action::Work || desk, "{name} {relation}");
                assert!(
                    !allowed || *relation != Relation::Support || desk,
                    "{name} {action}"
                );
                assert!(!allowed || *relation != Relation::Own, "{name} {action}");
            }
            // A share lets one see and comment, whatever the role.
            let shared = case(privileges, Relation::Shared, *action);
            assert!(
                !shared || matches!(action, Action::View | Action::Comment),
                "{name}"
            );
        }
        // Whoever may change may see.
        for relation in [Relation::Account, Relation::Manager, Relation::Support] {
            let manages = case(privileges, relation, Action::Manage);
            assert!(!manages || case(privileges, relation, Action::View), "{name}");
        }
    }
    // Viewers view; without privileges nothing is allowed.
    let viewer = privileges("tech_support_viewer");
    for action in Action::ALL {
        let expected = matches!(action, Action::View | Action::Export);
        assert_eq!(case(viewer, Relation::Account, *action), expected, "{action}");
        assert!(!case(Privileges::EMPTY, Relation::Account, *action));
    }
}
