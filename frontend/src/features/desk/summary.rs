//! Writing down what was done.

use crate::components::{AreaField, Button, Dialog, Look, draw_refusal};
use crate::hooks::{Places, given, use_draft, use_form};
use crate::locale::use_text;
use shared::api::cases::CaseView;
use shared::api::solutions::Summarize;
use std::rc::Rc;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/summary", "/recommendation"],
    codes: &[],
};

/// What [`SummaryDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct SummaryProps {
    pub(super) case: Rc<CaseView>,
    pub(super) done: Callback<()>,
    pub(super) onclose: Callback<()>,
}

/// What was done and what is recommended, beginning with what was written before.
#[component]
pub(super) fn SummaryDialog(props: &SummaryProps) -> Html {
    let text = use_text();
    let draft = use_draft(|| {
        props
            .case
            .solution
            .as_ref()
            .map_or_else(Summarize::default, |solution| Summarize {
                summary: solution.summary.clone(),
                recommendation: solution.recommendation.clone(),
            })
    });
    let number = props.case.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: Summarize| {
            let number = number.clone();
            async move { here.api().summarize(&number, &request).await }
        },
        props.done.reform(|_: CaseView| ()),
    );
    html! {
        <Dialog title={text.desk_summary_title()} onclose={props.onclose.clone()}>
            <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                { draw_refusal(&form, text) }
                <AreaField id="summary-done" rows=5 label={text.solution_done()} value={draft.summary.clone()}
                    oninput={draft.on(|draft, summary| draft.summary = summary)} error={form.error("/summary")} />
                <AreaField id="summary-recommendation" rows=3 label={text.solution_recommendation()} hint={text.solution_recommendation_hint()}
                    optional=true value={draft.recommendation.clone().unwrap_or_default()}
                    oninput={draft.on(|draft, recommendation| draft.recommendation = given(recommendation))} error={form.error("/recommendation")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.save() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
