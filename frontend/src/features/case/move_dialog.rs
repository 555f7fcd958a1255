//! A move and what is said with it.

use crate::browser;
use crate::components::{AreaField, Button, Dialog, Look, Notice, Tone, draw_failure};
use crate::hooks::use_draft;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::cases::MakeMove;
use shared::case::Move;
use shared::client::Failure;
use shared::problem::field_sentence;
use shared::validate::Validate;
use yew::prelude::*;

/// What [`MoveDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct MoveDialogProps {
    pub(super) step: Move,
    pub(super) pending: bool,
    /// Why the last attempt failed.
    pub(super) failure: Option<Failure>,
    pub(super) onsend: Callback<(Move, MakeMove)>,
    pub(super) onclose: Callback<()>,
}

const fn means(step: Move, text: Text) -> &'static str {
    match step {
        Move::Ask => text.move_ask_means(),
        Move::Solve => text.move_solve_means(),
        Move::Conclude => text.move_conclude_means(),
        Move::Confirm => text.move_confirm_means(),
        Move::Close => text.move_close_means(),
        Move::Reopen => text.move_reopen_means(),
        Move::Triage | Move::Reply => "",
    }
}

/// What is typed in the dialog.
#[derive(Debug, Clone, PartialEq, Default)]
struct Words {
    comment: String,
    summary: String,
    recommendation: String,
}

/// The fields, by the pointers of what they send.
const FIELDS: [(&str, &str); 3] = [
    ("/summary", "move-summary"),
    ("/recommendation", "move-recommendation"),
    ("/comment", "move-words"),
];

/// The request, or what is wrong with the words: the field's pointer and the code.
fn request(step: Move, words: &Words) -> Result<MakeMove, (String, String)> {
    let given = |words: &str| Some(words.trim_end().to_owned()).filter(|words| !words.trim().is_empty());
    let request = MakeMove {
        comment: given(&words.comment),
        summary: given(&words.summary),
        recommendation: given(&words.recommendation),
    };
    let lacking = match step {
        Move::Ask => request.comment.is_none().then_some("/comment"),
        Move::Solve => request.summary.is_none().then_some("/summary"),
        _ => None,
    };
    if let Some(pointer) = lacking {
        return Err((pointer.to_owned(), "required".to_owned()));
    }
    match request.violations().into_iter().next() {
        Some(violation) => Err((violation.pointer, violation.code)),
        None => Ok(request),
    }
}

/// Explains the move, takes the words, makes the move.
#[component]
pub(super) fn MoveDialog(props: &MoveDialogProps) -> Html {
    let text = use_text();
    let step = props.step;
    let words = use_draft(Words::default);
    let wrong = use_state_eq(|| None::<(String, AttrValue)>);
    let submit = {
        let (words, wrong, onsend) = (words.clone(), wrong.clone(), props.onsend.clone());
        Callback::from(move |()| match request(step, &words) {
            Ok(request) => {
                wrong.set(None);
                onsend.emit((step, request));
            }
            Err((pointer, code)) => {
                let field = FIELDS.iter().find(|(of, _)| *of == pointer);
                let sentence = field_sentence(&code, text.0).unwrap_or(text.unknown_fault());
                wrong.set(Some((pointer, sentence.into())));
                if let Some((_, id)) = field {
                    browser::focus(id);
                }
            }
        })
    };
    // Somebody else was faster.
    let problem = props.failure.as_ref().and_then(Failure::problem);
    let is_out = problem.is_some_and(|problem| problem.status == 409 && !problem.possible.contains(&step));
    let onsubmit = submit.reform(|event: SubmitEvent| event.prevent_default());
    let error = |pointer: &str| {
        let (of, sentence) = (*wrong).clone()?;
        Some(sentence).filter(|_| of == pointer)
    };
    let solves = step == Move::Solve;
    html! {
        <Dialog title={text.move_name(step)} onclose={props.onclose.clone()}>
            if let Some(failure) = &props.failure { { refusal(failure, text) } }
            if step != Move::Triage {
                <form class="form" {onsubmit} novalidate=true>
                    <p class="muted">{ means(step, text) }</p>
                    if solves {
                        <AreaField id="move-summary" rows=4 label={text.solution_done()} value={words.summary.clone()}
                            oninput={words.on(|words, summary| words.summary = summary)} error={error("/summary")} onsend={submit.clone()} />
                        <AreaField id="move-recommendation" rows=3 label={text.solution_recommendation()} hint={text.solution_recommendation_hint()}
                            optional=true value={words.recommendation.clone()} onsend={submit.clone()}
                            oninput={words.on(|words, recommendation| words.recommendation = recommendation)} error={error("/recommendation")} />
                    }
                    <AreaField id="move-words" rows={if solves { 3 } else { 5 }} label={text.move_message()} optional={step != Move::Ask}
                        hint={solves.then(|| AttrValue::from(text.solution_message_hint()))} value={words.comment.clone()}
                        oninput={words.on(|words, comment| words.comment = comment)} error={error("/comment")} onsend={submit} />
                    <div class="dialog-actions">
                        <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                        <Button look={Look::Primary} submit=true pending={props.pending} disabled={is_out}>{ text.move_name(step) }</Button>
                    </div>
                </form>
            }
        </Dialog>
    }
}

/// A refusal, with what is possible instead.
pub(super) fn refusal(failure: &Failure, text: Text) -> Html {
    let possible = failure
        .problem()
        .map(|problem| problem.possible.clone())
        .unwrap_or_default();
    let names = possible
        .iter()
        .map(|step| text.move_name(*step))
        .collect::<Vec<_>>()
        .join(", ");
    html! {
        <Notice tone={Tone::Bad}>
            { draw_failure(failure, text) }
            if !names.is_empty() { <p>{ text.move_possible() }{ " " }{ names }</p> }
        </Notice>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(comment: &str, summary: &str, recommendation: &str) -> Words {
        Words {
            comment: comment.into(),
            summary: summary.into(),
            recommendation: recommendation.into(),
        }
    }

    #[test]
    fn a_question_needs_words_and_a_solution_says_what_was_done() {
        let refused = |pointer: &str, code: &str| Err((pointer.to_owned(), code.to_owned()));
        assert_eq!(
            request(Move::Ask, &words("  ", "", "")),
            refused("/comment", "required")
        );
        assert_eq!(
            request(Move::Solve, &words("Fait.", " ", "")),
            refused("/summary", "required")
        );
        assert_eq!(request(Move::Close, &words(" ", "", "")), Ok(MakeMove::default()));
        assert_eq!(
            request(Move::Solve, &words("", "Fait.\n", "Mettez à jour.")),
            Ok(MakeMove {
                comment: None,
                summary: Some("Fait.".into()),
                recommendation: Some("Mettez à jour.".into()),
            })
        );
        assert_eq!(
            request(Move::Close, &words(&"x".repeat(20_001), "", "")),
            refused("/comment", "too-long")
        );
    }
}
