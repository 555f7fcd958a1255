//! A case's whole life on both sides of the counter: filed with a file, taken, asked about, answered,
//! handed to an engineer, solved, confirmed, rated, reopened; and escalation, where the plan offers it.

use crate::driver::Browser;
use crate::filing::{Filing, describe, send};
use crate::portal::Portal;

/// One story, with the words that the pages use in its language.
struct Story {
    language: &'static str,
    filing: Filing,
    /// Domain and account.
    reseller: (&'static str, &'static str),
    /// Domain and account.
    client: (&'static str, &'static str),
    advisor: &'static str,
    engineer: &'static str,
    /// Of clients with that plan.
    premium: (&'static str, &'static str),
    standard: (&'static str, &'static str),
    question: &'static str,
    answer: &'static str,
    note: &'static str,
    solution: &'static str,
    again: &'static str,
    /// What buttons and headings say.
    take: &'static str,
    ask: &'static str,
    hand_over: &'static str,
    solve: &'static str,
    confirm: &'static str,
    rate: &'static str,
    thanks: &'static str,
    reopen: &'static str,
    escalate: &'static str,
    impact: &'static str,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_french() {
    tell(&Story {
        language: "fr",
        filing: Filing {
            client: "Groupe hospitalier Lugdunum",
            product: "Réseau",
            category: "DNS",
            title: "Le portail des rendez-vous ne répond plus depuis l’extérieur",
            description: "Depuis 9 h 15, les patients obtiennent **délai dépassé**. En interne tout répond.",
        },
        reseller: ("boreal.example", "camille.bouchard@boreal.example"),
        client: (
            "hopitaux-lugdunum.example",
            "anais.perrachon@hopitaux-lugdunum.example",
        ),
        advisor: "adele.fournier@nimbus.example",
        engineer: "mathieu.besancon@nimbus.example",
        premium: (
            "horlogerie-vaucher.example",
            "cedric.jaquet@horlogerie-vaucher.example",
        ),
        standard: (
            "conserverie-armor.example",
            "ronan.quemeneur@conserverie-armor.example",
        ),
        question: "Le nom se résout-il depuis un réseau mobile ?",
        answer: "Oui, mais la connexion n’aboutit pas.",
        note: "Le pare-feu du bord rejette le port 443.",
        solution: "La règle du pare-feu a été rétablie.",
        again: "Cela recommence depuis ce matin.",
        take: "Prendre",
        ask: "Demander des précisions",
        hand_over: "Transmettre…",
        solve: "Proposer une solution",
        confirm: "Confirmer la solution",
        rate: "Envoyer l’évaluation",
        thanks: "Merci, votre évaluation est envoyée.",
        reopen: "Rouvrir",
        escalate: "Faire remonter",
        impact: "Impact sur l’activité",
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_english() {
    tell(&Story {
        language: "en",
        filing: Filing {
            client: "Pennyloaf Bakeries",
            product: "Networking",
            category: "DNS",
            title: "Tills in Bristol cannot reach the order service",
            description: "Since 07:40 every till in the two Bristol shops shows **service unavailable**.",
        },
        reseller: ("northgate.example", "owen.hughes@northgate.example"),
        client: ("pennyloaf.example", "dev.patel@pennyloaf.example"),
        advisor: "tom.whitfield@nimbus.example",
        engineer: "ingrid.saether@nimbus.example",
        premium: ("lochside-tidal.example", "callum.reid@lochside-tidal.example"),
        standard: ("quillfeather.example", "roisin.keane@quillfeather.example"),
        question: "Does the name resolve on one of the tills?",
        answer: "It does, and then the connection times out.",
        note: "The western edge drops port 443.",
        solution: "The rule at the western edge was put back.",
        again: "It began again this morning.",
        take: "Take",
        ask: "Ask for information",
        hand_over: "Hand over…",
        solve: "Propose a solution",
        confirm: "Confirm the solution",
        rate: "Send the rating",
        thanks: "Thank you, your rating was sent.",
        reopen: "Reopen",
        escalate: "Escalate",
        impact: "Impact on the business",
    })
    .await;
}

async fn tell(story: &Story) {
    let portal = Portal::open().await;
    let journey = format!("life-{}", story.language);
    let browser = Browser::start(&portal.url, story.language, &journey).await;

    // The reseller files, with the trace that the shop sent.
    browser.open(&format!("/{}/cases/new", story.reseller.0)).await;
    browser.sign_in(story.reseller.1).await;
    describe(&browser, &story.filing).await;
    browser
        .attach("#files-input", &portal.file("trace.txt", "443 dropped\n"))
        .await;
    browser.sees("trace.txt").await;
    let number = send(&browser).await;
    browser.sees(story.filing.title).await;
    browser.find(".files a").await;
    browser.picture("04-filed").await;
    let reseller = browser.tab().await;
    let at = |domain: &str| format!("/{domain}/cases/{number}");

    // An advisor finds it in the queue, takes it and asks.
    let advisor = Browser::start(&portal.url, story.language, &journey).await;
    advisor.open("/nimbus.example/desk").await;
    advisor.sign_in(story.advisor).await;
    advisor.find("table").await;
    advisor.picture("05-queue").await;
    advisor.open(&at("nimbus.example")).await;
    advisor.press(story.take).await;
    advisor.press(story.ask).await;
    advisor.fill("#move-words", story.question).await;
    advisor.picture("06-question").await;
    advisor.click("dialog form button[type=submit]").await;
    advisor.gone("dialog").await;
    advisor.sees(story.question).await;

    // The client answers.
    let client = browser.new_tab().await;
    browser.open(&at(story.client.0)).await;
    browser.sign_in(story.client.1).await;
    browser.sees(story.question).await;
    browser.fill("#comment", story.answer).await;
    browser.click(".composer button[type=submit]").await;
    browser.sees(story.answer).await;
    browser.picture("07-client-answers").await;

    // The advisor hands it to the engineers, with a note that stays at the desk.
    advisor.reload().await;
    advisor.sees(story.answer).await;
    advisor.press(story.hand_over).await;
    advisor.find("#hand-over-engineer:checked").await;
    advisor.fill("#hand-over-note", story.note).await;
    advisor.picture("08-hand-over").await;
    advisor.click("dialog form button[type=submit]").await;
    advisor.gone("dialog").await;
    advisor.quit().await;

    // An engineer takes it and solves it.
    let engineer = Browser::start(&portal.url, story.language, &journey).await;
    engineer.open(&at("nimbus.example")).await;
    engineer.sign_in(story.engineer).await;
    engineer.sees(story.note).await;
    engineer.press(story.take).await;
    engineer.press(story.solve).await;
    engineer.fill("#move-summary", story.solution).await;
    engineer.click("dialog form button[type=submit]").await;
    engineer.gone("dialog").await;
    engineer.sees(story.solution).await;
    engineer.picture("09-engineer").await;
    engineer.quit().await;

    // The client confirms, and is asked what it thinks of it; the note it never saw.
    browser.reload().await;
    browser.sees(story.solution).await;
    assert!(!browser.shows(story.note).await);
    browser.press(story.confirm).await;
    browser.click("dialog form button[type=submit]").await;
    browser.gone("dialog").await;
    browser.click("input[name=score]").await;
    browser.picture("10-rating").await;
    browser.press(story.rate).await;
    browser.sees(story.thanks).await;

    // The reseller is asked apart, and takes the case up again.
    browser.bring(&reseller).await;
    browser.reload().await;
    browser.click("input[name=score]").await;
    browser.press(story.rate).await;
    browser.sees(story.thanks).await;
    assert!(!browser.shows(story.note).await);
    browser.press(story.reopen).await;
    browser.fill("#move-words", story.again).await;
    browser.click("dialog form button[type=submit]").await;
    browser.gone("dialog").await;
    browser.sees(story.again).await;
    browser.picture("11-reopened").await;
    browser.bring(&client).await;

    // A Premium client escalates; to a Standard one that is not offered.
    let opened = async |(domain, email): (&str, &str)| {
        browser
            .open(&format!("/{domain}/cases?state=new,in_progress,action_required"))
            .await;
        browser.sign_in(email).await;
        browser.click("a[data-row]").await;
        browser.find(".composer").await;
    };
    opened(story.premium).await;
    browser.press(story.escalate).await;
    browser.select("#escalate-reason", story.impact).await;
    browser.fill("#escalate-why", story.again).await;
    browser.picture("12-escalation").await;
    browser.click("dialog form button[type=submit]").await;
    browser.gone("dialog").await;
    browser.sees(story.impact).await;
    browser.picture("13-escalated").await;
    opened(story.standard).await;
    assert!(!browser.shows(story.escalate).await);
    browser.picture("14-not-offered").await;
    browser.quit().await;
}
