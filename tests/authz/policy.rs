//! The policy where it is damaged, or says no.

use comptoir::authz::Policy;
use shared::words::{Action, ObjectKind, Privilege, Privileges, Relation};

const MODEL: &str = include_str!("../../policies/model.conf");
const POLICY: &str = include_str!("../../policies/policy.csv");

fn set(privileges: &[Privilege]) -> Privileges {
    privileges.iter().copied().collect()
}

#[tokio::test]
async fn p1_an_empty_or_short_policy_is_refused() {
    let few = POLICY.lines().filter(|line| line.starts_with("p, ")).take(5);
    let few = few.collect::<Vec<_>>().join("\n");
    for damaged in ["", "# nothing", &few] {
        assert!(Policy::parse(MODEL, damaged).await.is_err(), "{damaged}");
    }
}

#[tokio::test]
async fn a_denial_overrides() {
    let text = format!("{POLICY}\np, reports, account, case, view, deny\n");
    let policy = Policy::parse(MODEL, &text).await.unwrap();
    let sees = |privileges: &[Privilege]| {
        let through = policy.relations(set(privileges), ObjectKind::Case, Action::View);
        through.has(Relation::Account)
    };
    assert!(sees(&[Privilege::CasesView]));
    assert!(!sees(&[Privilege::CasesView, Privilege::Reports]));
}

#[tokio::test]
async fn what_cannot_be_decided_is_denied() {
    // A matcher that fails at every question.
    let matcher = MODEL.lines().find(|line| line.starts_with("m = ")).unwrap();
    let failing = MODEL.replace(matcher, "m = nowhere(r.act) == p.act");
    let policy = Policy::parse(&failing, POLICY).await.unwrap();
    for action in Action::ALL {
        for relation in Relation::ALL {
            assert!(!policy.ask(Privileges::all(), *relation, ObjectKind::Case, *action));
            let through = policy.relations(Privileges::all(), ObjectKind::Case, *action);
            assert!(!through.has(*relation));
        }
    }
}

#[tokio::test]
async fn what_is_remembered_is_what_casbin_says() {
    let policy = Policy::builtin().await.unwrap();
    let each = Privilege::ALL.iter().map(|one| set(&[*one]));
    for privileges in each.chain([Privileges::EMPTY, Privileges::all()]) {
        for kind in ObjectKind::ALL {
            for action in Action::ALL {
                let remembered = policy.relations(privileges, *kind, *action);
                for relation in Relation::ALL {
                    let asked = policy.ask(privileges, *relation, *kind, *action);
                    assert_eq!(
                        remembered.has(*relation),
                        asked,
                        "{privileges:?} {kind} {action} {relation}"
                    );
                }
            }
        }
    }
}
