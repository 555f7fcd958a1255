//! What stands out about a case in a list: an answer that is due, an escalation, a test.

use crate::browser;
use crate::components::Tag;
use crate::i18n::Text;
use crate::urgency::{Due, Urgency};
use shared::api::cases::CaseRow;
use yew::prelude::*;

/// Nothing while nobody waits, or nothing is promised.
fn due(case: &CaseRow) -> Option<Due> {
    Some(Due::at(case.due_at?, case.near_at, browser::now()))
}

/// How long until an answer is due, or since when it was: for the desk, which has a column for it.
#[cfg(feature = "whole")]
pub(crate) fn draw_due(case: &CaseRow, text: Text) -> Html {
    match due(case) {
        Some(due) => html! {
            <Tag tone={due.urgency.tone()}>
                <span aria-hidden="true">{ due.brief(text) }</span><span class="unseen">{ due.sentence(text) }</span>
            </Tag>
        },
        None => Html::default(),
    }
}

/// Draws them behind the title. What is due later is said to the desk alone, in its own column.
pub(crate) fn draw_marks(case: &CaseRow, text: Text) -> Html {
    let due = due(case).filter(|due| due.urgency != Urgency::Calm);
    html! {
        <>
            if let Some(due) = due { <Tag tone={due.urgency.tone()}>{ due.sentence(text) }</Tag> }
            { draw_kinds(case, text) }
        </>
    }
}

/// Draws what kind of case it is, where that stands out.
pub(crate) fn draw_kinds(case: &CaseRow, text: Text) -> Html {
    html! {
        <>
            if case.escalated { <Tag tone="warn">{ text.case_escalated() }</Tag> }
            if case.test { <Tag>{ text.test_case() }</Tag> }
        </>
    }
}
