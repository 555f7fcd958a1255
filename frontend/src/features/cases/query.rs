//! The list's filters as they stand in the address, so that links and the browser's back button
//! lead to the same list.

use serde::Deserialize;
use shared::api::cases::CaseFilter;
use shared::case::State;
use shared::client::encode;
use shared::words::Severity;
use std::str::FromStr;

/// The query of the list's address: words of a field are joined by commas.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListQuery {
    /// Keywords.
    pub(super) q: String,
    state: String,
    severity: String,
    /// A client's DNS name.
    pub(super) client: String,
    /// The cursor of the page.
    pub(super) after: String,
}

impl ListQuery {
    /// The states chosen; none means all. What is no state is passed over: addresses are typed, too.
    pub(super) fn states(&self) -> Vec<State> {
        words(&self.state)
    }

    /// The severities chosen; none means all.
    pub(super) fn severities(&self) -> Vec<Severity> {
        words(&self.severity)
    }

    /// With these states, from the first page on.
    pub(super) fn with_states(&self, states: &[State]) -> Self {
        Self {
            state: joined(states.iter().map(|state| state.as_str())),
            ..self.first()
        }
    }

    /// With these severities, from the first page on.
    pub(super) fn with_severities(&self, severities: &[Severity]) -> Self {
        Self {
            severity: joined(severities.iter().map(|severity| severity.as_str())),
            ..self.first()
        }
    }

    /// With these keywords, from the first page on.
    pub(super) fn with_q(&self, q: &str) -> Self {
        Self {
            q: q.trim().to_owned(),
            ..self.first()
        }
    }

    /// Of this client, from the first page on.
    pub(super) fn with_client(&self, client: &str) -> Self {
        Self {
            client: client.to_owned(),
            ..self.first()
        }
    }

    /// Another page.
    pub(super) fn at(&self, after: &str) -> Self {
        Self {
            after: after.to_owned(),
            ..self.clone()
        }
    }

    fn first(&self) -> Self {
        self.at("")
    }

    /// Whether anything narrows the list.
    pub(super) fn narrows(&self) -> bool {
        self.filter() != CaseFilter::default()
    }

    /// What the server is asked.
    pub(super) fn filter(&self) -> CaseFilter {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        CaseFilter {
            client: given(&self.client),
            state: self.states(),
            severity: self.severities(),
            q: given(&self.q),
        }
    }

    /// Where the list is as a file: the server reads the same words as this address has.
    pub(super) fn file(&self, domain: &str) -> String {
        let mut address = format!("/api/v1/domains/{}/cases/export", encode(domain));
        for (at, (key, value)) in self.first().pairs().iter().enumerate() {
            address.push(if at == 0 { '?' } else { '&' });
            address.push_str(key);
            address.push('=');
            address.push_str(&encode(value));
        }
        address
    }

    /// Keys and values for the address, without those that say nothing.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("q", &self.q),
            ("state", &self.state),
            ("severity", &self.severity),
            ("client", &self.client),
            ("after", &self.after),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (key, value.clone()))
            .collect()
    }
}

fn words<W: FromStr>(text: &str) -> Vec<W> {
    text.split(',').filter_map(|word| word.parse().ok()).collect()
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(",")
}

/// The list with one entry more or less, in the order of `all`.
pub(super) fn toggled<W: Copy + PartialEq>(all: &[W], chosen: &[W], one: W) -> Vec<W> {
    all.iter()
        .copied()
        .filter(|word| chosen.contains(word) != (*word == one))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_filter_and_back() {
        let query = ListQuery {
            state: "new,nonsense,closed".into(),
            q: "vpn".into(),
            ..ListQuery::default()
        };
        assert_eq!(query.filter().state, [State::New, State::Closed]);
        assert_eq!(query.filter().q.as_deref(), Some("vpn"));
        assert_eq!(
            query.pairs(),
            [
                ("q", "vpn".to_owned()),
                ("state", "new,nonsense,closed".to_owned())
            ]
        );
        assert!(query.narrows());
        assert!(
            !ListQuery {
                after: "c".into(),
                ..ListQuery::default()
            }
            .narrows()
        );
    }

    #[test]
    fn the_file_has_what_the_list_has() {
        let query = ListQuery {
            q: "réseau".into(),
            state: "new,closed".into(),
            after: "cursor".into(),
            ..ListQuery::default()
        };
        assert_eq!(
            query.file("d.example"),
            "/api/v1/domains/d.example/cases/export?q=r%C3%A9seau&state=new%2Cclosed"
        );
        assert_eq!(
            ListQuery::default().file("d.example"),
            "/api/v1/domains/d.example/cases/export"
        );
    }

    #[test]
    fn another_filter_begins_at_the_first_page() {
        let query = ListQuery {
            after: "cursor".into(),
            ..ListQuery::default()
        };
        assert_eq!(
            query.with_severities(&[Severity::P1, Severity::P2]).pairs(),
            [("severity", "P1,P2".to_owned())]
        );
        assert_eq!(query.with_q(" a  b ").q, "a  b");
        assert_eq!(query.with_client("c.example").after, "");
    }

    #[test]
    fn toggling_keeps_the_order() {
        let chosen = toggled(State::ALL, &[State::Closed], State::New);
        assert_eq!(chosen, [State::New, State::Closed]);
        assert_eq!(toggled(State::ALL, &chosen, State::Closed), [State::New]);
    }
}
