//! The list of the form's steps.

use super::step::Step;
use crate::components::{Glyph, Icon};
use crate::i18n::Text;
use crate::locale::use_text;
use yew::prelude::*;

impl Text {
    /// What a step is called.
    pub(super) const fn step(self, step: Step) -> &'static str {
        match step {
            Step::Whom => self.step_whom(),
            Step::What => self.step_what(),
            Step::Details => self.step_details(),
            Step::Contact => self.step_contact(),
            Step::Review => self.step_review(),
        }
    }
}

/// What [`Steps`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct StepsProps {
    pub(super) current: Step,
    /// The steps in which nothing is missing.
    pub(super) done: Vec<Step>,
    pub(super) onstep: Callback<Step>,
}

/// Every step as a button: one goes back at once, and forward as far as nothing is missing.
#[component]
pub(super) fn Steps(props: &StepsProps) -> Html {
    let text = use_text();
    let entry = |(at, step): (usize, &Step)| {
        let step = *step;
        let current = step == props.current;
        let done = props.done.contains(&step) && step < props.current;
        let onclick = props.onstep.reform(move |_: MouseEvent| step);
        html! {
            <li key={at} class={classes!("step", current.then_some("step-current"), done.then_some("step-done"))}>
                <button type="button" aria-current={current.then_some("step")} {onclick}>
                    <span class="step-sign" aria-hidden="true">
                        if done { <Icon glyph={Glyph::Check} /> } else { { at + 1 } }
                    </span>
                    <span class="step-name">{ text.step(step) }</span>
                    if done { <span class="unseen">{ text.step_is_done() }</span> }
                </button>
            </li>
        }
    };
    html! {
        <nav class="steps" aria-label={text.steps_label()}>
            <ol>{ for Step::ALL.iter().enumerate().map(entry) }</ol>
        </nav>
    }
}
