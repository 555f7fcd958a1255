//! What should not stand in a case, pointed at before anything is sent.

use super::draft::Draft;
use super::step::{Step, control};
use crate::components::{Button, Look, Notice, Tone};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::form::{AskedQuestion, Question};
use shared::sensitive::{Finding, Sensitive, find};
use std::rc::Rc;
use yew::prelude::*;

impl Text {
    /// What was found.
    const fn sensitive(self, kind: Sensitive) -> &'static str {
        match kind {
            Sensitive::Email => self.sensitive_email(),
            Sensitive::Telephone => self.sensitive_telephone(),
            Sensitive::Card => self.sensitive_card(),
            Sensitive::Iban => self.sensitive_iban(),
            Sensitive::PrivateKey => self.sensitive_private_key(),
            Sensitive::Password => self.sensitive_password(),
            Sensitive::Token => self.sensitive_token(),
            Sensitive::AccessKey => self.sensitive_access_key(),
        }
    }
}

/// A place in the form to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aim {
    pub(super) step: Step,
    /// The control's id.
    pub(super) control: String,
    /// What to select in it, in the units of the browser (UTF-16).
    pub(super) part: Option<(u32, u32)>,
}

/// Something that was found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Warning {
    kind: Sensitive,
    /// Which field; nothing for title and description, which are told by their pointer.
    question: Option<Question>,
    pointer: String,
    line: usize,
    excerpt: String,
    aim: Aim,
}

/// Characters of an excerpt at most.
const EXCERPT: usize = 32;

/// Everything found in the texts of a draft.
fn warnings(draft: &Draft, asked: &[AskedQuestion]) -> Vec<Warning> {
    let mut texts = vec![
        (None, "/title".to_owned(), draft.title.as_str()),
        (None, "/description".to_owned(), draft.description.as_str()),
    ];
    texts.extend(asked.iter().filter_map(|one| {
        let words = draft.answers.words(one.question)?;
        Some((Some(one.question), format!("/answers/{}", one.question), words))
    }));
    let all = texts.into_iter().flat_map(|(question, pointer, text)| {
        let told = find(text).into_iter();
        told.map(move |finding| warning(finding, question, pointer.clone(), text))
            .collect::<Vec<_>>()
    });
    all.collect()
}

fn warning(finding: Finding, question: Option<Question>, pointer: String, text: &str) -> Warning {
    let units = |part: &str| u32::try_from(part.encode_utf16().count()).unwrap_or(u32::MAX);
    let (before, found) = (&text[..finding.at.start], &text[finding.at]);
    let start = units(before);
    let mut excerpt = found.chars().take(EXCERPT).collect::<String>();
    if excerpt.len() < found.len() {
        excerpt.push('…');
    }
    Warning {
        kind: finding.kind,
        question,
        line: before.matches('\n').count() + 1,
        excerpt,
        aim: Aim {
            step: Step::of(&pointer),
            control: control(&pointer),
            part: Some((start, start + units(found))),
        },
        pointer,
    }
}

/// What [`Warnings`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct WarningsProps {
    pub(super) draft: Rc<Draft>,
    pub(super) asked: Rc<Vec<AskedQuestion>>,
    /// Goes to a place in the form.
    pub(super) onaim: Callback<Aim>,
}

/// A list of what was found, each with the way to it. It hinders nobody from sending.
#[component]
pub(super) fn Warnings(props: &WarningsProps) -> Html {
    let text = use_text();
    let found = use_memo((props.draft.clone(), props.asked.clone()), |(draft, asked)| {
        warnings(draft, asked)
    });
    if found.is_empty() {
        return Html::default();
    }
    let entry = |one: &Warning| {
        let field = match one.question {
            Some(question) => text.question(question),
            None if one.pointer == "/title" => text.new_case_subject(),
            None => text.new_case_description(),
        };
        let aim = one.aim.clone();
        let onclick = props.onaim.reform(move |()| aim.clone());
        html! {
            <li key={format!("{} {:?}", one.pointer, one.aim.part)}>
                { text.sensitive(one.kind) }{ " · " }<span class="mono">{ &one.excerpt }</span>
                <span class="row-note">{ text.sensitive_place(field, one.line) }</span>
                <Button look={Look::Quiet} {onclick}>{ text.sensitive_show() }</Button>
            </li>
        }
    };
    html! {
        <Notice tone={Tone::Warn} title={text.sensitive_title()}>
            <p>{ text.sensitive_text() }</p>
            <ul class="warnings">{ for found.iter().map(entry) }</ul>
        </Notice>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::form::Need;

    #[test]
    fn every_text_that_is_sent_is_looked_at() {
        let mut draft = Draft {
            title: "Écrire à eve@c.example".into(),
            description: "One\nTwo 😀 password=hunter2".into(),
            ..Draft::default()
        };
        draft.answers.log = Some("06 12 34 56 78".into());
        draft.answers.steps = Some("password=hunter2".into());
        let asked = [AskedQuestion {
            question: Question::Log,
            need: Need::Optional,
        }];
        let found = warnings(&draft, &asked);
        let told = found
            .iter()
            .map(|one| (one.pointer.as_str(), one.kind, one.line, one.aim.part))
            .collect::<Vec<_>>();
        assert_eq!(
            told,
            [
                ("/title", Sensitive::Email, 1, Some((9, 22))),
                ("/description", Sensitive::Password, 2, Some((11, 27))),
                ("/answers/log", Sensitive::Telephone, 1, Some((0, 14)))
            ]
        );
        assert_eq!(found[2].aim.control, "answers-log");
        let long = Draft {
            title: format!("{}@c.example", "a".repeat(60)),
            ..Draft::default()
        };
        assert_eq!(warnings(&long, &[])[0].excerpt.chars().count(), EXCERPT + 1);
    }
}
