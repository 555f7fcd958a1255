//! The severity in the head of a case: shown, and changed for a reason by whoever may, with a way back.

use super::stale::use_stale;
use crate::components::{
    AreaField, Button, Dialog, Look, SelectField, SeverityBadge, Toast, draw_refusal, failure_line, use_toast,
};
use crate::hooks::{Places, use_draft, use_form, use_send};
use crate::locale::use_text;
use shared::api::cases::{CaseView, ChangeCase};
use shared::words::{Action, Severity};
use std::rc::Rc;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/severity_reason"],
    codes: &[],
};

/// What [`SeverityOfCase`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct SeverityOfCaseProps {
    pub(super) case: Rc<CaseView>,
    /// Hears of the case after a change.
    pub(super) onchange: Callback<CaseView>,
    /// Hears that the case is not what it was when it was drawn.
    pub(super) onstale: Callback<()>,
}

/// What changes; the way back says so too.
fn change(severity: Severity, reason: &str) -> ChangeCase {
    ChangeCase {
        severity: Some(severity),
        severity_reason: Some(reason.trim().to_owned()),
        ..ChangeCase::default()
    }
}

/// A mark; for those who may manage the case, a select that asks why.
#[component]
pub(super) fn SeverityOfCase(props: &SeverityOfCaseProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let case = &props.case;
    let chosen = use_state_eq(|| None::<Severity>);
    let number = case.number.clone();
    let undo = use_send(
        move |here, severity: Severity| {
            let number = number.clone();
            let request = change(severity, text.severity_undone());
            async move { here.api().change_case(&number, &request).await }
        },
        props.onchange.clone(),
    );
    // Told once the case shows it, with the way back to what it was.
    let former = use_mut_ref(|| case.severity);
    let undoing = use_mut_ref(|| false);
    {
        let (send, undoing) = (undo.send.clone(), undoing.clone());
        use_effect_with(case.severity, move |now| {
            let before = former.replace(*now);
            if before == *now {
                return;
            }
            if undoing.replace(false) {
                toast.emit(Toast::good(text.case_severity_back(text.severity(*now))));
            } else {
                let back = Callback::from(move |()| {
                    undoing.replace(true);
                    send.emit(before);
                });
                toast.emit(
                    Toast::good(text.case_severity_changed(text.severity(*now))).with(text.undo(), back),
                );
            }
        });
    }
    if !case.may.contains(&Action::Manage) {
        return html! { <SeverityBadge severity={case.severity} /> };
    }
    let options = Severity::ALL
        .iter()
        .map(|one| (one.as_str().into(), text.severity(*one).into()))
        .collect::<Vec<_>>();
    let onchange = {
        let (chosen, now) = (chosen.clone(), case.severity);
        Callback::from(move |word: String| {
            chosen.set(word.parse().ok().filter(|severity| *severity != now));
        })
    };
    let shut = {
        let chosen = chosen.clone();
        Callback::from(move |()| chosen.set(None))
    };
    let changed = {
        let (shut, onchange) = (shut.clone(), props.onchange.clone());
        Callback::from(move |view: CaseView| {
            shut.emit(());
            onchange.emit(view);
        })
    };
    html! {
        <div class="severity-select">
            <SelectField id="severity" label={text.column_severity()} {options} value={chosen.unwrap_or(case.severity).as_str()}
                disabled={undo.pending} error={undo.failure.as_ref().map(|why| AttrValue::from(failure_line(why, text)))} {onchange} />
            if let Some(to) = *chosen {
                <WhyDialog case={case.clone()} {to} {changed} onclose={shut} onstale={props.onstale.clone()} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct WhyProps {
    case: Rc<CaseView>,
    to: Severity,
    changed: Callback<CaseView>,
    onclose: Callback<()>,
    onstale: Callback<()>,
}

/// Asks why, and changes it.
#[component]
fn WhyDialog(props: &WhyProps) -> Html {
    let text = use_text();
    let draft = use_draft(String::new);
    let (number, to, expected) = (props.case.number.clone(), props.to, props.case.updated_at);
    let form = use_form(
        PLACES,
        move |here, request: ChangeCase| {
            let number = number.clone();
            async move { here.api().change_case(&number, &request).await }
        },
        props.changed.clone(),
    );
    let stale = use_stale(form.failure.clone(), props.onstale.clone());
    let onsubmit = draft.sent(form.submit.reform(move |reason: String| ChangeCase {
        expected: Some(expected),
        ..change(to, &reason)
    }));
    html! {
        <Dialog title={text.severity_why_title(text.severity(to))} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                if stale { <p>{ text.severity_now(text.severity(props.case.severity)) }</p> }
                <AreaField id="severity-why" rows=4 label={text.severity_why()} hint={text.severity_why_hint()}
                    value={(*draft).clone()} oninput={draft.on(|draft, reason| *draft = reason)} error={form.error("/severity_reason")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.severity_change() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
