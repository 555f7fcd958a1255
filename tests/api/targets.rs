//! Response targets: who waits since when, what is due until when, and what the clock of a case shows.

use comptoir::features::targets::replay::settle;
use comptoir::jobs::targets::revise;
use jiff::tz::TimeZone;
use shared::Timestamp;
use shared::api::calendars::{ChangeCalendar, Holiday, NewCalendar, OpeningHours, Weekday};
use shared::api::cases::{ChangeCase, FileCase};
use shared::api::plans::{AssignPlan, ChangePlan, Coverage, NewPlan, NewTarget};
use shared::api::targets::{ClockState, ResponseClock, StretchCause};
use shared::case::{Move, State};
use shared::words::Severity;
use std::fmt::Write as _;
use tests::{Person, TestApp, code, refused};
use uuid::Uuid;

tests::on_both_engines!(
    a_customer_waits_from_the_first_word_that_is_not_answered,
    an_internal_note_answers_nobody,
    the_clock_stands_while_the_desk_waits,
    who_takes_a_case_up_again_waits,
    holidays_and_nights_do_not_count,
    a_new_severity_counts_from_when_the_wait_began,
    near_and_late_are_told,
    a_changed_plan_makes_due_anew_what_is_waited_for,
    a_changed_calendar_makes_due_anew_what_is_waited_for,
    a_new_plan_counts_for_whoever_begins_to_wait_under_it,
    an_import_tells_who_waits,
    cases_that_are_older_than_their_clock_get_one,
    other_partners_have_no_name_in_the_clock,
    the_form_says_what_is_promised,
    plans_and_calendars_are_the_operators,
    calendars_that_cannot_be_are_refused,
    what_is_kept_is_what_happened,
    the_matrix_of_due_instants,
);

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A Monday morning in summer, 10:00 in Paris.
fn monday() -> Timestamp {
    at("2026-06-01T08:00:00Z")
}

fn minutes(count: i64) -> i64 {
    count * 60
}

/// Files a case of a severity in the own domain.
async fn files(person: &Person, severity: Severity) -> String {
    let request = FileCase {
        product: "gateway".to_owned(),
        category: "outage".to_owned(),
        title: "It does not answer".to_owned(),
        description: "Since this morning.".to_owned(),
        severity: Some(severity),
        ..FileCase::default()
    };
    person.api().file_case(&request).await.unwrap().number
}

async fn clock(person: &Person, number: &str) -> ResponseClock {
    person.case(number).await.clock
}

async fn a_customer_waits_from_the_first_word_that_is_not_answered(app: TestApp) {
    let still = |minute| app.app.world.stand_still(monday().plus_seconds(minutes(minute)));
    still(0);
    let dan = app.sign_in("dan@delta.example").await;
    let alice = app.sign_in("alice@aurora.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let number = files(&dan, Severity::P1).await;
    let filed = clock(&dan, &number).await;
    assert_eq!(filed.state, ClockState::Running);
    assert_eq!((filed.minutes, filed.waiting_since), (Some(15), Some(monday())));
    assert_eq!(filed.due_at, Some(monday().plus_seconds(minutes(15))));
    // Taking a case on is no word; a second word of the customer begins nothing.
    still(5);
    ada.api()
        .make_move(&number, Move::Triage, &Default::default())
        .await
        .unwrap();
    dan.comments(&number, "Still nothing.").await.unwrap();
    assert_eq!(clock(&dan, &number).await, filed);
    // The desk answers.
    still(10);
    let said = ada.comments(&number, "We are looking.").await.unwrap();
    assert_eq!((said.clock.state, said.clock.due_at), (ClockState::Met, None));
    assert_eq!(said.clock.answered_at, Some(monday().plus_seconds(minutes(10))));
    // Now the reseller speaks for the client, and everybody sees the same.
    still(20);
    alice.comments(&number, "And the other site?").await.unwrap();
    still(30);
    dan.comments(&number, "Yes, and that?").await.unwrap();
    for person in [&dan, &alice, &ada] {
        let seen = clock(person, &number).await;
        assert_eq!(seen.waiting_since, Some(monday().plus_seconds(minutes(20))));
        assert_eq!(seen.due_at, Some(monday().plus_seconds(minutes(35))));
        let rows = person.rows(&Default::default(), 200).await;
        let row = rows.iter().find(|row| row.number == number).unwrap();
        assert_eq!((row.due_at, row.near_at), (seen.due_at, seen.near_at));
    }
    // A customer who closes waits for nothing any more.
    still(40);
    let closed = dan.moves(&number, Move::Close).await.unwrap().clock;
    assert_eq!((closed.state, closed.waiting_since), (ClockState::Stopped, None));
    let whole = dan.api().case_clock(&number).await.unwrap();
    let told = whole
        .responses
        .iter()
        .map(|one| (one.state, one.by.as_ref().and_then(|by| by.name.as_deref())));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (ClockState::Met, Some("Ada Advisor")),
            (ClockState::Breached, None)
        ]
    );
}

async fn an_internal_note_answers_nobody(app: TestApp) {
    app.app.world.stand_still(monday());
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let number = files(&dan, Severity::P2).await;
    let before = clock(&dan, &number).await;
    app.app.world.stand_still(monday().plus_seconds(minutes(10)));
    ada.notes(&number, "Between us: the router.").await.unwrap();
    assert_eq!(clock(&dan, &number).await, before);
    let whole = dan.api().case_clock(&number).await.unwrap();
    assert_eq!(whole.responses.len(), 1);
    assert_eq!(whole.responses[0].until, None);
}

async fn the_clock_stands_while_the_desk_waits(app: TestApp) {
    let still = |minute| app.app.world.stand_still(monday().plus_seconds(minutes(minute)));
    still(0);
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let number = files(&dan, Severity::P2).await;
    still(5);
    let asked = ada.moves(&number, Move::Ask).await.unwrap();
    assert_eq!(
        (asked.clock.state, asked.clock.due_at),
        (ClockState::Paused, None)
    );
    still(20);
    let answered = dan.comments(&number, "As follows.").await.unwrap();
    assert_eq!(
        answered.clock.waiting_since,
        Some(monday().plus_seconds(minutes(20)))
    );
    still(30);
    let solved = ada.moves(&number, Move::Solve).await.unwrap();
    assert_eq!(solved.clock.state, ClockState::Paused);
    still(40);
    let whole = dan.api().case_clock(&number).await.unwrap();
    let seen = whole
        .stretches
        .iter()
        .map(|one| {
            let by = one.by.as_ref().and_then(|by| by.name.as_deref());
            (one.running, one.state, one.seconds, one.cause, by)
        })
        .collect::<Vec<_>>();
    assert_eq!(
        seen,
        [
            (true, State::New, 300, StretchCause::Filed, Some("Dan Editor")),
            (
                false,
                State::ActionRequired,
                900,
                StretchCause::Moved,
                Some("Ada Advisor")
            ),
            (
                true,
                State::InProgress,
                600,
                StretchCause::Moved,
                Some("Dan Editor")
            ),
            (
                false,
                State::SolutionProvided,
                600,
                StretchCause::Moved,
                Some("Ada Advisor")
            ),
        ]
    );
    assert_eq!((whole.running_seconds, whole.paused_seconds), (900, 1_500));
    // The last word of somebody who confirms is no question.
    still(45);
    let confirmed = dan.moves(&number, Move::Confirm).await.unwrap();
    assert_eq!(confirmed.clock.state, ClockState::Stopped);
    let whole = dan.api().case_clock(&number).await.unwrap();
    assert_eq!(whole.responses.len(), 2);
    assert_eq!(whole.paused_seconds, 900 + 900);
}

async fn who_takes_a_case_up_again_waits(app: TestApp) {
    let still = |minute| app.app.world.stand_still(monday().plus_seconds(minutes(minute)));
    still(0);
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    for (person, waits) in [(&dan, true), (&ada, false)] {
        still(0);
        let number = files(&dan, Severity::P1).await;
        dan.moves(&number, Move::Close).await.unwrap();
        still(20);
        let again = person
            .api()
            .make_move(&number, Move::Reopen, &Default::default())
            .await
            .unwrap();
        let since = Some(monday().plus_seconds(minutes(20))).filter(|_| waits);
        assert_eq!(again.clock.waiting_since, since, "{}", person.me.email);
        // What was closed was not running.
        let whole = dan.api().case_clock(&number).await.unwrap();
        assert_eq!((whole.running_seconds, whole.paused_seconds), (0, 0));
        assert_eq!(whole.stretches.len(), 2);
    }
}

async fn holidays_and_nights_do_not_count(app: TestApp) {
    // Thursday, 17:00 in Paris; Friday is the first of May.
    app.app.world.stand_still(at("2026-04-30T15:00:00Z"));
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let number = files(&dan, Severity::P3).await;
    let seen = clock(&dan, &number).await;
    assert_eq!(
        (seen.minutes, seen.due_at),
        (Some(240), Some(at("2026-05-04T09:00:00Z")))
    );
    assert_eq!(seen.near_at, Some(at("2026-05-04T08:00:00Z")));
    app.app.world.stand_still(at("2026-05-04T09:00:00Z"));
    let (dan, ada) = (app.sign_in(&dan.me.email).await, app.sign_in(&ada.me.email).await);
    let said = ada.comments(&number, "Here we are.").await.unwrap();
    assert_eq!(said.clock.state, ClockState::Met);
    let whole = dan.api().case_clock(&number).await.unwrap();
    assert_eq!(whole.running_seconds, minutes(240));
}

async fn a_new_severity_counts_from_when_the_wait_began(app: TestApp) {
    app.app.world.stand_still(monday());
    let dan = app.sign_in("dan@delta.example").await;
    let number = files(&dan, Severity::P4).await;
    let due = async |severity| {
        let request = ChangeCase {
            severity: Some(severity),
            severity_reason: Some("It got worse.".to_owned()),
            ..ChangeCase::default()
        };
        dan.api().change_case(&number, &request).await.unwrap().clock
    };
    app.app.world.stand_still(monday().plus_seconds(minutes(20)));
    let raised = due(Severity::P1).await;
    assert_eq!(raised.waiting_since, Some(monday()));
    assert_eq!(raised.due_at, Some(monday().plus_seconds(minutes(15))));
    assert_eq!(raised.state, ClockState::Breached);
    // 8 hours of a day of 10: at 18:00 in Paris.
    let lowered = due(Severity::P4).await;
    assert_eq!(lowered.due_at, Some(at("2026-06-01T16:00:00Z")));
    assert_eq!(lowered.state, ClockState::Running);
    // What counts changes with it.
    let whole = dan.api().case_clock(&number).await.unwrap();
    let causes = whole.stretches.iter().map(|one| (one.severity, one.cause));
    assert_eq!(
        causes.collect::<Vec<_>>(),
        [
            (Severity::P4, StretchCause::Filed),
            (Severity::P1, StretchCause::Severity),
            (Severity::P4, StretchCause::Severity),
        ]
    );
}

async fn near_and_late_are_told(app: TestApp) {
    app.app.world.stand_still(monday());
    let dan = app.sign_in("dan@delta.example").await;
    let number = files(&dan, Severity::P1).await;
    // A quarter of 15 minutes is 3:45.
    let near = monday().plus_seconds(11 * 60 + 15);
    let due = monday().plus_seconds(minutes(15));
    for (now, state, is_near) in [
        (
            Timestamp::from_micros(near.micros() - 1),
            ClockState::Running,
            false,
        ),
        (near, ClockState::Running, true),
        (due, ClockState::Running, true),
        (
            Timestamp::from_micros(due.micros() + 1),
            ClockState::Breached,
            false,
        ),
    ] {
        app.app.world.stand_still(now);
        let seen = clock(&dan, &number).await;
        assert_eq!((seen.state, seen.near), (state, is_near), "{now}");
        assert_eq!((seen.near_at, seen.due_at), (Some(near), Some(due)));
    }
}

fn within(minutes: i64) -> Option<NewTarget> {
    Some(NewTarget {
        minutes,
        calendar: None,
    })
}

async fn a_changed_plan_makes_due_anew_what_is_waited_for(app: TestApp) {
    app.app.world.stand_still(monday());
    let olga = app.sign_in("olga@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let waits = files(&dan, Severity::P1).await;
    let answered = files(&dan, Severity::P1).await;
    let low = files(&dan, Severity::P4).await;
    ada.comments(&answered, "Done.").await.unwrap();
    let before = clock(&dan, &answered).await;
    let change = ChangePlan {
        name_en: Some("Premium Plus".to_owned()),
        targets: Some(vec![within(30), within(60), within(240)]),
        ..ChangePlan::default()
    };
    let changed = olga.api().change_plan("premium", &change).await.unwrap();
    assert_eq!(changed.name.en, "Premium Plus");
    assert_eq!(changed.targets[0].minutes, Some(30));
    assert_eq!(
        (changed.targets[3].minutes, changed.targets[3].coverage),
        (None, None)
    );
    assert!(changed.escalation, "what was left out stays");
    assert_eq!(revise(&app.app).await.unwrap(), 2 + waiting_before(&app).await);
    assert_eq!(revise(&app.app).await.unwrap(), 0);
    let after = clock(&dan, &waits).await;
    assert_eq!((after.waiting_since, after.minutes), (Some(monday()), Some(30)));
    assert_eq!(after.due_at, Some(monday().plus_seconds(minutes(30))));
    let low = clock(&dan, &low).await;
    assert_eq!((low.state, low.due_at), (ClockState::NotOffered, None));
    // What was promised to whom has an answer stays promised.
    assert_eq!(clock(&dan, &answered).await, before);
    assert_eq!(before.minutes, Some(15));
}

/// Cases of the fixtures that wait.
async fn waiting_before(app: &TestApp) -> usize {
    let waiting = "SELECT count(*) FROM cases WHERE waiting_since IS NOT NULL AND waiting_since < ?";
    usize::try_from(app.count(waiting, vec![monday().into()]).await).unwrap()
}

async fn a_changed_calendar_makes_due_anew_what_is_waited_for(app: TestApp) {
    app.app.world.stand_still(monday());
    let olga = app.sign_in("olga@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let number = files(&dan, Severity::P3).await;
    assert_eq!(
        clock(&dan, &number).await.due_at,
        Some(at("2026-06-01T12:00:00Z"))
    );
    let calendars = olga.api().calendars().await.unwrap();
    assert_eq!(calendars.len(), 1);
    let mut holidays = calendars[0].holidays.clone();
    assert_eq!(holidays.len(), 44);
    holidays.insert(
        0,
        Holiday {
            date: "2026-06-01".to_owned(),
            name: " Moving house ".to_owned(),
        },
    );
    let change = ChangeCalendar {
        holidays: Some(holidays),
        ..ChangeCalendar::default()
    };
    let changed = olga.api().change_calendar("france", &change).await.unwrap();
    let new = changed
        .holidays
        .iter()
        .position(|holiday| holiday.name == "Moving house");
    // Kept by date, between Whit Monday and the national holiday.
    assert_eq!(new, Some(17));
    assert_eq!(changed.hours, calendars[0].hours);
    revise(&app.app).await.unwrap();
    assert_eq!(
        clock(&dan, &number).await.due_at,
        Some(at("2026-06-02T10:00:00Z"))
    );
}

async fn a_new_plan_counts_for_whoever_begins_to_wait_under_it(app: TestApp) {
    let still = |minute| app.app.world.stand_still(monday().plus_seconds(minutes(minute)));
    still(0);
    let olga = app.sign_in("olga@vendor.example").await;
    let dan = app.sign_in("dan@delta.example").await;
    let ada = app.sign_in("ada@vendor.example").await;
    let number = files(&dan, Severity::P2).await;
    still(10);
    let give = AssignPlan {
        plan: "advanced".to_owned(),
        from: None,
    };
    olga.api().assign_plan("delta.example", &give).await.unwrap();
    // Who waits already was promised an hour, whatever happens to the severity.
    for severity in [Severity::P1, Severity::P2] {
        let request = ChangeCase {
            severity: Some(severity),
            severity_reason: Some("It got worse.".to_owned()),
            ..ChangeCase::default()
        };
        dan.api().change_case(&number, &request).await.unwrap();
    }
    assert_eq!(clock(&dan, &number).await.minutes, Some(60));
    still(20);
    ada.comments(&number, "And now?").await.unwrap();
    still(30);
    let asked = dan.comments(&number, "As before.").await.unwrap();
    assert_eq!(asked.clock.minutes, Some(120));
    assert_eq!(asked.clock.due_at, Some(monday().plus_seconds(minutes(150))));
}

async fn an_import_tells_who_waits(app: TestApp) {
    let case = |number: &str, rest: &str| {
        format!(
            r#"{{"type":"case","number":"{number}","domain":"delta.example","filed_by":"dan@delta.example","filed_in":"delta.example","filed_at":"2026-06-01T08:00:00Z","title":"x","description":"x","severity":"P1"{rest}}}"#
        )
    };
    let comment = |number: &str, who: &str, minute: i64| {
        let domain = who.split('@').next_back().unwrap();
        let at = monday().plus_seconds(minutes(minute));
        format!(
            r#"{{"type":"comment","case":"{number}","author":"{who}","domain":"{domain}","at":"{at}","body":"x"}}"#
        )
    };
    let (ada, dan) = ("ada@vendor.example", "dan@delta.example");
    let lines = [
        case("I-NEW", ""),
        case("I-ANSWERED", r#","state":"in_progress""#),
        comment("I-ANSWERED", ada, 20),
        case("I-AGAIN", r#","state":"in_progress""#),
        comment("I-AGAIN", ada, 10),
        comment("I-AGAIN", dan, 30),
        comment("I-AGAIN", dan, 40),
        case("I-ASKED", r#","state":"action_required""#),
        comment("I-ASKED", ada, 10),
        case(
            "I-CLOSED",
            r#","state":"closed","closed_at":"2026-06-01T09:00:00Z""#,
        ),
        comment("I-CLOSED", ada, 10),
        comment("I-CLOSED", dan, 50),
    ];
    app.import(&lines.join("\n")).await;
    let dan = app.sign_in(dan).await;
    let since = async |number: &str| {
        let seen = clock(&dan, number).await;
        let minute = |at: Timestamp| (at.micros() - monday().micros()) / 60_000_000;
        (
            seen.state,
            seen.waiting_since.map(minute),
            seen.due_at.map(minute),
        )
    };
    assert_eq!(since("I-NEW").await, (ClockState::Breached, Some(0), Some(15)));
    assert_eq!(since("I-ANSWERED").await, (ClockState::Breached, None, None));
    assert_eq!(since("I-AGAIN").await, (ClockState::Breached, Some(30), Some(45)));
    assert_eq!(since("I-ASKED").await, (ClockState::Paused, None, None));
    assert_eq!(since("I-CLOSED").await, (ClockState::Stopped, None, None));
    let asked = dan.api().case_clock("I-ASKED").await.unwrap();
    let told = asked
        .stretches
        .iter()
        .map(|one| (one.running, one.cause, one.from));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (true, StretchCause::Filed, monday()),
            (false, StretchCause::Imported, monday().plus_seconds(minutes(10))),
        ]
    );
    let closed = dan.api().case_clock("I-CLOSED").await.unwrap();
    assert_eq!(closed.running_seconds, minutes(60));
    let states = closed
        .responses
        .iter()
        .map(|one| (one.state, one.until.is_some()));
    assert_eq!(
        states.collect::<Vec<_>>(),
        [(ClockState::Met, true), (ClockState::Stopped, true)]
    );
    // What is said later about what is there counts too.
    app.import(&comment("I-NEW", "ada@vendor.example", 12)).await;
    assert_eq!(since("I-NEW").await, (ClockState::Met, None, None));
}

async fn cases_that_are_older_than_their_clock_get_one(app: TestApp) {
    let dan = app.sign_in("dan@delta.example").await;
    let number = files(&dan, Severity::P1).await;
    let before = clock(&dan, &number).await;
    // As the migration leaves what was there.
    app.write(
        "UPDATE cases SET waiting_since = NULL, promised_minutes = NULL, due_at = NULL, near_at = NULL,
                targets_revision = 0 WHERE number = ?",
        vec![number.as_str().into()],
    )
    .await
    .unwrap();
    assert_eq!(clock(&dan, &number).await.waiting_since, None);
    assert_eq!(revise(&app.app).await.unwrap(), 1);
    assert_eq!(clock(&dan, &number).await, before);
}

async fn other_partners_have_no_name_in_the_clock(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let reply = alice.get("/cases/HYDRA-BOTH/clock").await;
    let text = reply.text().to_lowercase();
    assert!(!text.contains("borealis") && !text.contains("bob"), "{text}");
    // Filed on the first of May, so due on Friday afternoon; answered on Saturday.
    for email in ["alice@aurora.example", "tech@hydra.example", "ada@vendor.example"] {
        let person = app.sign_in(email).await;
        let whole = person.api().case_clock("HYDRA-BOTH").await.unwrap();
        assert_eq!(whole.response.state, ClockState::Breached, "{email}");
        let first = &whole.responses[0];
        assert_eq!(first.due_at, Some(at("2025-05-02T14:00:00Z")));
        assert_eq!(first.until, Some(at("2025-05-03T10:00:00Z")));
        let by = whole.stretches[0].by.as_ref().unwrap();
        assert_eq!(by.name.is_none(), email.starts_with("alice"), "{email}");
    }
}

async fn the_form_says_what_is_promised(app: TestApp) {
    let alice = app.sign_in("alice@aurora.example").await;
    let told = async |client: Option<&str>| {
        let form = alice.api().filing_form(client).await.unwrap();
        let one = |target: shared::api::plans::ResponseTarget| {
            let calendar = target.calendar.map(|calendar| calendar.key);
            (target.severity, target.minutes, target.coverage, calendar)
        };
        form.targets.into_iter().map(one).collect::<Vec<_>>()
    };
    let france = || Some("france".to_owned());
    assert_eq!(
        told(Some("delta.example")).await,
        [
            (Severity::P1, Some(15), Some(Coverage::Always), None),
            (Severity::P2, Some(60), Some(Coverage::Always), None),
            (Severity::P3, Some(240), Some(Coverage::BusinessHours), france()),
            (Severity::P4, Some(480), Some(Coverage::BusinessHours), france()),
        ]
    );
    // Resellers have no plan of their own.
    let own = told(None).await;
    assert_eq!(own.len(), 4);
    assert!(own.iter().all(|one| one.1.is_none() && one.2.is_none()));
    // Where something stands in the way, nothing is offered.
    assert!(told(Some("echo.example")).await.is_empty());
}

fn office(key: &str) -> NewCalendar {
    NewCalendar {
        key: key.to_owned(),
        name_en: "Night shift".to_owned(),
        name_fr: "Nuit".to_owned(),
        time_zone: "America/New_York".to_owned(),
        hours: vec![OpeningHours {
            weekday: Weekday::Sunday,
            from: 0,
            to: 1_440,
        }],
        holidays: Vec::new(),
    }
}

async fn plans_and_calendars_are_the_operators(app: TestApp) {
    let change = ChangePlan {
        escalation: Some(true),
        ..ChangePlan::default()
    };
    let zone = ChangeCalendar {
        time_zone: Some("Europe/Brussels".to_owned()),
        ..ChangeCalendar::default()
    };
    for email in ["ada@vendor.example", "sam@aurora.example", "dora@delta.example"] {
        let person = app.sign_in(email).await;
        let api = person.api();
        assert_eq!(code(api.add_calendar(&office("night")).await), "forbidden");
        assert_eq!(code(api.change_calendar("france", &zone).await), "forbidden");
        assert_eq!(code(api.change_calendar("nothing", &zone).await), "forbidden");
        assert_eq!(code(api.change_plan("standard", &change).await), "forbidden");
        assert_eq!(api.calendars().await.unwrap().len(), 1);
    }
    let olga = app.sign_in("olga@vendor.example").await;
    let added = olga.api().add_calendar(&office("night")).await.unwrap();
    assert_eq!((added.key.as_str(), added.hours.len()), ("night", 1));
    assert_eq!(
        code(olga.api().add_calendar(&office("night")).await),
        "already-exists"
    );
    assert_eq!(
        code(olga.api().change_calendar("nothing", &zone).await),
        "not-found"
    );
    assert_eq!(
        code(olga.api().change_plan("nothing", &change).await),
        "not-found"
    );
    assert!(
        olga.api()
            .change_plan("standard", &change)
            .await
            .unwrap()
            .escalation
    );
    let by_night = |calendar: &str| NewTarget {
        minutes: 60,
        calendar: Some(calendar.to_owned()),
    };
    let plan = NewPlan {
        key: "nightly".to_owned(),
        name_en: "Nightly".to_owned(),
        name_fr: "De nuit".to_owned(),
        escalation: false,
        targets: vec![None, Some(by_night("day"))],
    };
    let problem = refused(olga.api().add_plan(&plan).await);
    assert_eq!(problem.errors[0].pointer, "/targets/1/calendar");
    let plan = NewPlan {
        targets: vec![None, Some(by_night("night"))],
        ..plan
    };
    let added = olga.api().add_plan(&plan).await.unwrap();
    assert_eq!(added.targets[0].coverage, None);
    assert_eq!(added.targets[1].coverage, Some(Coverage::BusinessHours));
    assert_eq!(added.targets[1].calendar.as_ref().unwrap().key, "night");
    // Every change that was made stands in the ledger, and no other.
    let entries = olga.api().ledger(None).await.unwrap().items;
    let actions = entries.iter().map(|entry| entry.action.as_str());
    assert_eq!(
        actions.take(3).collect::<Vec<_>>(),
        ["plan.added", "plan.changed", "calendar.added"]
    );
}

async fn calendars_that_cannot_be_are_refused(app: TestApp) {
    let olga = app.sign_in("olga@vendor.example").await;
    let span = |from, to| OpeningHours {
        weekday: Weekday::Monday,
        from,
        to,
    };
    let day = |date: &str| Holiday {
        date: date.to_owned(),
        name: "A day off".to_owned(),
    };
    let with = |change: &dyn Fn(&mut NewCalendar)| {
        let mut calendar = office("new");
        change(&mut calendar);
        calendar
    };
    for (wrong, pointer) in [
        (with(&|c| c.hours.clear()), "/hours"),
        (with(&|c| c.hours = vec![span(600, 540)]), "/hours/0"),
        (with(&|c| c.hours = vec![span(0, 61), span(60, 90)]), "/hours/1"),
        (with(&|c| c.time_zone = "Europe/Nowhere".to_owned()), "/time_zone"),
        (
            with(&|c| c.holidays = vec![day("2026-02-29")]),
            "/holidays/0/date",
        ),
    ] {
        let problem = refused(olga.api().add_calendar(&wrong).await);
        assert_eq!(
            (problem.status, problem.errors[0].pointer.as_str()),
            (422, pointer)
        );
    }
    assert_eq!(olga.api().calendars().await.unwrap().len(), 1);
}

/// Numbers that look random and are the same every time (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

/// What is kept of a case's waiting.
#[derive(Debug, PartialEq, sqlx::FromRow)]
struct Kept {
    since: Timestamp,
    until: Option<Timestamp>,
    answered: Option<i64>,
    minutes: Option<i64>,
    due_at: Option<Timestamp>,
}

async fn kept(app: &TestApp, number: &str) -> Vec<Kept> {
    app.rows(
        "SELECT r.since, r.until, r.answered, r.minutes, r.due_at
         FROM responses r JOIN cases c ON c.id = r.case_id WHERE c.number = ?
         UNION ALL SELECT c.waiting_since, NULL, NULL, c.promised_minutes, c.due_at
         FROM cases c WHERE c.number = ? AND c.waiting_since IS NOT NULL
         ORDER BY 1, 2",
        vec![number.into(), number.into()],
    )
    .await
}

/// Random lives of cases, across both changes of clocks: what was written down step by step is what comes
/// out of everything that happened, and the stretches leave no time out and count none twice.
async fn what_is_kept_is_what_happened(app: TestApp) {
    let mut dice = Dice(14);
    for (round, begin) in [
        "2026-03-27T15:00:00Z",
        "2026-10-23T14:00:00Z",
        "2026-04-30T07:00:00Z",
        "2026-12-24T10:00:00Z",
    ]
    .into_iter()
    .enumerate()
    {
        let mut now = at(begin);
        app.app.world.stand_still(now);
        let dan = app.sign_in("dan@delta.example").await;
        let number = files(&dan, Severity::P1).await;
        let (mut done, mut closed, mut closed_at) = (0, 0, None::<Timestamp>);
        for _ in 0..40 {
            now = now.plus_seconds(i64::try_from(dice.below(5 * 3_600)).unwrap());
            app.app.world.stand_still(now);
            let dan = app.sign_in("dan@delta.example").await;
            let ada = app.sign_in("ada@vendor.example").await;
            let said = match dice.below(12) {
                0 | 1 => dan.comments(&number, "x").await,
                2 | 3 => ada.comments(&number, "x").await,
                4 => ada.notes(&number, "x").await,
                // P1 and P2 are covered around the clock.
                5 => {
                    let severity =
                        Some([Severity::P1, Severity::P2][usize::try_from(dice.below(2)).unwrap()]);
                    let change = ChangeCase {
                        severity,
                        severity_reason: Some("It got worse.".to_owned()),
                        ..ChangeCase::default()
                    };
                    dan.api().change_case(&number, &change).await
                }
                6 => dan.moves(&number, Move::Reopen).await,
                7 => dan.moves(&number, Move::Close).await,
                8 => ada.moves(&number, Move::Ask).await,
                9 => ada.moves(&number, Move::Solve).await,
                10 => dan.moves(&number, Move::Confirm).await,
                _ => ada.moves(&number, Move::Triage).await,
            };
            let Ok(view) = said else { continue };
            done += 1;
            match (view.state == State::Closed, closed_at) {
                (true, None) => closed_at = Some(now),
                (false, Some(since)) => {
                    closed += now.micros() - since.micros();
                    closed_at = None;
                }
                _ => {}
            }
            let waits = view.clock.waiting_since.is_some();
            assert!(!waits || matches!(view.state, State::New | State::InProgress));
        }
        assert!(done > 15, "round {round}: {done} of 40 steps");
        let person = app.sign_in("dan@delta.example").await;
        let whole = person.api().case_clock(&number).await.unwrap();
        let end = closed_at.unwrap_or(now);
        let elapsed = (end.micros() - at(begin).micros() - closed) / 1_000_000;
        assert_eq!(
            whole.running_seconds + whole.paused_seconds,
            elapsed,
            "round {round}"
        );
        for pair in whole.stretches.windows(2) {
            assert!(pair[0].to.is_some_and(|to| to <= pair[1].from));
        }
        let before = kept(&app, &number).await;
        assert!(before.len() > 2, "{before:?}");
        let ids: Vec<(Uuid,)> = app
            .rows(
                "SELECT id FROM cases WHERE number = ?",
                vec![number.as_str().into()],
            )
            .await;
        let mut tx = app.app.db.write().await.unwrap();
        settle(&mut tx, &app.app.world, &[ids[0].0]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(kept(&app, &number).await, before, "round {round}");
    }
}

/// The golden table of due instants.
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/api/due.txt");

const HEAD: &str = "\
# When an answer is due: for a case filed at the instant of each block, by plan and severity. Made by
# `make gen`; do not edit, but read the difference. All times are those of Paris.
#
# Standard promises nothing for P1. Of Advanced and Premium, P1 and P2 count around the clock; everything
# else counts Monday to Friday, 8 to 18, without French public holidays.
";

/// Instants, and what is special about them.
const FILED: [(&str, &str); 10] = [
    ("2026-06-01T08:00:00Z", "a Monday morning"),
    ("2026-06-01T16:00:00Z", "at closing time"),
    ("2026-06-05T15:00:00Z", "an hour before the weekend"),
    ("2026-06-07T10:00:00Z", "on a Sunday"),
    ("2026-03-27T16:30:00Z", "before summer time begins"),
    (
        "2026-03-29T00:50:00Z",
        "ten minutes before the hour that is not there",
    ),
    ("2026-10-23T15:30:00Z", "before summer time ends"),
    (
        "2026-10-25T00:50:00Z",
        "ten minutes before the hour that comes twice",
    ),
    ("2026-04-30T15:00:00Z", "before May Day, a Friday"),
    ("2026-12-24T16:30:00Z", "on Christmas Eve"),
];

/// `Mon 2026-06-01 10:00:00`, as Paris shows it.
fn in_paris(instant: Timestamp) -> String {
    let paris = TimeZone::get("Europe/Paris").unwrap();
    let shown = jiff::Timestamp::from_microsecond(instant.micros())
        .unwrap()
        .to_zoned(paris);
    shown.strftime("%a %Y-%m-%d %H:%M").to_string()
}

async fn the_matrix_of_due_instants(app: TestApp) {
    let mut table = HEAD.to_owned();
    for (filed, what) in FILED {
        app.app.world.stand_still(at(filed));
        let _ = writeln!(table, "\n{}, {what}", in_paris(at(filed)));
        let mut head = format!("    {:<10}", "");
        for severity in Severity::ALL {
            let _ = write!(head, "{severity:<24}");
        }
        let _ = writeln!(table, "{}", head.trim_end());
        for (plan, client) in [
            ("standard", "tech@cobalt.example"),
            ("advanced", "tech@gamma.example"),
            ("premium", "dan@delta.example"),
        ] {
            let person = app.sign_in(client).await;
            let mut line = format!("    {plan:<10}");
            for severity in Severity::ALL {
                let number = files(&person, *severity).await;
                let due = clock(&person, &number).await.due_at;
                let _ = write!(line, "{:<24}", due.map_or("–".to_owned(), in_paris));
            }
            let _ = writeln!(table, "{}", line.trim_end());
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(GOLDEN, &table).unwrap();
    }
    let reviewed = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    assert!(
        reviewed == table,
        "{GOLDEN} says otherwise; `make gen` writes it anew:\n{table}"
    );
}
