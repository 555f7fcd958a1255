//! Somebody with a browser, before and after signing in.

use crate::app::PASSWORD;
use crate::transport::{Browser, Reply};
use poem::http::Method;
use serde_json::Value;
use shared::api::Page;
use shared::api::cases::{CaseFilter, CaseRow, CaseView, FileCase, HistoryItem, MakeMove, NewComment};
use shared::api::sessions::{Me, Secret, SignIn};
use shared::case::Move;
use shared::client::{Client, Failure, InDomain, Outcome};
use shared::problem::Problem;

/// Somebody who has not signed in yet.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The browser.
    pub browser: Browser,
    /// The typed client over it.
    pub client: Client<Browser>,
}

impl Visitor {
    /// Somebody with this browser.
    #[must_use]
    pub fn new(browser: Browser) -> Self {
        Self {
            client: Client::new(browser.clone()),
            browser,
        }
    }

    /// Signs in by address and password alone.
    ///
    /// # Errors
    /// What the server says.
    pub async fn try_sign_in(&self, email: &str, password: &str) -> Outcome<Me> {
        let request = SignIn {
            email: email.to_owned(),
            password: Secret(password.to_owned()),
        };
        self.client.sign_in(&request).await
    }

    /// Signs in with the password that everybody in the fixtures has.
    pub async fn sign_in(&self, email: &str) -> Person {
        let me = self.try_sign_in(email, PASSWORD).await;
        let me = me.unwrap_or_else(|failure| panic!("{email} cannot sign in: {failure:?}"));
        Person {
            visitor: self.clone(),
            domain: me.domain.name.clone(),
            me,
        }
    }
}

/// Somebody who has signed in to a domain.
#[derive(Debug, Clone)]
pub struct Person {
    /// The browser and the client.
    pub visitor: Visitor,
    /// The domain acted in.
    pub domain: String,
    /// What signing in answered.
    pub me: Me,
}

impl Person {
    /// The typed client in the person's domain.
    #[must_use]
    pub fn api(&self) -> InDomain<'_, Browser> {
        self.visitor.client.domain(&self.domain)
    }

    /// The browser.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.visitor.browser
    }

    /// A path of the API in the person's domain.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        format!("/api/v1/domains/{}{path}", self.domain)
    }

    /// `GET` in the person's domain.
    pub async fn get(&self, path: &str) -> Reply {
        self.browser().get(&self.path(path)).await
    }

    /// `POST` in the person's domain.
    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        self.browser().post(&self.path(path), body).await
    }

    /// `PATCH` in the person's domain.
    pub async fn patch(&self, path: &str, body: &Value) -> Reply {
        self.browser().patch(&self.path(path), body).await
    }

    /// `DELETE` in the person's domain.
    pub async fn delete(&self, path: &str) -> Reply {
        self.browser().delete(&self.path(path)).await
    }

    /// Any request in the person's domain.
    pub async fn send(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Reply {
        self.browser().send(method, &self.path(path), body).await
    }

    /// Files a case: in the own domain, or on behalf of a client.
    pub async fn files(&self, client: Option<&str>, title: &str) -> CaseView {
        let filed = self.tries_to_file(client, title).await;
        filed.unwrap_or_else(|failure| panic!("{} files for {client:?}: {failure:?}", self.me.email))
    }

    /// As [`Person::files`], refusals included.
    ///
    /// # Errors
    /// What the server says.
    pub async fn tries_to_file(&self, client: Option<&str>, title: &str) -> Outcome<CaseView> {
        let request = FileCase {
            client: client.map(str::to_owned),
            product: "gateway".to_owned(),
            category: "outage".to_owned(),
            title: title.to_owned(),
            description: "It does not answer.".to_owned(),
            ..FileCase::default()
        };
        self.api().file_case(&request).await
    }

    /// Whether a case is there for the person; anything but found and not found is a failure.
    pub async fn sees(&self, number: &str) -> bool {
        match self.api().case(number).await {
            Ok(_) => true,
            Err(Failure::Refused(problem)) if problem.code.as_str() == "not-found" => false,
            Err(failure) => panic!("{} looks at {number}: {failure:?}", self.me.email),
        }
    }

    /// The case.
    pub async fn case(&self, number: &str) -> CaseView {
        let found = self.api().case(number).await;
        found.unwrap_or_else(|failure| panic!("{} looks at {number}: {failure:?}", self.me.email))
    }

    /// Every row of the list, all pages, newest modified first.
    pub async fn rows(&self, filter: &CaseFilter, limit: u32) -> Vec<CaseRow> {
        let mut rows = Vec::new();
        let mut after = None;
        loop {
            let page: Page<CaseRow> = self
                .api()
                .cases(filter, after.as_deref(), limit)
                .await
                .unwrap_or_else(|failure| panic!("{} lists: {failure:?}", self.me.email));
            rows.extend(page.items);
            after = page.next;
            if after.is_none() {
                return rows;
            }
        }
    }

    /// The numbers of every case in the list, sorted.
    pub async fn list(&self, filter: &CaseFilter) -> Vec<String> {
        let rows = self.rows(filter, 200).await;
        let mut numbers = rows.into_iter().map(|row| row.number).collect::<Vec<_>>();
        numbers.sort();
        numbers
    }

    /// The numbers of every case that the person sees, sorted.
    pub async fn all(&self) -> Vec<String> {
        self.list(&CaseFilter::default()).await
    }

    /// The numbers of every case that a search finds, sorted.
    pub async fn search(&self, q: &str) -> Vec<String> {
        let filter = CaseFilter {
            q: Some(q.to_owned()),
            ..CaseFilter::default()
        };
        self.list(&filter).await
    }

    /// The whole history of a case.
    pub async fn history(&self, number: &str) -> Vec<HistoryItem> {
        let mut lines = Vec::new();
        let mut after = None;
        loop {
            let page = self.api().history(number, after.as_deref()).await;
            let page = page.unwrap_or_else(|failure| panic!("history of {number}: {failure:?}"));
            lines.extend(page.items);
            after = page.next;
            if after.is_none() {
                return lines;
            }
        }
    }

    /// Comments.
    ///
    /// # Errors
    /// What the server says.
    pub async fn comments(&self, number: &str, body: &str) -> Outcome<CaseView> {
        let comment = NewComment {
            body: body.to_owned(),
            internal: false,
        };
        self.api().comment(number, &comment).await
    }

    /// Leaves a note for the desk only.
    ///
    /// # Errors
    /// What the server says.
    pub async fn notes(&self, number: &str, body: &str) -> Outcome<CaseView> {
        let comment = NewComment {
            body: body.to_owned(),
            internal: true,
        };
        self.api().comment(number, &comment).await
    }

    /// Makes a move, with words.
    ///
    /// # Errors
    /// What the server says.
    pub async fn moves(&self, number: &str, step: Move) -> Outcome<CaseView> {
        let request = MakeMove {
            comment: Some(format!("Words with {step}.")),
            ..MakeMove::default()
        };
        self.api().make_move(number, step, &request).await
    }
}

/// The problem of an outcome that must be a refusal.
#[track_caller]
pub fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> Problem {
    match outcome {
        Err(Failure::Refused(problem)) => *problem,
        other => panic!("a refusal was expected, not {other:?}"),
    }
}

/// The code of an outcome that must be a refusal.
#[track_caller]
pub fn code<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    refused(outcome).code.as_str()
}
