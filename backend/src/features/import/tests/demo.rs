//! The demonstration data, and their stamps computed in another way.

use super::super::demo::{ACCOUNTS, DEMO, PASSWORD, load};
use super::{all, each, import_text, rows};
use crate::db::sql;
use serde_json::Value;
use shared::Timestamp;
use std::collections::BTreeMap;

/// Who is let in and who held the tenure, for resale and as support partner.
type Stamp = [Option<String>; 4];

type Row = (
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

fn at(line: &Value, key: &str) -> Option<Timestamp> {
    line[key].as_str().map(|text| text.parse().unwrap())
}

/// Per case, who held which tenure when it was filed and who is let in now, from the file alone.
fn stamps(now: Timestamp) -> BTreeMap<String, Stamp> {
    let lines = DEMO
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let lines = lines.collect::<Vec<_>>();
    let of = |kind: &'static str| lines.iter().filter(move |line| line["type"] == kind);
    let mut stamps = BTreeMap::new();
    for case in of("case") {
        let filed_at = at(case, "filed_at").unwrap();
        let holder = |kind: &str| {
            let mut open = of("tenure").filter(|tenure| {
                tenure["client"] == case["domain"]
                    && tenure["kind"] == kind
                    && at(tenure, "from").unwrap() <= filed_at
                    && at(tenure, "to").is_none_or(|to| filed_at < to)
            });
            let holder = open
                .next()
                .map(|tenure| tenure["reseller"].as_str().unwrap().to_owned());
            assert!(open.next().is_none());
            holder
        };
        let let_in = |reseller: &Option<String>| {
            let granted = of("delegation").any(|delegation| {
                delegation["client"] == case["domain"]
                    && delegation["reseller"].as_str() == reseller.as_deref()
                    && at(delegation, "granted_at").unwrap() <= now
                    && at(delegation, "revoked_at").is_none()
                    && at(delegation, "expires_at").is_none_or(|end| end > now)
            });
            reseller.clone().filter(|_| granted)
        };
        let (resale, partner) = (holder("resale"), holder("support_partner"));
        let stamp = [let_in(&resale), let_in(&partner), resale, partner];
        stamps.insert(case["number"].as_str().unwrap().to_owned(), stamp);
    }
    stamps
}

#[tokio::test]
async fn it_is_imported_with_the_stamps_that_the_file_says() {
    each(async |app| {
        let report = load(app).await.unwrap().unwrap();
        assert_eq!((report.total().added, report.total().untouched), (DEMO.lines().count(), 0));
        let stored: Vec<Row> = all(
            app,
            sql!(
                "SELECT c.number, rm.name, pm.name, r.name, p.name FROM cases c
                 LEFT JOIN domains rm ON rm.id = c.resale_managed_by LEFT JOIN domains r ON r.id = c.resale_domain_id
                 LEFT JOIN domains pm ON pm.id = c.partner_managed_by
                 LEFT JOIN domains p ON p.id = c.partner_domain_id"
            ),
        )
        .await;
        let stored = stored.into_iter().map(|(number, a, b, c, d)| (number, [a, b, c, d]));
        assert_eq!(stored.collect::<BTreeMap<_, _>>(), stamps(app.world.now()));
    })
    .await;
}

#[tokio::test]
async fn it_is_loaded_into_an_empty_installation_only() {
    each(async |app| {
        assert!(load(app).await.unwrap().is_some());
        let before = rows(app).await;
        assert_eq!(load(app).await.unwrap(), None);
        assert_eq!(import_text(app, DEMO).await.total().added, 0);
        assert_eq!(rows(app).await, before);
    })
    .await;
}

#[tokio::test]
async fn everybody_in_the_list_can_sign_in() {
    each(async |app| {
        load(app).await.unwrap();
        for (email, _) in ACCOUNTS {
            let found: Vec<(Option<String>,)> = all(
                app,
                sql!(
                    "SELECT password_hash FROM accounts WHERE email = ? AND disabled_at IS NULL",
                    *email
                ),
            )
            .await;
            let hash = found.into_iter().next().unwrap().0;
            assert!(
                app.passwords.verify(PASSWORD.to_owned(), hash).await.unwrap(),
                "{email}"
            );
        }
        let (distinct,): (i64,) =
            all(app, sql!("SELECT count(DISTINCT password_hash) FROM accounts")).await[0];
        let (accounts,): (i64,) = all(app, sql!("SELECT count(*) FROM accounts")).await[0];
        assert_eq!(distinct, accounts, "each has a salt of its own");
    })
    .await;
}
