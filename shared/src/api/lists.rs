//! Lists of cases: what narrows them, what they show, how one keeps them, and what can be done with
//! many cases at once.

use super::{Names, request, view};
use crate::Timestamp;
use crate::case::State;
use crate::validate::{Validate, Violations};
use crate::words::{DomainKind, Severity, words};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// Views that an account keeps at most.
pub const VIEWS_MAX: usize = 50;
/// Characters of a view's name at most.
pub const VIEW_NAME_MAX: usize = 60;
/// Characters of keywords at most that a view keeps.
const KEYWORDS_MAX: usize = 500;
/// Cases that are changed at once at most.
pub const MANY_MAX: usize = 100;
/// Days that a list looks back at most: ten years.
pub const DAYS_MAX: u16 = 3_650;

/// Since when something changed: `2026-03-01T00:00:00Z`, or `7d` for the last seven days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Since this instant.
    At(Timestamp),
    /// Since so many days of 24 hours before one looks.
    Days(u16),
}

impl Since {
    /// The instant, for somebody who looks now.
    #[must_use]
    pub const fn before(self, now: Timestamp) -> Timestamp {
        match self {
            Self::At(at) => at,
            Self::Days(days) => now.plus_days(-(days as i64)),
        }
    }
}

/// A text that says no instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoInstant;

impl FromStr for Since {
    type Err = NoInstant;
    fn from_str(text: &str) -> Result<Self, NoInstant> {
        if let Some(days) = text.strip_suffix('d') {
            let sound = days.bytes().all(|b| b.is_ascii_digit());
            let days: u16 = days.parse().map_err(|_| NoInstant)?;
            return match days {
                1..=DAYS_MAX if sound => Ok(Self::Days(days)),
                _ => Err(NoInstant),
            };
        }
        text.parse().map(Self::At).map_err(|_| NoInstant)
    }
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(at) => at.fmt(f),
            Self::Days(days) => write!(f, "{days}d"),
        }
    }
}

impl Serialize for Since {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Since {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|NoInstant| de::Error::custom("no instant, and not days such as 7d"))
    }
}

request! {
    /// Which cases a list shows. Every field narrows it; none shows all.
    pub struct CaseFilter {
        /// Of this client, by DNS name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub client: Option<String>,
        /// In one of these states.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub state: Vec<State>,
        /// Of one of these severities.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub severity: Vec<Severity>,
        /// With all of these words (or words that begin so) in title, description or comments.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub q: Option<String>,
        /// About this product, by key.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub product: Option<String>,
        /// Filed by the caller.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub mine: bool,
        /// With an escalation under way.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub escalated: bool,
        /// Modified since then: an instant, or days such as `7d`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub since: Option<Since>,
    }
}

impl CaseFilter {
    fn check(&self, found: &mut Violations) {
        if let Some(client) = &self.client {
            found.domain_name("/filter/client", client);
        }
        if let Some(product) = &self.product {
            found.key("/filter/product", product);
        }
        if let Some(q) = &self.q {
            found.line("/filter/q", q, KEYWORDS_MAX);
        }
        if self.state.len() > State::ALL.len() {
            found.add("/filter/state", "too-long");
        }
        if self.severity.len() > Severity::ALL.len() {
            found.add("/filter/severity", "too-long");
        }
    }
}

words! {
    /// What a list shows of a case.
    Column {
        /// Its number.
        Number = "number",
        /// Its title.
        Title = "title",
        /// Whose case it is.
        Client = "client",
        /// What it is about.
        Product = "product",
        /// How urgent it is.
        Severity = "severity",
        /// Where it stands.
        State = "state",
        /// Who filed it.
        FiledBy = "filed_by",
        /// When it was filed.
        FiledAt = "filed_at",
        /// When it was modified last.
        Updated = "updated_at",
    }
}

impl Column {
    /// What a list shows if nothing was chosen; in a client's own domain whose they are need not be
    /// said.
    #[must_use]
    pub fn usual(kind: DomainKind) -> Vec<Self> {
        let usual = Self::ALL.iter().copied().filter(|column| match column {
            Self::Product | Self::FiledAt => false,
            Self::Client => kind != DomainKind::Client,
            _ => true,
        });
        usual.collect()
    }
}

fn check_columns(columns: &[Column], found: &mut Violations) {
    let twice = |at: usize| columns[..at].contains(&columns[at]);
    if columns.len() > Column::ALL.len() || (0..columns.len()).any(twice) {
        found.add("/columns", "twice");
    }
}

view! {
    /// A product that a list can be narrowed to.
    pub struct ProductRef {
        /// Its key.
        pub key: String,
        /// What people call it.
        pub name: Names,
    }
}

view! {
    /// A list that somebody keeps: what narrows it, and what it shows.
    pub struct SavedView {
        /// Its id.
        pub id: uuid::Uuid,
        /// What its owner calls it.
        pub name: String,
        /// What narrows it.
        pub filter: CaseFilter,
        /// What it shows, in this order; none means what is usual.
        pub columns: Vec<Column>,
        /// The list opens with it.
        pub opens: bool,
    }
}

request! {
    /// A list to keep.
    pub struct NewView {
        /// What to call it.
        pub name: String,
        /// What narrows it.
        #[serde(default)]
        pub filter: CaseFilter,
        /// What it shows, in this order; none means what is usual.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub columns: Vec<Column>,
        /// The list opens with it, and no longer with another.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub opens: bool,
    }
}

impl Validate for NewView {
    fn check(&self, found: &mut Violations) {
        found.line("/name", &self.name, VIEW_NAME_MAX);
        self.filter.check(found);
        check_columns(&self.columns, found);
    }
}

request! {
    /// What changes about a kept list; fields left out stay.
    pub struct ChangeView {
        /// What to call it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        /// What narrows it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub filter: Option<CaseFilter>,
        /// What it shows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub columns: Option<Vec<Column>>,
        /// Whether the list opens with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub opens: Option<bool>,
    }
}

impl Validate for ChangeView {
    fn check(&self, found: &mut Violations) {
        if let Some(name) = &self.name {
            found.line("/name", name, VIEW_NAME_MAX);
        }
        if let Some(filter) = &self.filter {
            filter.check(found);
        }
        if let Some(columns) = &self.columns {
            check_columns(columns, found);
        }
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}

words! {
    /// What can be done with many cases at once.
    ManyAct {
        /// Close them: a customer's problem is gone, or the desk has solved it.
        Close = "close",
        /// Take them up again.
        Reopen = "reopen",
        /// Change how urgent they are.
        Severity = "severity",
    }
}

request! {
    /// A change of many cases: all of them, or none.
    pub struct ChangeMany {
        /// The numbers, 100 at most.
        pub numbers: Vec<String>,
        /// What to do.
        pub act: Option<ManyAct>,
        /// With `severity`: how urgent they are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub severity: Option<Severity>,
        /// Why; needed for `severity`. It stands in the history of every case.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
    }
}

/// Characters of a reason at most.
pub const REASON_MAX: usize = 2_000;

impl Validate for ChangeMany {
    fn check(&self, found: &mut Violations) {
        if self.numbers.is_empty() {
            found.add("/numbers", "required");
        } else if self.numbers.len() > MANY_MAX {
            found.add("/numbers", "too-many");
        }
        let about_severity = self.act == Some(ManyAct::Severity);
        if self.act.is_none() {
            found.add("/act", "required");
        }
        if about_severity != self.severity.is_some() && self.act.is_some() {
            let code = if about_severity {
                "required"
            } else {
                "unknown-field"
            };
            found.add("/severity", code);
        }
        match &self.reason {
            Some(reason) => found.text("/reason", reason, REASON_MAX),
            None if about_severity => found.add("/reason", "required"),
            None => {}
        }
    }
}

view! {
    /// One of many cases that were changed.
    pub struct ChangedCase {
        /// Its number.
        pub number: String,
        /// The state or severity it had.
        pub from: String,
        /// The state or severity it has.
        pub to: String,
    }
}

view! {
    /// What a change of many cases did.
    pub struct ManyChanged {
        /// The cases that are different now, in the order asked for.
        pub changed: Vec<ChangedCase>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_instants_are_told_apart() {
        let now = Timestamp::from_micros(1_000_000_000_000_000);
        let week: Since = "7d".parse().unwrap();
        assert_eq!((week, week.to_string()), (Since::Days(7), "7d".to_owned()));
        assert_eq!(week.before(now), now.plus_days(-7));
        let at: Since = "2026-03-01T00:00:00Z".parse().unwrap();
        assert_eq!(at.to_string(), "2026-03-01T00:00:00Z");
        assert_eq!(at.before(now), "2026-03-01T00:00:00Z".parse().unwrap());
        for bad in [
            "",
            "d",
            "0d",
            "-1d",
            "+7d",
            "3651d",
            "99999d",
            "7",
            "7 d",
            "yesterday",
            "2026-03-01",
        ] {
            assert_eq!(bad.parse::<Since>(), Err(NoInstant), "{bad}");
        }
        assert_eq!("3650d".parse::<Since>(), Ok(Since::Days(3_650)));
    }

    #[test]
    fn a_filter_is_kept_as_it_is() {
        let filter = CaseFilter {
            state: vec![State::New],
            mine: true,
            since: Some(Since::Days(7)),
            ..CaseFilter::default()
        };
        let json = serde_json::to_string(&filter).unwrap();
        assert_eq!(json, r#"{"state":["new"],"mine":true,"since":"7d"}"#);
        assert_eq!(serde_json::from_str::<CaseFilter>(&json).unwrap(), filter);
        assert_eq!(
            serde_json::from_str::<CaseFilter>("{}").unwrap(),
            CaseFilter::default()
        );
        assert!(serde_json::from_str::<CaseFilter>(r#"{"since":"soon"}"#).is_err());
    }

    fn told(request: &impl Validate) -> Vec<(String, String)> {
        let found = request.violations().into_iter();
        found.map(|one| (one.pointer, one.code)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(pointer, code): &(&str, &str)| ((*pointer).to_owned(), (*code).to_owned());
        expected.iter().map(owned).collect()
    }

    #[test]
    fn views_have_bounds() {
        let view = NewView {
            name: " ".to_owned(),
            filter: CaseFilter {
                client: Some("x".to_owned()),
                product: Some("A b".to_owned()),
                q: Some("a\nb".to_owned()),
                ..CaseFilter::default()
            },
            columns: vec![Column::Number, Column::Number],
            opens: false,
        };
        let expected = [
            ("/name", "required"),
            ("/filter/client", "domain-name"),
            ("/filter/product", "key"),
            ("/filter/q", "control-characters"),
            ("/columns", "twice"),
        ];
        assert_eq!(told(&view), pairs(&expected));
        let long = NewView {
            name: "é".repeat(VIEW_NAME_MAX + 1),
            columns: Column::ALL.to_vec(),
            ..NewView::default()
        };
        assert_eq!(told(&long), pairs(&[("/name", "too-long")]));
        assert_eq!(told(&ChangeView::default()), pairs(&[("", "nothing-to-change")]));
    }

    #[test]
    fn many_are_a_hundred_and_a_severity_needs_its_reason() {
        let many = |act: Option<ManyAct>, severity, reason: Option<&str>, numbers: usize| ChangeMany {
            numbers: vec!["CASE-1".to_owned(); numbers],
            act,
            severity,
            reason: reason.map(str::to_owned),
        };
        let (close, urgent) = (Some(ManyAct::Close), Some(ManyAct::Severity));
        for (request, expected) in [
            (many(close, None, None, 100), &[][..]),
            (many(close, None, Some("Done."), 1), &[]),
            (many(urgent, Some(Severity::P1), Some("Down."), 1), &[]),
            (many(close, None, None, 0), &[("/numbers", "required")]),
            (many(close, None, None, 101), &[("/numbers", "too-many")]),
            (many(None, None, None, 1), &[("/act", "required")]),
            (
                many(close, Some(Severity::P1), None, 1),
                &[("/severity", "unknown-field")],
            ),
            (
                many(urgent, None, Some(" "), 1),
                &[("/severity", "required"), ("/reason", "required")],
            ),
            (
                many(urgent, Some(Severity::P1), None, 1),
                &[("/reason", "required")],
            ),
        ] {
            assert_eq!(told(&request), pairs(expected), "{request:?}");
        }
    }

    #[test]
    fn a_client_is_not_told_whose_cases_they_are() {
        assert!(Column::usual(DomainKind::Reseller).contains(&Column::Client));
        assert!(!Column::usual(DomainKind::Client).contains(&Column::Client));
        assert_eq!(Column::usual(DomainKind::Client).len(), 6);
    }
}
