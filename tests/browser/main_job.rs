//! The main job: a reseller files for a client, the client answers in a second tab, and the case
//! stays invisible to the reseller who takes the client over.

use crate::driver::Browser;
use crate::filing::{Filing, describe, send};
use crate::portal::Portal;

/// One story, with the words that the pages use in its language.
struct Story {
    language: &'static str,
    filing: Filing,
    reseller: (&'static str, &'static str),
    client: (&'static str, &'static str),
    next: (&'static str, &'static str, &'static str),
    administrator: &'static str,
    answer: &'static str,
    none: &'static str,
    transfer: &'static str,
    grant: &'static str,
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
            description: "Depuis 9 h 15, les patients obtiennent « délai dépassé ». En interne tout répond.",
        },
        reseller: ("boreal.example", "camille.bouchard@boreal.example"),
        client: (
            "hopitaux-lugdunum.example",
            "anais.perrachon@hopitaux-lugdunum.example",
        ),
        next: ("alize.example", "yann.legoff@alize.example", "Alizé Partenaires"),
        administrator: "francoise.thevenet@hopitaux-lugdunum.example",
        answer: "Confirmé depuis deux sites. Le nom se résout, la connexion n’aboutit pas.",
        none: "Demande introuvable",
        transfer: "Transférer un client",
        grant: "Accorder l’accès",
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
            description: "Since 07:40 every till in the two Bristol shops shows “service unavailable”. Others are fine.",
        },
        reseller: ("northgate.example", "owen.hughes@northgate.example"),
        client: ("pennyloaf.example", "dev.patel@pennyloaf.example"),
        next: ("alize.example", "yann.legoff@alize.example", "Alizé Partenaires"),
        administrator: "harriet.osei@pennyloaf.example",
        answer: "Three more shops now, all on the western line.",
        none: "Demande introuvable",
        // The operator and the next reseller read French, whatever the browser prefers.
        transfer: "Transférer un client",
        grant: "Grant access",
    })
    .await;
}

async fn tell(story: &Story) {
    let portal = Portal::open().await;
    let journey = format!("main-job-{}", story.language);
    let browser = Browser::start(&portal.url, story.language, &journey).await;

    // The reseller signs in by address alone and sees its cases.
    browser.open("/").await;
    browser.picture("01-sign-in").await;
    browser.sign_in(story.reseller.1).await;
    browser
        .arrives(|path| path == format!("/{}/cases", story.reseller.0))
        .await;
    browser.find("table").await;
    browser.picture("02-reseller-cases").await;

    // It files on behalf of the client.
    browser.open(&format!("/{}/cases/new", story.reseller.0)).await;
    describe(&browser, &story.filing).await;
    let number = send(&browser).await;
    browser.sees(story.filing.title).await;
    browser.picture("04-filed").await;
    let first = browser.tab().await;

    // The client follows a link to it in a second tab, signs in there, and answers.
    let second = browser.new_tab().await;
    browser.open(&format!("/{}/cases/{number}", story.client.0)).await;
    browser.sign_in(story.client.1).await;
    browser.sees(story.filing.title).await;
    browser.fill("#comment", story.answer).await;
    browser.click(".composer button[type=submit]").await;
    browser.sees(story.answer).await;
    browser.picture("05-client-answers").await;

    // Both tabs act in their own domain.
    browser.bring(&first).await;
    browser.reload().await;
    browser.sees(story.answer).await;
    assert!(
        browser
            .path()
            .await
            .starts_with(&format!("/{}/", story.reseller.0))
    );
    browser.picture("06-reseller-reads-the-answer").await;

    // The vendor transfers the client; its administrator lets the next reseller in.
    browser.new_tab().await;
    browser.open("/nimbus.example/transfers").await;
    browser.sign_in("solene.kervella@nimbus.example").await;
    browser.press(story.transfer).await;
    browser.pick("#transfer-client", story.filing.client).await;
    browser.pick("#transfer-reseller", story.next.2).await;
    browser.picture("07-transfer").await;
    browser.click("dialog form button[type=submit]").await;
    browser.gone("dialog").await;
    browser.picture("08-transferred").await;

    // The client's administrator, at a desk of their own, lets the next reseller in.
    let desk = Browser::start(&portal.url, story.language, &journey).await;
    desk.open(&format!("/{}/access", story.client.0)).await;
    desk.sign_in(story.administrator).await;
    desk.press_in("section", story.next.2, story.grant).await;
    desk.picture("09-let-in").await;
    desk.click("dialog form button[type=submit]").await;
    desk.gone("dialog").await;
    desk.quit().await;

    // The next reseller sees nothing of it.
    browser.new_tab().await;
    browser.open(&format!("/{}/cases/{number}", story.next.0)).await;
    browser.sign_in(story.next.1).await;
    browser.sees(story.none).await;
    browser.picture("10-invisible-to-the-next-reseller").await;
    browser.open(&format!("/{}/cases?q={number}", story.next.0)).await;
    browser.find(".empty").await;
    assert!(!browser.shows(story.filing.title).await);

    // The client still reads it.
    browser.bring(&second).await;
    browser.reload().await;
    browser.sees(story.answer).await;
    browser.quit().await;
}
