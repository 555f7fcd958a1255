//! A case's life (DESIGN §3): every move from every state, by the desk and by customers.

use shared::case::{Move, State};
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    every_move_from_every_state,
    a_comment_brings_a_waiting_case_back,
    moves_of_the_desk_are_the_desks_and_those_of_customers_theirs,
    t11_reopening_ends_after_thirty_days,
    two_moves_at_once_are_one,
);

/// Rows: moves, columns: states; `-` is refused.
const TABLE: &str = "
             new               in_progress       action_required   solution_provided closed
    triage   in_progress       -                 -                 -                 -
    ask      action_required   action_required   -                 action_required   -
    solve    solution_provided solution_provided solution_provided -                 -
    conclude -                 -                 -                 closed            -
    confirm  -                 -                 -                 closed            -
    close    closed            closed            closed            closed            -
    reopen   -                 -                 -                 -                 in_progress
    reply    new               in_progress       in_progress       in_progress       in_progress";

const DESK: [Move; 4] = [Move::Triage, Move::Ask, Move::Solve, Move::Conclude];

/// What the table says.
fn led_to(step: Move, state: State) -> Option<State> {
    let mut lines = TABLE.trim().lines();
    let mut states = lines.next().unwrap().split_whitespace();
    let column = states.position(|name| name == state.as_str()).unwrap();
    let row = lines.find(|line| line.split_whitespace().next() == Some(step.as_str()));
    row.unwrap()
        .split_whitespace()
        .nth(column + 1)
        .unwrap()
        .parse()
        .ok()
}

/// A case in a state, closed a moment ago if closed.
async fn case_in(app: &TestApp, number: &str, state: State) {
    let closed_at = match state {
        State::Closed => format!(r#","closed_at":"{}""#, app.now().plus_seconds(-60)),
        _ => String::new(),
    };
    let line = format!(
        r#"{{"type":"case","number":"{number}","domain":"delta.example","filed_by":"dan@delta.example","filed_in":"delta.example","filed_at":"2025-05-01T00:00:00Z","title":"In some state","description":"x","state":"{state}"{closed_at}}}"#
    );
    app.import(&line).await;
}

fn possible(state: State, by_desk: bool) -> Vec<Move> {
    let may = |step: &Move| match step {
        Move::Reopen => true,
        step => DESK.contains(step) == by_desk,
    };
    let steps = Move::ALL.iter().copied().filter(may);
    steps.filter(|step| led_to(*step, state).is_some()).collect()
}

async fn every_move_from_every_state(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    for state in State::ALL {
        for step in Move::ALL.iter().filter(|step| **step != Move::Reply) {
            let by_desk = DESK.contains(step);
            // Customers are the client and the reseller alike; the desk may reopen too.
            let movers: &[&Person] = match (by_desk, step) {
                (true, _) => &[&ada],
                (_, Move::Reopen) => &[&dan, &alice, &ada],
                _ => &[&dan, &alice],
            };
            for mover in movers {
                let who = &mover.me.email;
                let number = format!("M-{}-{}-{}", &who[..2], step, state).replace('_', "-");
                case_in(&app, &number, *state).await;
                let before = mover.case(&number).await;
                let desk = mover.me.email == ada.me.email;
                assert_eq!(before.moves, possible(*state, desk), "{who} {state}");
                let outcome = mover.moves(&number, *step).await;
                match led_to(*step, *state) {
                    Some(expected) => {
                        let after = outcome.unwrap();
                        assert_eq!(after.state, expected, "{who} {step} {state}");
                        assert_eq!(
                            after.closed_at.is_some(),
                            expected == State::Closed,
                            "{step} {state}"
                        );
                        assert!(after.updated_at > before.updated_at);
                        assert_eq!(after.moves, possible(expected, desk));
                        assert_eq!(mover.case(&number).await, after);
                    }
                    None => {
                        let problem = refused(outcome);
                        assert_eq!((problem.status, problem.code.as_str()), (409, "move-not-allowed"));
                        assert_eq!(problem.possible, possible(*state, desk), "{who} {step} {state}");
                        assert_eq!(mover.case(&number).await, before, "{step} {state}");
                    }
                }
            }
        }
    }
}

async fn a_comment_brings_a_waiting_case_back(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    for email in ["dan@delta.example", "alice@aurora.example"] {
        let customer = app.sign_in(email).await;
        for state in State::ALL {
            let number = format!("C-{}-{state}", &email[..3]).replace('_', "-");
            case_in(&app, &number, *state).await;
            // The desk's own comment moves nothing, and never a closed case.
            let said = ada.comments(&number, "We are looking.").await;
            if let Ok(said) = said {
                assert_eq!(said.state, *state);
            }
            let after = customer.comments(&number, "Here I am.").await.unwrap();
            assert_eq!(Some(after.state), led_to(Move::Reply, *state), "{email} {state}");
        }
    }
}

async fn moves_of_the_desk_are_the_desks_and_those_of_customers_theirs(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    for (state, steps) in [
        (State::New, &[Move::Triage, Move::Ask, Move::Solve][..]),
        (State::SolutionProvided, &[Move::Conclude]),
    ] {
        case_in(&app, &format!("DESK-{state}").replace('_', "-"), state).await;
        for step in steps {
            let number = format!("DESK-{state}").replace('_', "-");
            assert_eq!(code(dan.moves(&number, *step).await), "forbidden", "{step}");
            assert_eq!(code(alice.moves(&number, *step).await), "forbidden", "{step}");
        }
    }
    // Support closes only what it solved, and does not confirm its own solutions.
    for step in [Move::Close, Move::Confirm] {
        assert_eq!(
            code(ada.moves("DESK-SOLUTION-PROVIDED", step).await),
            "forbidden",
            "{step}"
        );
    }
    // A question and a solution need words.
    for step in ["ask", "solve"] {
        for body in [serde_json::json!({}), serde_json::json!({"comment": " "})] {
            let reply = ada.post(&format!("/cases/DESK-NEW/{step}"), &body).await;
            let problem = reply.refused(422, "invalid-input");
            assert_eq!(problem.errors[0].pointer, "/comment");
        }
    }
    assert_eq!(ada.case("DESK-NEW").await.state, State::New);
    // What is said with a move stands in the history.
    ada.moves("DESK-NEW", Move::Solve).await.unwrap();
    let lines = dan.history("DESK-NEW").await;
    assert!(
        lines
            .iter()
            .any(|line| line.body.as_deref() == Some("Words with solve."))
    );
}

async fn t11_reopening_ends_after_thirty_days(app: TestApp) {
    let reopen = |person: Person, number: String, comment: bool| async move {
        if comment {
            person.comments(&number, "It is back.").await
        } else {
            person.moves(&number, Move::Reopen).await
        }
    };
    for email in ["alice@aurora.example", "dan@delta.example"] {
        for comment in [false, true] {
            // Closed so that 30 days end in a second; the machine may be slower than that.
            let mut attempt = 0;
            loop {
                attempt += 1;
                assert!(attempt < 20, "never within a second");
                let number = format!("T11-{}-{comment}-{attempt}", &email[..3]);
                case_in(&app, &number, State::Closed).await;
                let person = app.sign_in(email).await;
                let closed_at = app.now().plus_days(-30).plus_seconds(1);
                app.write(
                    "UPDATE cases SET closed_at = ? WHERE number = ?",
                    vec![closed_at.into(), number.to_uppercase().into()],
                )
                .await
                .unwrap();
                let outcome = reopen(person, number, comment).await;
                if app.now() < closed_at.plus_days(30) {
                    assert_eq!(outcome.unwrap().state, State::InProgress);
                    break;
                }
            }
            let number = format!("T11-{}-{comment}-LATE", &email[..3]);
            case_in(&app, &number, State::Closed).await;
            let person = app.sign_in(email).await;
            let closed_at = app.now().plus_days(-30).plus_seconds(-1);
            app.write(
                "UPDATE cases SET closed_at = ? WHERE number = ?",
                vec![closed_at.into(), number.to_uppercase().into()],
            )
            .await
            .unwrap();
            let case = person.case(&number).await;
            assert_eq!(case.reopen_until, Some(closed_at.plus_days(30)));
            assert!(case.moves.is_empty());
            let problem = refused(reopen(person.clone(), number.clone(), comment).await);
            assert_eq!(
                (problem.status, problem.code.as_str()),
                (409, "reopen-window-passed")
            );
            assert_eq!(person.case(&number).await.state, State::Closed);
        }
    }
}

async fn two_moves_at_once_are_one(app: TestApp) {
    let ada = app.sign_in("ada@vendor.example").await;
    let eli = app.sign_in("eli@vendor.example").await;
    for round in 0..10 {
        let number = format!("ROUND-{round}");
        case_in(&app, &number, State::New).await;
        let (one, other) = tokio::join!(ada.moves(&number, Move::Triage), eli.moves(&number, Move::Triage));
        let good = usize::from(one.is_ok()) + usize::from(other.is_ok());
        assert_eq!(good, 1, "{one:?} {other:?}");
        let lines = ada.history(&number).await;
        assert_eq!(lines.iter().filter(|line| line.to.is_some()).count(), 1);
    }
}
