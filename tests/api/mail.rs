//! Who is told what by mail, and who is not: through a real mail server, with the rights of the moment
//! of sending.

use crate::delegations::{grant, revoke};
use crate::escalations::{manager, reasons};
use comptoir::app::Config;
use comptoir::jobs::closing::close_silent;
use comptoir::jobs::outbox::{Counts, send_due};
use shared::api::cases::{ChangeCase, MakeMove};
use shared::api::desk::Assign;
use shared::api::links::MergeCase;
use shared::api::shares::{ChangeSharingPolicy, ShareCase, ShareOpenCases};
use shared::api::tenures::Transfer;
use shared::case::Move;
use shared::words::{Severity, ShareLevel, TenureKind};
use tests::{Mail, MailServer, Person, TestApp, code};

tests::on_both_engines!(
    each_event_reaches_those_concerned_in_their_language,
    an_escalation_a_new_assignee_and_what_happens_by_itself_are_told,
    a_merged_case_is_told_closed_and_nobody_is_asked_about_it,
    whoever_may_not_see_it_any_more_is_told_nothing,
    whoever_may_see_it_again_is_told_what_comes_then,
    internal_notes_are_told_to_nobody,
    another_partner_has_no_name_in_mail,
    an_address_without_account_hears_nothing_but_that_it_was_shared,
    open_cases_shared_in_one_step_are_one_mail,
    hostile_titles_and_words_do_no_harm,
    l7_what_one_may_not_see_writes_no_mail,
    l7_words_of_another_case_are_not_sent,
);

/// The program with a mail server.
pub(crate) async fn with_mail(app: &TestApp) -> (TestApp, MailServer) {
    let server = MailServer::start();
    let config = Config {
        mail: Some(server.settings()),
        public_url: "https://support.vendor.example".to_owned(),
        ..Config::default()
    };
    (app.with_config(config).await, server)
}

/// Sends what is due and gives what the server took.
pub(crate) async fn sent(app: &TestApp, server: &mut MailServer) -> Vec<Mail> {
    let counts = send_due(&app.app).await.unwrap();
    let mails = server.taken();
    assert_eq!(counts.sent, mails.len(), "{counts:?}");
    mails
}

/// To whom they went; each has one recipient, who is named in the head.
#[track_caller]
pub(crate) fn recipients(mails: &[Mail]) -> Vec<&str> {
    let one = |mail: &'_ Mail| {
        assert_eq!(mail.to.len(), 1, "{mail:?}");
        assert_eq!(mail.header("To"), mail.to[0]);
        assert_eq!(mail.from, "support@vendor.example");
    };
    mails.iter().for_each(one);
    mails.iter().map(|mail| mail.to[0].as_str()).collect()
}

pub(crate) async fn share(person: &Person, number: &str, email: &str) {
    let request = ShareCase {
        email: email.to_owned(),
        level: Some(ShareLevel::Collaborate),
        ..ShareCase::default()
    };
    person.api().share(number, &request).await.unwrap();
}

const ALICE: &str = "alice@aurora.example";
const ADA: &str = "ada@vendor.example";
const DAN: &str = "dan@delta.example";
const DAVE: &str = "dave@delta.example";
const DODO: &str = "dodo@delta.example";

async fn each_event_reaches_those_concerned_in_their_language(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let alice = app.sign_in(ALICE).await;
    let dan = app.sign_in(DAN).await;
    let ada = app.sign_in(ADA).await;
    // Whoever files has it acknowledged, in its own language; nobody else hears of it.
    let number = alice
        .files(Some("delta.example"), "Les capteurs mentent")
        .await
        .number;
    let number = number.as_str();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ALICE]);
    let mail = &mails[0];
    assert_eq!(mail.header("Subject"), format!("[{number}] Les capteurs mentent"));
    assert_eq!(mail.header("From"), "Vendor support <support@vendor.example>");
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert!(mail.header("Message-ID").ends_with("@vendor.example>"));
    let thread = format!("<case.{number}@vendor.example>");
    assert_eq!(
        (mail.header("References"), mail.header("In-Reply-To")),
        (thread.as_str(), thread.as_str())
    );
    assert!(
        mail.body.starts_with("Votre demande a été déposée."),
        "{}",
        mail.body
    );
    let link = format!("https://support.vendor.example/aurora.example/cases/{number}");
    assert!(mail.body.lines().any(|line| line == link), "{}", mail.body);
    assert!(
        mail.body.contains("parce que vous avez déposé la demande"),
        "{}",
        mail.body
    );

    dan.comments(number, "Tous, depuis hier.").await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ALICE]);
    assert!(
        mails[0]
            .body
            .starts_with("Dan Editor (Delta) a commenté la demande\u{a0}:")
    );
    assert!(
        mails[0].body.contains("\n> Tous, depuis hier.\n"),
        "{}",
        mails[0].body
    );

    // Taking a case on without a word is told to nobody.
    ada.api()
        .make_move(number, Move::Triage, &MakeMove::default())
        .await
        .unwrap();
    assert!(sent(&app, &mut server).await.is_empty());

    // A share is told to whom it is with, a person or the members of a group.
    share(&dan, number, DODO).await;
    share(&dan, number, "plant@delta.example").await;
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [DAVE, DODO]);
    for mail in &mails {
        assert!(
            mail.body
                .starts_with("Dan Editor (Delta) shared this case with you."),
            "{}",
            mail.body
        );
        assert!(mail.body.contains("shared with you or a group of yours"));
    }
    // Sharing again what is shared is no news.
    share(&dan, number, DODO).await;
    assert!(sent(&app, &mut server).await.is_empty());

    ada.moves(number, Move::Ask).await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ALICE, DAN, DAVE, DODO]);
    // The desk has no names outside; Dan chose no language, nor does the case have one.
    assert!(
        mails[0]
            .body
            .starts_with("L’assistance Vendor a besoin de précisions\u{a0}:")
    );
    assert!(
        mails[1]
            .body
            .starts_with("Vendor support asks for information:\n\n> Words with ask.\n")
    );
    assert!(mails.iter().all(|mail| !mail.everything().contains("Ada")));

    dan.comments(number, "Number 7.").await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ADA, ALICE, DAVE, DODO]);
    assert!(
        mails[0]
            .body
            .contains("https://support.vendor.example/vendor.example/cases/")
    );

    let change = ChangeCase {
        severity: Some(Severity::P1),
        severity_reason: Some("Another plant is silent.".to_owned()),
        ..ChangeCase::default()
    };
    dan.api().change_case(number, &change).await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ADA, ALICE, DAVE, DODO]);
    assert!(
        mails[1].body.contains("Gravité\u{a0}: P1 – Critique"),
        "{}",
        mails[1].body
    );

    for (person, step, to, phrase) in [
        (
            &ada,
            Move::Solve,
            [ALICE, DAN, DAVE, DODO],
            "Vendor support proposes a solution:",
        ),
        (
            &dan,
            Move::Confirm,
            [ADA, ALICE, DAVE, DODO],
            "Dan Editor (Delta) closed the case:",
        ),
        (
            &dan,
            Move::Reopen,
            [ADA, ALICE, DAVE, DODO],
            "Dan Editor (Delta) took the case up again:",
        ),
        (
            &dan,
            Move::Close,
            [ADA, ALICE, DAVE, DODO],
            "Dan Editor (Delta) closed the case:",
        ),
    ] {
        person.moves(number, step).await.unwrap();
        let mails = sent(&app, &mut server).await;
        assert_eq!(recipients(&mails), to, "{step}");
        let english = mails.iter().find(|mail| mail.to[0] == DODO).unwrap();
        assert!(english.body.starts_with(phrase), "{}", english.body);
    }
    // A comment that takes a case up again is one mail, not two.
    dan.comments(number, "It is back.").await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ADA, ALICE, DAVE, DODO]);
    assert!(
        mails[3]
            .body
            .starts_with("Dan Editor (Delta) took the case up again:\n\n> It is back.\n")
    );
    let ids = app
        .count(
            "SELECT count(*) FROM outbox WHERE outcome IS NULL OR outcome <> 'sent'",
            vec![],
        )
        .await;
    assert_eq!(ids, 0);
}

async fn an_escalation_a_new_assignee_and_what_happens_by_itself_are_told(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let alice = app.sign_in(ALICE).await;
    let dan = app.sign_in(DAN).await;
    let ada = app.sign_in(ADA).await;
    let number = &alice.files(Some("delta.example"), "Sensors lie").await.number;
    dan.comments(number, "Number 7.").await.unwrap();
    sent(&app, &mut server).await;

    // Whoever decides about it has had nothing to do with the case yet.
    let emma = manager(&app).await;
    dan.api().escalate(number, &reasons()).await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ALICE, "emma@vendor.example"]);
    assert!(
        mails[0]
            .body
            .starts_with("Dan Editor (Delta) a fait remonter la demande")
    );
    assert!(
        mails[1].body.contains("because you decide escalations"),
        "{}",
        mails[1].body
    );
    emma.api()
        .resolve_escalation(number, &MakeMove::default())
        .await
        .unwrap();
    assert!(sent(&app, &mut server).await.is_empty());

    // At the desk, whoever gets it from somebody else.
    let assign = |account: &str| Assign {
        account: account.to_owned(),
    };
    ada.api().assign_case(number, &assign(ADA)).await.unwrap();
    assert!(sent(&app, &mut server).await.is_empty());
    ada.api()
        .assign_case(number, &assign("eli@vendor.example"))
        .await
        .unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), ["eli@vendor.example"]);

    ada.moves(number, Move::Solve).await.unwrap();
    sent(&app, &mut server).await;
    app.put_forward(11 * 86_400 + 60);
    close_silent(&app.app).await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ADA, ALICE, DAN]);
    assert!(mails[2].body.contains("will soon be closed"), "{}", mails[2].body);
    app.put_forward(3 * 86_400 + 60);
    close_silent(&app.app).await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ADA, ALICE, DAN]);
    // Both sides are asked what they think of it, the desk is not.
    let asked = ["Rate it on the page of the case.", "Donnez votre avis"];
    let asks = |mail: &Mail| asked.iter().any(|words| mail.body.contains(words));
    assert_eq!(mails.iter().map(asks).collect::<Vec<_>>(), [false, true, true]);
}

async fn a_merged_case_is_told_closed_and_nobody_is_asked_about_it(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let alice = app.sign_in(ALICE).await;
    let dan = app.sign_in(DAN).await;
    let ada = app.sign_in(ADA).await;
    let number = &alice.files(Some("delta.example"), "Sensors lie").await.number;
    dan.comments(number, "Number 7.").await.unwrap();
    sent(&app, &mut server).await;
    let merge = MergeCase {
        into: "DELTA-ROOT".to_owned(),
        ..MergeCase::default()
    };
    ada.api().merge(number, &merge).await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ALICE, DAN]);
    assert!(mails[1].body.starts_with("Vendor support closed the case."));
    assert!(!mails[1].body.contains("Rate it"), "{}", mails[1].body);
}

/// What became of the mail that was due.
async fn fate(app: &TestApp, server: &mut MailServer) -> (usize, usize) {
    let Counts { sent, withheld, .. } = send_due(&app.app).await.unwrap();
    assert_eq!(server.taken().len(), sent);
    (sent, withheld)
}

async fn whoever_may_not_see_it_any_more_is_told_nothing(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let alice = app.sign_in(ALICE).await;
    let dan = app.sign_in(DAN).await;
    let dora = app.sign_in("dora@delta.example").await;
    let olga = app.sign_in("olga@vendor.example").await;
    let number = alice.files(Some("delta.example"), "Sensors lie").await.number;
    let for_gamma = alice.files(Some("gamma.example"), "Valves stick").await.number;
    assert_eq!(fate(&app, &mut server).await, (2, 0));

    // The client revokes between what happened and the mail.
    dan.comments(&number, "For your eyes.").await.unwrap();
    revoke(&dora, "aurora.example").await;
    assert_eq!(fate(&app, &mut server).await, (0, 1));

    // The client goes to another reseller.
    let tech = app.sign_in("tech@gamma.example").await;
    tech.comments(&for_gamma, "For your eyes.").await.unwrap();
    let transfer = Transfer {
        client: "gamma.example".to_owned(),
        reseller: Some("borealis.example".to_owned()),
        ..Transfer::default()
    };
    olga.api().transfer(&transfer).await.unwrap();
    assert_eq!(fate(&app, &mut server).await, (0, 1));

    // A share is ended, or runs out.
    share(&dan, "DELTA-TILL", DODO).await;
    let shares = dan.api().shares("DELTA-TILL").await.unwrap();
    let shared = shares
        .iter()
        .find(|share| share.email.as_deref() == Some(DODO))
        .unwrap();
    dan.api().end_share("DELTA-TILL", shared.id).await.unwrap();
    assert_eq!(fate(&app, &mut server).await, (0, 1));
    let request = ShareCase {
        email: DODO.to_owned(),
        expires_at: Some(app.now().plus_seconds(600)),
        ..ShareCase::default()
    };
    dan.api().share("DELTA-TILL", &request).await.unwrap();
    app.put_forward(600);
    assert_eq!(fate(&app, &mut server).await, (0, 1));

    // Somebody leaves the group that a case is shared with, or is let in no more at all.
    share(&dan, "DELTA-WEB", "plant@delta.example").await;
    dora.api()
        .remove_member("plant@delta.example", DAVE)
        .await
        .unwrap();
    assert_eq!(fate(&app, &mut server).await, (0, 1));
    share(&dan, "DELTA-WEB", DODO).await;
    app.write(
        "UPDATE accounts SET disabled_at = 1 WHERE email = ?",
        vec![DODO.into()],
    )
    .await
    .unwrap();
    assert_eq!(fate(&app, &mut server).await, (0, 1));
}

async fn whoever_may_see_it_again_is_told_what_comes_then(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let alice = app.sign_in(ALICE).await;
    let dan = app.sign_in(DAN).await;
    let dora = app.sign_in("dora@delta.example").await;
    let number = alice.files(Some("delta.example"), "Sensors lie").await.number;
    dan.comments(&number, "The first.").await.unwrap();
    assert_eq!(fate(&app, &mut server).await, (2, 0));
    revoke(&dora, "aurora.example").await;
    dan.comments(&number, "The second.").await.unwrap();
    assert_eq!(fate(&app, &mut server).await, (0, 1));
    dora.api().grant_access(&grant("aurora.example")).await.unwrap();
    dan.comments(&number, "The third.").await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ALICE]);
    assert!(mails[0].body.contains("> The third."));
}

async fn internal_notes_are_told_to_nobody(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let dan = app.sign_in(DAN).await;
    let ada = app.sign_in(ADA).await;
    let eli = app.sign_in("eli@vendor.example").await;
    let number = dan.files(None, "Sensors lie").await.number;
    share(&dan, &number, "pia@vendor.example").await;
    sent(&app, &mut server).await;
    let rows = "SELECT count(*) FROM outbox";
    let before = app.count(rows, vec![]).await;
    ada.notes(&number, "Between us.").await.unwrap();
    assert_eq!(app.count(rows, vec![]).await, before);
    assert!(sent(&app, &mut server).await.is_empty());
    // To have left a note is not to have commented.
    eli.comments(&number, "We look into it.").await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [DAN, "pia@vendor.example"]);
    assert!(mails.iter().all(|mail| !mail.everything().contains("Between us")));
}

async fn another_partner_has_no_name_in_mail(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let olga = app.sign_in("olga@vendor.example").await;
    let alice = app.sign_in(ALICE).await;
    let bob = app.sign_in("bob@borealis.example").await;
    let dan = app.sign_in(DAN).await;
    let dora = app.sign_in("dora@delta.example").await;
    let engage = Transfer {
        client: "delta.example".to_owned(),
        reseller: Some("borealis.example".to_owned()),
        kind: Some(TenureKind::SupportPartner),
        ..Transfer::default()
    };
    olga.api().transfer(&engage).await.unwrap();
    dora.api().grant_access(&grant("borealis.example")).await.unwrap();
    let number = dan.files(None, "Sensors lie").await.number;
    alice.comments(&number, "One of us looks.").await.unwrap();
    sent(&app, &mut server).await;
    bob.comments(&number, "The other one, too.").await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), [ALICE, DAN]);
    let french = mails[0].everything();
    assert!(
        mails[0]
            .body
            .starts_with("Un autre partenaire a commenté la demande\u{a0}:"),
        "{french}"
    );
    assert!(
        !french.contains("Bob") && !french.to_lowercase().contains("borealis"),
        "{french}"
    );
    assert!(
        mails[1].body.starts_with("Bob Boss (Borealis) commented:"),
        "{}",
        mails[1].body
    );
    // And the other way round.
    alice.comments(&number, "We agree.").await.unwrap();
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), ["bob@borealis.example", DAN]);
    let english = mails[0].everything();
    assert!(
        mails[0].body.starts_with("Another partner commented:"),
        "{english}"
    );
    assert!(
        !english.contains("Alice") && !english.to_lowercase().contains("aurora"),
        "{english}"
    );
}

async fn an_address_without_account_hears_nothing_but_that_it_was_shared(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let dan = app.sign_in(DAN).await;
    let ada = app.sign_in(ADA).await;
    let dora = app.sign_in("dora@delta.example").await;
    let let_out = |outside| ChangeSharingPolicy { outside };
    dora.api().change_sharing_policy(&let_out(true)).await.unwrap();
    let number = dan.files(None, "Sensors lie").await.number;
    sent(&app, &mut server).await;
    let check = |mails: &[Mail], who: &str| {
        let everything = mails[0].everything();
        assert!(
            mails[0]
                .body
                .starts_with(&format!("{who} shared something with you")),
            "{everything}"
        );
        assert_eq!(mails[0].header("Subject"), "Something was shared with you");
        for secret in [number.as_str(), "Sensors", "delta.example", "P4", "Gateway"] {
            let told = everything.replace("new@delta.example", "");
            assert!(!told.contains(secret), "{secret} in {everything}");
        }
    };
    share(&dan, &number, "guest@nowhere.example").await;
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), ["guest@nowhere.example"]);
    check(&mails, "Dan Editor (Delta)");
    share(&ada, &number, "new@delta.example").await;
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), ["new@delta.example"]);
    check(&mails, "Vendor support");
    // Of anything else nothing.
    ada.comments(&number, "We look into it.").await.unwrap();
    assert_eq!(recipients(&sent(&app, &mut server).await), [DAN]);
    // Nothing either when the share has ended meanwhile, or the client's policy.
    share(&dan, &number, "guest@elsewhere.example").await;
    dora.api().change_sharing_policy(&let_out(false)).await.unwrap();
    assert_eq!(fate(&app, &mut server).await, (0, 1));
    share(&dan, &number, "next@delta.example").await;
    let shares = dan.api().shares(&number).await.unwrap();
    let next = shares
        .iter()
        .find(|share| share.email.as_deref() == Some("next@delta.example"));
    dan.api().end_share(&number, next.unwrap().id).await.unwrap();
    assert_eq!(fate(&app, &mut server).await, (0, 1));
    // An address of a reseller that is not let in is written to by nobody.
    dora.api().change_sharing_policy(&let_out(true)).await.unwrap();
    share(&dan, &number, "nobody@borealis.example").await;
    assert_eq!(fate(&app, &mut server).await, (0, 1));
}

async fn open_cases_shared_in_one_step_are_one_mail(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let olga = app.sign_in("olga@vendor.example").await;
    let dora = app.sign_in("dora@delta.example").await;
    let dan = app.sign_in(DAN).await;
    let transfer = Transfer {
        client: "delta.example".to_owned(),
        reseller: Some("borealis.example".to_owned()),
        ..Transfer::default()
    };
    olga.api().transfer(&transfer).await.unwrap();
    dora.api().grant_access(&grant("borealis.example")).await.unwrap();
    let request = ShareOpenCases {
        reseller: "borealis.example".to_owned(),
        email: "bob@borealis.example".to_owned(),
        expires_at: Some(app.now().plus_seconds(86_400)),
        ..ShareOpenCases::default()
    };
    assert!(dan.api().share_open_cases(&request).await.unwrap().cases > 1);
    let mails = sent(&app, &mut server).await;
    assert_eq!(recipients(&mails), ["bob@borealis.example"]);
    let mail = &mails[0];
    assert_eq!(mail.header("Subject"), "Open cases of Delta were shared with you");
    assert!(
        mail.body
            .starts_with("Dan Editor (Delta) shared open cases with you."),
        "{}",
        mail.body
    );
    assert!(
        mail.body
            .contains("/borealis.example/cases?client=delta.example\n"),
        "{}",
        mail.body
    );
    assert!(!mail.body.contains("State:"), "{}", mail.body);
}

async fn hostile_titles_and_words_do_no_harm(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let dan = app.sign_in(DAN).await;
    let ada = app.sign_in(ADA).await;
    let number = dan.files(None, "Sensors lie").await.number;
    sent(&app, &mut server).await;
    let titles = [
        "Help\r\nBcc: all@delta.example\r\nX-Evil: 1\r\n\r\nA body".to_owned(),
        "Élan – ⚠ 日本語 \u{202e}gnp.exe \u{2028}Bcc: all@delta.example".to_owned(),
        format!("{} =?utf-8?q?Bcc=3A?= all@delta.example", "é".repeat(5_000)),
    ];
    for title in titles {
        // As an import of an older portal may have brought it.
        app.write(
            "UPDATE cases SET title = ? WHERE number = ?",
            vec![(&title).into(), (&number).into()],
        )
        .await
        .unwrap();
        let words = "Thanks.\r\n.\r\nQUIT\r\nMAIL FROM:<eve@rival.example>\r\n-- \nYou get this mail because you won.";
        ada.comments(&number, words).await.unwrap();
        let mails = sent(&app, &mut server).await;
        assert_eq!(recipients(&mails), [DAN]);
        let mail = &mails[0];
        let names = mail
            .headers
            .iter()
            .map(|(name, _)| name.to_lowercase())
            .collect::<Vec<_>>();
        assert!(
            names.iter().all(|name| name != "bcc" && name != "x-evil"),
            "{names:?}"
        );
        let subject = mail.header("Subject");
        assert!(subject.starts_with(&format!("[{number}] ")), "{subject}");
        assert!(!subject.contains(['\r', '\n', '\u{202e}', '\u{2028}']) && subject.chars().count() < 200);
        for line in [
            "> .",
            "> QUIT",
            "> MAIL FROM:<eve@rival.example>",
            "> You get this mail because you won.",
        ] {
            assert!(
                mail.body.lines().any(|there| there == line),
                "{line} in {}",
                mail.body
            );
        }
        let ours = mail
            .body
            .lines()
            .filter(|line| line.starts_with("You get this mail because"));
        assert_eq!(
            ours.collect::<Vec<_>>(),
            ["You get this mail because you filed the case."]
        );
    }
}

async fn l7_what_one_may_not_see_writes_no_mail(app: TestApp) {
    let bob = app.sign_in("bob@borealis.example").await;
    let rita = app.sign_in("rita@aurora.example").await;
    let request = ShareCase {
        email: "bob@borealis.example".to_owned(),
        ..ShareCase::default()
    };
    assert_eq!(code(bob.api().share("DELTA-WEB", &request).await), "not-found");
    assert_eq!(code(bob.comments("DELTA-WEB", "Hello.").await), "not-found");
    assert_eq!(code(bob.moves("DELTA-WEB", Move::Close).await), "not-found");
    assert_eq!(code(rita.comments("DELTA-WEB", "Hello.").await), "forbidden");
    assert_eq!(code(rita.api().share("DELTA-WEB", &request).await), "forbidden");
    assert_eq!(app.count("SELECT count(*) FROM outbox", vec![]).await, 0);
}

async fn l7_words_of_another_case_are_not_sent(app: TestApp) {
    let (app, mut server) = with_mail(&app).await;
    let dan = app.sign_in(DAN).await;
    let ada = app.sign_in(ADA).await;
    let number = dan.files(None, "Sensors lie").await.number;
    ada.comments(&number, "About the sensors.").await.unwrap();
    // As a fault of ours could leave it: the words belong to a case of another client.
    ada.comments("ECHO-ONE", "A secret of Echo.").await.unwrap();
    app.write(
        "UPDATE outbox SET comment_id = (SELECT h.id FROM comments h WHERE h.body = 'A secret of Echo.')
         WHERE event = 'comment'",
        vec![],
    )
    .await
    .unwrap();
    let mails = sent(&app, &mut server).await;
    let dans = mails.iter().filter(|mail| mail.to[0] == DAN).collect::<Vec<_>>();
    assert_eq!(dans.len(), 2);
    assert!(
        dans.iter().all(|mail| !mail.everything().contains("Echo")),
        "{dans:?}"
    );
}
