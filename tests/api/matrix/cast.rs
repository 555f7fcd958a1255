//! Who calls, and the state of the database that they find.

use super::world::{self, Standing, account, acting_domain};
use crate::operations::{Filled, Known, Operation, fill_text};
use comptoir::authz::{Roles, digest};
use serde_json::Value;
use shared::case::State;
use shared::words::DomainKind;
use std::collections::BTreeMap;
use tests::{Browser, Contents, PASSWORD, Reply, Snapshot, TestApp};
use uuid::Uuid;

/// The custom roles of the world; the others come from `policies/roles.csv`.
const CUSTOM: [&str; 2] = ["Agent", "Reader"];

/// Who calls: a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Actor {
    /// An account with this role in the domain of the path.
    Role(DomainKind, String),
    /// Nobody in particular.
    Visitor(DomainKind),
    /// An administrator of another domain, whose only session is there.
    Elsewhere(DomainKind),
}

impl Actor {
    /// The head of the column.
    pub(crate) fn column(&self) -> &str {
        match self {
            Self::Role(_, role) => role,
            Self::Visitor(_) => "visitor",
            Self::Elsewhere(_) => "elsewhere",
        }
    }

    /// The kind of the domain in the path.
    pub(crate) fn kind(&self) -> DomainKind {
        let (Self::Role(kind, _) | Self::Visitor(kind) | Self::Elsewhere(kind)) = self;
        *kind
    }

    fn email(&self, at_node: bool) -> String {
        match self {
            Self::Role(kind, role) => account(*kind, role, at_node),
            Self::Visitor(kind) => format!("clerk@{}", acting_domain(*kind)),
            Self::Elsewhere(_) => "clerk@rival.example".to_owned(),
        }
    }
}

/// What is asked about.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    at_node: bool,
    known: Known,
    found: Vec<(&'static str, &'static str, &'static str)>,
}

impl Question {
    /// A case in that state, or its client, seen from a standing.
    pub(crate) fn standing(standing: &Standing, kind: DomainKind, state: State) -> Self {
        let known = [
            ("number", standing.number(kind, state).into()),
            ("other", standing.number(kind, another(state)).into()),
            ("client", standing.client(kind).into()),
            ("resource", standing.resource.into()),
        ];
        Self {
            at_node: standing.at_node,
            known: known.into(),
            found: Vec::new(),
        }
    }

    /// What these name.
    pub(crate) fn of(filled: &[Filled]) -> Self {
        let mut question = Self {
            at_node: false,
            known: Known::new(),
            found: Vec::new(),
        };
        question.fill(filled);
        question
    }

    fn fill(&mut self, filled: &[Filled]) {
        for one in filled {
            match one.find {
                Some(find) => self.found.push((one.name, find, one.value)),
                // Nothing to name is no name.
                None if one.value.is_empty() => drop(self.known.insert(one.name, Value::Null)),
                None => drop(self.known.insert(one.name, one.value.into())),
            }
        }
    }

    /// The same about another case number.
    pub(crate) fn about(&self, number: &str) -> Self {
        let mut other = self.clone();
        other.known.insert("number", number.into());
        other
    }
}

/// The state of the second case of a standing.
const fn another(state: State) -> State {
    match state {
        State::Closed => State::New,
        _ => State::Closed,
    }
}

/// A file in every case, all with one content.
async fn attach(app: &TestApp) {
    let files = &app.app.files;
    let mut arriving = files.begin(app.app.world.id().unwrap()).await.unwrap();
    arriving.write(b"a trace").await.unwrap();
    let received = arriving.finish().await.unwrap();
    let digest = received.digest;
    files.keep(received).await.unwrap();
    let cases: Vec<(Uuid,)> = app.rows("SELECT id FROM cases", vec![]).await;
    for (case,) in cases {
        let id = app.app.world.id().unwrap();
        let add = "INSERT INTO attachments (id, case_id, name, size, digest, added_by, added_in, at)
            SELECT ?, c.id, 'trace.log', 7, ?, c.filed_by, c.filed_in, c.filed_at FROM cases c WHERE c.id = ?";
        let args = vec![id.into(), Vec::from(digest).into(), case.into()];
        app.write(add, args).await.unwrap();
    }
}

/// Everybody, before the same state of the database each time.
pub(crate) struct Cast {
    browsers: BTreeMap<String, Browser>,
    roles: Vec<(DomainKind, String, bool)>,
    snapshot: Snapshot,
    everything: &'static str,
    before: Contents,
    app: TestApp,
}

impl Cast {
    /// Fills an empty database, signs everybody in, and remembers that state.
    pub(crate) async fn assemble(app: TestApp) -> Self {
        let builtin = Roles::builtin().unwrap();
        let mut roles = Vec::new();
        for kind in DomainKind::ALL {
            roles.extend(
                builtin
                    .of(*kind)
                    .map(|role| (*kind, role.name.clone(), role.root_only)),
            );
            if *kind == DomainKind::Reseller {
                roles.extend(CUSTOM.map(|role| (*kind, role.to_owned(), false)));
            }
            roles.push((*kind, "member".to_owned(), false));
        }
        app.import(&world::lines(&roles, app.now(), PASSWORD)).await;
        // A one-time link, for whoever knows its token.
        let hold = "INSERT INTO invitations (token_hash, account_id, created_at, expires_at)
            SELECT ?, id, 0, 4000000000000000 FROM accounts WHERE email = 'member@client.example'";
        app.write(hold, vec![digest(b"a-token").into()]).await.unwrap();
        // What resellers asked two clients for.
        let ask = "INSERT INTO access_requests (id, client_id, reseller_id, asked_by, asked_at, scopes)
            SELECT ?, d.id, a.domain_id, a.id, 0, 1 FROM domains d, accounts a
            WHERE d.name = ? AND a.email = 'clerk@rival.example'";
        for client in ["client.example", "foreign.example"] {
            let id = app.app.world.id().unwrap();
            app.write(ask, vec![id.into(), client.into()]).await.unwrap();
        }
        // Cases that are linked, and cases that are escalated.
        for ((number, other), escalated) in world::pairs() {
            let link = "INSERT INTO case_links (id, case_id, other_id, kind, linked_by, linked_in, at)
                SELECT ?, a.id, b.id, 'related', a.filed_by, a.filed_in, 0 FROM cases a, cases b
                WHERE a.number = ? AND b.number = ?";
            let id = app.app.world.id().unwrap();
            app.write(link, vec![id.into(), number.into(), other.into()])
                .await
                .unwrap();
            let escalate = "INSERT INTO escalations
                (id, case_id, reason, justification, escalated_by, escalated_in, at)
                SELECT ?, id, 'business_impact', 'Words.', filed_by, filed_in, 0 FROM cases WHERE number = ?";
            let id = app.app.world.id().unwrap();
            app.write(escalate, vec![id.into(), escalated.into()])
                .await
                .unwrap();
        }
        // A mail that could not be delivered.
        let give_up = "INSERT INTO outbox (id, at, event, reason, case_id, address, done_at, outcome)
            SELECT ?, 0, 'share', 'shared', id, 'nobody@nowhere.example', 0, 'dead' FROM cases WHERE number = ?";
        let id = app.app.world.id().unwrap();
        app.write(give_up, vec![id.into(), "MANAGED-NEW".into()])
            .await
            .unwrap();
        attach(&app).await;
        // Something that is known already.
        let know = "INSERT INTO known_issues (id, title_en, title_fr, body_en, body_fr, published_at)
            VALUES (?, 'Known', 'Connu', 'It is.', 'Il l’est.', 0)";
        let id = app.app.world.id().unwrap();
        app.write(know, vec![id.into()]).await.unwrap();
        let mut browsers = BTreeMap::new();
        let with_role = roles.iter().flat_map(|(kind, role, _)| {
            [false, true].map(|at_node| {
                (*kind == DomainKind::Client || !at_node).then(|| account(*kind, role, at_node))
            })
        });
        for email in with_role.flatten().chain(["clerk@rival.example".to_owned()]) {
            let browser = app.sign_in(&email).await.browser().clone();
            browsers.insert(email, browser);
        }
        for kind in DomainKind::ALL {
            browsers.insert(Actor::Visitor(*kind).email(false), app.browser());
        }
        let everything = app.reads_everything().await;
        let mut snapshot = app.snapshot().await;
        let app = snapshot.copy().await;
        Self {
            browsers,
            roles,
            before: app.contents(everything).await,
            snapshot,
            everything,
            app,
        }
    }

    /// The columns of a kind of domain.
    pub(crate) fn actors(&self, kind: DomainKind) -> Vec<Actor> {
        let roles = self.roles.iter().filter(|(of, ..)| *of == kind);
        roles
            .map(|(kind, role, _)| Actor::Role(*kind, role.clone()))
            .chain([Actor::Visitor(kind), Actor::Elsewhere(kind)])
            .collect()
    }

    /// Calls the operation.
    pub(crate) async fn ask(&self, actor: &Actor, operation: &Operation, question: &Question) -> Reply {
        self.ask_with(actor, operation, question, |browser| browser).await
    }

    /// Calls the operation with a browser that was changed first.
    pub(crate) async fn ask_with(
        &self,
        actor: &Actor,
        operation: &Operation,
        question: &Question,
        change: impl FnOnce(Browser) -> Browser,
    ) -> Reply {
        let email = actor.email(question.at_node);
        let mut question = question.clone();
        question.fill(&operation.filled);
        let mut known = question.known;
        known.insert("domain", acting_domain(actor.kind()).into());
        known.insert("me", email.clone().into());
        // What fills a name may have names of its own.
        for (name, value) in known.clone() {
            if let Some(text) = value.as_str() {
                let text = fill_text(text, &known);
                known.insert(name, text.into());
            }
        }
        for (name, find, value) in question.found {
            let value = fill_text(value, &known);
            let found: Vec<(Uuid,)> = self.app.rows(find, vec![value.into()]).await;
            let id = found.first().map_or(Uuid::nil(), |(id,)| *id);
            known.insert(name, id.to_string().into());
        }
        let browser = change(self.app.reached_by(&self.browsers[&email]));
        operation.send(&browser, &known).await
    }

    /// Everything that was in the database at the beginning.
    pub(crate) fn contents(&self) -> &Contents {
        &self.before
    }

    /// Everything that is in the database now.
    pub(crate) async fn now_contains(&self) -> Contents {
        self.app.contents(self.everything).await
    }

    /// Goes back to the beginning, if something was written.
    pub(crate) async fn start_over_if_changed(&mut self) {
        if self.now_contains().await != self.before {
            let next = self.snapshot.copy().await;
            let used = std::mem::replace(&mut self.app, next);
            self.snapshot.discard(used);
        }
    }

    /// Ends the work.
    pub(crate) async fn leave(mut self) {
        self.snapshot.discard(self.app);
        self.snapshot.remove().await;
    }
}
