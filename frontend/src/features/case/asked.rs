//! What the form of a case said besides title and description: answers to the questions of its
//! category, and facts about how to answer.

use crate::components::{Tag, When};
use crate::i18n::Text;
use crate::locale::use_locale;
use shared::api::cases::CaseView;
use shared::api::form::{Answers, CallBackView, Question};
use std::rc::Rc;
use yew::prelude::*;

/// What [`Answered`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AnsweredProps {
    pub(super) case: Rc<CaseView>,
}

/// The answers as a list; nothing where nothing was asked.
#[component]
pub(super) fn Answered(props: &AnsweredProps) -> Html {
    let locale = use_locale();
    let text = locale.text;
    let answers = &props.case.details.answers;
    if answers.is_empty() {
        return Html::default();
    }
    let entry = |question: &Question| {
        let question = *question;
        let value = match question {
            Question::StartedAt => answers.started_at.map(|at| html! { { locale.full(at) } }),
            Question::EndedAt => answers.ended_at.map(|at| html! { { locale.full(at) } }),
            Question::UsersAffected => answers
                .users_affected
                .map(|share| html! { { text.percent(share) } }),
            Question::Log | Question::Code => {
                written(answers, question).map(|words| html! { <pre>{ words }</pre> })
            }
            _ => written(answers, question).map(|words| html! { <span class="written">{ words }</span> }),
        };
        value.map(|value| html! { <div key={question.as_str()}><dt>{ text.question(question) }</dt><dd>{ value }</dd></div> })
    };
    html! {
        <section class="answered" aria-labelledby="answered-title">
            <h2 id="answered-title">{ text.details_title() }</h2>
            <dl class="pairs prose">{ for Question::ALL.iter().filter_map(entry) }</dl>
        </section>
    }
}

fn written(answers: &Answers, question: Question) -> Option<String> {
    answers.words(question).map(str::to_owned)
}

/// Facts of the form, each with its name.
pub(super) fn form_facts(case: &CaseView, text: Text) -> Vec<(&'static str, Html)> {
    let details = &case.details;
    let mut facts = Vec::new();
    if case.test {
        facts.push((
            text.form_test(),
            html! { <Tag tone="warn">{ text.test_case() }</Tag> },
        ));
    }
    if let Some(channel) = details.channel {
        facts.push((text.form_channel(), html! { { text.channel(channel) } }));
        facts.push((
            text.form_consent(),
            html! { { if details.third_party_consent { text.yes() } else { text.no() } } },
        ));
    }
    if let Some(call) = &details.call_back {
        facts.push((text.details_call(), call_back(call)));
    }
    if !details.affected.is_empty() {
        let paths = details
            .affected
            .iter()
            .map(|path| html! { <li key={path.clone()}>{ path.replace('/', " / ") }</li> });
        facts.push((text.form_affected(), html! { <ul>{ for paths }</ul> }));
    }
    if !details.contacts.is_empty() {
        let contacts = details.contacts.iter().map(|contact| match contact {
            Some(email) => html! { <li>{ email }</li> },
            None => html! { <li class="muted">{ text.another_partner() }</li> },
        });
        facts.push((text.form_contacts(), html! { <ul>{ for contacts }</ul> }));
    }
    facts
}

/// The number, if it was given and may be known, and the wished time.
fn call_back(call: &CallBackView) -> Html {
    html! {
        <>
            { call.number.clone() }
            if let Some(at) = call.at { <span class="row-note"><When {at} absolute=true /></span> }
        </>
    }
}
