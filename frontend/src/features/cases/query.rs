//! The list's filters as they stand in the address, so that links and the browser's back button
//! lead to the same list.

use serde::Deserialize;
use shared::api::lists::{CaseFilter, Column, SavedView};
use shared::case::State;
use shared::client::encode;
use shared::words::{DomainKind, Severity};
use std::str::FromStr;

/// The query of the list's address: words of a field are joined by commas.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListQuery {
    /// Keywords.
    pub(super) q: String,
    state: String,
    severity: String,
    /// A client's DNS name.
    pub(super) client: String,
    /// A product's key.
    pub(super) product: String,
    /// `true` for those that one filed.
    mine: String,
    /// `true` for those with an escalation under way.
    escalated: String,
    /// An instant, or days such as `7d`.
    pub(super) since: String,
    columns: String,
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

    /// About this product, from the first page on.
    pub(super) fn with_product(&self, product: &str) -> Self {
        Self {
            product: product.to_owned(),
            ..self.first()
        }
    }

    /// Modified since then, from the first page on.
    pub(super) fn with_since(&self, since: &str) -> Self {
        Self {
            since: since.to_owned(),
            ..self.first()
        }
    }

    /// Whether those that one filed are wanted.
    pub(super) fn mine(&self) -> bool {
        self.mine == "true"
    }

    /// Those that one filed, or all, from the first page on.
    pub(super) fn with_mine(&self, mine: bool) -> Self {
        Self {
            mine: if mine { "true" } else { "" }.to_owned(),
            ..self.first()
        }
    }

    /// Whether those with an escalation under way are wanted.
    pub(super) fn escalated(&self) -> bool {
        self.escalated == "true"
    }

    /// Those with an escalation under way, or all, from the first page on.
    pub(super) fn with_escalated(&self, escalated: bool) -> Self {
        Self {
            escalated: if escalated { "true" } else { "" }.to_owned(),
            ..self.first()
        }
    }

    /// What the list shows: what the address says, else what was `kept`, else what is usual. The
    /// title is always there, for it leads to the case.
    pub(super) fn columns(&self, kept: Option<&str>, kind: DomainKind) -> Vec<Column> {
        let mut columns = words::<Column>(&self.columns);
        if columns.is_empty() {
            columns = words(kept.unwrap_or_default());
        }
        if columns.is_empty() {
            return Column::usual(kind);
        }
        if !columns.contains(&Column::Title) {
            columns.insert(0, Column::Title);
        }
        columns
    }

    /// With these columns, on the same page.
    pub(super) fn with_columns(&self, columns: &[Column]) -> Self {
        Self {
            columns: joined(columns.iter().map(|column| column.as_str())),
            ..self.clone()
        }
    }

    /// The columns as they stand in the address.
    pub(super) fn columns_text(&self) -> String {
        self.columns.clone()
    }

    /// The list that somebody keeps.
    pub(crate) fn of_view(view: &SavedView) -> Self {
        let filter = &view.filter;
        Self {
            q: filter.q.clone().unwrap_or_default(),
            client: filter.client.clone().unwrap_or_default(),
            product: filter.product.clone().unwrap_or_default(),
            since: filter.since.map(|since| since.to_string()).unwrap_or_default(),
            ..Self::default()
        }
        .with_states(&filter.state)
        .with_severities(&filter.severity)
        .with_mine(filter.mine)
        .with_escalated(filter.escalated)
        .with_columns(&view.columns)
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

    /// With the same columns, but nothing that narrows it.
    pub(super) fn cleared(&self) -> Self {
        Self {
            columns: self.columns.clone(),
            ..Self::default()
        }
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
            product: given(&self.product),
            mine: self.mine(),
            escalated: self.escalated(),
            since: self.since.parse().ok(),
        }
    }

    /// Where the list is as a file, with these columns: the server reads the same words as this address
    /// has.
    pub(super) fn file(&self, domain: &str, columns: &[Column]) -> String {
        let mut address = format!("/api/v1/domains/{}/cases/export", encode(domain));
        for (at, (key, value)) in self.first().with_columns(columns).pairs().iter().enumerate() {
            address.push(if at == 0 { '?' } else { '&' });
            address.push_str(key);
            address.push('=');
            address.push_str(&encode(value));
        }
        address
    }

    /// Keys and values for the address, without those that say nothing.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("q", &self.q),
            ("state", &self.state),
            ("severity", &self.severity),
            ("client", &self.client),
            ("product", &self.product),
            ("mine", &self.mine),
            ("escalated", &self.escalated),
            ("since", &self.since),
            ("columns", &self.columns),
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
            query.file("d.example", &[Column::Title, Column::State]),
            "/api/v1/domains/d.example/cases/export?q=r%C3%A9seau&state=new%2Cclosed&columns=title%2Cstate"
        );
        assert_eq!(
            ListQuery::default().file("d.example", &[]),
            "/api/v1/domains/d.example/cases/export"
        );
    }

    #[test]
    fn columns_are_those_of_the_address_then_those_kept_then_the_usual() {
        let none = ListQuery::default();
        let kind = DomainKind::Client;
        assert_eq!(none.columns(None, kind), Column::usual(kind));
        assert_eq!(none.columns(Some("nonsense"), kind), Column::usual(kind));
        assert_eq!(
            none.columns(Some("state,title"), kind),
            [Column::State, Column::Title]
        );
        let chosen = none.with_columns(&[Column::Product]);
        assert_eq!(
            chosen.columns(Some("state,title"), kind),
            [Column::Title, Column::Product]
        );
        // They narrow nothing, and another choice of them stays on the page.
        assert!(!chosen.narrows());
        assert_eq!(none.at("cursor").with_columns(&[Column::State]).after, "cursor");
    }

    #[test]
    fn a_kept_list_is_an_address_and_back() {
        let view = SavedView {
            id: serde_json::from_str("\"00000000-0000-0000-0000-000000000000\"").unwrap(),
            name: "Mine".to_owned(),
            filter: CaseFilter {
                client: Some("c.example".to_owned()),
                state: vec![State::New],
                severity: vec![Severity::P1],
                q: Some("vpn".to_owned()),
                product: Some("gateway".to_owned()),
                mine: true,
                escalated: true,
                since: "7d".parse().ok(),
            },
            columns: vec![Column::Title, Column::Number],
            opens: false,
        };
        let query = ListQuery::of_view(&view);
        assert_eq!(query.filter(), view.filter);
        assert_eq!(query.columns(None, DomainKind::Client), view.columns);
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
