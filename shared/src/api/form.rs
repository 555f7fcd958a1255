//! What the form for a case asks besides title and description: the questions of a category, how to
//! be answered, and whom and what else it concerns.

use super::{request, view};
use crate::Timestamp;
use crate::api::cases::{BODY_MAX, CaseRow};
use crate::api::issues::KnownIssue;
use crate::validate::Violations;
use crate::words::{ShareLevel, words};

/// Characters of a short answer at most.
pub const ANSWER_MAX: usize = 4_000;
/// Contacts, affected resources and people to share with: of each so many at most.
pub const MANY: usize = 20;

words! {
    /// A question that a category can ask, in the order of the form.
    Question {
        /// When it began.
        StartedAt = "started_at",
        /// When it ended.
        EndedAt = "ended_at",
        /// In which time zone; answered by the case's own `time_zone`.
        TimeZone = "time_zone",
        /// Which version is in use.
        Version = "version",
        /// The exact error message.
        ErrorMessage = "error_message",
        /// A log or a trace.
        Log = "log",
        /// What one does to see it.
        Steps = "steps",
        /// The code or the command concerned.
        Code = "code",
        /// Which flow: from where, through what, to where.
        Flow = "flow",
        /// The share of users concerned, in percent.
        UsersAffected = "users_affected",
        /// What it means for the business.
        BusinessImpact = "business_impact",
    }
}

words! {
    /// Whether a category wants an answer.
    Need {
        /// A case cannot be filed without.
        Required = "required",
        /// It is asked and may stay empty.
        Optional = "optional",
        /// Not asked, although the category above does.
        Never = "never",
    }
}

view! {
    /// A question, and whether it wants an answer.
    #[derive(Copy, Eq)]
    pub struct AskedQuestion {
        /// The question.
        pub question: Question,
        /// Whether it wants an answer.
        pub need: Need,
    }
}

request! {
    /// Answers to the questions of a category. [`Question::TimeZone`] has none of its own.
    pub struct Answers {
        /// When it began.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub started_at: Option<Timestamp>,
        /// When it ended; not before it began.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ended_at: Option<Timestamp>,
        /// Which version is in use, 200 characters at most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub version: Option<String>,
        /// The exact error message.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub error_message: Option<String>,
        /// A log or a trace.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub log: Option<String>,
        /// What one does to see it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub steps: Option<String>,
        /// The code or the command concerned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub code: Option<String>,
        /// Which flow: from where, through what, to where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub flow: Option<String>,
        /// The share of users concerned, 0 to 100 percent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub users_affected: Option<u8>,
        /// What it means for the business.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub business_impact: Option<String>,
    }
}

impl Answers {
    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The answer to a question that is answered in words.
    #[must_use]
    pub fn words(&self, question: Question) -> Option<&str> {
        match question {
            Question::Version => self.version.as_deref(),
            Question::ErrorMessage => self.error_message.as_deref(),
            Question::Log => self.log.as_deref(),
            Question::Steps => self.steps.as_deref(),
            Question::Code => self.code.as_deref(),
            Question::Flow => self.flow.as_deref(),
            Question::BusinessImpact => self.business_impact.as_deref(),
            Question::StartedAt | Question::EndedAt | Question::TimeZone | Question::UsersAffected => None,
        }
    }

    /// The place of the answer to a question that is answered in words.
    pub fn words_mut(&mut self, question: Question) -> Option<&mut Option<String>> {
        match question {
            Question::Version => Some(&mut self.version),
            Question::ErrorMessage => Some(&mut self.error_message),
            Question::Log => Some(&mut self.log),
            Question::Steps => Some(&mut self.steps),
            Question::Code => Some(&mut self.code),
            Question::Flow => Some(&mut self.flow),
            Question::BusinessImpact => Some(&mut self.business_impact),
            Question::StartedAt | Question::EndedAt | Question::TimeZone | Question::UsersAffected => None,
        }
    }

    /// Whether a question has an answer. The time zone's is not among these.
    #[must_use]
    pub fn has(&self, question: Question) -> bool {
        match question {
            Question::StartedAt => self.started_at.is_some(),
            Question::EndedAt => self.ended_at.is_some(),
            Question::UsersAffected => self.users_affected.is_some(),
            Question::TimeZone => false,
            _ => self.words(question).is_some_and(|text| !text.trim().is_empty()),
        }
    }

    /// Checks each answer by its kind; what was not answered is not asked about here.
    pub(crate) fn check(&self, found: &mut Violations) {
        for question in Question::ALL {
            let Some(text) = self.words(*question) else {
                continue;
            };
            let pointer = format!("/answers/{question}");
            match question {
                Question::Version => found.line(&pointer, text, 200),
                Question::Log | Question::Steps | Question::Code => found.text(&pointer, text, BODY_MAX),
                _ => found.text(&pointer, text, ANSWER_MAX),
            }
        }
        if self.users_affected.is_some_and(|share| share > 100) {
            found.add("/answers/users_affected", "percent");
        }
        if let (Some(start), Some(end)) = (self.started_at, self.ended_at)
            && end < start
        {
            found.add("/answers/ended_at", "backwards");
        }
    }
}

/// A category as far as its questions go: its key, the key above it, and what it asks itself.
pub type Asking<'a> = (&'a str, Option<&'a str>, &'a [AskedQuestion]);

/// What a category asks: for each question what it says itself, else what the next one above says.
/// In the order of the form; what is asked of nobody is left out.
#[must_use]
pub fn asked(categories: &[Asking<'_>], category: &str) -> Vec<AskedQuestion> {
    let mut chain = Vec::new();
    let mut next = Some(category);
    while let Some((_, above, own)) = next.and_then(|key| categories.iter().find(|one| one.0 == key)) {
        chain.push(*own);
        // A circle in the catalogue must not hang the form.
        next = above.filter(|_| chain.len() <= categories.len());
    }
    let need = |question: &Question| {
        let said = chain.iter().flat_map(|own| own.iter());
        said.into_iter().find(|one| one.question == *question).copied()
    };
    let all = Question::ALL.iter().filter_map(need);
    all.filter(|one| one.need != Need::Never).collect()
}

words! {
    /// How one wants to be answered.
    Channel {
        /// By e-mail.
        Email = "email",
        /// In a chat.
        Chat = "chat",
        /// By a call to a telephone.
        Phone = "phone",
        /// By a call with pictures.
        Video = "video",
    }
}

request! {
    /// A call back: needed for the telephone, possible for a video call.
    pub struct CallBack {
        /// The telephone number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<String>,
        /// When one would like to be called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<Timestamp>,
    }
}

request! {
    /// Somebody to share the case with as soon as it is filed.
    pub struct ShareWith {
        /// The address of a person or a group.
        pub email: String,
        /// What it lets one do; `view` if left out.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub level: Option<ShareLevel>,
    }
}

/// Checks how one wants to be called back.
pub(crate) fn check_call(channel: Option<Channel>, call: Option<&CallBack>, found: &mut Violations) {
    match (channel, call) {
        (Some(Channel::Phone), call) if call.is_none_or(|call| call.number.is_none()) => {
            found.add("/call_back/number", "required");
        }
        (Some(Channel::Phone | Channel::Video), _) | (_, None) => {}
        (_, Some(_)) => found.add("/call_back", "no-call"),
    }
    if let Some(number) = call.and_then(|call| call.number.as_deref())
        && !is_telephone(number)
    {
        found.add("/call_back/number", "telephone");
    }
}

/// Whether a text can be dialled: 3 to 15 digits (ITU-T E.164 allows 15), with what people put
/// between them.
#[must_use]
pub fn is_telephone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text
        .trim()
        .chars()
        .all(|c| c.is_ascii_digit() || " +-./()\u{a0}\u{202f}".contains(c));
    plain && (3..=15).contains(&digits) && text.chars().count() <= 40
}

view! {
    /// How and when somebody wants to be called.
    pub struct CallBackView {
        /// The telephone number; nothing if none was given, or if it is another partner's.
        pub number: Option<String>,
        /// When.
        pub at: Option<Timestamp>,
    }
}

view! {
    /// What the form of a case said besides title and description.
    #[derive(Default)]
    pub struct CaseDetails {
        /// The answers to the category's questions.
        pub answers: Answers,
        /// How the filer wants to be answered.
        pub channel: Option<Channel>,
        /// Where and when to call.
        pub call_back: Option<CallBackView>,
        /// Whether third parties may be called in.
        pub third_party_consent: bool,
        /// The paths of further resources concerned.
        pub affected: Vec<String>,
        /// Whom else to reach; nothing in the place of somebody of another partner.
        pub contacts: Vec<Option<String>>,
    }
}

view! {
    /// What may spare one from filing: cases that the caller sees, and what the vendor knows of.
    pub struct Similar {
        /// Five at most, the most similar first; of the client asked about before others.
        pub cases: Vec<CaseRow>,
        /// Five at most, newest first among those that fit as well.
        pub issues: Vec<KnownIssue>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(check: impl FnOnce(&mut Violations)) -> Vec<(String, String)> {
        let mut found = Violations::default();
        check(&mut found);
        found.into_pairs()
    }

    #[test]
    fn what_a_category_says_itself_comes_before_what_stands_above_it() {
        use Need::{Never, Optional, Required};
        use Question::{Flow, Log, StartedAt, Version};
        let says = |question, need| AskedQuestion { question, need };
        let top = [
            says(Version, Optional),
            says(StartedAt, Required),
            says(Log, Required),
        ];
        let below = [says(Version, Required), says(Log, Never), says(Flow, Optional)];
        let all: [Asking<'_>; 4] = [
            ("net", None, &top),
            ("vpn", Some("net"), &below),
            ("bare", Some("vpn"), &[]),
            ("loop", Some("loop"), &top),
        ];
        assert_eq!(
            asked(&all, "net"),
            [
                says(StartedAt, Required),
                says(Version, Optional),
                says(Log, Required)
            ]
        );
        let expected = [
            says(StartedAt, Required),
            says(Version, Required),
            says(Flow, Optional),
        ];
        assert_eq!(asked(&all, "vpn"), expected);
        assert_eq!(asked(&all, "bare"), expected);
        assert_eq!(asked(&all, "loop").len(), 3);
        assert_eq!(asked(&all, "nothing"), []);
    }

    #[test]
    fn answers_are_checked_by_their_kind() {
        let wrong = |change: fn(&mut Answers)| {
            let mut answers = Answers::default();
            change(&mut answers);
            codes(|found| answers.check(found))
        };
        let pair = |name: &str, code: &str| vec![(format!("/answers/{name}"), code.to_owned())];
        assert_eq!(wrong(|_| ()), []);
        assert_eq!(
            wrong(|a| a.version = Some("1\n2".into())),
            pair("version", "control-characters")
        );
        assert_eq!(
            wrong(|a| a.version = Some("é".repeat(201))),
            pair("version", "too-long")
        );
        assert_eq!(wrong(|a| a.log = Some("é".repeat(20_000))), []);
        assert_eq!(
            wrong(|a| a.log = Some("é".repeat(20_001))),
            pair("log", "too-long")
        );
        assert_eq!(
            wrong(|a| a.flow = Some("é".repeat(4_001))),
            pair("flow", "too-long")
        );
        assert_eq!(
            wrong(|a| a.steps = Some("a\0".into())),
            pair("steps", "control-characters")
        );
        assert_eq!(wrong(|a| a.users_affected = Some(100)), []);
        assert_eq!(
            wrong(|a| a.users_affected = Some(101)),
            pair("users_affected", "percent")
        );
        let at = Timestamp::from_micros;
        assert_eq!(
            wrong(|a| (a.started_at, a.ended_at) =
                (Some(Timestamp::from_micros(1)), Some(Timestamp::from_micros(1)))),
            []
        );
        let mut answers = Answers {
            started_at: Some(at(2)),
            ended_at: Some(at(1)),
            ..Answers::default()
        };
        assert_eq!(codes(|found| answers.check(found)), pair("ended_at", "backwards"));
        assert!(answers.has(Question::EndedAt) && !answers.has(Question::Log));
        *answers.words_mut(Question::Log).unwrap() = Some(" ".into());
        assert!(!answers.has(Question::Log));
        *answers.words_mut(Question::Log).unwrap() = Some("x".into());
        assert!(answers.has(Question::Log) && answers.words_mut(Question::EndedAt).is_none());
    }

    #[test]
    fn calls_need_a_number_that_can_be_dialled() {
        let check = |channel, number: Option<&str>| {
            let call = number.map(|number| CallBack {
                number: Some(number.to_owned()),
                at: None,
            });
            codes(|found| check_call(channel, call.as_ref(), found))
                .into_iter()
                .map(|(_, code)| code)
                .collect::<Vec<_>>()
        };
        assert_eq!(check(Some(Channel::Phone), None), ["required"]);
        assert_eq!(
            check(Some(Channel::Phone), Some("+33 (0)1.23-45/67")),
            Vec::<String>::new()
        );
        assert_eq!(check(Some(Channel::Phone), Some("call me")), ["telephone"]);
        assert_eq!(
            check(Some(Channel::Phone), Some("1234567890123456")),
            ["telephone"]
        );
        assert_eq!(check(Some(Channel::Phone), Some("12")), ["telephone"]);
        assert_eq!(check(Some(Channel::Video), None), Vec::<String>::new());
        assert_eq!(check(Some(Channel::Email), Some("112")), ["no-call"]);
        assert_eq!(check(None, Some("112")), ["no-call"]);
        assert_eq!(check(None, None), Vec::<String>::new());
    }
}
