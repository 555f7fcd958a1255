//! What was filled in so far. It survives a reload of its tab and ends when the case is filed.

use super::step::Step;
use crate::browser::Shelf;
use serde::{Deserialize, Serialize};
use shared::Timestamp;
use shared::api::cases::{FileCase, FilingForm};
use shared::api::form::{Answers, AskedQuestion, CallBack, Channel, Need, Question, ShareWith};
use shared::validate::{Validate, Violation};
use shared::words::{Language, ResourceKind, Severity, ShareLevel};

/// The form's contents.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    /// For which domain, the own one included; nothing while that is to be chosen.
    pub(super) whom: Option<String>,
    pub(super) resource: Option<String>,
    pub(super) affected: Vec<String>,
    pub(super) product: String,
    pub(super) category: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) answers: Answers,
    pub(super) severity: Option<Severity>,
    pub(super) language: Option<Language>,
    pub(super) time_zone: Option<String>,
    /// The number of the case that this one follows up.
    pub(super) follows: Option<String>,
    pub(super) channel: Option<Channel>,
    pub(super) call_number: String,
    pub(super) call_at: Option<Timestamp>,
    pub(super) third_party_consent: bool,
    /// Addresses as they are typed: separated by commas, spaces or lines.
    pub(super) contacts: String,
    pub(super) shares: Vec<ShareDraft>,
    pub(super) test: bool,
    /// Random, so that sending this draft twice files one case.
    pub(super) nonce: String,
    /// Where one is in the form.
    pub(super) step: Step,
    /// When something was written last.
    pub(super) written_at: Option<Timestamp>,
}

/// Somebody to share with, while the address is typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ShareDraft {
    pub(super) email: String,
    pub(super) level: ShareLevel,
}

impl Default for ShareDraft {
    fn default() -> Self {
        Self {
            email: String::new(),
            level: ShareLevel::View,
        }
    }
}

impl Draft {
    /// A new one.
    pub(super) fn new(nonce: String, language: Language, time_zone: Option<String>) -> Self {
        Self {
            nonce,
            language: Some(language),
            time_zone,
            severity: Some(Severity::P4),
            channel: Some(Channel::Email),
            ..Self::default()
        }
    }

    /// For another domain: what belonged to the former one goes.
    pub(super) fn for_whom(mut self, whom: Option<String>) -> Self {
        if self.whom != whom {
            self.whom = whom;
            self.follows = None;
            self.resource = None;
            self.affected.clear();
            self.product.clear();
            self.category.clear();
        }
        self
    }

    /// About another product: its categories are others.
    pub(super) fn about(mut self, product: String) -> Self {
        if self.product != product {
            self.product = product;
            self.category.clear();
        }
        self
    }

    /// With what the chosen domain leaves no choice about: somebody whose role is attached below the
    /// root cannot file for the whole organization.
    pub(super) fn completed(mut self, form: Option<&FilingForm>) -> Self {
        if let Some(form) = form
            && self.resource.is_none()
            && !is_whole_offered(form)
        {
            self.resource = form.resources.first().map(|node| node.path.clone());
        }
        self
    }

    /// Whether somebody has put work into it.
    pub(super) fn is_worth_keeping(&self) -> bool {
        let written = [&self.title, &self.description, &self.contacts];
        written.iter().any(|text| !text.trim().is_empty()) || !self.answers.is_empty()
    }

    /// Whether a call is wanted.
    pub(super) fn is_called(&self) -> bool {
        matches!(self.channel, Some(Channel::Phone | Channel::Video))
    }

    /// The addresses of the contacts.
    pub(super) fn contacts(&self) -> Vec<String> {
        let words = self
            .contacts
            .split(|c: char| c.is_whitespace() || ",;".contains(c));
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    /// What is sent by somebody in the domain `own`, who was asked these questions.
    pub(super) fn request(&self, own: &str, asked: &[AskedQuestion]) -> FileCase {
        let number = Some(self.call_number.trim().to_owned()).filter(|number| !number.is_empty());
        let call = CallBack {
            number,
            at: self.call_at,
        };
        FileCase {
            client: self.whom.clone().filter(|whom| whom != own),
            resource: self.resource.clone(),
            affected: self.affected.clone(),
            product: self.product.clone(),
            category: self.category.clone(),
            title: self.title.trim().to_owned(),
            description: self.description.trim_end().to_owned(),
            answers: answered(&self.answers, asked),
            severity: self.severity,
            language: self.language,
            time_zone: self.time_zone.clone(),
            follow_up_of: self.follows.clone(),
            channel: self.channel,
            call_back: Some(call).filter(|call| self.is_called() && *call != CallBack::default()),
            third_party_consent: self.third_party_consent,
            contacts: self.contacts(),
            share_with: self
                .shares
                .iter()
                .map(|one| ShareWith {
                    email: one.email.trim().to_owned(),
                    level: Some(one.level),
                })
                .collect(),
            test: self.test,
        }
    }

    /// What is wrong with it, before it is sent.
    pub(super) fn violations(&self, own: &str, asked: &[AskedQuestion]) -> Vec<Violation> {
        let request = self.request(own, asked);
        let mut found = request.violations();
        let mut require = |pointer: String| {
            found.push(Violation {
                pointer,
                code: "required".into(),
                detail: String::new(),
            });
        };
        if self.whom.is_none() {
            require("/client".into());
        }
        for one in asked.iter().filter(|one| one.need == Need::Required) {
            match one.question {
                Question::TimeZone if self.time_zone.is_none() => require("/time_zone".into()),
                Question::TimeZone => {}
                question if !request.answers.has(question) => require(format!("/answers/{question}")),
                _ => {}
            }
        }
        found
    }

    /// Reads the draft kept for a domain.
    pub(super) fn kept(domain: &str) -> Option<Self> {
        let draft = serde_json::from_str::<Self>(&Shelf::Tab.get(&key(domain))?).ok()?;
        draft.is_worth_keeping().then_some(draft)
    }

    /// Keeps it.
    pub(super) fn keep(&self, domain: &str) {
        if let Ok(text) = serde_json::to_string(self) {
            Shelf::Tab.set(&key(domain), &text);
        }
    }

    /// Forgets the draft kept for a domain.
    pub(super) fn forget(domain: &str) {
        Shelf::Tab.remove(&key(domain));
    }
}

/// The answers to what was asked: those to the questions of a category chosen before stay in the
/// draft, but are not sent; nor are empty ones.
fn answered(answers: &Answers, asked: &[AskedQuestion]) -> Answers {
    let mut sent = answers.clone();
    let is_asked = |question: Question| asked.iter().any(|one| one.question == question);
    for question in Question::ALL.iter().copied() {
        let kept = is_asked(question) && answers.has(question);
        if let Some(words) = sent.words_mut(question).filter(|_| !kept) {
            *words = None;
        }
    }
    sent.started_at = sent.started_at.filter(|_| is_asked(Question::StartedAt));
    sent.ended_at = sent.ended_at.filter(|_| is_asked(Question::EndedAt));
    sent.users_affected = sent.users_affected.filter(|_| is_asked(Question::UsersAffected));
    sent
}

/// What the chosen category asks; nothing while none is chosen.
pub(super) fn asked(form: Option<&FilingForm>, draft: &Draft) -> Vec<AskedQuestion> {
    let products = form.map(|form| form.products.as_slice()).unwrap_or_default();
    let product = products.iter().find(|product| product.key == draft.product);
    let category =
        product.and_then(|product| product.categories.iter().find(|one| one.key == draft.category));
    category.map(|category| category.asks.clone()).unwrap_or_default()
}

/// Whether a case may be about the whole organization.
pub(super) fn is_whole_offered(form: &FilingForm) -> bool {
    form.resources.is_empty()
        || form
            .resources
            .iter()
            .any(|node| node.kind == ResourceKind::Organization)
}

fn key(domain: &str) -> String {
    format!("comptoir:{domain}:draft")
}

#[cfg(test)]
mod tests {
    use super::super::step::first_wrong;
    use super::*;
    use shared::api::DomainRef;
    use shared::api::cases::ResourceView;
    use shared::words::DomainKind;

    fn draft() -> Draft {
        Draft {
            whom: Some("c.example".into()),
            resource: Some("c/shop".into()),
            product: "shop".into(),
            category: "checkout".into(),
            title: " It fails ".into(),
            description: "Since noon.\n".into(),
            ..Draft::new("n".into(), Language::Fr, Some("Europe/Paris".into()))
        }
    }

    const ASKED: [AskedQuestion; 2] = [
        AskedQuestion {
            question: Question::Version,
            need: Need::Required,
        },
        AskedQuestion {
            question: Question::UsersAffected,
            need: Need::Optional,
        },
    ];

    #[test]
    fn the_own_domain_is_not_named() {
        assert_eq!(
            draft().request("r.example", &[]).client.as_deref(),
            Some("c.example")
        );
        assert_eq!(draft().request("c.example", &[]).client, None);
        assert_eq!(draft().request("r.example", &[]).title, "It fails");
        assert_eq!(draft().request("r.example", &[]).severity, Some(Severity::P4));
        assert_eq!(draft().violations("r.example", &[]), []);
    }

    #[test]
    fn only_what_is_asked_is_answered() {
        let answers = Answers {
            version: Some(" ".into()),
            log: Some("line".into()),
            users_affected: Some(30),
            ended_at: Some(Timestamp::from_micros(0)),
            ..Answers::default()
        };
        let mut draft = Draft { answers, ..draft() };
        let sent = draft.request("r.example", &ASKED).answers;
        assert_eq!(
            (sent.log, sent.users_affected, sent.ended_at),
            (None, Some(30), None)
        );
        let pointers = |draft: &Draft| {
            let found = draft.violations("r.example", &ASKED).into_iter();
            found.map(|one| one.pointer).collect::<Vec<_>>()
        };
        assert_eq!(pointers(&draft), ["/answers/version"]);
        draft.answers.version = Some("2.1".into());
        assert!(pointers(&draft).is_empty());
        assert!(draft.request("r.example", &[]).answers.is_empty());
    }

    #[test]
    fn a_number_is_sent_only_where_a_call_is_wanted() {
        let mut draft = Draft {
            call_number: " 112 ".into(),
            contacts: "a@c.example, b@c.example\nc@c.example;".into(),
            shares: vec![ShareDraft {
                email: " d@c.example ".into(),
                ..ShareDraft::default()
            }],
            ..draft()
        };
        let sent = draft.request("r.example", &[]);
        assert_eq!(sent.call_back, None);
        assert_eq!(sent.contacts, ["a@c.example", "b@c.example", "c@c.example"]);
        assert_eq!(sent.share_with[0].email, "d@c.example");
        draft.channel = Some(Channel::Phone);
        let number = draft.request("r.example", &[]).call_back.unwrap().number;
        assert_eq!(number.as_deref(), Some("112"));
        draft.call_number.clear();
        let found = draft.violations("r.example", &[]);
        assert_eq!(
            first_wrong(&found),
            Some((Step::Contact, "call-number".to_owned()))
        );
    }

    #[test]
    fn another_client_has_other_products() {
        let other = draft().for_whom(Some("d.example".into()));
        assert_eq!(
            (
                other.resource.as_deref(),
                other.product.as_str(),
                other.category.as_str()
            ),
            (None, "", "")
        );
        assert_eq!(draft().for_whom(Some("c.example".into())), draft());
        assert_eq!(draft().about("mail".into()).category, "");
    }

    #[test]
    fn a_role_below_the_root_files_below_the_root() {
        let node = |path: &str, kind| ResourceView {
            path: path.into(),
            kind,
        };
        let client = DomainRef {
            name: "c.example".into(),
            title: "C".into(),
            kind: DomainKind::Client,
        };
        let form = |resources| FilingForm {
            client: client.clone(),
            obstacle: None,
            resources,
            products: Vec::new(),
            targets: Vec::new(),
            may_share: true,
        };
        let below = form(vec![node("c/shop", ResourceKind::Folder)]);
        let whole = form(vec![
            node("c", ResourceKind::Organization),
            node("c/shop", ResourceKind::Folder),
        ]);
        let empty = Draft::default();
        assert_eq!(
            empty.clone().completed(Some(&below)).resource.as_deref(),
            Some("c/shop")
        );
        assert_eq!(empty.clone().completed(Some(&whole)).resource, None);
        assert_eq!(empty.completed(None).resource, None);
        assert_eq!(asked(Some(&whole), &draft()), []);
    }

    #[test]
    fn the_first_wrong_field_is_found() {
        let found = Draft::default().violations("r.example", &[]);
        assert_eq!(found.iter().filter(|one| one.code == "required").count(), 5);
        assert_eq!(first_wrong(&found), Some((Step::Whom, "client".to_owned())));
    }
}
