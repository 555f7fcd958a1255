//! Mail on its way: servers that are down or refuse, nodes that die, and the operator's list.

use crate::mail::{recipients, sent, share, with_mail};
use comptoir::app::Config;
use comptoir::jobs;
use comptoir::jobs::outbox::{Counts, send_due};
use shared::words::MailEvent;
use std::collections::BTreeSet;
use std::time::Duration;
use tests::{Mail, TestApp, code};
use uuid::Uuid;

tests::on_both_engines!(
    the_whole_program_sends_by_itself,
    a_server_that_is_down_is_tried_again_and_given_up_in_the_end,
    a_mailbox_that_does_not_exist_is_given_up_at_once_and_others_go_on,
    mail_is_sent_once,
    nodes_share_the_work,
    a_node_that_died_sends_again_under_the_same_id,
    without_a_server_mail_waits_three_days,
    what_became_of_mail_is_kept_for_thirty_days,
    the_list_is_the_operators_and_says_nothing_of_cases,
);

const DAN: &str = "dan@delta.example";
const DODO: &str = "dodo@delta.example";

async fn the_whole_program_sends_by_itself(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let program = tokio::spawn(jobs::run(app.app.clone()));
    let dan = app.sign_in(DAN).await;
    let ada = app.sign_in("ada@vendor.example").await;
    let number = dan.files(None, "Sensors lie").await.number;
    ada.comments(&number, "Which ones?").await.unwrap();
    let mut mails = Vec::<Mail>::new();
    // A minute is what the timer takes: it is the commit that wakes it.
    for _ in 0..200 {
        mails.extend(server.taken());
        if mails.len() == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    program.abort();
    assert_eq!(recipients(&mails), [DAN, DAN]);
    assert!(mails.iter().any(|mail| mail.body.contains("> Which ones?")));
}

async fn a_server_that_is_down_is_tried_again_and_given_up_in_the_end(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let number = app.sign_in(DAN).await.files(None, "Sensors lie").await.number;
    share(&app.sign_in(DAN).await, &number, DODO).await;
    server.stop();
    let later = Counts {
        later: 2,
        ..Counts::default()
    };
    assert_eq!(send_due(&app.app).await.unwrap(), later);
    assert_eq!(
        send_due(&app.app).await.unwrap(),
        Counts::default(),
        "not before its time"
    );
    let olga = app.sign_in("olga@vendor.example").await;
    let waiting = olga.api().mail(None).await.unwrap().items;
    assert_eq!(waiting.len(), 2);
    assert_eq!(
        (waiting[0].event, waiting[1].event),
        (MailEvent::Share, MailEvent::Filed)
    );
    assert_eq!(waiting[0].recipient, DODO);
    assert_eq!((waiting[0].attempts, waiting[0].given_up_at), (1, None));
    assert!(waiting[0].next_at.unwrap() > app.now());
    assert!(
        waiting[0].error.as_ref().unwrap().contains("onnection"),
        "{waiting:?}"
    );
    // It comes back, and everything is sent.
    server.start_again();
    app.put_forward(60);
    assert_eq!(recipients(&sent(&app, &mut server).await), [DAN, DODO]);
    // It never comes back.
    share(&app.sign_in(DAN).await, &number, "dina@delta.example").await;
    server.stop();
    for (attempt, pause) in [0, 60, 300, 1_800, 7_200, 21_600, 86_400].into_iter().enumerate() {
        app.put_forward(pause);
        let counts = send_due(&app.app).await.unwrap();
        assert_eq!(
            (counts.later, counts.dead),
            if attempt < 6 { (1, 0) } else { (0, 1) },
            "{attempt}"
        );
    }
    app.put_forward(7 * 86_400);
    assert_eq!(send_due(&app.app).await.unwrap(), Counts::default());
    let olga = app.sign_in("olga@vendor.example").await;
    let dead = olga.api().mail(None).await.unwrap().items;
    assert_eq!((dead.len(), dead[0].attempts, dead[0].next_at), (1, 7, None));
    assert!(dead[0].given_up_at.is_some());
    // The operator has it tried again: it is sent, and gone from the list.
    server.start_again();
    let again = olga.api().retry_mail(dead[0].id).await.unwrap();
    assert_eq!((again.attempts, again.given_up_at), (0, None));
    assert_eq!(recipients(&sent(&app, &mut server).await), ["dina@delta.example"]);
    assert!(olga.api().mail(None).await.unwrap().items.is_empty());
    assert_eq!(code(olga.api().retry_mail(dead[0].id).await), "not-found");
}

async fn a_mailbox_that_does_not_exist_is_given_up_at_once_and_others_go_on(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let dan = app.sign_in(DAN).await;
    let number = dan.files(None, "Sensors lie").await.number;
    for email in ["dave@delta.example", "dina@delta.example", DODO] {
        share(&dan, &number, email).await;
    }
    server.refuses("dave@delta.example 451 4.3.0 try later\ndina@delta.example 550 5.1.1 no such mailbox\n");
    let counts = send_due(&app.app).await.unwrap();
    let expected = Counts {
        sent: 2,
        later: 1,
        dead: 1,
        ..Counts::default()
    };
    assert_eq!(counts, expected);
    assert_eq!(recipients(&server.taken()), [DAN, DODO]);
    let olga = app.sign_in("olga@vendor.example").await;
    let listed = olga.api().mail(None).await.unwrap().items;
    let told = listed
        .iter()
        .map(|mail| (mail.recipient.as_str(), mail.error.as_deref().unwrap()));
    let told = told.collect::<Vec<_>>();
    assert_eq!(
        (told[0].0, told[1].0),
        ("dina@delta.example", "dave@delta.example")
    );
    assert!(
        told[0].1.contains("no such mailbox") && told[1].1.contains("try later"),
        "{told:?}"
    );
    // The server changes its mind: the one is sent by itself, the other when it is asked for.
    server.refuses("");
    app.put_forward(60);
    assert_eq!(recipients(&sent(&app, &mut server).await), ["dave@delta.example"]);
    olga.api().retry_mail(listed[0].id).await.unwrap();
    assert_eq!(recipients(&sent(&app, &mut server).await), ["dina@delta.example"]);
}

async fn mail_is_sent_once(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let dan = app.sign_in(DAN).await;
    dan.files(None, "Sensors lie").await;
    assert_eq!(recipients(&sent(&app, &mut server).await), [DAN]);
    app.put_forward(7 * 86_400);
    assert_eq!(send_due(&app.app).await.unwrap(), Counts::default());
}

async fn nodes_share_the_work(app: TestApp) {
    let (one, mut server) = with_mail(&app).await;
    let other = one.with_config(Config::clone(&one.app.config)).await;
    let dan = one.sign_in(DAN).await;
    for number in 0..70 {
        dan.files(None, &format!("Case {number}")).await;
    }
    let counts = tokio::join!(send_due(&one.app), send_due(&other.app), send_due(&one.app));
    let counts = [counts.0.unwrap(), counts.1.unwrap(), counts.2.unwrap()];
    assert_eq!(
        counts.iter().map(|counts| counts.sent).sum::<usize>(),
        70,
        "{counts:?}"
    );
    let mails = server.taken();
    let ids = mails
        .iter()
        .map(|mail| mail.header("Message-ID"))
        .collect::<BTreeSet<_>>();
    assert_eq!((mails.len(), ids.len()), (70, 70));
}

async fn a_node_that_died_sends_again_under_the_same_id(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let dan = app.sign_in(DAN).await;
    dan.files(None, "Sensors lie").await;
    let first = sent(&app, &mut server).await;
    // As if it had not come to note that it was sent.
    let taken = "UPDATE outbox SET done_at = NULL, outcome = NULL, next_at = at, claimed_until = ?";
    let until = app.now().plus_seconds(900);
    app.write(taken, vec![until.into()]).await.unwrap();
    app.put_forward(890);
    assert_eq!(
        send_due(&app.app).await.unwrap(),
        Counts::default(),
        "another node has it"
    );
    app.put_forward(11);
    let again = sent(&app, &mut server).await;
    assert_eq!(recipients(&again), [DAN]);
    assert_eq!(first[0].header("Message-ID"), again[0].header("Message-ID"));
    assert_eq!(first[0].body, again[0].body);
}

async fn without_a_server_mail_waits_three_days(app: TestApp) {
    let dan = app.sign_in(DAN).await;
    dan.files(None, "Sensors lie").await;
    assert_eq!(send_due(&app.app).await.unwrap(), Counts::default());
    app.put_forward(2 * 86_400);
    assert_eq!(send_due(&app.app).await.unwrap(), Counts::default());
    // A server is set in time.
    let (mailing, mut server) = with_mail(&app).await;
    assert_eq!(recipients(&sent(&mailing, &mut server).await), [DAN]);
    let dan = app.sign_in(DAN).await;
    dan.files(None, "Valves stick").await;
    app.put_forward(3 * 86_400);
    let counts = send_due(&app.app).await.unwrap();
    assert_eq!(counts.dead, 1);
    let olga = app.sign_in("olga@vendor.example").await;
    let dead = olga.api().mail(None).await.unwrap().items;
    assert_eq!(dead[0].error.as_deref(), Some("no mail server is set"));
    assert!(dead[0].given_up_at.is_some());
}

async fn what_became_of_mail_is_kept_for_thirty_days(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let dan = app.sign_in(DAN).await;
    dan.files(None, "Sensors lie").await;
    sent(&app, &mut server).await;
    let rows = "SELECT count(*) FROM outbox";
    for (days, left) in [(29, 1), (2, 0)] {
        app.put_forward(days * 86_400);
        let program = tokio::spawn(jobs::run(app.app.clone()));
        for _ in 0..100 {
            if app.count(rows, vec![]).await == left {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        program.abort();
        assert_eq!(app.count(rows, vec![]).await, left);
    }
}

async fn the_list_is_the_operators_and_says_nothing_of_cases(app: TestApp) {
    let dan = app.sign_in(DAN).await;
    let number = dan.files(None, "Sensors lie").await.number;
    for count in 0..60 {
        share(&dan, &number, &format!("nobody{count}@delta.example")).await;
    }
    let olga = app.sign_in("olga@vendor.example").await;
    let first = olga.api().mail(None).await.unwrap();
    let second = olga.api().mail(first.next.as_deref()).await.unwrap();
    assert_eq!(
        (first.items.len(), second.items.len(), &second.next),
        (50, 11, &None)
    );
    let ids = first.items.iter().chain(&second.items).map(|mail| mail.id);
    assert_eq!(ids.collect::<BTreeSet<_>>().len(), 61);
    let told = olga.get("/mail?limit=200").await;
    for secret in [
        number.as_str(),
        "Sensors",
        "delta.example/cases",
        "It does not answer",
    ] {
        assert!(!told.text().contains(secret), "{secret}");
    }
    for email in [
        "ada@vendor.example",
        "pia@vendor.example",
        DAN,
        "alice@aurora.example",
    ] {
        let person = app.sign_in(email).await;
        assert_eq!(code(person.api().mail(None).await), "forbidden");
        assert_eq!(
            code(person.api().retry_mail(first.items[0].id).await),
            "forbidden"
        );
    }
    assert_eq!(code(olga.api().retry_mail(Uuid::nil()).await), "not-found");
}
