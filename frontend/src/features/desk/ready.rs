//! Ready answers beside the comment box, in the case's language and filled in.

use crate::components::{Choice, ComboField};
use crate::hooks::use_load;
use crate::locale::use_text;
use shared::api::answers::ReadyAnswer;
use std::rc::Rc;
use yew::prelude::*;

/// What [`ReadyAnswers`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ReadyProps {
    /// The case's number.
    pub(crate) number: String,
    /// Hears the text that was chosen.
    pub(crate) onpick: Callback<String>,
}

/// A field to find an answer by typing; nothing where there is none, or they cannot be had.
#[component]
pub(crate) fn ReadyAnswers(props: &ReadyProps) -> Html {
    let text = use_text();
    let load = use_load(props.number.clone(), |here, number| async move {
        here.api().ready_answers(&number).await
    });
    let Some(answers) = load.data.filter(|answers| !answers.is_empty()) else {
        return Html::default();
    };
    let choices = choices(&answers);
    let onchange = {
        let (onpick, answers) = (props.onpick.clone(), answers.clone());
        Callback::from(move |key: Option<AttrValue>| {
            let answer = answers
                .iter()
                .find(|answer| Some(answer.key.as_str()) == key.as_deref());
            if let Some(answer) = answer {
                onpick.emit(answer.body.clone());
            }
        })
    };
    html! {
        <div class="ready-answers">
            <ComboField id="ready-answer" label={text.answers_insert()} placeholder={text.answers_insert()} choices={Rc::new(choices)}
                value={None::<AttrValue>} {onchange} />
        </div>
    }
}

fn choices(answers: &[ReadyAnswer]) -> Vec<Choice> {
    let choice = |answer: &ReadyAnswer| Choice {
        value: answer.key.clone().into(),
        label: answer.title.clone().into(),
        note: answer.body.lines().next().map(|line| line.to_owned().into()),
        ..Choice::default()
    };
    answers.iter().map(choice).collect()
}

/// An answer after what was typed already.
pub(crate) fn inserted(before: &str, answer: &str) -> String {
    match before.trim_end() {
        "" => answer.to_owned(),
        typed => format!("{typed}\n\n{answer}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays() {
        assert_eq!(inserted(" \n", "Hello."), "Hello.");
        assert_eq!(inserted("Dear Dan,\n", "Hello."), "Dear Dan,\n\nHello.");
    }
}
