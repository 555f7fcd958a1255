//! The questions of the chosen category.

use super::draft::Draft;
use crate::civil::Clock;
use crate::components::{AreaField, DateField, TextField};
use crate::i18n::Text;
use crate::locale::use_locale;
use shared::Timestamp;
use shared::api::form::{AskedQuestion, Need, Question};
use std::rc::Rc;
use yew::prelude::*;

impl Text {
    /// What a question is called where it is asked and where its answer is shown.
    pub(crate) const fn question(self, question: Question) -> &'static str {
        match question {
            Question::StartedAt => self.question_started_at(),
            Question::EndedAt => self.question_ended_at(),
            Question::TimeZone => self.case_time_zone(),
            Question::Version => self.question_version(),
            Question::ErrorMessage => self.question_error_message(),
            Question::Log => self.question_log(),
            Question::Steps => self.question_steps(),
            Question::Code => self.question_code(),
            Question::Flow => self.question_flow(),
            Question::UsersAffected => self.question_users_affected(),
            Question::BusinessImpact => self.question_business_impact(),
        }
    }

    /// What helps to answer a question.
    const fn question_hint(self, question: Question) -> Option<&'static str> {
        match question {
            Question::ErrorMessage => Some(self.question_error_message_hint()),
            Question::Log => Some(self.question_log_hint()),
            Question::Steps => Some(self.question_steps_hint()),
            Question::Flow => Some(self.question_flow_hint()),
            Question::BusinessImpact => Some(self.question_business_impact_hint()),
            _ => None,
        }
    }
}

/// What [`Questions`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct QuestionsProps {
    pub(super) draft: Rc<Draft>,
    pub(super) onchange: Callback<Draft>,
    pub(super) asked: Rc<Vec<AskedQuestion>>,
    pub(super) errors: Callback<String, Option<AttrValue>>,
}

/// One field per question; the time zone has its own among how to answer.
#[component]
pub(super) fn Questions(props: &QuestionsProps) -> Html {
    let locale = use_locale();
    let clock = use_memo(locale.zone.clone(), |zone| Clock::new(zone.as_deref()));
    let asked = props
        .asked
        .iter()
        .filter(|one| one.question != Question::TimeZone);
    html! { { for asked.map(|one| field(*one, props, &clock, &locale.text)) } }
}

fn field(one: AskedQuestion, props: &QuestionsProps, clock: &Rc<Clock>, text: &Text) -> Html {
    let AskedQuestion { question, need } = one;
    let id = format!("answers-{question}");
    let label = text.question(question);
    let hint = text.question_hint(question).map(AttrValue::Static);
    let optional = need != Need::Required;
    let error = props.errors.emit(format!("/answers/{question}"));
    let put = {
        let (draft, onchange, clock) = (props.draft.clone(), props.onchange.clone(), clock.clone());
        Callback::from(move |typed: String| {
            onchange.emit(answer((*draft).clone(), question, typed, |field| {
                clock.instant(field)
            }));
        })
    };
    let answers = &props.draft.answers;
    let words = || AttrValue::from(answers.words(question).unwrap_or_default().to_owned());
    let minute = |at: Option<Timestamp>| AttrValue::from(at.map(|at| clock.minute(at)).unwrap_or_default());
    let date = |value| html! { <DateField id={id.clone()} {label} {value} time=true {optional} error={error.clone()} oninput={put.clone()} /> };
    match question {
        Question::StartedAt => date(minute(answers.started_at)),
        Question::EndedAt => date(minute(answers.ended_at)),
        Question::UsersAffected => {
            let value = answers
                .users_affected
                .map(|share| share.to_string())
                .unwrap_or_default();
            html! { <TextField {id} {label} kind="number" {value} {optional} {error} oninput={put} /> }
        }
        Question::Version => {
            html! { <TextField {id} {label} value={words()} {optional} {error} oninput={put} /> }
        }
        Question::Log | Question::Code => {
            html! { <div class="field-code"><AreaField {id} {label} {hint} rows=5 value={words()} {optional} {error} oninput={put} /></div> }
        }
        _ => {
            html! { <AreaField {id} {label} {hint} rows=3 value={words()} {optional} {error} oninput={put} /> }
        }
    }
}

/// The draft with what was typed as the answer to a question.
fn answer(
    mut draft: Draft,
    question: Question,
    typed: String,
    instant: impl Fn(&str) -> Option<Timestamp>,
) -> Draft {
    let answers = &mut draft.answers;
    match question {
        Question::StartedAt => answers.started_at = instant(&typed),
        Question::EndedAt => answers.ended_at = instant(&typed),
        // Too large a number stays one that is too large.
        Question::UsersAffected => {
            let share = typed.trim().parse::<u32>().ok();
            answers.users_affected = share.map(|share| u8::try_from(share).unwrap_or(u8::MAX));
        }
        _ => {
            if let Some(words) = answers.words_mut(question) {
                *words = Some(typed).filter(|typed| !typed.is_empty());
            }
        }
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_an_answer_of_its_kind() {
        let type_in = |question, typed: &str| {
            let instant = |field: &str| (field == "now").then_some(Timestamp::from_micros(7));
            answer(Draft::default(), question, typed.to_owned(), instant).answers
        };
        assert_eq!(
            type_in(Question::StartedAt, "now").started_at,
            Some(Timestamp::from_micros(7))
        );
        assert_eq!(type_in(Question::EndedAt, "soon").ended_at, None);
        assert_eq!(type_in(Question::UsersAffected, " 30 ").users_affected, Some(30));
        assert_eq!(type_in(Question::UsersAffected, "300").users_affected, Some(255));
        assert_eq!(type_in(Question::UsersAffected, "all").users_affected, None);
        assert_eq!(type_in(Question::Log, "a\n").log.as_deref(), Some("a\n"));
        assert!(type_in(Question::Log, "").is_empty());
        assert!(type_in(Question::TimeZone, "x").is_empty());
    }
}
