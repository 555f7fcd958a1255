//! The support desk: queues, who works which case, what stands beside it, and what of it stays there.

use crate::escalations::reasons;
use shared::Timestamp;
use shared::api::cases::HistoryKind;
use shared::api::desk::{Assign, DeskAct, DeskCase, DeskNote, DeskRow, HandOver, Queue, Tier};
use shared::api::teams::{NewTeam, NewTeamMember};
use shared::case::{Move, State};
use shared::client::Outcome;
use shared::words::DelegationScope;
use tests::{Person, TestApp, code, refused};

tests::on_both_engines!(
    only_the_desk_reads_queues,
    queues_hold_what_they_are_named_after,
    queues_come_in_pages_what_is_due_first,
    a_case_is_taken_once_and_in_progress_then,
    only_colleagues_are_assigned_and_whoever_leaves_is_nobody,
    engineers_take_what_was_handed_to_them_and_advisors_do_not,
    a_hand_over_says_outside_no_more_than_that_an_engineer_works_it,
    closed_cases_are_not_worked,
    beside_a_case_stands_its_client,
    what_the_desk_does_is_checked,
);

const ADA: &str = "ada@vendor.example";
const ELI: &str = "eli@vendor.example";

/// With an escalation manager, who sets up the desk.
pub(crate) async fn with_manager(app: &TestApp) -> Person {
    app.import(
        r#"{"type":"account","email":"eve@vendor.example","domain":"vendor.example","name":"Eve Escalation","password":"a long password"}
{"type":"assignment","principal":"eve@vendor.example","domain":"vendor.example","role":"escalation_manager"}"#,
    )
    .await;
    app.sign_in("eve@vendor.example").await
}

/// A team with these members.
async fn team(manager: &Person, key: &str, members: &[&str]) {
    let team = NewTeam {
        key: key.to_owned(),
        name_en: format!("Team {key}"),
        name_fr: format!("Équipe {key}"),
    };
    manager.api().add_team(&team).await.unwrap();
    for member in members {
        let member = NewTeamMember {
            account: (*member).to_owned(),
        };
        manager.api().add_team_member(key, &member).await.unwrap();
    }
}

/// Every row of a queue, from pages of that size.
async fn rows(person: &Person, queue: Queue, team: Option<&str>, limit: u32) -> Vec<DeskRow> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = person
            .api()
            .desk_queue(queue, team, after.as_deref(), limit)
            .await
            .unwrap();
        rows.extend(page.items);
        after = page.next;
        if after.is_none() {
            return rows;
        }
    }
}

async fn numbers(person: &Person, queue: Queue) -> Vec<String> {
    let rows = rows(person, queue, None, 200).await;
    let mut numbers = rows.into_iter().map(|row| row.case.number).collect::<Vec<_>>();
    numbers.sort();
    numbers
}

async fn take(person: &Person, number: &str) -> Outcome<DeskCase> {
    person.api().take_case(number, &DeskNote::default()).await
}

async fn assign(person: &Person, number: &str, account: &str) -> Outcome<DeskCase> {
    let request = Assign {
        account: account.to_owned(),
    };
    person.api().assign_case(number, &request).await
}

async fn hand_over(
    person: &Person,
    number: &str,
    engineer: bool,
    team: Option<&str>,
    note: &str,
) -> Outcome<DeskCase> {
    let request = HandOver {
        engineer,
        team: team.map(str::to_owned),
        note: note.to_owned(),
    };
    person.api().hand_over_case(number, &request).await
}

fn assignee(case: &DeskCase) -> Option<&str> {
    case.assignee.as_ref().and_then(|one| one.email.as_deref())
}

async fn only_the_desk_reads_queues(app: TestApp) {
    // Whatever else they see: neither rows, nor counts, nor what stands beside a case.
    for email in [
        "alice@aurora.example",
        "dan@delta.example",
        "dodo@delta.example",
        "olga@vendor.example",
        "pia@vendor.example",
    ] {
        let person = app.sign_in(email).await;
        for queue in Queue::ALL {
            let page = person.api().desk_queue(*queue, None, None, 50).await;
            assert_eq!(code(page), "forbidden", "{email} {queue}");
        }
        assert_eq!(code(person.api().desk_queues().await), "forbidden", "{email}");
        // Who does not see the case is told that there is none.
        let expected = if person.sees("DELTA-ROOT").await {
            "forbidden"
        } else {
            "not-found"
        };
        assert_eq!(
            code(person.api().desk_case("DELTA-ROOT").await),
            expected,
            "{email}"
        );
        assert_eq!(code(take(&person, "DELTA-ROOT").await), expected, "{email}");
    }
    let ada = app.sign_in(ADA).await;
    assert_eq!(numbers(&ada, Queue::All).await.len(), 20);
}

async fn queues_hold_what_they_are_named_after(app: TestApp) {
    let manager = with_manager(&app).await;
    team(&manager, "network", &[ELI]).await;
    let (ada, eli) = (app.sign_in(ADA).await, app.sign_in(ELI).await);
    let (own, other) = ("DELTA-ROOT", "ECHO-ONE");
    take(&ada, own).await.unwrap();
    hand_over(&ada, other, true, Some("network"), "Look at the link.")
        .await
        .unwrap();
    hand_over(&ada, "FJORD-ONE", true, None, "Too deep for me.")
        .await
        .unwrap();
    let open = ada.all().await.len() - 1;
    assert_eq!(numbers(&ada, Queue::All).await.len(), open);
    assert_eq!(numbers(&ada, Queue::Mine).await, [own]);
    assert!(numbers(&eli, Queue::Mine).await.is_empty());
    assert_eq!(numbers(&eli, Queue::Team).await, [other]);
    assert!(numbers(&ada, Queue::Team).await.is_empty());
    assert_eq!(rows(&ada, Queue::Team, Some("network"), 50).await.len(), 1);
    assert_eq!(numbers(&ada, Queue::Engineers).await, [other, "FJORD-ONE"]);
    assert!(numbers(&ada, Queue::Escalated).await.is_empty());
    let dan = app.sign_in("dan@delta.example").await;
    dan.api().escalate("DELTA-TILL", &reasons()).await.unwrap();
    assert_eq!(numbers(&ada, Queue::Escalated).await, ["DELTA-TILL"]);
    assert_eq!(numbers(&ada, Queue::Waiting).await, ["DELTA-TILL"]);
    assert!(numbers(&ada, Queue::Summary).await.is_empty());
    // What is for engineers is nobody's to an engineer, and not on offer to an advisor.
    let free = numbers(&ada, Queue::Unassigned).await;
    for number in [own, other, "FJORD-ONE", "DELTA-TILL", "DELTA-PLANT"] {
        assert!(!free.contains(&number.to_owned()), "{number}");
    }
    assert_eq!(free.len(), open - 4);
    let free = numbers(&eli, Queue::Unassigned).await;
    assert!(free.contains(&other.to_owned()) && free.contains(&"FJORD-ONE".to_owned()));
    assert_eq!(free.len(), open - 2);
    // Each is counted as it is listed.
    for person in [&ada, &eli] {
        let counts = person.api().desk_queues().await.unwrap();
        for count in &counts {
            let key = count.team.as_ref().map(|team| team.key.as_str());
            let listed = rows(person, count.queue, key, 50).await.len();
            assert_eq!(
                (count.cases.count as usize, count.cases.more),
                (listed, false),
                "{count:?}"
            );
        }
        assert_eq!(counts.len(), Queue::ALL.len() + 1);
    }
    let row = rows(&ada, Queue::Team, Some("network"), 50).await.remove(0);
    assert_eq!(
        (row.tier, row.team.unwrap().key.as_str()),
        (Tier::Engineer, "network")
    );
    let row = rows(&eli, Queue::All, None, 50).await;
    let row = row.into_iter().find(|row| row.case.number == own).unwrap();
    assert_eq!(row.assignee.unwrap().email.as_deref(), Some(ADA));
}

async fn queues_come_in_pages_what_is_due_first(app: TestApp) {
    let ada = app.sign_in(ADA).await;
    let whole = rows(&ada, Queue::Unassigned, None, 200).await;
    let place = |row: &DeskRow| (row.case.due_at.unwrap_or(Timestamp::MAX), row.worked_at);
    assert!(whole.is_sorted_by_key(place));
    assert!(whole[0].case.due_at.is_some());
    for limit in [1, 3] {
        assert_eq!(rows(&ada, Queue::Unassigned, None, limit).await, whole);
    }
    // Of what nothing was promised for, what is looked at goes to the end; what others see did not change.
    let first = whole.iter().find(|row| row.case.due_at.is_none()).unwrap();
    let first = first.case.number.clone();
    let before = ada.case(&first).await;
    app.put_forward(1);
    ada.notes(&first, "Nothing yet.").await.unwrap();
    let after = rows(&ada, Queue::Unassigned, None, 200).await;
    assert_eq!(after.last().unwrap().case.number, first);
    assert_eq!(ada.case(&first).await.updated_at, before.updated_at);
}

async fn a_case_is_taken_once_and_in_progress_then(app: TestApp) {
    let (ada, eli) = (app.sign_in(ADA).await, app.sign_in(ELI).await);
    let beside = ada.api().desk_case("DELTA-ROOT").await.unwrap();
    assert_eq!(assignee(&beside), None);
    assert_eq!(beside.acts, [DeskAct::Take, DeskAct::Assign, DeskAct::HandOver]);
    let taken = take(&ada, "DELTA-ROOT").await.unwrap();
    assert_eq!(assignee(&taken), Some(ADA));
    let case = ada.case("DELTA-ROOT").await;
    assert_eq!(case.state, State::InProgress);
    // Twice is once; a colleague is told.
    app.put_forward(1);
    take(&ada, "DELTA-ROOT").await.unwrap();
    let problem = refused(take(&eli, "DELTA-ROOT").await);
    assert_eq!((problem.status, problem.code.as_str()), (409, "taken-already"));
    let lines = ada.history("DELTA-ROOT").await;
    let assigned = lines.iter().filter(|line| line.kind == HistoryKind::Assigned);
    assert_eq!(assigned.count(), 1);
    // It can be given up, and then taken by the colleague.
    ada.api()
        .release_case(
            "DELTA-ROOT",
            &DeskNote {
                note: Some("Off tomorrow.".into()),
            },
        )
        .await
        .unwrap();
    assert_eq!(assignee(&take(&eli, "DELTA-ROOT").await.unwrap()), Some(ELI));
    // None of that is seen outside, but that it is in progress.
    for email in ["dan@delta.example", "alice@aurora.example"] {
        let person = app.sign_in(email).await;
        let kinds = person.history("DELTA-ROOT").await;
        let kinds = kinds.iter().map(|line| line.kind).collect::<Vec<_>>();
        assert_eq!(kinds, [HistoryKind::Filed, HistoryKind::State], "{email}");
        assert_eq!(
            person.case("DELTA-ROOT").await.updated_at,
            case.updated_at,
            "{email}"
        );
    }
}

async fn only_colleagues_are_assigned_and_whoever_leaves_is_nobody(app: TestApp) {
    let (ada, olga) = (app.sign_in(ADA).await, app.sign_in("olga@vendor.example").await);
    for stranger in [
        "olga@vendor.example",
        "pia@vendor.example",
        "dan@delta.example",
        "nobody@vendor.example",
    ] {
        let problem = refused(assign(&ada, "DELTA-ROOT", stranger).await);
        let error = &problem.errors[0];
        assert_eq!(
            (error.pointer.as_str(), error.code.as_str()),
            ("/account", "not-at-desk"),
            "{stranger}"
        );
    }
    assert_eq!(
        assignee(&assign(&ada, "DELTA-ROOT", " Eli@Vendor.example").await.unwrap()),
        Some(ELI)
    );
    // Whoever dispatches has not begun to work.
    assert_eq!(ada.case("DELTA-ROOT").await.state, State::New);
    take(&ada, "ECHO-ONE").await.unwrap();
    let before = numbers(&ada, Queue::Unassigned).await;
    // Eli loses the role: what was his is nobody's again, and on offer.
    let accounts = olga.api().accounts(None).await.unwrap().items;
    let role = accounts.iter().find(|one| one.email == ELI).unwrap().roles[0].id;
    olga.api().take_role(role).await.unwrap();
    assert_eq!(assignee(&ada.api().desk_case("DELTA-ROOT").await.unwrap()), None);
    let row = rows(&ada, Queue::All, None, 50).await;
    let row = row
        .into_iter()
        .find(|row| row.case.number == "DELTA-ROOT")
        .unwrap();
    assert_eq!(row.assignee, None);
    let after = numbers(&ada, Queue::Unassigned).await;
    assert_eq!(after.len(), before.len() + 1);
    assert!(after.contains(&"DELTA-ROOT".to_owned()) && !after.contains(&"ECHO-ONE".to_owned()));
    assert_eq!(code(assign(&ada, "DELTA-TILL", ELI).await), "invalid-input");
    assert_eq!(assignee(&take(&ada, "DELTA-ROOT").await.unwrap()), Some(ADA));
    // A disabled account neither works nor is assigned.
    app.write(
        "UPDATE accounts SET disabled_at = 1 WHERE email = ?",
        vec![ADA.into()],
    )
    .await
    .unwrap();
    let eve = with_manager(&app).await;
    assert_eq!(assignee(&eve.api().desk_case("DELTA-ROOT").await.unwrap()), None);
    assert_eq!(code(assign(&eve, "DELTA-ROOT", ADA).await), "invalid-input");
    let people = eve.api().desk_people().await.unwrap();
    let people = people
        .iter()
        .map(|one| one.person.email.as_deref().unwrap())
        .collect::<Vec<_>>();
    assert_eq!(people, ["eve@vendor.example"]);
}

async fn engineers_take_what_was_handed_to_them_and_advisors_do_not(app: TestApp) {
    let (ada, eli) = (app.sign_in(ADA).await, app.sign_in(ELI).await);
    take(&ada, "DELTA-ROOT").await.unwrap();
    let handed = hand_over(&ada, "DELTA-ROOT", true, None, "Kernel panics.")
        .await
        .unwrap();
    assert_eq!((handed.tier, assignee(&handed)), (Tier::Engineer, None));
    assert!(!handed.acts.contains(&DeskAct::Take) && handed.acts.contains(&DeskAct::TakeBack));
    assert_eq!(code(take(&ada, "DELTA-ROOT").await), "forbidden");
    let problem = refused(assign(&ada, "DELTA-ROOT", ADA).await);
    assert_eq!(problem.errors[0].code, "not-engineer");
    assert_eq!(
        assignee(&assign(&ada, "DELTA-ROOT", ELI).await.unwrap()),
        Some(ELI)
    );
    assert_eq!(assignee(&take(&eli, "DELTA-ROOT").await.unwrap()), Some(ELI));
    // Back to the first line, and to whoever takes it back.
    let back = ada
        .api()
        .take_case_back("DELTA-ROOT", &DeskNote::default())
        .await
        .unwrap();
    assert_eq!((back.tier, assignee(&back)), (Tier::Advisor, Some(ADA)));
    let again = ada.api().take_case_back("DELTA-ROOT", &DeskNote::default()).await;
    let problem = refused(again);
    assert_eq!((problem.status, problem.code.as_str()), (409, "not-handed-over"));
}

async fn a_hand_over_says_outside_no_more_than_that_an_engineer_works_it(app: TestApp) {
    let manager = with_manager(&app).await;
    team(&manager, "firmware", &[ELI]).await;
    let ada = app.sign_in(ADA).await;
    let before = ada.case("DELTA-WEB").await;
    app.put_forward(1);
    hand_over(
        &ada,
        "DELTA-WEB",
        false,
        Some("firmware"),
        "Xylophone: their fault.",
    )
    .await
    .unwrap();
    // To a team: nobody outside may notice.
    assert_eq!(ada.case("DELTA-WEB").await.updated_at, before.updated_at);
    app.put_forward(1);
    hand_over(&ada, "DELTA-WEB", true, Some("firmware"), "Xylophone again.")
        .await
        .unwrap();
    ada.api()
        .take_case_back(
            "DELTA-WEB",
            &DeskNote {
                note: Some("Xylophone was right.".into()),
            },
        )
        .await
        .unwrap();
    let kinds = |lines: &[shared::api::cases::HistoryItem]| {
        let told = lines.iter().filter(|line| line.kind != HistoryKind::Comment);
        told.map(|line| line.kind).collect::<Vec<_>>()
    };
    let desk = ada.history("DELTA-WEB").await;
    for kind in [
        HistoryKind::Engineer,
        HistoryKind::Team,
        HistoryKind::TakenBack,
        HistoryKind::Assigned,
    ] {
        let line = desk.iter().find(|line| line.kind == kind).unwrap();
        assert_eq!(line.internal, kind != HistoryKind::Engineer, "{kind}");
    }
    let notes = desk.iter().filter(|line| {
        line.body
            .as_deref()
            .is_some_and(|body| body.contains("Xylophone"))
    });
    assert!(notes.clone().all(|line| line.internal) && notes.count() == 3);
    for email in [
        "dan@delta.example",
        "dina@delta.example",
        "alice@aurora.example",
        "max@aurora.example",
    ] {
        let person = app.sign_in(email).await;
        let lines = person.history("DELTA-WEB").await;
        assert_eq!(
            kinds(&lines),
            [HistoryKind::Filed, HistoryKind::Engineer],
            "{email}"
        );
        for path in [
            "/cases/DELTA-WEB",
            "/cases/DELTA-WEB/history",
            "/cases/DELTA-WEB/access",
            "/cases",
            "/cases/export",
        ] {
            let reply = person.get(path).await;
            for word in ["ylophone", "irmware"] {
                assert!(!reply.text().contains(word), "{email} {path} {word}");
            }
        }
        for q in ["xylophone", "firmware"] {
            assert!(person.search(q).await.is_empty(), "{email} {q}");
        }
    }
}

async fn closed_cases_are_not_worked(app: TestApp) {
    let eli = app.sign_in(ELI).await;
    let beside = eli.api().desk_case("DELTA-PLANT").await.unwrap();
    assert_eq!(beside.acts, [DeskAct::Summarize]);
    let note = DeskNote::default();
    for outcome in [
        take(&eli, "DELTA-PLANT").await,
        assign(&eli, "DELTA-PLANT", ADA).await,
        hand_over(&eli, "DELTA-PLANT", true, None, "Look.").await,
        eli.api().release_case("DELTA-PLANT", &note).await,
        eli.api().take_case_back("DELTA-PLANT", &note).await,
    ] {
        let problem = refused(outcome);
        assert_eq!((problem.status, problem.code.as_str()), (409, "move-not-allowed"));
    }
    // What is possible instead is said: here nothing, for it was closed too long ago.
    let dan = app.sign_in("dan@delta.example").await;
    let number = dan.files(None, "Soon closed").await.number;
    dan.moves(&number, Move::Close).await.unwrap();
    assert_eq!(refused(take(&eli, &number).await).possible, [Move::Reopen]);
}

async fn beside_a_case_stands_its_client(app: TestApp) {
    let ada = app.sign_in(ADA).await;
    let client = ada.api().desk_case("HYDRA-BOTH").await.unwrap().client;
    assert_eq!(
        (client.client.title.as_str(), client.plan.unwrap().key.as_str()),
        ("Hydra", "premium")
    );
    assert_eq!((client.open_cases.count, client.open_cases.more), (3, false));
    let last = client
        .last_cases
        .iter()
        .map(|case| case.number.as_str())
        .collect::<Vec<_>>();
    assert_eq!(last, ["HYDRA-TWICE", "HYDRA-B"]);
    // Aurora manages it twice and is let in; Borealis was, once.
    assert_eq!(client.resellers.len(), 1);
    let aurora = &client.resellers[0];
    assert_eq!(
        (aurora.reseller.name.as_str(), aurora.tenures.len()),
        ("aurora.example", 2)
    );
    assert!(aurora.let_in_since.is_some() && aurora.let_in_until.is_none());
    assert!(
        aurora.scopes.contains(&DelegationScope::File) && !aurora.scopes.contains(&DelegationScope::Export)
    );
    // Managed, but not let in.
    let client = ada.api().desk_case("ECHO-ONE").await.unwrap().client;
    assert_eq!(client.resellers[0].tenures.len(), 1);
    assert!(client.resellers[0].scopes.is_empty() && client.resellers[0].let_in_since.is_none());
    assert!(client.last_cases.is_empty());
    // Nobody's.
    assert!(
        ada.api()
            .desk_case("FJORD-ONE")
            .await
            .unwrap()
            .client
            .resellers
            .is_empty()
    );
    assert_eq!(ada.api().desk_case("AURORA-OWN").await.unwrap().client.plan, None);
}

async fn what_the_desk_does_is_checked(app: TestApp) {
    let manager = with_manager(&app).await;
    team(&manager, "old", &[]).await;
    let retired = shared::api::teams::ChangeTeam {
        retired: Some(true),
        ..Default::default()
    };
    manager.api().change_team("old", &retired).await.unwrap();
    let ada = app.sign_in(ADA).await;
    for (team, note, pointer, reason) in [
        (None, "Words.", "/team", "required"),
        (Some("none"), "Words.", "/team", "unknown"),
        (Some("old"), "Words.", "/team", "retired"),
        (Some("Old"), "Words.", "/team", "key"),
        (Some("old"), " ", "/note", "required"),
    ] {
        let problem = refused(hand_over(&ada, "DELTA-ROOT", false, team, note).await);
        let error = &problem.errors[0];
        assert_eq!((error.pointer.as_str(), error.code.as_str()), (pointer, reason));
    }
    assert_eq!(
        refused(assign(&ada, "DELTA-ROOT", "eli").await).errors[0].code,
        "email"
    );
    for (path, pointer) in [
        ("/desk/queue?queue=hers", "/queue"),
        ("/desk/queue?queue=team&team=none", "/team"),
        ("/desk/queue?after=x", "/after"),
    ] {
        let problem = ada.get(path).await.refused(422, "invalid-input");
        assert_eq!(problem.errors[0].pointer, pointer);
    }
    // Nothing of that was done.
    assert_eq!(ada.case("DELTA-ROOT").await.state, State::New);
    let internal = ada.history("DELTA-ROOT").await;
    assert!(internal.iter().all(|line| !line.internal));
    // A key sent twice is carried out once.
    let once = ada.browser().with("idempotency-key", "take-it-once");
    for _ in 0..2 {
        let reply = once
            .post(
                &ada.path("/cases/DELTA-ROOT/hand-over"),
                &serde_json::json!({"engineer": true, "note": "Once."}),
            )
            .await;
        assert_eq!(reply.status.as_u16(), 200, "{}", reply.text());
    }
    let notes = ada.history("DELTA-ROOT").await;
    assert_eq!(
        notes
            .iter()
            .filter(|line| line.body.as_deref() == Some("Once."))
            .count(),
        1
    );
}
