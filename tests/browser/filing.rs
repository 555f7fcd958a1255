//! Filing a case on behalf of a client, in the form's steps.

use crate::driver::Browser;

/// What is chosen and typed.
pub(crate) struct Filing {
    /// The client's title.
    pub(crate) client: &'static str,
    pub(crate) product: &'static str,
    pub(crate) category: &'static str,
    pub(crate) title: &'static str,
    pub(crate) description: &'static str,
}

const NEXT: &str = "form button[type=submit]";

/// Fills the form in, up to the step with the details.
pub(crate) async fn describe(browser: &Browser, filing: &Filing) {
    browser.pick("#client", filing.client).await;
    browser.click(NEXT).await;
    browser.select("#product", filing.product).await;
    browser.pick("#category", filing.category).await;
    browser.fill("#title", filing.title).await;
    browser.click(NEXT).await;
    browser.fill("#description", filing.description).await;
}

/// Goes on from there and sends it; the number of the case.
pub(crate) async fn send(browser: &Browser) -> String {
    browser.picture("form-details").await;
    browser.click(NEXT).await;
    browser.find("#contacts").await;
    browser.picture("form-contact").await;
    browser.click(NEXT).await;
    browser.find(".review").await;
    browser.picture("form-review").await;
    browser.click(NEXT).await;
    let path = browser
        .arrives(|path| !path.ends_with("/new") && path.contains("/cases/"))
        .await;
    path.rsplit('/').next().unwrap().to_owned()
}
