//! Every operation of the API, and how it is called with a request that nothing is wrong with.
//!
//! `matrix` calls each of them as everybody, `hidden` compares what they say of what one may not see.
//! A new operation needs one entry in [`all`]; without it `every_operation_is_in_the_table` fails and
//! names it.
//!
//! What is in braces is filled in when it is called: `{domain}` is the caller's domain, `{me}` its
//! address; `{number}`, `{other}` (a second case), `{client}` and `{resource}` are of the standing
//! (`matrix::world`) that is asked about; what else there is stands in the entry, by a value or a look-up.

use crate::documented;
use crate::matrix::RESELLER;
use poem::http::Method;
use serde_json::{Value, json};
use shared::case::State;
use std::collections::{BTreeMap, BTreeSet};
use tests::{Browser, PASSWORD, Reply, TestApp};

/// What stands for the names in braces.
pub(crate) type Known = BTreeMap<&'static str, Value>;

/// What an operation is asked about.
pub(crate) enum About {
    /// A case or a client in that state, in every standing that there is.
    Standings(State),
    /// These, whoever asks: what it is, and what fills the braces.
    These(Vec<(&'static str, Vec<Filled>)>),
}

/// What fills a name in braces.
#[derive(Clone, Copy)]
pub(crate) struct Filled {
    pub(crate) name: &'static str,
    /// The value; with `find`, what is looked for.
    pub(crate) value: &'static str,
    /// A statement that finds the id, with one hole.
    pub(crate) find: Option<&'static str>,
}

/// An operation.
pub(crate) struct Operation {
    pub(crate) method: Method,
    /// Below `/api/v1`, as in the document.
    pub(crate) path: &'static str,
    pub(crate) about: About,
    pub(crate) filled: Vec<Filled>,
    pub(crate) body: Option<Value>,
}

impl Operation {
    fn new(method: Method, path: &'static str) -> Self {
        Self {
            method,
            path,
            about: About::These(vec![("-", vec![])]),
            filled: Vec::new(),
            body: None,
        }
    }

    /// With this body.
    fn body(mut self, body: Value) -> Self {
        self.body = Some(body);
        self
    }

    /// Asked about a case in that state, or about its client, in every standing.
    fn standings(mut self, state: State) -> Self {
        self.about = About::Standings(state);
        self
    }

    /// Asked about these.
    fn these(mut self, these: &[(&'static str, &[Filled])]) -> Self {
        self.about = About::These(
            these
                .iter()
                .map(|(what, filled)| (*what, filled.to_vec()))
                .collect(),
        );
        self
    }

    /// With an id that this statement finds; `value` may have braces of its own.
    fn find(mut self, name: &'static str, find: &'static str, value: &'static str) -> Self {
        self.filled.push(found(name, find, value));
        self
    }

    /// Sends the request, with these in place of the names in braces.
    pub(crate) async fn send(&self, browser: &Browser, known: &Known) -> Reply {
        let path = format!("/api/v1{}", fill_text(self.path, known));
        let body = self
            .body
            .as_ref()
            .map(|body| fill(body, known).to_string().into_bytes());
        browser.send(self.method.clone(), &path, body).await
    }

    /// Whether it shows one case.
    pub(crate) fn views_a_case(&self) -> bool {
        self.method == Method::GET && self.path.ends_with("/cases/{number}")
    }

    /// Whether it is about one case.
    pub(crate) fn of_a_case(&self) -> bool {
        self.path.contains("{number}")
    }
}

/// Puts values in place of `{name}`: a text that is nothing but one name becomes the value itself.
fn fill(template: &Value, known: &Known) -> Value {
    match template {
        Value::String(text) => {
            let whole = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
            whole
                .and_then(|name| known.get(name).cloned())
                .unwrap_or_else(|| fill_text(text, known).into())
        }
        Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| (name.clone(), fill(value, known)));
            Value::Object(fields.collect())
        }
        Value::Array(items) => items.iter().map(|item| fill(item, known)).collect(),
        other => other.clone(),
    }
}

pub(crate) fn fill_text(text: &str, known: &Known) -> String {
    known.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value.as_str().unwrap_or_default())
    })
}

const fn is(name: &'static str, value: &'static str) -> Filled {
    Filled {
        name,
        value,
        find: None,
    }
}

const fn found(name: &'static str, find: &'static str, value: &'static str) -> Filled {
    let find = Some(find);
    Filled { name, value, find }
}

fn get(path: &'static str) -> Operation {
    Operation::new(Method::GET, path)
}

fn post(path: &'static str, body: Value) -> Operation {
    Operation::new(Method::POST, path).body(body)
}

fn patch(path: &'static str, body: Value) -> Operation {
    Operation::new(Method::PATCH, path).body(body)
}

fn delete(path: &'static str) -> Operation {
    Operation::new(Method::DELETE, path)
}

const CONSENT: &str = "SELECT g.id FROM delegations g JOIN domains d ON d.id = g.client_id WHERE d.name = ?";
const TENURE: &str = "SELECT t.id FROM tenures t JOIN domains d ON d.id = t.client_id WHERE d.name = ?";
const HELD: &str = "SELECT a.id FROM assignments a JOIN accounts p ON p.id = a.account_id WHERE p.email = ?";
const NODE: &str = "SELECT id FROM resources WHERE path = ?";
const GROUPS: [(&str, &[Filled]); 2] = [
    (
        "of the domain",
        &[is("group", "team@{domain}"), is("account", "clerk@{domain}")],
    ),
    (
        "of another domain",
        &[
            is("group", "team@rival.example"),
            is("account", "clerk@rival.example"),
        ],
    ),
];
const ROLES: [(&str, &[Filled]); 4] = [
    ("Agent, held", &[is("role", "Agent")]),
    ("Spare, held by nobody", &[is("role", "Spare")]),
    ("Foreign, of another", &[is("role", "Foreign")]),
    ("reseller_admin, built in", &[is("role", "reseller_admin")]),
];
const ASKED: &str =
    "SELECT q.id FROM access_requests q JOIN domains d ON d.id = q.client_id WHERE d.name = ?";
const SHARE: &str = "SELECT s.id FROM shares s JOIN cases c ON c.id = s.case_id
    WHERE c.number = ? AND s.email LIKE 'team@%'";
const MAIL: &str = "SELECT o.id FROM outbox o WHERE o.address = ?";
const FILE: &str = "SELECT f.id FROM attachments f JOIN cases c ON c.id = f.case_id WHERE c.number = ?";
const ISSUE: &str = "SELECT id FROM known_issues WHERE title_en = ?";
const LATER: &str = "SELECT t.id FROM tenures t JOIN domains d ON d.id = t.client_id
    WHERE d.name = ? AND t.from_at > 4000000000000000";

/// Kept lists are their owner's alone, and the cast keeps none.
const NO_VIEW: [(&str, &[Filled]); 1] = [("of nobody", &[is("id", "00000000-0000-0000-0000-000000000000")])];

/// All of them.
pub(crate) fn all() -> Vec<Operation> {
    use State::{Closed, InProgress, New, SolutionProvided};
    let words = || json!({"comment": "Words."});
    let product = || json!({"key": "new", "name_en": "New", "name_fr": "Nouveau"});
    let answer =
        || json!({"title_en": "Logs", "title_fr": "Journaux", "body_en": "Logs?", "body_fr": "Journaux ?"});
    let filing = json!({
        "client": "{client}", "resource": "{resource}", "product": "gateway", "category": "outage",
        "title": "A case", "description": "It does not answer.",
    });
    vec![
        // Cases.
        get("/domains/{domain}/cases"),
        get("/domains/{domain}/cases/facets"),
        get("/domains/{domain}/cases/export"),
        post("/domains/{domain}/cases", filing).standings(New),
        get("/domains/{domain}/cases/{number}").standings(New),
        patch(
            "/domains/{domain}/cases/{number}",
            json!({"severity": "P1", "severity_reason": "It got worse."}),
        )
        .standings(New),
        get("/domains/{domain}/cases/{number}/history").standings(New),
        post(
            "/domains/{domain}/cases/{number}/comments",
            json!({"body": "Hello."}),
        )
        .standings(New),
        post("/domains/{domain}/cases/{number}/triage", words()).standings(New),
        post("/domains/{domain}/cases/{number}/ask", words()).standings(InProgress),
        post("/domains/{domain}/cases/{number}/solve", words()).standings(InProgress),
        post("/domains/{domain}/cases/{number}/conclude", words()).standings(SolutionProvided),
        post("/domains/{domain}/cases/{number}/confirm", words()).standings(SolutionProvided),
        post("/domains/{domain}/cases/{number}/close", words()).standings(New),
        post("/domains/{domain}/cases/{number}/reopen", words()).standings(Closed),
        post(
            "/domains/{domain}/cases/{number}/escalate",
            json!({"reason": "business_impact", "justification": "The shop stands still."}),
        )
        .standings(New),
        post("/domains/{domain}/cases/{number}/escalation/acknowledge", words()).standings(InProgress),
        post("/domains/{domain}/cases/{number}/escalation/resolve", words()).standings(InProgress),
        get("/domains/{domain}/cases/{number}/links").standings(New),
        post(
            "/domains/{domain}/cases/{number}/links",
            json!({"number": "{other}"}),
        )
        .standings(InProgress),
        delete("/domains/{domain}/cases/{number}/links/{other}").standings(New),
        post(
            "/domains/{domain}/cases/{number}/merge",
            json!({"into": "{other}"}),
        )
        .standings(InProgress),
        get("/domains/{domain}/cases/{number}/rating").standings(Closed),
        post("/domains/{domain}/cases/{number}/rating", json!({"score": 5})).standings(Closed),
        get("/domains/{domain}/cases/{number}/own").standings(New),
        patch(
            "/domains/{domain}/cases/{number}/own",
            json!({"assignee": "{me}"}),
        )
        .standings(New),
        post(
            "/domains/{domain}/cases/{number}/own/notes",
            json!({"body": "Between us."}),
        )
        .standings(New),
        get("/domains/{domain}/cases/{number}/clock").standings(New),
        get("/domains/{domain}/cases/{number}/access").standings(New),
        get("/domains/{domain}/cases/{number}/shares").standings(New),
        post(
            "/domains/{domain}/cases/{number}/shares",
            json!({"email": "clerk@{client}"}),
        )
        .standings(New),
        delete("/domains/{domain}/cases/{number}/shares/{id}")
            .standings(New)
            .find("id", SHARE, "{number}"),
        get("/domains/{domain}/cases/{number}/attachments").standings(New),
        post(
            "/domains/{domain}/cases/{number}/attachments?name=trace.json",
            json!({"any": "file"}),
        )
        .standings(New),
        get("/domains/{domain}/cases/{number}/attachments/{id}")
            .standings(New)
            .find("id", FILE, "{number}"),
        delete("/domains/{domain}/cases/{number}/attachments/{id}")
            .body(json!({"reason": "Holds a password."}))
            .standings(New)
            .find("id", FILE, "{number}"),
        get("/domains/{domain}/shares/open-cases"),
        post(
            "/domains/{domain}/shares/open-cases",
            json!({"reseller": RESELLER, "email": "team@reseller.example", "expires_at": "2099-01-01T00:00:00Z"}),
        ),
        get("/domains/{domain}/shares/policy"),
        patch("/domains/{domain}/shares/policy", json!({"outside": true})),
        get("/domains/{domain}/filing/clients"),
        get("/domains/{domain}/filing?client={client}").standings(New),
        get("/domains/{domain}/cases/products"),
        post(
            "/domains/{domain}/cases/bulk",
            json!({"numbers": ["{number}"], "act": "severity", "severity": "P1", "reason": "Words."}),
        )
        .standings(New),
        get("/domains/{domain}/views"),
        post(
            "/domains/{domain}/views",
            json!({"name": "New", "filter": {"state": ["new"]}, "columns": ["title"]}),
        ),
        patch("/domains/{domain}/views/{id}", json!({"name": "Another"})).these(&NO_VIEW),
        delete("/domains/{domain}/views/{id}").these(&NO_VIEW),
        post("/domains/{domain}/prose", json!({"text": "**Words**."})),
        // Clients and who is let in.
        get("/domains/{domain}/clients"),
        get("/domains/{domain}/clients/{client}").standings(New),
        get("/domains/{domain}/clients/{client}/access").standings(New),
        post(
            "/domains/{domain}/clients/{client}/access",
            json!({"message": "May we?"}),
        )
        .standings(New),
        get("/domains/{domain}/delegations"),
        post("/domains/{domain}/delegations", json!({"reseller": RESELLER})),
        delete("/domains/{domain}/delegations/{id}").these(&[
            ("of client.example", &[found("id", CONSENT, "client.example")]),
            ("of another client", &[found("id", CONSENT, "foreign.example")]),
        ]),
        delete("/domains/{domain}/delegations/requests/{id}").these(&[
            ("to client.example", &[found("id", ASKED, "client.example")]),
            ("to another client", &[found("id", ASKED, "foreign.example")]),
        ]),
        // Management, domains, plans and catalogue: the operator.
        get("/domains/{domain}/tenures"),
        post(
            "/domains/{domain}/tenures",
            json!({"client": "managed.example", "reseller": "rival.example"}),
        ),
        patch(
            "/domains/{domain}/tenures/{id}",
            json!({"reseller": "rival.example", "reason": "Entered wrongly."}),
        )
        .these(&[("-", &[found("id", TENURE, "managed.example")])]),
        delete("/domains/{domain}/tenures/{id}").these(&[("-", &[found("id", LATER, "later.example")])]),
        get("/domains/{domain}/organizations"),
        post(
            "/domains/{domain}/organizations",
            json!({"key": "new", "name": "New"}),
        ),
        get("/domains/{domain}/domains"),
        post(
            "/domains/{domain}/domains",
            json!({"name": "new.example", "title": "New", "kind": "client", "plan": "standard"}),
        ),
        post(
            "/domains/{domain}/domains/{client}/plan",
            json!({"plan": "premium"}),
        )
        .these(&[("-", &[is("client", "client.example")])]),
        get("/domains/{domain}/plans"),
        post(
            "/domains/{domain}/plans",
            json!({"key": "new", "name_en": "New", "name_fr": "Nouvelle"}),
        ),
        patch("/domains/{domain}/plans/{plan}", json!({"escalation": true}))
            .these(&[("-", &[is("plan", "standard")])]),
        get("/domains/{domain}/calendars"),
        post(
            "/domains/{domain}/calendars",
            json!({"key": "new", "name_en": "New", "name_fr": "Nouveau", "time_zone": "Europe/Paris",
                   "hours": [{"weekday": "monday", "from": 540, "to": 1020}]}),
        ),
        patch(
            "/domains/{domain}/calendars/{calendar}",
            json!({"time_zone": "Europe/Brussels"}),
        )
        .these(&[("-", &[is("calendar", "france")])]),
        get("/domains/{domain}/products"),
        post("/domains/{domain}/products", product()),
        patch("/domains/{domain}/products/{product}", json!({"retired": true}))
            .these(&[("-", &[is("product", "gateway")])]),
        post("/domains/{domain}/products/{product}/categories", product())
            .these(&[("-", &[is("product", "gateway")])]),
        patch(
            "/domains/{domain}/products/{product}/categories/{category}",
            json!({"retired": true}),
        )
        .these(&[("-", &[is("product", "gateway"), is("category", "outage")])]),
        // Accounts and roles.
        get("/domains/{domain}/accounts"),
        post(
            "/domains/{domain}/accounts",
            json!({"email": "new@{domain}", "name": "New", "role": "{role}"}),
        )
        .these(&[
            ("without a role", &[is("role", "")]),
            ("as org_admin", &[is("role", "org_admin")]),
            ("as super_admin", &[is("role", "super_admin")]),
            ("as operator", &[is("role", "operator")]),
            ("as Agent", &[is("role", "Agent")]),
        ]),
        get("/domains/{domain}/groups"),
        post(
            "/domains/{domain}/groups",
            json!({"email": "new@{domain}", "name": "New"}),
        ),
        patch("/domains/{domain}/groups/{group}", json!({"name": "Another"})).these(&GROUPS),
        delete("/domains/{domain}/groups/{group}").these(&GROUPS),
        post(
            "/domains/{domain}/groups/{group}/members",
            json!({"account": "member@{domain}"}),
        )
        .these(&GROUPS),
        delete("/domains/{domain}/groups/{group}/members/{account}").these(&GROUPS),
        get("/domains/{domain}/roles"),
        post(
            "/domains/{domain}/roles",
            json!({"name": "Auditor", "privileges": ["clients.view"]}),
        ),
        patch(
            "/domains/{domain}/roles/{role}",
            json!({"privileges": ["clients.view"]}),
        )
        .these(&ROLES),
        delete("/domains/{domain}/roles/{role}").these(&ROLES),
        post(
            "/domains/{domain}/assignments",
            json!({"principal": "{whom}", "role": "{role}"}),
        )
        .these(&[
            (
                "org_admin",
                &[is("whom", "team@{domain}"), is("role", "org_admin")],
            ),
            (
                "tech_support_viewer",
                &[is("whom", "team@{domain}"), is("role", "tech_support_viewer")],
            ),
            (
                "super_admin",
                &[is("whom", "team@{domain}"), is("role", "super_admin")],
            ),
            ("Agent", &[is("whom", "team@{domain}"), is("role", "Agent")]),
            (
                "Foreign, of another",
                &[is("whom", "team@{domain}"), is("role", "Foreign")],
            ),
            ("operator", &[is("whom", "team@{domain}"), is("role", "operator")]),
            ("advisor", &[is("whom", "team@{domain}"), is("role", "advisor")]),
            (
                "Agent, to another domain",
                &[is("whom", "team@rival.example"), is("role", "Agent")],
            ),
        ]),
        delete("/domains/{domain}/assignments/{id}").these(&[
            (
                "of a viewer here or there",
                &[found("id", HELD, "tech_support_viewer@client.example")],
            ),
            (
                "of an admin here or there",
                &[found("id", HELD, "org_admin@client.example")],
            ),
            (
                "of a Reader here or there",
                &[found("id", HELD, "reader@reseller.example")],
            ),
            (
                "of a publisher here or …",
                &[found("id", HELD, "publisher@vendor.example")],
            ),
            (
                "of another reseller's",
                &[found("id", HELD, "clerk@rival.example")],
            ),
        ]),
        get("/domains/{domain}/resources"),
        post(
            "/domains/{domain}/resources",
            json!({"name": "new", "kind": "folder"}),
        ),
        patch("/domains/{domain}/resources/{id}", json!({"name": "renamed"})).these(&[
            ("of client.example", &[found("id", NODE, "client/plant")]),
            ("of another client", &[found("id", NODE, "foreign")]),
        ]),
        get("/domains/{domain}/decisions?account=reader@reseller.example&action=view&case=MANAGED-NEW"),
        get("/domains/{domain}/ledger"),
        // The support desk.
        get("/domains/{domain}/desk/queue"),
        get("/domains/{domain}/desk/queues"),
        get("/domains/{domain}/cases/{number}/desk").standings(New),
        post("/domains/{domain}/cases/{number}/take", json!({})).standings(New),
        post(
            "/domains/{domain}/cases/{number}/assign",
            json!({"account": "engineer@vendor.example"}),
        )
        .standings(New),
        post("/domains/{domain}/cases/{number}/release", json!({})).standings(New),
        post(
            "/domains/{domain}/cases/{number}/hand-over",
            json!({"engineer": true, "note": "Look at this."}),
        )
        .standings(New),
        post("/domains/{domain}/cases/{number}/take-back", json!({})).standings(New),
        post(
            "/domains/{domain}/cases/{number}/summary",
            json!({"summary": "It was restarted."}),
        )
        .standings(Closed),
        get("/domains/{domain}/cases/{number}/answers").standings(New),
        get("/domains/{domain}/desk/answers"),
        post("/domains/{domain}/desk/answers", {
            let mut answer = answer();
            answer["key"] = json!("new");
            answer
        }),
        patch("/domains/{domain}/desk/answers/{answer}", answer())
            .these(&[("that there is not", &[is("answer", "none")])]),
        delete("/domains/{domain}/desk/answers/{answer}")
            .these(&[("that there is not", &[is("answer", "none")])]),
        get("/domains/{domain}/desk/people"),
        get("/domains/{domain}/desk/teams"),
        post("/domains/{domain}/desk/teams", product()),
        patch("/domains/{domain}/desk/teams/{team}", json!({"retired": true}))
            .these(&[("that there is not", &[is("team", "none")])]),
        post(
            "/domains/{domain}/desk/teams/{team}/members",
            json!({"account": "advisor@vendor.example"}),
        )
        .these(&[("that there is not", &[is("team", "none")])]),
        delete("/domains/{domain}/desk/teams/{team}/members/{account}").these(&[(
            "that there is not",
            &[is("team", "none"), is("account", "advisor@vendor.example")],
        )]),
        get("/domains/{domain}/desk/settings"),
        patch("/domains/{domain}/desk/settings", json!({"staff_names": "team"})),
        get("/domains/{domain}/mail"),
        Operation::new(Method::POST, "/domains/{domain}/mail/{id}/retry").find(
            "id",
            MAIL,
            "nobody@nowhere.example",
        ),
        // Before filing, and known issues.
        get("/domains/{domain}/filing/similar?client={client}&q=Case&product=gateway").standings(New),
        get("/domains/{domain}/issues"),
        post(
            "/domains/{domain}/issues",
            json!({"title_en": "Slow", "title_fr": "Lent", "body_en": "Known.", "body_fr": "Connu."}),
        ),
        patch("/domains/{domain}/issues/{id}", json!({"ended": true}))
            .these(&[("-", &[found("id", ISSUE, "Known")])]),
        // Sessions and the own profile.
        post("/session", json!({"email": "{me}", "password": PASSWORD})),
        post(
            "/domains/{domain}/session",
            json!({"email": "{me}", "password": PASSWORD}),
        ),
        delete("/domains/{domain}/session"),
        get("/sessions"),
        post("/invitations/open", json!({"token": "a-token"})),
        post(
            "/invitations/accept",
            json!({"token": "a-token", "password": "another long password"}),
        ),
        get("/domains/{domain}/me"),
        patch("/domains/{domain}/me", json!({"name": "Another"})),
        post(
            "/domains/{domain}/me/password",
            json!({"current": PASSWORD, "new": "another long password"}),
        ),
    ]
}

async fn every_operation_is_in_the_table(app: TestApp) {
    let documented = documented::operations(&app).await;
    let documented = documented
        .into_iter()
        .map(|(method, path)| format!("{method} {path}"));
    let documented = documented.collect::<BTreeSet<_>>();
    let here = all()
        .into_iter()
        .map(|one| format!("{} {}", one.method, one.path.split('?').next().unwrap()))
        .collect::<BTreeSet<_>>();
    let missing = documented.difference(&here).collect::<Vec<_>>();
    assert!(
        missing.is_empty(),
        "not in the table of tests/api/operations.rs, so nobody knows who may call them: {missing:#?}"
    );
    let gone = here.difference(&documented).collect::<Vec<_>>();
    assert!(
        gone.is_empty(),
        "in tests/api/operations.rs, but not in the API: {gone:#?}"
    );
}

tests::on_both_engines!(every_operation_is_in_the_table);
