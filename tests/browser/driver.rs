//! A headless Chromium, driven as a person would: by what is on the page.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, Key, WindowHandle};

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with its driver.
pub(crate) struct Browser {
    driver: WebDriver,
    process: Child,
    url: String,
    shots: PathBuf,
}

impl Browser {
    /// Starts one whose reader prefers a language.
    pub(crate) async fn start(portal: &str, language: &str, journey: &str) -> Self {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver; `make setup` installs it");
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| {
                line.strip_prefix("ChromeDriver was started successfully on port ")?
                    .split('.')
                    .next()?
                    .parse::<u16>()
                    .ok()
            })
            .expect("chromedriver says its port");
        let mut capabilities: ChromeCapabilities = DesiredCapabilities::chrome();
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--window-size=1280,900",
            &format!("--lang={language}"),
            &format!("--accept-lang={language}"),
        ] {
            capabilities.add_arg(argument).unwrap();
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities)
            .await
            .unwrap();
        let shots = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../target/screenshots")
            .join(journey);
        std::fs::create_dir_all(&shots).unwrap();
        Self {
            driver,
            process,
            url: portal.to_owned(),
            shots,
        }
    }

    /// Opens an address of the app.
    pub(crate) async fn open(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.url)).await.unwrap();
    }

    /// A new tab, which is then the one in front.
    pub(crate) async fn new_tab(&self) -> WindowHandle {
        let tab = self.driver.new_tab().await.unwrap();
        self.driver.switch_to_window(tab.clone()).await.unwrap();
        tab
    }

    /// The tab in front.
    pub(crate) async fn tab(&self) -> WindowHandle {
        self.driver.window().await.unwrap()
    }

    /// Brings a tab to the front.
    pub(crate) async fn bring(&self, tab: &WindowHandle) {
        self.driver.switch_to_window(tab.clone()).await.unwrap();
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) {
        self.driver.refresh().await.unwrap();
    }

    /// The first visible element of a selector, once it is there.
    pub(crate) async fn find(&self, css: &str) -> WebElement {
        let query = self
            .driver
            .query(By::Css(css))
            .and_displayed()
            .wait(PATIENCE, Duration::from_millis(50));
        match query.first().await {
            Ok(found) => found,
            Err(_) => panic!("no `{css}` on {}:\n{}", self.path().await, self.text().await),
        }
    }

    /// Types into a field in place of what is there.
    pub(crate) async fn fill(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Chooses a file, as the dialog of the system would.
    pub(crate) async fn attach(&self, css: &str, file: &std::path::Path) {
        let input = self.driver.find(By::Css(css)).await.unwrap();
        input.send_keys(file.to_string_lossy()).await.unwrap();
    }

    /// Chooses the entry of a searchable field that has the text.
    pub(crate) async fn pick(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.click().await.unwrap();
        field.send_keys(Key::Control + "a").await.unwrap();
        field.send_keys(text).await.unwrap();
        let words = format!(
            "//*[@role='option'][contains(normalize-space(.), {})]",
            quoted(text)
        );
        self.click_on(By::XPath(words)).await;
    }

    /// Chooses the entry of a plain select that has the text.
    pub(crate) async fn select(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        let option = format!("./option[contains(normalize-space(.), {})]", quoted(text));
        field
            .find(By::XPath(option))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
    }

    /// Ticks the box, or chooses the button, whose label begins with the words.
    pub(crate) async fn tick(&self, words: &str) {
        let words = quoted(words);
        let input = format!("//label[descendant-or-self::*[normalize-space(text())={words}]]//input");
        self.click_on(By::XPath(input)).await;
    }

    /// Clicks what a selector finds.
    pub(crate) async fn click(&self, css: &str) {
        self.click_on(By::Css(css)).await;
    }

    /// Clicks the button or link with exactly these words, be they seen or only heard.
    pub(crate) async fn press(&self, words: &str) {
        let words = quoted(words);
        let either = format!(
            "(//button|//a|//summary)[normalize-space(.)={words} or @aria-label={words} or .//span[normalize-space(.)={words}]]"
        );
        self.click_on(By::XPath(either)).await;
    }

    /// Clicks the button with these words in the part of the page that holds other words.
    pub(crate) async fn press_in(&self, part: &str, holding: &str, words: &str) {
        let (holding, words) = (quoted(holding), quoted(words));
        let button = format!("//{part}[contains(., {holding})]//button[normalize-space(.)={words}]");
        self.click_on(By::XPath(button)).await;
    }

    /// Waits until nothing of a selector is left.
    pub(crate) async fn gone(&self, css: &str) {
        let until = std::time::Instant::now() + PATIENCE;
        while !self.driver.find_all(By::Css(css)).await.unwrap().is_empty() {
            assert!(
                std::time::Instant::now() < until,
                "`{css}` stays:\n{}",
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the page shows the words.
    pub(crate) async fn sees(&self, words: &str) {
        let wanted = format!("//*[contains(normalize-space(text()), {})]", quoted(words));
        self.by_xpath(&wanted).await;
    }

    /// Whether the page shows the words now.
    pub(crate) async fn shows(&self, words: &str) -> bool {
        self.text().await.contains(words)
    }

    /// Clicks what is found, and again if the page drew it anew in between.
    async fn click_on(&self, by: By) {
        let until = std::time::Instant::now() + PATIENCE;
        loop {
            let query = self.driver.query(by.clone()).and_displayed().nowait();
            let clicked = match query.first().await {
                Ok(found) => {
                    let clicked = found.click().await;
                    if clicked.is_err() {
                        // It may lie behind the bar of the page: a person would scroll.
                        let _ = found.scroll_into_view().await;
                    }
                    clicked
                }
                Err(error) => Err(error),
            };
            let Err(error) = clicked else { return };
            let late = std::time::Instant::now() > until;
            assert!(
                !late,
                "{by:?} on {}: {error}\n{}",
                self.path().await,
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn by_xpath(&self, xpath: &str) -> WebElement {
        let query = self
            .driver
            .query(By::XPath(xpath))
            .and_displayed()
            .wait(PATIENCE, Duration::from_millis(50));
        match query.first().await {
            Ok(found) => found,
            Err(_) => panic!("no {xpath} on {}:\n{}", self.path().await, self.text().await),
        }
    }

    /// The path of the page.
    pub(crate) async fn path(&self) -> String {
        self.driver.current_url().await.unwrap().path().to_owned()
    }

    /// Waits until the path of the page is one that is looked for.
    pub(crate) async fn arrives(&self, at: impl Fn(&str) -> bool) -> String {
        let until = std::time::Instant::now() + PATIENCE;
        loop {
            let path = self.path().await;
            if at(&path) {
                return path;
            }
            assert!(
                std::time::Instant::now() < until,
                "stayed on {path}:\n{}",
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn text(&self) -> String {
        match self.driver.find(By::Tag("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// Leaves a picture of the page.
    pub(crate) async fn picture(&self, name: &str) {
        // Fonts and transitions settle.
        tokio::time::sleep(Duration::from_millis(300)).await;
        self.driver
            .screenshot(&self.shots.join(format!("{name}.png")))
            .await
            .unwrap();
    }

    /// Signs in on the page that asks for it.
    pub(crate) async fn sign_in(&self, email: &str) {
        self.fill("#email", email).await;
        self.fill("#password", comptoir::features::import::demo::PASSWORD)
            .await;
        self.click("form button[type=submit]").await;
    }

    /// Runs a piece of script on the page, which may wait for something; what it returns.
    pub(crate) async fn script(&self, script: &str) -> serde_json::Value {
        let whole = format!(
            "const done = arguments[0];
             (async () => {{ {script} }})().then(done, error => done(String(error)))"
        );
        let answer = self.driver.execute_async(whole, Vec::new()).await.unwrap();
        answer.json().clone()
    }

    /// Ends the browser.
    pub(crate) async fn quit(mut self) {
        let _ = self.driver.clone().quit().await;
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A literal of XPath, which knows no escapes.
fn quoted(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}
