//! Cases: filing, reading, discussing, closing and reopening.

use super::{DomainRef, Names, Person, request, view};
use crate::Timestamp;
use crate::case::{Move, State};
use crate::validate::{Validate, Violations};
use crate::words::{Action, Language, Relation, ResourceKind, Severity, words};

/// Characters of a title at most.
pub const TITLE_MAX: usize = 200;
/// Characters of a description or a comment at most.
pub const BODY_MAX: usize = 20_000;

/// Which cases a list shows. Every field narrows it; none shows all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Of this client, by DNS name.
    pub client: Option<String>,
    /// In one of these states.
    pub state: Vec<State>,
    /// Of one of these severities.
    pub severity: Vec<Severity>,
    /// With all of these words (or words that begin so) in title, description or comments.
    pub q: Option<String>,
}

view! {
    /// A case in a list.
    pub struct CaseRow {
        /// The number.
        pub number: String,
        /// The title.
        pub title: String,
        /// Whose case it is.
        pub client: DomainRef,
        /// The product's name.
        pub product: Option<Names>,
        /// How urgent.
        pub severity: Severity,
        /// Where it stands.
        pub state: State,
        /// Who filed it.
        pub filed_by: Person,
        /// When it was filed.
        pub filed_at: Timestamp,
        /// When something that everybody may see changed last.
        pub updated_at: Timestamp,
    }
}

view! {
    /// How many there are.
    #[derive(Copy, Default)]
    pub struct Count {
        /// So many, if there are not more.
        pub count: u32,
        /// There are or may be more: 10,000 are counted exactly; of those that frequent words find, 250.
        pub more: bool,
    }
}

view! {
    /// How many cases are in a state.
    pub struct StateCount {
        /// The state.
        pub state: State,
        /// The cases.
        pub cases: Count,
    }
}

view! {
    /// How many cases are of a severity.
    pub struct SeverityCount {
        /// The severity.
        pub severity: Severity,
        /// The cases.
        pub cases: Count,
    }
}

view! {
    /// How many cases are of a client.
    pub struct ClientCount {
        /// The client.
        pub client: DomainRef,
        /// The cases.
        pub cases: Count,
    }
}

view! {
    /// How many cases a list has, and how many it would have with another choice in one of its
    /// filters, the others left as they are.
    pub struct Facets {
        /// With all filters.
        pub total: Count,
        /// In every state, whichever are chosen.
        pub states: Vec<StateCount>,
        /// Of every severity, whichever are chosen.
        pub severities: Vec<SeverityCount>,
        /// Of the 20 clients with most, whichever is chosen. Nothing where there are more cases than
        /// are counted, and in a client's own domain.
        pub clients: Option<Vec<ClientCount>>,
    }
}

view! {
    /// A case, whole.
    pub struct CaseView {
        /// The number.
        pub number: String,
        /// The title.
        pub title: String,
        /// What was described when filing.
        pub description: String,
        /// Whose case it is.
        pub client: DomainRef,
        /// The path of the resource it is about.
        pub resource: Option<String>,
        /// The product's name.
        pub product: Option<Names>,
        /// The category's name.
        pub category: Option<Names>,
        /// How urgent.
        pub severity: Severity,
        /// Where it stands.
        pub state: State,
        /// Who filed it, and in which domain.
        pub filed_by: Person,
        /// When it was filed.
        pub filed_at: Timestamp,
        /// When something that everybody may see changed last.
        pub updated_at: Timestamp,
        /// When it was closed last.
        pub closed_at: Option<Timestamp>,
        /// If closed: until when it may be reopened.
        pub reopen_until: Option<Timestamp>,
        /// The language the filer wants to be answered in.
        pub language: Option<Language>,
        /// The time zone the case is about.
        pub time_zone: Option<String>,
        /// Through which relations the caller sees it.
        pub relations: Vec<Relation>,
        /// What the caller may do with it.
        pub may: Vec<Action>,
        /// Which moves the caller may make now.
        pub moves: Vec<Move>,
    }
}

request! {
    /// A case to file.
    pub struct FileCase {
        /// On behalf of which client; nothing means the own domain.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub client: Option<String>,
        /// The path of the resource it is about; nothing means the whole organization.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub resource: Option<String>,
        /// The product's key.
        pub product: String,
        /// The category's key.
        pub category: String,
        /// One line that says what is wrong.
        pub title: String,
        /// The rest.
        pub description: String,
        /// How urgent; P4 if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub severity: Option<Severity>,
        /// The language to answer in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub language: Option<Language>,
        /// The IANA time zone the case is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub time_zone: Option<String>,
    }
}

impl Validate for FileCase {
    fn check(&self, found: &mut Violations) {
        if let Some(client) = &self.client {
            found.domain_name("/client", client);
        }
        found.key("/product", &self.product);
        found.key("/category", &self.category);
        found.line("/title", &self.title, TITLE_MAX);
        found.text("/description", &self.description, BODY_MAX);
        if let Some(zone) = &self.time_zone {
            found.time_zone("/time_zone", zone);
        }
    }
}

request! {
    /// What changes about a case; fields left out stay.
    pub struct ChangeCase {
        /// The title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub title: Option<String>,
        /// How urgent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub severity: Option<Severity>,
    }
}

impl Validate for ChangeCase {
    fn check(&self, found: &mut Violations) {
        if let Some(title) = &self.title {
            found.line("/title", title, TITLE_MAX);
        }
        if *self == Self::default() {
            found.add("", "nothing-to-change");
        }
    }
}

request! {
    /// A comment to add.
    pub struct NewComment {
        /// What to say.
        pub body: String,
        /// For the vendor's support desk only.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub internal: bool,
    }
}

impl Validate for NewComment {
    fn check(&self, found: &mut Violations) {
        found.text("/body", &self.body, BODY_MAX);
    }
}

request! {
    /// Moves a case to its next state.
    pub struct MakeMove {
        /// What to say with it; needed for `ask` and `solve`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub comment: Option<String>,
    }
}

impl Validate for MakeMove {
    fn check(&self, found: &mut Violations) {
        if let Some(comment) = &self.comment {
            found.text("/comment", comment, BODY_MAX);
        }
    }
}

words! {
    /// What a line of a case's history tells.
    HistoryKind {
        /// It was filed.
        Filed = "filed",
        /// Somebody said something.
        Comment = "comment",
        /// It moved from one state to another.
        State = "state",
        /// Its severity changed.
        Severity = "severity",
        /// Its title changed.
        Title = "title",
    }
}

view! {
    /// A line of a case's history.
    pub struct HistoryItem {
        /// Its id, for the page's anchors.
        pub id: uuid::Uuid,
        /// What it tells.
        pub kind: HistoryKind,
        /// When.
        pub at: Timestamp,
        /// Who.
        pub by: Person,
        /// The comment.
        pub body: Option<String>,
        /// Seen by the vendor's support desk only.
        pub internal: bool,
        /// What it was before.
        pub from: Option<String>,
        /// What it became.
        pub to: Option<String>,
    }
}

words! {
    /// Why a case cannot be filed for a client although the client is listed.
    Obstacle {
        /// The client has not let the reseller in.
        DelegationRequired = "delegation-required",
        /// The client let the reseller in, but not to file.
        ScopeMissing = "scope-missing",
        /// The account's roles do not include filing.
        Forbidden = "forbidden",
    }
}

view! {
    /// A domain one may file for, or could if the obstacle were gone.
    pub struct FilingClient {
        /// The domain.
        pub client: DomainRef,
        /// What stands in the way; nothing means that one may file.
        pub obstacle: Option<Obstacle>,
    }
}

view! {
    /// What the form needs to know once a domain was chosen.
    pub struct FilingForm {
        /// The domain.
        pub client: DomainRef,
        /// What stands in the way; then resources and products are empty.
        pub obstacle: Option<Obstacle>,
        /// The nodes a case can be about.
        pub resources: Vec<ResourceView>,
        /// The products on offer, with their categories.
        pub products: Vec<super::catalogue::ProductView>,
    }
}

view! {
    /// A node of a client's resource tree.
    pub struct ResourceView {
        /// The path from the root, for example `acme/shop`.
        pub path: String,
        /// What it is.
        pub kind: ResourceKind,
    }
}
