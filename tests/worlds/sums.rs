//! What is counted, and what can be taken away as a file.

use crate::compare::{difference, same};
use crate::stage::Stage;
use shared::api::cases::{CaseFilter, Count, Facets};
use shared::api::lists::Since;
use shared::case::State;
use shared::words::{Action, DomainKind, Severity};
use std::collections::BTreeSet;
use tests::reference::{Account, Case};

/// Whether a filter lets a case through, whatever it says about some of its parts.
fn within(filter: &CaseFilter, case: &Case, (client, state, severity): (bool, bool, bool)) -> bool {
    (!client || filter.client.as_ref().is_none_or(|client| *client == case.domain))
        && (!state || filter.state.is_empty() || filter.state.contains(&case.standing()))
        && (!severity || filter.severity.is_empty() || filter.severity.contains(&case.urgency()))
        && match filter.since {
            Some(Since::At(since)) => case.updated_at.unwrap_or(case.filed_at) >= since,
            Some(Since::Days(_)) | None => true,
        }
}

/// Whether a filter lets a case through, but for its words and who filed it.
pub(crate) fn passes(filter: &CaseFilter, case: &Case) -> bool {
    within(filter, case, (true, true, true))
}

fn count(cases: usize) -> Count {
    Count {
        count: u32::try_from(cases).expect("few cases"),
        more: false,
    }
}

impl Stage {
    /// How many cases a list has, and would have with another choice.
    pub(crate) async fn facets(
        &self,
        account: &Account,
        visible: &[&Case],
        filter: &CaseFilter,
    ) -> Result<(), String> {
        let what = || format!("facets {filter:?}");
        let q = filter.q.clone().unwrap_or_default();
        let found = visible
            .iter()
            .filter(|case| q.is_empty() || self.facts.finds(&q, case));
        let found = found.copied().collect::<Vec<_>>();
        let outcome = self.api(account).facets(filter).await;
        let facets: Facets = outcome.map_err(|failure| format!("{}: {failure:?}", what()))?;
        let total = found.iter().filter(|case| passes(filter, case)).count();
        same(what, &count(total), &facets.total)?;
        for state in State::ALL {
            let with = |case: &&&Case| case.standing() == *state && within(filter, case, (true, false, true));
            let told = facets.states.iter().find(|told| told.state == *state);
            let told = told.map(|told| told.cases);
            same(what, &Some(count(found.iter().filter(with).count())), &told)?;
        }
        for severity in Severity::ALL {
            let with =
                |case: &&&Case| case.urgency() == *severity && within(filter, case, (true, true, false));
            let told = facets.severities.iter().find(|told| told.severity == *severity);
            let told = told.map(|told| told.cases);
            same(what, &Some(count(found.iter().filter(with).count())), &told)?;
        }
        if self.facts.kind(&account.domain) == DomainKind::Client {
            return same(what, &None, &facets.clients);
        }
        let mut expected = BTreeSet::new();
        for domain in &self.facts.domains {
            let with =
                |case: &&&Case| case.domain == domain.name && within(filter, case, (false, true, true));
            let cases = found.iter().filter(with).count();
            if cases > 0 {
                expected.insert(format!("{}: {:?}", domain.name, count(cases)));
            }
        }
        // Of more cases than are read at once nothing is said of clients; what words find is read whole.
        let of_any = found
            .iter()
            .filter(|case| within(filter, case, (false, true, true)));
        let many = i64::try_from(of_any.count()).is_ok_and(|cases| cases > self.app.app.config.read_once);
        if facets.clients.is_none() && (filter.client.is_some() || filter.q.is_none()) && many {
            return Ok(());
        }
        let told = facets.clients.iter().flatten();
        let told = told.map(|told| format!("{}: {:?}", told.client.name, told.cases));
        difference(&what(), &expected, &told.collect())
    }

    /// The file of a list: those of its cases that may be exported, as the list shows them.
    pub(crate) async fn export(
        &self,
        account: &Account,
        visible: &[&Case],
        filter: &CaseFilter,
    ) -> Result<(), String> {
        let own = self.facts.kind(&account.domain) == DomainKind::Client;
        let exported = visible
            .iter()
            .filter(|case| passes(filter, case) && self.facts.may(account, case, Action::Export, self.now()));
        let expected = exported.map(|case| {
            let by = self.person(account, &case.filed_by, &case.filed_in);
            let by = by.and_then(|_| self.facts.account(&case.filed_by));
            let by = by.map_or("another partner", |account| account.name.as_str());
            let client = self.facts.domain(&case.domain).title.as_str();
            let client = if own { String::new() } else { format!("{client},") };
            let updated = case.updated_at.unwrap_or(case.filed_at);
            let (number, title, severity) = (&case.number, &case.title, case.urgency());
            format!(
                "{number},{title},{client}{severity},{},{by},{updated}",
                in_english(case.standing())
            )
        });
        let outcome = self.api(account).export(filter).await;
        let file = outcome.map_err(|failure| format!("export {filter:?}: {failure:?}"))?;
        let lines = file.lines().skip(1).map(str::to_owned);
        difference(
            &format!("export {filter:?}"),
            &expected.collect(),
            &lines.collect(),
        )
    }
}

const fn in_english(state: State) -> &'static str {
    match state {
        State::New => "New",
        State::InProgress => "In progress",
        State::ActionRequired => "Action required",
        State::SolutionProvided => "Solution provided",
        State::Closed => "Closed",
    }
}
