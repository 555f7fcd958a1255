//! A move and what is said with it.

use crate::browser;
use crate::components::{AreaField, Button, Dialog, Look, Notice, Tone, draw_failure};
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

/// Whether something has to be said with a move.
const fn needs_words(step: Move) -> bool {
    matches!(step, Move::Ask | Move::Solve)
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

/// The request, or the code of what is wrong with the words.
fn request(step: Move, words: &str) -> Result<MakeMove, String> {
    let comment = Some(words.trim_end().to_owned()).filter(|words| !words.trim().is_empty());
    if comment.is_none() && needs_words(step) {
        return Err("required".to_owned());
    }
    let request = MakeMove { comment };
    match request.violations().into_iter().next() {
        Some(violation) => Err(violation.code),
        None => Ok(request),
    }
}

/// Explains the move, takes the words, makes the move.
#[component]
pub(super) fn MoveDialog(props: &MoveDialogProps) -> Html {
    let text = use_text();
    let step = props.step;
    let words = use_state_eq(String::new);
    let wrong = use_state_eq(|| None::<AttrValue>);
    let submit = {
        let (words, wrong, onsend) = (words.clone(), wrong.clone(), props.onsend.clone());
        Callback::from(move |()| match request(step, &words) {
            Ok(request) => {
                wrong.set(None);
                onsend.emit((step, request));
            }
            Err(code) => {
                wrong.set(Some(
                    field_sentence(&code, text.0)
                        .unwrap_or(text.unknown_fault())
                        .into(),
                ));
                browser::focus("move-words");
            }
        })
    };
    // Somebody else was faster.
    let problem = props.failure.as_ref().and_then(Failure::problem);
    let is_out = problem.is_some_and(|problem| problem.status == 409 && !problem.possible.contains(&step));
    let onsubmit = submit.reform(|event: SubmitEvent| event.prevent_default());
    let oninput = {
        let words = words.clone();
        Callback::from(move |value| words.set(value))
    };
    html! {
        <Dialog title={text.move_name(step)} onclose={props.onclose.clone()}>
            if let Some(failure) = &props.failure { { refusal(failure, text) } }
            if step != Move::Triage {
                <form class="form" {onsubmit} novalidate=true>
                    <p class="muted">{ means(step, text) }</p>
                    <AreaField id="move-words" rows=5 label={text.move_message()} optional={!needs_words(step)}
                        value={(*words).clone()} {oninput} error={(*wrong).clone()} onsend={submit} />
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

    #[test]
    fn questions_and_solutions_need_words() {
        assert_eq!(request(Move::Ask, "  "), Err("required".to_owned()));
        assert_eq!(request(Move::Close, " "), Ok(MakeMove { comment: None }));
        assert_eq!(
            request(Move::Solve, "Fait.\n"),
            Ok(MakeMove {
                comment: Some("Fait.".into())
            })
        );
        assert_eq!(
            request(Move::Close, &"x".repeat(20_001)),
            Err("too-long".to_owned())
        );
    }
}
