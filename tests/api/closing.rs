//! A case whose solution nobody answers closes by itself, and says so before.

use crate::escalations::reasons;
use comptoir::app::Config;
use comptoir::jobs::closing::close_silent;
use shared::api::cases::{HistoryItem, HistoryKind};
use shared::case::{Move, State};
use tests::TestApp;

tests::on_both_engines!(
    silence_closes_a_case_after_that_was_announced,
    a_word_begins_the_silence_anew,
    never_means_never,
    an_escalated_case_waits_for_the_vendor,
    two_nodes_close_it_once,
);

const DAY: i64 = 86_400;

/// Has the desk propose a solution.
async fn solve(app: &TestApp, number: &str) {
    let ada = app.sign_in("ada@vendor.example").await;
    ada.moves(number, Move::Solve).await.unwrap();
}

async fn timer(app: &TestApp) -> u64 {
    close_silent(&app.app).await.unwrap()
}

/// What happened by itself.
async fn by_itself(app: &TestApp, number: &str) -> Vec<HistoryItem> {
    let dan = app.sign_in("dan@delta.example").await;
    let mut lines = dan.history(number).await;
    lines.retain(|line| line.by.is_none());
    lines
}

async fn silence_closes_a_case_after_that_was_announced(app: TestApp) {
    solve(&app, "DELTA-ROOT").await;
    let before = app.sign_in("dan@delta.example").await.case("DELTA-ROOT").await;
    assert_eq!(before.closes_at, None);
    app.put_forward(11 * DAY - 60);
    assert_eq!(timer(&app).await, 0);
    assert!(by_itself(&app, "DELTA-ROOT").await.is_empty());

    app.put_forward(120);
    assert_eq!(timer(&app).await, 0);
    assert_eq!(timer(&app).await, 0);
    let lines = by_itself(&app, "DELTA-ROOT").await;
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].kind, HistoryKind::ClosingAnnounced);
    let dan = app.sign_in("dan@delta.example").await;
    let case = dan.case("DELTA-ROOT").await;
    assert_eq!(
        (case.state, case.updated_at),
        (State::SolutionProvided, before.updated_at)
    );
    let closes_at = case.closes_at.unwrap();
    assert_eq!(lines[0].to, Some(closes_at.to_string()));
    assert_eq!(closes_at, lines[0].at.plus_days(3));

    app.put_forward(3 * DAY - 60);
    assert_eq!(timer(&app).await, 0);
    app.put_forward(120);
    assert_eq!(timer(&app).await, 1);
    assert_eq!(timer(&app).await, 0);
    let dan = app.sign_in("dan@delta.example").await;
    let case = dan.case("DELTA-ROOT").await;
    assert_eq!((case.state, case.closes_at), (State::Closed, None));
    assert_eq!(case.closed_at, Some(case.updated_at));
    assert_eq!(case.moves, [Move::Reply, Move::Reopen]);
    let lines = by_itself(&app, "DELTA-ROOT").await;
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (lines[1].kind, lines[1].from.as_deref(), lines[1].to.as_deref()),
        (HistoryKind::State, Some("solution_provided"), Some("closed"))
    );
    // The ledger says so too, in nobody's name.
    let olga = app.sign_in("olga@vendor.example").await;
    let ledger = olga.api().ledger(None).await.unwrap().items;
    assert_eq!(
        (
            ledger[0].action.as_str(),
            ledger[0].by.as_deref(),
            ledger[0].case.as_deref()
        ),
        ("case.state", None, Some("DELTA-ROOT"))
    );
    // It is reopened as any other.
    dan.moves("DELTA-ROOT", Move::Reopen).await.unwrap();
}

async fn a_word_begins_the_silence_anew(app: TestApp) {
    solve(&app, "DELTA-ROOT").await;
    app.put_forward(11 * DAY + 60);
    timer(&app).await;
    // The desk's own word leaves the state as it is.
    let ada = app.sign_in("ada@vendor.example").await;
    let case = ada.comments("DELTA-ROOT", "Are you there?").await.unwrap();
    assert_eq!((case.state, case.closes_at), (State::SolutionProvided, None));
    app.put_forward(4 * DAY);
    assert_eq!(timer(&app).await, 0);
    // Even when the timer slept meanwhile, it is announced before it closes.
    app.put_forward(20 * DAY);
    assert_eq!(timer(&app).await, 0);
    let lines = by_itself(&app, "DELTA-ROOT").await;
    assert_eq!(lines.len(), 2);
    app.put_forward(3 * DAY + 60);
    assert_eq!(timer(&app).await, 1);
    // A customer's answer ends the waiting.
    solve(&app, "DELTA-TILL").await;
    app.put_forward(11 * DAY + 60);
    timer(&app).await;
    let dan = app.sign_in("dan@delta.example").await;
    dan.comments("DELTA-TILL", "It does not work.").await.unwrap();
    app.put_forward(40 * DAY);
    assert_eq!(timer(&app).await, 0);
    let dan = app.sign_in("dan@delta.example").await;
    assert_eq!(dan.case("DELTA-TILL").await.state, State::InProgress);
}

async fn never_means_never(app: TestApp) {
    let never = Config {
        close_after_days: 0,
        ..Config::default()
    };
    let app = app.with_config(never).await;
    solve(&app, "DELTA-ROOT").await;
    app.put_forward(400 * DAY);
    assert_eq!(timer(&app).await, 0);
    assert!(by_itself(&app, "DELTA-ROOT").await.is_empty());
}

async fn an_escalated_case_waits_for_the_vendor(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    solve(&app, "DELTA-ROOT").await;
    dan.api().escalate("DELTA-ROOT", &reasons()).await.unwrap();
    app.put_forward(40 * DAY);
    assert_eq!(timer(&app).await, 0);
    app.put_forward(40 * DAY);
    assert_eq!(timer(&app).await, 0);
    assert!(by_itself(&app, "DELTA-ROOT").await.is_empty());
}

async fn two_nodes_close_it_once(app: TestApp) {
    solve(&app, "DELTA-ROOT").await;
    app.put_forward(12 * DAY);
    let _ = tokio::join!(timer(&app), timer(&app));
    assert_eq!(by_itself(&app, "DELTA-ROOT").await.len(), 1);
    app.put_forward(4 * DAY);
    let (one, other) = tokio::join!(timer(&app), timer(&app));
    assert_eq!(one + other, 1);
    assert_eq!(by_itself(&app, "DELTA-ROOT").await.len(), 2);
}
