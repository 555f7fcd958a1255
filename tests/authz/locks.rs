//! Whatever files, changes, transfers, grants or revokes waits for whoever holds the client's row.
//!
//! The test holds the row itself, as another transaction would, and sees that the request does not end
//! before it lets go. On SQLite writers take turns, so holding any turn is enough.

use comptoir::db::Sql;
use comptoir::db::dialect::{Lock, lock_case, lock_client};
use serde_json::json;
use shared::api::cases::CaseView;
use shared::case::Move;
use std::time::Duration;
use tests::{Person, TestApp, code};
use uuid::Uuid;

tests::on_both_engines!(
    filing_waits_for_a_transfer,
    changes_wait_for_a_revocation,
    moves_wait_for_each_other,
    a_transfer_waits_for_filings,
    granting_waits_for_filings,
    revoking_waits_for_filings,
    clearing_waits_for_a_grant,
);

/// For how long the test holds a row: a request that does not wait would be done long before.
const HOLD: Duration = Duration::from_secs(1);

/// Begins something while Delta's row is held; returns when it was let go and what came of it.
async fn waits<T: Send + 'static>(
    app: &TestApp,
    lock: Lock,
    task: impl Future<Output = T> + Send + 'static,
) -> (shared::Timestamp, T) {
    let delta: Vec<(Uuid,)> = app
        .rows("SELECT id FROM domains WHERE name = 'delta.example'", vec![])
        .await;
    let mut tx = app.app.db.write().await.unwrap();
    lock_client(&mut tx, delta[0].0, lock).await.unwrap();
    let task = tokio::spawn(task);
    tokio::time::sleep(HOLD).await;
    assert!(!task.is_finished(), "it did not wait");
    let let_go = app.now();
    drop(tx);
    (let_go, task.await.unwrap())
}

async fn delta_s_consent(app: &TestApp) -> (Person, Uuid) {
    let dora = app.sign_in("dora@delta.example").await;
    let access = dora.api().delegations().await.unwrap().items;
    let delegation = access[0].delegation.clone().unwrap();
    (dora, delegation.id)
}

async fn filing_waits_for_a_transfer(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let body = json!({
        "client": "delta.example", "product": "gateway", "category": "outage", "title": "Wait", "description": "…"
    });
    let file = async move { alice.post("/cases", &body).await };
    let (let_go, reply) = waits(&app, Lock::Change, file).await;
    // The instant of filing is one after the lock: what was transferred or revoked meanwhile counts.
    assert!(reply.json::<CaseView>().filed_at >= let_go);
}

async fn changes_wait_for_a_revocation(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let comment = async move { alice.comments("DELTA-ROOT", "Words.").await.unwrap() };
    let (let_go, case) = waits(&app, Lock::Change, comment).await;
    assert!(case.updated_at >= let_go);
}

async fn moves_wait_for_each_other(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    // Somebody else triages the case …
    let mut tx = app.app.db.write().await.unwrap();
    lock_case(&mut tx, "DELTA-ROOT").await.unwrap();
    let triaged = "UPDATE cases SET state = 'in_progress' WHERE number = 'DELTA-ROOT'";
    tx.run(Sql::new(triaged, vec![])).await.unwrap();
    let triage = tokio::spawn(async move { ada.moves("DELTA-ROOT", Move::Triage).await });
    tokio::time::sleep(HOLD).await;
    assert!(!triage.is_finished(), "it did not wait");
    tx.commit().await.unwrap();
    // … so it cannot be triaged again: the state is read after the wait.
    assert_eq!(code(triage.await.unwrap()), "move-not-allowed");
}

async fn a_transfer_waits_for_filings(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let body = json!({"client": "delta.example", "reseller": "borealis.example"});
    let transfer = async move { olga.post("/tenures", &body).await };
    let (let_go, reply) = waits(&app, Lock::Share, transfer).await;
    let done = reply.json::<shared::api::tenures::TransferView>();
    assert!(done.begun.unwrap().from >= let_go);
}

async fn granting_waits_for_filings(app: TestApp) {
    let dora = app.sign_in("dora@delta.example").await;
    let body = json!({"reseller": "aurora.example"});
    let grant = async move { dora.post("/delegations", &body).await };
    let (let_go, reply) = waits(&app, Lock::Share, grant).await;
    let granted = reply.json::<shared::api::delegations::DelegationView>();
    assert!(granted.granted_at >= let_go);
}

async fn revoking_waits_for_filings(app: TestApp) {
    let (dora, id) = delta_s_consent(&app).await;
    let revoke = async move { dora.api().revoke_access(id).await.unwrap() };
    let (let_go, ()) = waits(&app, Lock::Share, revoke).await;
    let revoked = app.count("SELECT max(revoked_at) FROM delegations", vec![]).await;
    assert!(revoked >= let_go.micros());
}

async fn clearing_waits_for_a_grant(app: TestApp) {
    let (dora, id) = delta_s_consent(&app).await;
    dora.api().revoke_access(id).await.unwrap();
    let program = app.app.clone();
    let clear = async move { comptoir::jobs::stamps::clear_ended(&program).await.unwrap() };
    let (_, cleared) = waits(&app, Lock::Change, clear).await;
    assert!(cleared >= 4);
}
