//! Who sees what, and why: a reseller asks for access and is let in, shares a case with one person
//! and a group, and each of them learns why; roles are made and given; the operator explains.

use crate::driver::Browser;
use crate::portal::Portal;

const CASE: &str = "53N3-ME4M";
const TITLE: &str = "Re-settlement of fourteen months takes a week";
const MESSAGE: &str = "We cannot share your cases with your own people: could you add that?";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_granted_shared_and_explained() {
    let portal = Portal::open().await;
    let at = |who: &'static str| {
        let url = portal.url.clone();
        async move { Browser::start(&url, "en", who).await }
    };
    let reseller = at("sharing-reseller").await;
    asks(&reseller).await;

    let client = at("sharing-client").await;
    lets_in(&client).await;

    let colleague = at("sharing-colleague").await;
    let case = format!("/lochside-tidal.example/cases/{CASE}");
    colleague.open(&case).await;
    colleague.sign_in("isla.munro@lochside-tidal.example").await;
    colleague.sees("No such case").await;

    shares(&reseller).await;

    // The colleague sees it at once, and why.
    colleague.reload().await;
    colleague.sees(TITLE).await;
    colleague.press("Sharing and access").await;
    colleague.sees("shared by Owen Hughes").await;
    colleague
        .sees("Because Northgate Cloud Services managed Lochside Tidal Energy when the case was filed")
        .await;
    // Whoever was only shared with shares no further.
    assert!(colleague.shows("you may not share it").await);
    colleague.picture("01-why").await;

    gives_a_role_to_a_group(&client).await;

    // Another reason to see the same case: the role of the group.
    colleague.reload().await;
    colleague.sees("through settlement@lochside-tidal.example").await;
    colleague.picture("02-through-the-group").await;
    for browser in [reseller, client, colleague] {
        browser.quit().await;
    }

    let french = Browser::start(&portal.url, "fr", "sharing-french").await;
    makes_a_role(&french).await;
    explains(&french).await;
    french.quit().await;
}

/// The reseller finds out why it sees no more, and asks the client.
async fn asks(browser: &Browser) {
    browser
        .open("/northgate.example/clients/lochside-tidal.example")
        .await;
    browser.sign_in("owen.hughes@northgate.example").await;
    browser
        .sees("The access does not cover: file, change, share")
        .await;
    browser.picture("01-why-not-more").await;
    browser.press("Ask the client").await;
    browser.fill("#ask-message", MESSAGE).await;
    browser.picture("02-ask").await;
    browser.click("dialog form button[type=submit]").await;
    browser.gone("dialog").await;
    browser.sees("Asked, not yet answered").await;
    browser.picture("03-asked").await;
}

/// The client's administrator reads the request and grants what was asked for.
async fn lets_in(browser: &Browser) {
    browser.open("/lochside-tidal.example/access").await;
    browser.sign_in("morag.sinclair@lochside-tidal.example").await;
    browser.sees(MESSAGE).await;
    browser.picture("01-asked").await;
    browser
        .press_in("section", "Northgate Cloud Services", "Grant access")
        .await;
    browser.picture("02-grant").await;
    browser.click("dialog form button[type=submit]").await;
    browser.gone("dialog").await;
    browser.sees("Everything except exports").await;
    assert!(!browser.shows(MESSAGE).await);
    browser.picture("03-granted").await;
}

/// The reseller shares with a person of the client and with a group of its own; not with a rival.
async fn shares(browser: &Browser) {
    browser.open(&format!("/northgate.example/cases/{CASE}")).await;
    browser.press("Share").await;
    browser.fill("#share-email", "yann.legoff@alize.example").await;
    browser.click(".share-form button[type=submit]").await;
    browser
        .sees("You can share with people of the client, of the vendor and of your own company.")
        .await;
    browser.picture("04-not-with-a-rival").await;
    for address in ["isla.munro@lochside-tidal.example", "desk@northgate.example"] {
        browser.fill("#share-email", address).await;
        browser.click(".share-form button[type=submit]").await;
        browser.sees(&format!("Shared with {address}.")).await;
    }
    browser.picture("05-shared").await;
    // Ended by mistake, and undone.
    browser.press("Stop sharing with desk@northgate.example").await;
    browser
        .sees("No longer shared with desk@northgate.example.")
        .await;
    browser.press("Undo").await;
    browser.sees("Stop sharing with desk@northgate.example").await;
}

/// The client's administrator makes a group and gives it a role for one project.
async fn gives_a_role_to_a_group(browser: &Browser) {
    browser.open("/lochside-tidal.example/people/groups").await;
    browser.sees("No group yet").await;
    browser.picture("04-no-group").await;
    browser.press("Add a group").await;
    browser.fill("#group-name", "Settlement desk").await;
    browser
        .fill("#group-email", "settlement@lochside-tidal.example")
        .await;
    browser.click("dialog form button[type=submit]").await;
    browser.gone("dialog").await;
    browser.pick(".member-add input", "Isla Munro").await;
    browser.find(".member").await;
    browser.press("Change roles").await;
    browser.select("#give-role", "Support viewer").await;
    browser.select("#give-resource", "lochside / settlement").await;
    browser.picture("05-role").await;
    browser.click("dialog form button[type=submit]").await;
    browser.find("dialog .line").await;
    browser.press("Close").await;
    browser.gone("dialog").await;
    browser.find(".group .row-aside").await;
    assert!(browser.shows("on lochside/settlement").await);
    browser.picture("06-group").await;
    browser.press("Resources").await;
    browser.sees("settlement").await;
    browser.picture("07-resources").await;
}

/// A super-admin makes a role for its whole company.
async fn makes_a_role(browser: &Browser) {
    browser.open("/alize.example/people/roles").await;
    browser.sign_in("maelle.guerin@alize.example").await;
    browser.press("Ajouter un rôle").await;
    browser.fill("#role-name", "Veille").await;
    for privilege in ["Voir les clients", "Voir les demandes des clients"] {
        browser.tick(privilege).await;
    }
    browser.tick("Tous les domaines de la société").await;
    browser.picture("01-role").await;
    browser.click("dialog form button[type=submit]").await;
    browser.gone("dialog").await;
    browser.sees("Veille").await;
    browser.picture("02-roles").await;
}

/// The operator asks why, and reads the chain of facts.
async fn explains(browser: &Browser) {
    browser.open("/nimbus.example/decisions").await;
    browser.sign_in("solene.kervella@nimbus.example").await;
    browser
        .fill("#decision-account", "isla.munro@lochside-tidal.example")
        .await;
    browser.fill("#decision-case", CASE).await;
    browser.click("main form button[type=submit]").await;
    browser.sees("peut consulter").await;
    browser
        .sees("La demande est partagée avec isla.munro@lochside-tidal.example (Consulter).")
        .await;
    browser.picture("03-explained").await;
    browser
        .fill("#decision-account", "yann.legoff@alize.example")
        .await;
    browser.click("main form button[type=submit]").await;
    browser.sees("ne peut pas consulter").await;
    browser.picture("04-explained-no").await;
}
