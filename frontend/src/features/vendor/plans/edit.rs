//! Adding a plan, or changing one.

use super::draft::{PlanDraft, Wanted};
use crate::components::{Button, Dialog, Look, SelectField, TextField, draw_refusal};
use crate::features::vendor::key::following;
use crate::hooks::{Places, use_draft, use_form};
use crate::locale::use_text;
use shared::api::calendars::CalendarView;
use shared::api::plans::PlanView;
use shared::problem::Code;
use shared::words::Severity;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &[
        "/name_en",
        "/name_fr",
        "/key",
        "/targets/0",
        "/targets/1",
        "/targets/2",
        "/targets/3",
        "/targets/0/calendar",
        "/targets/1/calendar",
        "/targets/2/calendar",
        "/targets/3/calendar",
    ],
    codes: &[(Code::AlreadyExists, "/key")],
};

/// What a [`PlanDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct PlanProps {
    /// The plan to change; nothing adds one.
    pub(super) plan: Option<PlanView>,
    /// What targets can count by.
    pub(super) calendars: Vec<CalendarView>,
    /// Hears of the plan as it has become.
    pub(super) done: Callback<PlanView>,
    pub(super) onclose: Callback<()>,
}

/// Names, key, how soon support answers, and what counts.
#[component]
pub(super) fn PlanDialog(props: &PlanProps) -> Html {
    let text = use_text();
    let draft = use_draft(|| {
        let known = props.plan.as_ref();
        known.map_or_else(PlanDraft::default, |plan| PlanDraft::of(plan, text))
    });
    let new = props.plan.is_none();
    let form = use_form(
        PLACES,
        |here, wanted: Wanted| async move {
            match wanted {
                Wanted::Added(plan) => here.api().add_plan(&plan).await,
                Wanted::Changed(key, change) => here.api().change_plan(&key, &change).await,
            }
        },
        props.done.clone(),
    );
    let onsubmit = {
        let (submit, refuse) = (form.submit.clone(), form.refuse.clone());
        draft.sent(Callback::from(move |draft: PlanDraft| match draft.request(new) {
            Ok(request) => submit.emit(request),
            Err(wrong) => refuse.emit(wrong),
        }))
    };
    let onname = draft
        .on(|draft, (new, name): (bool, String)| {
            if new {
                draft.key = following(&draft.key, &draft.name_en, &name);
            }
            draft.name_en = name;
        })
        .reform(move |name: String| (new, name));
    let onescalation = draft.on(|draft, _: Event| draft.escalation = !draft.escalation);
    let coverages = std::iter::once(("".into(), text.coverage_always().into()))
        .chain(props.calendars.iter().map(|calendar| {
            let name = calendar.name.in_language(text.0).to_owned();
            (calendar.key.clone().into(), name.into())
        }))
        .collect::<Vec<(AttrValue, AttrValue)>>();
    let target = |at: usize, severity: Severity| {
        let ontime = draft
            .on(|draft, (at, time): (usize, String)| draft.targets[at].time = time)
            .reform(move |time: String| (at, time));
        let oncoverage = draft
            .on(|draft, (at, key): (usize, String)| draft.targets[at].calendar = key)
            .reform(move |key: String| (at, key));
        html! {
            <div class="target" key={severity.as_str()}>
                <TextField id={format!("plan-{severity}")} label={severity.as_str()} value={draft.targets[at].time.clone()}
                    oninput={ontime} placeholder={text.plans_not_offered()}
                    error={form.error(&format!("/targets/{at}"))} />
                <SelectField id={format!("plan-{severity}-coverage")} label={text.coverage_of(severity.as_str())} options={coverages.clone()}
                    value={draft.targets[at].calendar.clone()} onchange={oncoverage}
                    disabled={draft.targets[at].time.trim().is_empty()} error={form.error(&format!("/targets/{at}/calendar"))} />
            </div>
        }
    };
    let name = props.plan.as_ref().map(|plan| plan.name.in_language(text.0));
    let title = name.map_or_else(|| text.plans_add().to_owned(), |name| text.plans_edit(name));
    html! {
        <Dialog {title} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="plan-name-en" label={text.name_en()} value={draft.name_en.clone()} autofocus=true
                    oninput={onname} error={form.error("/name_en")} />
                <TextField id="plan-name-fr" label={text.name_fr()} value={draft.name_fr.clone()}
                    oninput={draft.on(|draft, name| draft.name_fr = name)} error={form.error("/name_fr")} />
                <TextField id="plan-key" label={text.key()} hint={new.then(|| text.key_hint())} value={draft.key.clone()}
                    readonly={!new} oninput={draft.on(|draft, key| draft.key = key)} error={form.error("/key")} />
                <fieldset class="choices">
                    <legend>{ text.plans_targets() }</legend>
                    <p class="field-hint">{ text.plans_targets_hint() }</p>
                    { for Severity::ALL.iter().enumerate().map(|(at, severity)| target(at, *severity)) }
                </fieldset>
                <label class="check"><input type="checkbox" checked={draft.escalation} onchange={onescalation} />{ text.plans_may_escalate() }</label>
                if !new { <p class="field-hint">{ text.plans_edit_text() }</p> }
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ if new { text.plans_add() } else { text.save() } }</Button>
                </div>
            </form>
        </Dialog>
    }
}
