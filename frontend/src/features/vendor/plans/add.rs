//! Adding a plan.

use super::minutes::read;
use crate::components::{Button, Dialog, Look, TextField, draw_refusal};
use crate::features::vendor::key::following;
use crate::hooks::{Places, use_draft, use_form};
use crate::locale::use_text;
use shared::api::plans::{NewPlan, PlanView};
use shared::problem::Code;
use shared::validate::Violation;
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
    ],
    codes: &[(Code::AlreadyExists, "/key")],
};

/// What an [`AddDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AddProps {
    pub(super) added: Callback<PlanView>,
    pub(super) onclose: Callback<()>,
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Default)]
struct PlanDraft {
    name_en: String,
    name_fr: String,
    key: String,
    escalation: bool,
    targets: [String; 4],
}

impl PlanDraft {
    /// The request; `Err` names the targets that cannot be read.
    fn request(&self) -> Result<NewPlan, Vec<Violation>> {
        let read = self.targets.iter().map(|text| read(text)).collect::<Vec<_>>();
        let wrong = read
            .iter()
            .enumerate()
            .filter(|(_, target)| target.is_err())
            .map(|(at, _)| Violation {
                pointer: format!("/targets/{at}"),
                code: "wrong-type".to_owned(),
                detail: String::new(),
            })
            .collect::<Vec<_>>();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(NewPlan {
            key: self.key.clone(),
            name_en: self.name_en.clone(),
            name_fr: self.name_fr.clone(),
            escalation: self.escalation,
            targets: read.into_iter().map(Result::unwrap_or_default).collect(),
        })
    }
}

/// Names, key, and how soon support answers.
#[component]
pub(super) fn AddDialog(props: &AddProps) -> Html {
    let text = use_text();
    let draft = use_draft(PlanDraft::default);
    let form = use_form(
        PLACES,
        |here, request: NewPlan| async move { here.api().add_plan(&request).await },
        props.added.clone(),
    );
    let onsubmit = {
        let (submit, refuse) = (form.submit.clone(), form.refuse.clone());
        draft.sent(Callback::from(move |draft: PlanDraft| match draft.request() {
            Ok(request) => submit.emit(request),
            Err(wrong) => refuse.emit(wrong),
        }))
    };
    let onname = draft.on(|draft, name: String| {
        draft.key = following(&draft.key, &draft.name_en, &name);
        draft.name_en = name;
    });
    let onescalation = draft.on(|draft, _: Event| draft.escalation = !draft.escalation);
    let target = |at: usize, severity: Severity| {
        let oninput = draft
            .on(move |draft: &mut PlanDraft, (at, text): (usize, String)| draft.targets[at] = text)
            .reform(move |text: String| (at, text));
        html! {
            <TextField id={format!("plan-{severity}")} label={severity.as_str()} value={draft.targets[at].clone()} {oninput}
                placeholder={text.plans_not_offered()} error={form.error(&format!("/targets/{at}"))} />
        }
    };
    html! {
        <Dialog title={text.plans_add()} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="plan-name-en" label={text.name_en()} value={draft.name_en.clone()} autofocus=true
                    oninput={onname} error={form.error("/name_en")} />
                <TextField id="plan-name-fr" label={text.name_fr()} value={draft.name_fr.clone()}
                    oninput={draft.on(|draft, name| draft.name_fr = name)} error={form.error("/name_fr")} />
                <TextField id="plan-key" label={text.key()} hint={text.key_hint()} value={draft.key.clone()}
                    oninput={draft.on(|draft, key| draft.key = key)} error={form.error("/key")} />
                <fieldset class="choices">
                    <legend>{ text.plans_targets() }</legend>
                    <p class="field-hint">{ text.plans_targets_hint() }</p>
                    <div class="targets">{ for Severity::ALL.iter().enumerate().map(|(at, severity)| target(at, *severity)) }</div>
                </fieldset>
                <label class="check"><input type="checkbox" checked={draft.escalation} onchange={onescalation} />{ text.plans_may_escalate() }</label>
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.plans_add() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_that_cannot_be_read_are_named() {
        let mut draft = PlanDraft {
            targets: ["15".into(), "1 h".into(), String::new(), "later".into()],
            ..PlanDraft::default()
        };
        assert_eq!(draft.request().unwrap_err()[0].pointer, "/targets/3");
        draft.targets[3] = "2 d".into();
        assert_eq!(
            draft.request().unwrap().targets,
            [Some(15), Some(60), None, Some(2_880)]
        );
    }
}
