//! Importing twice, trying it out, adding to what is there.

use super::super::import;
use super::{BASE, all, count, each, import_text, refused, rows};
use crate::db::{Arg, sql};

#[tokio::test]
async fn what_is_there_is_left_untouched() {
    each(async |app| {
        let first = import_text(app, BASE).await;
        assert_eq!(first.total().untouched, 0);
        let before = rows(app).await;
        let again = import_text(app, BASE).await;
        assert_eq!(
            (again.total().added, again.total().untouched),
            (0, first.total().added)
        );
        assert_eq!(rows(app).await, before);
        assert_eq!(
            count(app, "SELECT count(*) FROM ledger WHERE action = 'import'", vec![]).await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_stores_nothing() {
    each(async |app| {
        let before = rows(app).await;
        let tried = import(app, BASE.as_bytes(), true).await.unwrap();
        assert!(tried.dry_run);
        assert_eq!(rows(app).await, before);
        let report = import_text(app, BASE).await;
        assert_eq!(tried.total(), report.total());
    })
    .await;
}

#[tokio::test]
async fn nothing_is_revived() {
    each(async |app| {
        import_text(app, BASE).await;
        let mut tx = app.db.write().await.unwrap();
        tx.run(sql!("UPDATE delegations SET revoked_at = ?", app.world.now()))
            .await
            .unwrap();
        tx.run(sql!("UPDATE cases SET resale_managed_by = NULL"))
            .await
            .unwrap();
        tx.run(sql!(
            "UPDATE accounts SET disabled_at = ?, password_hash = NULL",
            app.world.now()
        ))
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(import_text(app, BASE).await.total().added, 0);
        for statement in [
            "SELECT count(*) FROM delegations WHERE revoked_at IS NULL",
            "SELECT count(*) FROM cases WHERE resale_managed_by IS NOT NULL",
            "SELECT count(*) FROM accounts WHERE disabled_at IS NULL OR password_hash IS NOT NULL",
        ] {
            assert_eq!(count(app, statement, vec![]).await, 0, "{statement}");
        }
    })
    .await;
}

#[tokio::test]
async fn more_is_added_to_what_is_there() {
    const MORE: &str = r#"{"type":"comment","case":"case-1","author":"eve@acme.example","domain":"acme.example","at":"2025-03-02T00:00:00Z","body":"Ça clignote."}
        {"type":"comment","case":"CASE-1","author":"vera@vendor.example","domain":"vendor.example","at":"2025-03-02T00:00:00Z","body":"Confidentiel.","internal":true}
        {"type":"share","case":"CASE-1","email":"Team@alize.example","level":"view","shared_by":"eve@acme.example","at":"2025-03-02T00:00:00Z"}
        {"type":"delegation","client":"acme.example","reseller":"north.example","scopes":["file"],"granted_at":"2025-08-01T00:00:00Z"}
        {"type":"tenure","client":"acme.example","reseller":"bise.example","kind":"support_partner","from":"2026-01-01T00:00:00Z"}
        {"type":"case","number":"CASE-3","domain":"acme.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2026-01-01T00:00:00Z","title":"Three","description":"Three."}"#;
    each(async |app| {
        import_text(app, BASE).await;
        for added in [6, 0] {
            assert_eq!(import_text(app, MORE).await.total().added, added);
            let found = |words: &str| {
            let bounds = app.config.words;
                let words = words.to_owned();
                async move {
                    let mut tx = app.db.read().await.unwrap();
                    let found = crate::db::dialect::search(&mut tx, &[words], bounds).await.unwrap().holds;
                    let found = sql!("SELECT c.number FROM cases c WHERE ").then(found);
                    tx.all::<(String,)>(found).await.unwrap().len()
                }
            };
            assert_eq!((found("reseau").await, found("clignote").await, found("confidentiel").await), (1, 1, 0));
            // The delegation lets North see what was filed in its tenure before.
            let managed = "SELECT count(*) FROM cases c JOIN domains d ON d.id = c.resale_managed_by WHERE d.name = ?";
            assert_eq!(count(app, managed, vec![Arg::from("north.example")]).await, 2);
            let scopes: Vec<(i64,)> = all(
                app,
                sql!("SELECT g.scopes FROM delegations g JOIN domains d ON d.id = g.reseller_id WHERE d.name = 'north.example'"),
            )
            .await;
            assert_eq!(scopes, [(3,)], "view is always included");
            let partner = "SELECT count(*) FROM cases WHERE partner_domain_id IS NOT NULL AND partner_managed_by IS NULL";
            assert_eq!(count(app, partner, vec![]).await, 1);
            let shares: Vec<(String, i64)> = all(
                app,
                sql!("SELECT s.email, s.updated_at - c.updated_at FROM shares s JOIN cases c ON c.id = s.case_id"),
            )
            .await;
            assert_eq!(shares, [("team@alize.example".to_owned(), 0)]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_tenure_that_would_change_a_stamp_is_refused_with_the_cases() {
    each(async |app| {
        import_text(app, BASE).await;
        let before = rows(app).await;
        let tenure = r#"{"type":"tenure","client":"acme.example","reseller":"bise.example","kind":"support_partner","from":"2025-01-01T00:00:00Z"}"#;
        assert_eq!(
            refused(app, tenure).await,
            ["1: this tenure would change who managed the client when these cases were filed: CASE-1, CASE-2"]
        );
        let ended = tenure.replace("T00:00:00Z\"}", "T00:00:00Z\",\"to\":\"2025-07-01T00:00:00Z\"}");
        assert_eq!(
            refused(app, &ended).await,
            ["1: this tenure would change who managed the client when these cases were filed: CASE-1"]
        );
        assert_eq!(rows(app).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_number_or_an_address_of_something_else_is_not_taken_for_the_same() {
    each(async |app| {
        import_text(app, BASE).await;
        let lines = r#"{"type":"case","number":"CASE-1","domain":"zeta.example","filed_by":"eve@acme.example","filed_in":"acme.example","filed_at":"2025-03-01T00:00:00Z","title":"Other","description":"Other."}
            {"type":"account","email":"team@alize.example","domain":"alize.example","name":"Team"}
            {"type":"account","email":"alan@alize.example","domain":"bise.example","name":"Alan"}
            {"type":"domain","name":"acme.example","kind":"reseller","title":"Acme"}
            {"type":"resource","domain":"acme.example","path":"acme/shop","kind":"project"}
            {"type":"domain","name":"alize.test","kind":"client","title":"Alias"}"#;
        assert_eq!(
            refused(app, lines).await,
            [
                "1: number: `CASE-1` is there already, and it is another case",
                "2: email: `team@alize.example` is there already, as a group",
                "3: email: `alan@alize.example` is there already, in another domain",
                "4: kind: `acme.example` is there already, as a client",
                "5: kind: `acme/shop` is there already, as folder",
                "6: name: `alize.test` is an alias already",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_ended_stays_ended() {
    const RIGHTS: &str = r#"{"type":"role","domain":"alize.example","name":"Reader","privileges":["clients.view"]}
        {"type":"assignment","principal":"team@alize.example","domain":"alize.example","role":"Reader"}
        {"type":"assignment","principal":"anna@alize.test","domain":"alize.example","role":"Reader"}"#;
    each(async |app| {
        import_text(app, BASE).await;
        import_text(app, RIGHTS).await;
        let mut tx = app.db.write().await.unwrap();
        let now = app.world.now();
        for statement in [
            sql!("UPDATE memberships SET ended_at = ?", now),
            sql!("UPDATE assignments SET ended_at = ?", now),
            sql!("UPDATE groups SET ended_at = ?", now),
            sql!("UPDATE roles SET ended_at = ? WHERE kind IS NULL", now),
        ] {
            tx.run(statement).await.unwrap();
        }
        tx.commit().await.unwrap();
        let before = rows(app).await;
        for lines in [BASE, RIGHTS] {
            assert_eq!(import_text(app, lines).await.total().added, 0);
        }
        assert_eq!(rows(app).await, before);
        let more = r#"{"type":"membership","group":"team@alize.example","account":"anna@alize.test"}
            {"type":"assignment","principal":"team@alize.example","domain":"alize.example","role":"reseller_admin"}
            {"type":"assignment","principal":"alan@alize.example","domain":"alize.example","role":"Reader"}"#;
        assert_eq!(
            refused(app, more).await,
            [
                "1: group: `team@alize.example` was ended",
                "2: principal: `team@alize.example` was ended",
                "3: role: `Reader` was removed",
            ]
        );
        // One of the same name came since: what the file once gave is not given by it.
        let mut tx = app.db.write().await.unwrap();
        let id = app.world.id().unwrap();
        tx.run(sql!(
            "INSERT INTO roles (id, domain_id, name, privileges)
             SELECT ?, id, 'Reader', 8 FROM domains WHERE name = 'alize.example'",
            id
        ))
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(import_text(app, RIGHTS).await.total().added, 0);
        let held = "SELECT count(*) FROM assignments WHERE ended_at IS NULL";
        assert_eq!(count(app, held, vec![]).await, 0);
    })
    .await;
}
