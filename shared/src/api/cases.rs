//! Cases: filing, reading, discussing, closing and reopening.

use super::escalations::{EscalationObstacle, EscalationView};
use super::form::{self, Answers, CallBack, CaseDetails, Channel, MANY, ShareWith};
pub use super::lists::CaseFilter;
use super::{DomainRef, Names, Person, request, view};
use crate::Timestamp;
use crate::case::{Move, State};
use crate::validate::{Validate, Violations};
use crate::words::{Action, Language, Relation, ResourceKind, Severity, words};

/// Characters of a title at most.
pub const TITLE_MAX: usize = 200;
/// Characters of a description or a comment at most.
pub const BODY_MAX: usize = 20_000;
/// Characters of the reason for a change at most.
pub const REASON_MAX: usize = 2_000;
/// Characters of the client's own reference at most.
pub const REFERENCE_MAX: usize = 60;

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
        /// When the answer that a customer waits for is due; nothing if nobody waits, or nothing was
        /// promised.
        pub due_at: Option<Timestamp>,
        /// When the last quarter of the promised time begins.
        pub near_at: Option<Timestamp>,
        /// An escalation is under way.
        pub escalated: bool,
        /// Filed as a test.
        pub test: bool,
    }
}

view! {
    /// How many there are.
    #[derive(Copy, Default)]
    pub struct Count {
        /// So many, if there are not more.
        pub count: u32,
        /// There are or may be more: 10,000 are counted exactly; of those about a product or since an
        /// instant 2,000, of those that frequent words find 250.
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
        /// The description as it is drawn.
        #[serde(default)]
        pub prose: Vec<super::prose::Block>,
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
        /// The client's own reference, for example the number of an order.
        pub reference: Option<String>,
        /// Whether it was closed as a duplicate; of which case, its links say to those who see both.
        pub merged: bool,
        /// If a solution waits for an answer: when the case closes by itself.
        pub closes_at: Option<Timestamp>,
        /// The escalation under way.
        pub escalation: Option<EscalationView>,
        /// What stands in the way of escalating it; nothing means that the caller may.
        pub escalation_obstacle: Option<EscalationObstacle>,
        /// How it stands with what was promised for it.
        pub clock: super::targets::ResponseClock,
        /// What was done to solve it, once a solution stands and after closing.
        pub solution: Option<super::solutions::Solution>,
        /// What the form said besides title and description.
        #[serde(default)]
        pub details: CaseDetails,
        /// Filed as a test.
        #[serde(default)]
        pub test: bool,
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
        /// The number of a case of the same client that this one follows up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub follow_up_of: Option<String>,
        /// Answers to what the category asks.
        #[serde(default, skip_serializing_if = "Answers::is_empty")]
        pub answers: Answers,
        /// How to answer.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub channel: Option<Channel>,
        /// Where and when to call; needed for the telephone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub call_back: Option<CallBack>,
        /// Whether third parties may be called in.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub third_party_consent: bool,
        /// The paths of further resources concerned, 20 at most.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub affected: Vec<String>,
        /// The addresses of people to reach, 20 at most. It gives them no right to see the case.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub contacts: Vec<String>,
        /// With whom to share the case, 20 at most; that needs the right to share it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub share_with: Vec<ShareWith>,
        /// Filed to try things out.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub test: bool,
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
        if let Some(number) = &self.follow_up_of {
            found.line("/follow_up_of", number, 40);
        }
        self.answers.check(found);
        form::check_call(self.channel, self.call_back.as_ref(), found);
        for (pointer, many) in [
            ("/affected", self.affected.len()),
            ("/contacts", self.contacts.len()),
            ("/share_with", self.share_with.len()),
        ] {
            if many > MANY {
                found.add(pointer, "too-many");
            }
        }
        for (at, contact) in self.contacts.iter().enumerate() {
            found.email(&format!("/contacts/{at}"), contact);
        }
        for (at, with) in self.share_with.iter().enumerate() {
            found.email(&format!("/share_with/{at}/email"), &with.email);
        }
    }
}

request! {
    /// What changes about a case; fields left out stay.
    pub struct ChangeCase {
        /// The title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub title: Option<String>,
        /// How urgent; needs a reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub severity: Option<Severity>,
        /// Why the severity changes; everybody who sees the case reads it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub severity_reason: Option<String>,
        /// The client's own reference; empty for none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reference: Option<String>,
        /// The `updated_at` of the case that was looked at: refused with `changed-meanwhile` when
        /// something has changed since. Left out, the last writer wins.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub expected: Option<Timestamp>,
    }
}

impl Validate for ChangeCase {
    fn check(&self, found: &mut Violations) {
        if let Some(title) = &self.title {
            found.line("/title", title, TITLE_MAX);
        }
        match &self.severity_reason {
            Some(reason) => found.text("/severity_reason", reason, REASON_MAX),
            None if self.severity.is_some() => found.add("/severity_reason", "required"),
            None => {}
        }
        if let Some(reference) = self
            .reference
            .as_deref()
            .filter(|reference| !reference.is_empty())
        {
            found.line("/reference", reference, REFERENCE_MAX);
        }
        if self.title.is_none() && self.severity.is_none() && self.reference.is_none() {
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
        /// What to say with it; needed for `ask`. For `solve`, summary and recommendation are said if
        /// this is left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub comment: Option<String>,
        /// With `solve`: what was done. The comment, if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub summary: Option<String>,
        /// With `solve`: what is recommended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub recommendation: Option<String>,
    }
}

impl Validate for MakeMove {
    fn check(&self, found: &mut Violations) {
        if let Some(comment) = &self.comment {
            found.text("/comment", comment, BODY_MAX);
        }
        super::solutions::check(found, self.summary.as_deref(), self.recommendation.as_deref());
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
        /// The vendor's desk changed its severity.
        Reclassified = "reclassified",
        /// The client's own reference changed.
        Reference = "reference",
        /// It was escalated; `to` is the reason.
        Escalated = "escalated",
        /// The vendor took the escalation in hand.
        EscalationAcknowledged = "escalation_acknowledged",
        /// The escalation ended.
        EscalationResolved = "escalation_resolved",
        /// It will close by itself; `to` is when.
        ClosingAnnounced = "closing_announced",
        /// It was linked to another case, which the reader may see too: `from` says what that is to
        /// it, `to` is its number.
        Linked = "linked",
        /// A link was taken away; `from` and `to` as with `linked`.
        Unlinked = "unlinked",
        /// It was rated, for a domain whose ratings the reader may know; `to` is the score.
        Rated = "rated",
        /// It was handed over to an engineer.
        Engineer = "engineer",
        /// What was done was written down after it was closed.
        Summary = "summary",
        /// For the desk: who works it changed.
        Assigned = "assigned",
        /// For the desk: which team works it changed.
        Team = "team",
        /// For the desk: the first line took it back.
        TakenBack = "taken_back",
        /// A file was attached: `to` is its name, `from` its size in bytes, the id the file's.
        Attached = "attached",
        /// The support desk removed a file: `from` is its name, `to` the reason.
        Redacted = "redacted",
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
        /// Who; nothing for what happened by itself.
        pub by: Option<Person>,
        /// The comment, or the reason that was given.
        pub body: Option<String>,
        /// The comment as it is drawn.
        #[serde(default)]
        pub prose: Vec<super::prose::Block>,
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
        /// What the client's plan promises now, one per severity; without a plan nothing.
        pub targets: Vec<super::plans::ResponseTarget>,
        /// Whether what is filed may be shared by whoever files it.
        pub may_share: bool,
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
