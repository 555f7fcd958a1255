//! The one place that draws waiting, failing and being there.

use super::button::Button;
use super::notice::{Notice, Tone};
use crate::hooks::Load;
use crate::i18n::Text;
use shared::client::Failure;
use shared::problem::{Code, Problem};
use std::rc::Rc;
use yew::prelude::*;

/// Draws what was loaded with `ready`; meanwhile a placeholder; instead, why it failed and how to
/// try again. Old data stays while it is refreshed, and says so if that failed.
pub(crate) fn draw<T>(load: &Load<T>, text: Text, ready: impl FnOnce(&Rc<T>) -> Html) -> Html {
    match (&load.data, &load.failure) {
        (Some(data), failure) => html! {
            <div class="loaded" aria-busy={load.pending.to_string()}>
                if failure.as_ref().is_some_and(|failure| !is_lapse(failure)) {
                    <Notice tone={Tone::Warn}>
                        <p>{ text.stale() }</p>
                        <Button onclick={load.reload.clone()}>{ text.try_again() }</Button>
                    </Notice>
                }
                { ready(data) }
            </div>
        },
        (None, Some(failure)) if is_lapse(failure) => Html::default(),
        (None, Some(failure)) => html! {
            <Notice tone={Tone::Bad}>
                { draw_failure(failure, text) }
                <Button onclick={load.reload.clone()}>{ text.try_again() }</Button>
            </Notice>
        },
        (None, None) => html! {
            <div class="waiting" role="status"><span class="spinner" aria-hidden="true"></span>{ text.loading() }</div>
        },
    }
}

/// Why a call failed, in the reader's words, with what an administrator needs to look it up.
pub(crate) fn draw_failure(failure: &Failure, text: Text) -> Html {
    match failure {
        Failure::Unreachable(_) => html! { <p>{ text.unreachable() }</p> },
        Failure::Refused(problem) => html! {
            <>
                <p>{ sentence(problem, text) }</p>
                if let Some(incident) = &problem.incident { <p class="faint">{ text.incident(incident) }</p> }
            </>
        },
    }
}

/// The same in one line, for places that have no room for more.
pub(crate) fn failure_line(failure: &Failure, text: Text) -> String {
    failure.problem().map_or_else(
        || text.unreachable().to_owned(),
        |problem| sentence(problem, text),
    )
}

/// The server's sentence; ours for the same code if it sent none.
fn sentence(problem: &Problem, text: Text) -> String {
    if problem.title.is_empty() {
        problem.code.sentence(text.0).to_owned()
    } else {
        problem.title.clone()
    }
}

/// Whether the dialog that asks to sign in says it already.
fn is_lapse(failure: &Failure) -> bool {
    failure
        .problem()
        .is_some_and(|problem| problem.code == Code::Unauthenticated)
}
