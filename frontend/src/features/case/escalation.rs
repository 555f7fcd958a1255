//! Escalating a case, and the escalation under way.

use super::stale::use_stale;
use crate::browser;
use crate::components::{
    AreaField, Button, Dialog, Look, Notice, PersonName, SelectField, Toast, Tone, When, draw_failure,
    draw_refusal, prose, use_toast,
};
use crate::hooks::{Places, use_draft, use_form, use_send};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::cases::{CaseView, MakeMove};
use shared::api::escalations::{Escalate, EscalationReason};
use shared::words::{Action, Relation};
use std::rc::Rc;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/reason", "/justification"],
    codes: &[],
};

impl Text {
    /// Why a case is escalated.
    pub(super) const fn escalation_reason(self, reason: EscalationReason) -> &'static str {
        match reason {
            EscalationReason::ResolutionTime => self.escalation_resolution_time(),
            EscalationReason::TechnicalExpertise => self.escalation_technical_expertise(),
            EscalationReason::BusinessImpact => self.escalation_business_impact(),
        }
    }
}

/// What the parts of an escalation are given.
#[derive(Properties, PartialEq)]
pub(super) struct EscalationProps {
    pub(super) case: Rc<CaseView>,
    /// Hears of the case after a change.
    pub(super) onchange: Callback<CaseView>,
    /// Hears that the case is not what it was when it was drawn.
    pub(super) onstale: Callback<()>,
}

/// The button, where nothing stands in the way.
#[component]
pub(super) fn EscalateButton(props: &EscalationProps) -> Html {
    let text = use_text();
    let open = use_state_eq(|| false);
    if props.case.escalation_obstacle.is_some() && !*open {
        return Html::default();
    }
    let ask = {
        let open = open.clone();
        Callback::from(move |()| open.set(true))
    };
    let shut = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    html! {
        <>
            <Button onclick={ask}>{ text.escalate() }</Button>
            if *open { <EscalateDialog case={props.case.clone()} onchange={props.onchange.clone()} onstale={props.onstale.clone()} onclose={shut} /> }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct DialogProps {
    case: Rc<CaseView>,
    onchange: Callback<CaseView>,
    onstale: Callback<()>,
    onclose: Callback<()>,
}

/// Says first what is better for a critical problem, then asks why.
#[component]
fn EscalateDialog(props: &DialogProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let draft = use_draft(Escalate::default);
    let done = {
        let (onclose, onchange) = (props.onclose.clone(), props.onchange.clone());
        Callback::from(move |view: CaseView| {
            toast.emit(Toast::good(text.escalate_done()));
            onclose.emit(());
            onchange.emit(view);
        })
    };
    let number = props.case.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: Escalate| {
            let number = number.clone();
            async move { here.api().escalate(&number, &request).await }
        },
        done,
    );
    use_stale(form.failure.clone(), props.onstale.clone());
    let raise = {
        let onclose = props.onclose.clone();
        Callback::from(move |()| {
            onclose.emit(());
            browser::focus("severity");
        })
    };
    let onsubmit = draft.sent(form.submit.clone());
    let options = std::iter::once((AttrValue::default(), text.escalate_choose().into()))
        .chain(
            EscalationReason::ALL
                .iter()
                .map(|one| (one.as_str().into(), text.escalation_reason(*one).into())),
        )
        .collect::<Vec<_>>();
    html! {
        <Dialog title={text.escalate_title()} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <Notice title={text.escalate_first()}>
                    <p>{ text.escalate_first_text() }</p>
                    if props.case.may.contains(&Action::Manage) { <Button onclick={raise}>{ text.escalate_raise() }</Button> }
                </Notice>
                <SelectField id="escalate-reason" label={text.escalate_reason()} {options}
                    value={draft.reason.map_or("", EscalationReason::as_str)} error={form.error("/reason")}
                    onchange={draft.on(|draft, word: String| draft.reason = word.parse().ok())} />
                <AreaField id="escalate-why" rows=5 label={text.escalate_justification()} hint={text.escalate_justification_hint()}
                    value={draft.justification.clone()} error={form.error("/justification")}
                    oninput={draft.on(|draft, words| draft.justification = words)} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.escalate() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// What the vendor does about an escalation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Acknowledge,
    Resolve,
}

/// What the reader may do about it: the vendor's escalation managers alone.
fn steps(case: &CaseView) -> Vec<Step> {
    let decides = case.may.contains(&Action::Escalate) && case.relations.contains(&Relation::Support);
    match &case.escalation {
        Some(escalation) if decides && escalation.acknowledged_at.is_none() => {
            vec![Step::Acknowledge, Step::Resolve]
        }
        Some(_) if decides => vec![Step::Resolve],
        _ => Vec::new(),
    }
}

/// The escalation under way, and what the vendor can do about it.
#[component]
pub(super) fn EscalationNotice(props: &EscalationProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let number = props.case.number.clone();
    let done = {
        let onchange = props.onchange.clone();
        Callback::from(move |view: CaseView| {
            toast.emit(Toast::good(if view.escalation.is_some() {
                text.escalation_taken()
            } else {
                text.escalation_ended()
            }));
            onchange.emit(view);
        })
    };
    let sending = use_send(
        move |here, step: Step| {
            let number = number.clone();
            async move {
                let (api, words) = (here.api(), MakeMove::default());
                match step {
                    Step::Acknowledge => api.acknowledge_escalation(&number, &words).await,
                    Step::Resolve => api.resolve_escalation(&number, &words).await,
                }
            }
        },
        done,
    );
    use_stale(sending.failure.clone(), props.onstale.clone());
    let Some(escalation) = &props.case.escalation else {
        return Html::default();
    };
    let button = |step: Step| {
        let name = match step {
            Step::Acknowledge => text.escalation_acknowledge(),
            Step::Resolve => text.escalation_resolve(),
        };
        html! { <Button key={name} pending={sending.pending} onclick={sending.send.reform(move |()| step)}>{ name }</Button> }
    };
    html! {
        <Notice tone={Tone::Warn} title={text.escalation_under_way(text.escalation_reason(escalation.reason))}>
            { prose(&escalation.prose) }
            <p class="muted">
                <PersonName person={escalation.by.clone()} domain=true />{ " · " }<When at={escalation.at} />{ " · " }
                if let Some(at) = escalation.acknowledged_at {
                    { text.escalation_in_hand() }{ " " }<When {at} />
                } else {
                    { text.escalation_waits() }
                }
            </p>
            if let Some(failure) = &sending.failure { { draw_failure(failure, text) } }
            <div class="moves">{ for steps(&props.case).into_iter().map(button) }</div>
        </Notice>
    }
}
