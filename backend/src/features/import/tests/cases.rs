//! What a line that leaves much out comes to.

use super::{BASE, all, each, import_text};
use crate::db::sql;
use shared::Timestamp;
use shared::case::State;

fn at(day: u8) -> Timestamp {
    format!("2025-03-{day:02}T00:00:00Z").parse().unwrap()
}

#[tokio::test]
async fn times_default_to_what_is_said_of_the_case() {
    let text = r#"
        {"type":"case","number":"T-OPEN","domain":"acme.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","title":"T","description":"D"}
        {"type":"case","number":"T-SHUT","domain":"acme.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","state":"closed","title":"T","description":"D"}
        {"type":"case","number":"T-LATE","domain":"acme.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","state":"closed","closed_at":"2025-03-09T00:00:00Z","severity":"P2","title":"T","description":"D"}
        {"type":"comment","case":"T-OPEN","author":"eve@acme.example","domain":"acme.example","at":"2025-03-04T00:00:00Z","body":"B"}
        {"type":"comment","case":"T-OPEN","author":"eve@acme.example","domain":"acme.example","at":"2025-03-03T00:00:00Z","body":"B"}
        {"type":"comment","case":"T-OPEN","author":"vera@vendor.example","domain":"vendor.example","at":"2025-03-08T00:00:00Z","body":"B","internal":true}
        {"type":"comment","case":"T-SHUT","author":"eve@acme.example","domain":"acme.example","at":"2025-03-05T00:00:00Z","body":"B"}
        {"type":"comment","case":"T-LATE","author":"eve@acme.example","domain":"acme.example","at":"2025-03-05T00:00:00Z","body":"B"}
        {"type":"share","case":"T-OPEN","email":"anybody@elsewhere.test","level":"view","shared_by":"eve@acme.example","at":"2025-03-02T00:00:00Z"}
    "#;
    each(async |app| {
        import_text(app, &format!("{BASE}{text}")).await;
        let stored: Vec<(String, State, Timestamp, Timestamp, Option<Timestamp>, String)> = all(
            app,
            sql!(
                "SELECT number, state, updated_at, worked_at, closed_at, severity FROM cases
                 WHERE number LIKE 'T-%' ORDER BY number"
            ),
        )
        .await;
        let expected = [
            ("T-LATE", State::Closed, at(9), at(9), Some(at(9)), "P2"),
            ("T-OPEN", State::New, at(4), at(4), None, "P4"),
            ("T-SHUT", State::Closed, at(5), at(5), Some(at(5)), "P4"),
        ];
        let expected = expected.map(|(number, state, updated, worked, closed, severity)| {
            (
                number.to_owned(),
                state,
                updated,
                worked,
                closed,
                severity.to_owned(),
            )
        });
        assert_eq!(stored, expected);
        let shared: Vec<(Timestamp, String)> = all(
            app,
            sql!("SELECT s.updated_at, d.name FROM shares s JOIN domains d ON d.id = s.shared_in"),
        )
        .await;
        assert_eq!(shared, [(at(4), "acme.example".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn the_domain_its_role_wins_and_the_root_is_the_root() {
    let text = r#"
        {"type":"role","organization":"wind","name":"Triage","privileges":["clients.view","reports"]}
        {"type":"role","domain":"alize.example","name":"Triage","privileges":["clients.view"]}
        {"type":"assignment","principal":"alan@alize.example","domain":"alize.example","role":"Triage"}
        {"type":"assignment","principal":"bert@bise.example","domain":"bise.example","role":"Triage"}
        {"type":"assignment","principal":"team@alize.example","domain":"alize.example","role":"reseller_admin"}
        {"type":"assignment","principal":"eve@acme.example","domain":"acme.example","role":"org_admin","resource":"acme"}
        {"type":"assignment","principal":"eve@acme.example","domain":"acme.example","role":"tech_support_viewer","resource":"acme/shop"}
        {"type":"assignment","principal":"eve@acme.example","domain":"acme.example","role":"support_account_admin","resource":"acme"}
    "#;
    each(async |app| {
        import_text(app, &format!("{BASE}{text}")).await;
        let held: Vec<(String, String, Option<String>, Option<String>)> = all(
            app,
            sql!(
                "SELECT coalesce(a.email, g.email), r.name, o.name, n.path FROM assignments x JOIN roles r ON r.id = x.role_id
                 LEFT JOIN accounts a ON a.id = x.account_id LEFT JOIN groups g ON g.id = x.group_id
                 LEFT JOIN domains o ON o.id = r.domain_id LEFT JOIN resources n ON n.id = x.resource_id
                 ORDER BY 1, 2"
            ),
        )
        .await;
        let held = held.iter().map(|(who, role, owner, path)| {
            [who, role, owner.as_deref().unwrap_or("-"), path.as_deref().unwrap_or("-")].join(" ")
        });
        assert_eq!(
            held.collect::<Vec<_>>(),
            [
                "alan@alize.example Triage alize.example -",
                "bert@bise.example Triage - -",
                "eve@acme.example org_admin - -",
                "eve@acme.example support_account_admin - -",
                "eve@acme.example tech_support_viewer - acme/shop",
                "team@alize.example reseller_admin - -",
            ]
        );
        let closure: Vec<(String, String)> = all(
            app,
            sql!(
                "SELECT a.path, d.path FROM resource_closure x JOIN resources a ON a.id = x.ancestor_id
                 JOIN resources d ON d.id = x.descendant_id ORDER BY 1, 2"
            ),
        )
        .await;
        let closure = closure.iter().map(|(a, d)| format!("{a} {d}")).collect::<Vec<_>>();
        assert_eq!(
            closure,
            [
                "acme acme",
                "acme acme/shop",
                "acme acme/shop/web",
                "acme/shop acme/shop",
                "acme/shop acme/shop/web",
                "acme/shop/web acme/shop/web",
            ]
        );
        let plans: Vec<(String, Timestamp)> = all(
            app,
            sql!("SELECT d.name, p.from_at FROM client_plans p JOIN domains d ON d.id = p.client_id"),
        )
        .await;
        assert_eq!(plans, [("acme.example".to_owned(), "2025-01-01T00:00:00Z".parse().unwrap())]);
    })
    .await;
}
