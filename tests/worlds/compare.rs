//! Every account, case and path: what the program shows against what the facts say.

use crate::chance::Chance;
use crate::stage::Stage;
use crate::sums::passes;
use comptoir::db::Engine;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use shared::api::cases::{CaseFilter, CaseRow, HistoryKind};
use shared::api::lists::Since;
use shared::api::{Page, Person};
use shared::case::State;
use shared::client::{Failure, Outcome};
use shared::words::{Action, DomainKind, Privilege, Relation, Severity};
use std::collections::BTreeSet;
use std::fmt::Debug;
use tests::reference::{Account, Case, Client, newest_first};

/// What an account is shown of a case in a list, as one line.
type Line = String;

pub(crate) fn difference(
    what: &str,
    expected: &BTreeSet<Line>,
    found: &BTreeSet<Line>,
) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    let mut text = format!("{what}:");
    for line in found.difference(expected) {
        text += &format!("\n  shown, but not to be: {line}");
    }
    for line in expected.difference(found) {
        text += &format!("\n  to be shown, but not: {line}");
    }
    Err(text)
}

pub(crate) fn same<T: PartialEq + Debug>(
    what: impl FnOnce() -> String,
    expected: &T,
    found: &T,
) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    Err(format!("{}: must be {expected:?}, but is {found:?}", what()))
}

/// What a look-up brought: a view, or that there is no such thing.
fn found<T>(what: impl FnOnce() -> String, outcome: Outcome<T>) -> Result<Option<T>, String> {
    match outcome {
        Ok(view) => Ok(Some(view)),
        Err(Failure::Refused(problem)) if problem.status == 404 => Ok(None),
        Err(failure) => Err(format!("{}: {failure:?}", what())),
    }
}

/// Accounts compared at once: more would need more connections, each of which plans for itself.
const AT_ONCE: usize = 2;

/// How much is compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Depth {
    /// Of all accounts so many in a hundred.
    accounts: usize,
    /// For each of them of all cases so many in a hundred.
    cases: usize,
    /// Of those it sees, so many in a hundred are asked about: who else sees them, and why.
    insight: usize,
    /// Searches for each of them.
    searches: usize,
}

impl Depth {
    /// Everything.
    pub(crate) const ALL: Self = Self {
        accounts: 100,
        cases: 100,
        insight: 100,
        searches: 3,
    };
    /// Every account, with all its lists; of single cases and explanations a part, smaller on
    /// `PostgreSQL`, where each question takes longer and the statements are the same, and in large
    /// worlds.
    pub(crate) const fn most(engine: Engine, large: bool) -> Self {
        let (cases, insight) = match (engine, large) {
            (Engine::Sqlite, false) => (60, 15),
            (Engine::Postgres, false) => (30, 8),
            (_, true) => (15, 2),
        };
        Self {
            cases,
            insight,
            searches: 2,
            ..Self::ALL
        }
    }

    /// A part, while more is to happen.
    pub(crate) const fn some(engine: Engine, large: bool) -> Self {
        Self {
            accounts: match engine {
                Engine::Sqlite => 40,
                Engine::Postgres => 30,
            },
            cases: if large { 5 } else { 20 },
            insight: if large { 2 } else { 8 },
            searches: 1,
        }
    }
}

impl Stage {
    /// Compares everything, or a part that chance decides, for several accounts at once.
    pub(crate) async fn compare(&self, chance: &mut Chance, depth: Depth) -> Result<(), String> {
        let mut comparing = Vec::new();
        for account in &self.facts.accounts {
            let mut own = chance.fork();
            if chance.percent(depth.accounts) {
                comparing.push(async move {
                    let compared = self.compare_for(account, &mut own, depth).await;
                    compared.map_err(|why| format!("{why}\n  as {} sees it at {}", account.email, self.now()))
                });
            }
        }
        let comparing = stream::iter(comparing).buffer_unordered(AT_ONCE);
        comparing.try_collect::<()>().await
    }

    async fn compare_for(&self, account: &Account, chance: &mut Chance, depth: Depth) -> Result<(), String> {
        let now = self.now();
        let cases = self.facts.cases.iter();
        let visible = cases
            .filter(|case| self.facts.sees(account, case, now))
            .collect::<Vec<_>>();
        self.lists(account, &visible, chance).await?;
        self.searches(account, &visible, chance, depth.searches).await?;
        for case in &self.facts.cases {
            if chance.percent(depth.cases) {
                let seen = visible.iter().any(|other| other.number == case.number);
                self.detail(account, case, seen).await?;
            }
        }
        if let Some(case) = chance.one(&visible) {
            self.history(account, case).await?;
        }
        for case in visible {
            if chance.percent(depth.insight) {
                self.access(account, case).await?;
                self.shares(account, case).await?;
            }
        }
        self.clients(account).await?;
        if self.facts.kind(&account.domain) == DomainKind::Reseller {
            let client = chance.pick(&self.facts.domains).name.clone();
            self.client_access(account, &client).await?;
        }
        Ok(())
    }

    /// Whoever did something, as an account is told.
    pub(crate) fn person(&self, account: &Account, by: &str, domain: &str) -> Option<String> {
        let reseller = |name: &str| self.facts.kind(name) == DomainKind::Reseller;
        let other = reseller(&account.domain) && reseller(domain) && domain != account.domain;
        (!other).then(|| format!("{by} in {domain}"))
    }

    fn line(&self, account: &Account, case: &Case) -> Line {
        let by = self.person(account, &case.filed_by, &case.filed_in);
        let updated = case.updated_at.unwrap_or(case.filed_at);
        let (number, title, domain) = (&case.number, &case.title, &case.domain);
        let (severity, state, filed) = (case.urgency(), case.standing(), case.filed_at);
        format!(
            "{number} `{title}` of {domain}, {severity} {state}, filed at {filed} by {by:?}, updated at {updated}"
        )
    }

    async fn rows(&self, account: &Account, filter: &CaseFilter, limit: u32) -> Result<Vec<CaseRow>, String> {
        let mut rows: Vec<CaseRow> = Vec::new();
        let mut after = None;
        loop {
            let page: Outcome<Page<CaseRow>> = self.api(account).cases(filter, after.as_deref(), limit).await;
            let page = page.map_err(|failure| format!("list {filter:?}: {failure:?}"))?;
            rows.extend(page.items);
            after = page.next;
            if after.is_none() {
                return Ok(rows);
            }
        }
    }

    /// A list with a filter, page by page: all of it, nothing else, nothing twice, in order.
    async fn list(
        &self,
        account: &Account,
        cases: &[&Case],
        filter: &CaseFilter,
        limit: u32,
    ) -> Result<(), String> {
        let rows = self.rows(account, filter, limit).await?;
        let lines = rows.iter().map(listed).collect::<BTreeSet<_>>();
        let expected = cases.iter().map(|case| self.line(account, case)).collect();
        difference(&format!("list {filter:?}"), &expected, &lines)?;
        same(|| format!("list {filter:?}, rows"), &expected.len(), &rows.len())?;
        if rows
            .windows(2)
            .any(|pair| pair[0].updated_at < pair[1].updated_at)
        {
            return Err(format!("list {filter:?}: not newest first"));
        }
        Ok(())
    }

    async fn lists(&self, account: &Account, visible: &[&Case], chance: &mut Chance) -> Result<(), String> {
        let limit = if chance.percent(40) {
            chance.within(1, 4)
        } else {
            200
        };
        let limit = u32::try_from(limit).expect("a small number");
        self.list(account, visible, &CaseFilter::default(), limit).await?;
        let mut filter = CaseFilter::default();
        if chance.percent(50) {
            filter.client = Some(chance.pick(&self.facts.domains).name.clone());
        }
        // Two of them or any: every other number would be another statement to plan.
        if chance.percent(50) {
            filter.state = chance.two(State::ALL);
        }
        if chance.percent(50) {
            filter.severity = chance.two(Severity::ALL);
        }
        let passing = visible.iter().filter(|case| passes(&filter, case));
        let filtered = passing.copied().collect::<Vec<_>>();
        self.list(account, &filtered, &filter, 200).await?;
        self.export(account, visible, &filter).await?;
        if chance.percent(50) {
            filter.q = Some((*chance.pick(&["lamp", "printer", "modem"])).to_owned());
        }
        self.facets(account, visible, &filter).await?;
        if chance.percent(30) {
            self.finer(account, visible, chance).await?;
        }
        Ok(())
    }

    /// What one filed oneself, and what has changed since something did.
    async fn finer(&self, account: &Account, visible: &[&Case], chance: &mut Chance) -> Result<(), String> {
        let filter = CaseFilter {
            mine: chance.percent(50),
            since: chance
                .one(visible)
                .map(|case| Since::At(case.updated_at.unwrap_or(case.filed_at))),
            ..CaseFilter::default()
        };
        let own = |case: &&&Case| !filter.mine || case.filed_by == account.email;
        let own = visible.iter().filter(own).copied().collect::<Vec<_>>();
        let passing = own.iter().filter(|case| passes(&filter, case));
        let filtered = passing.copied().collect::<Vec<_>>();
        self.list(account, &filtered, &filter, 200).await?;
        self.facets(account, &own, &filter).await
    }

    /// By a word that many cases have, one of a title that may be hidden, and one of a comment or of
    /// an internal note.
    async fn searches(
        &self,
        account: &Account,
        visible: &[&Case],
        chance: &mut Chance,
        most: usize,
    ) -> Result<(), String> {
        let mut questions = vec![if chance.percent(50) { "lamp" } else { "PRINTER" }.to_owned()];
        let own = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
        questions.extend(chance.one(&self.facts.cases).map(|case| own(&case.title)));
        questions.extend(chance.one(&self.facts.comments).map(|comment| own(&comment.body)));
        while questions.len() > most {
            questions.remove(chance.below(questions.len()));
        }
        for q in questions {
            let finds = |case: &&&Case| self.facts.finds(&q, case);
            let expected = visible.iter().filter(finds).copied().collect::<Vec<_>>();
            let filter = CaseFilter {
                q: Some(q.clone()),
                ..CaseFilter::default()
            };
            self.list(account, &expected, &filter, 200).await?;
        }
        Ok(())
    }

    /// The page of a case: there or not, and what may be done on it.
    async fn detail(&self, account: &Account, case: &Case, seen: bool) -> Result<(), String> {
        let number = &case.number;
        let outcome = self.api(account).case(number).await;
        let view = found(|| format!("case {number}"), outcome)?;
        same(|| format!("case {number}, seen"), &seen, &view.is_some())?;
        let Some(view) = view else { return Ok(()) };
        let relations = self.facts.relations(account, case, self.now());
        let able = |action: Action| relations.iter().any(|holds| holds.allows(action));
        let may = Action::ALL.iter().copied();
        let may = may.filter(|action| *action != Action::File && able(*action));
        let may = may.collect::<BTreeSet<_>>();
        let told = view.may.iter().copied().collect::<BTreeSet<_>>();
        same(|| format!("case {number}, may"), &may, &told)?;
        let through = relations.iter().filter(|holds| holds.allows(Action::View));
        let through = through
            .map(|holds| holds.relation)
            .collect::<BTreeSet<Relation>>();
        let told = view.relations.iter().copied().collect::<BTreeSet<_>>();
        same(|| format!("case {number}, relations"), &through, &told)?;
        let expected = (
            &case.title,
            &case.domain,
            &case.resource,
            case.urgency(),
            case.standing(),
            case.filed_at,
            case.updated_at.unwrap_or(case.filed_at),
            self.person(account, &case.filed_by, &case.filed_in),
        );
        let shown = (
            &view.title,
            &view.client.name,
            &view.resource,
            view.severity,
            view.state,
            view.filed_at,
            view.updated_at,
            told_of(&view.filed_by),
        );
        same(|| format!("case {number}, content"), &expected, &shown)
    }

    /// What was said: everything that was public, and notes for the desk alone.
    async fn history(&self, account: &Account, case: &Case) -> Result<(), String> {
        let desk = self.facts.may(account, case, Action::Work, self.now());
        let said = self.facts.comments.iter();
        let said = said.filter(|comment| comment.case == case.number);
        let said = said.filter(|comment| desk || comment.internal != Some(true));
        let expected = said.map(|comment| {
            let by = self.person(account, &comment.author, &comment.domain);
            format!("{} by {by:?} at {}", comment.body, comment.at)
        });
        let outcome = self.api(account).history(&case.number, None).await;
        let page = outcome.map_err(|failure| format!("history {}: {failure:?}", case.number))?;
        let lines = page.items.iter().filter(|item| item.kind == HistoryKind::Comment);
        let lines = lines.map(|item| {
            let body = item.body.clone().unwrap_or_default();
            format!(
                "{body} by {:?} at {}",
                item.by.as_ref().and_then(told_of),
                item.at
            )
        });
        difference(
            &format!("history {}", case.number),
            &expected.collect(),
            &lines.collect(),
        )
    }

    /// A reseller's clients.
    async fn clients(&self, account: &Account) -> Result<(), String> {
        if self.facts.kind(&account.domain) != DomainKind::Reseller {
            return Ok(());
        }
        let expected = self.facts.clients(account, self.now());
        let outcome = self.api(account).clients(None, None).await;
        let shown = match outcome {
            Err(Failure::Refused(problem)) if problem.status == 403 => None,
            Err(failure) => return Err(format!("clients: {failure:?}")),
            Ok(page) => Some(page.items),
        };
        same(
            || "clients, shown at all".to_owned(),
            &self.facts.has(account, Privilege::ClientsView),
            &shown.is_some(),
        )?;
        let expected = expected.unwrap_or_default();
        let expected = expected.iter().map(|client| format!("{client:?}")).collect();
        let shown = shown.unwrap_or_default().into_iter().map(|view| {
            let tenures = view.tenures.iter();
            let mut tenures = tenures
                .map(|tenure| (tenure.kind, tenure.from, tenure.to))
                .collect::<Vec<_>>();
            tenures.sort_by_key(newest_first);
            let client = Client {
                name: view.client.name,
                standing: view.standing,
                access: view.access,
                scopes: view.scopes,
                expires_at: view.access_expires_at,
                tenures,
            };
            format!("{client:?}")
        });
        difference("clients", &expected, &shown.collect())
    }
}

pub(crate) fn told_of(person: &Person) -> Option<String> {
    match (&person.email, &person.domain) {
        (Some(email), Some(domain)) => Some(format!("{email} in {}", domain.name)),
        _ => None,
    }
}

fn listed(row: &CaseRow) -> Line {
    let by = told_of(&row.filed_by);
    let (number, title, domain) = (&row.number, &row.title, &row.client.name);
    let (severity, state, filed, updated) = (row.severity, row.state, row.filed_at, row.updated_at);
    format!(
        "{number} `{title}` of {domain}, {severity} {state}, filed at {filed} by {by:?}, updated at {updated}"
    )
}
