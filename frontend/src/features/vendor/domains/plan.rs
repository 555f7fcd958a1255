//! Giving a client another plan.

use crate::components::{Button, Dialog, Look, SelectField, draw_refusal};
use crate::features::vendor::moment::{Moment, MomentField, instant, use_clock};
use crate::hooks::{Places, use_draft, use_form};
use crate::locale::use_text;
use shared::api::domains::DomainView;
use shared::api::plans::{AssignPlan, PlanView};
use shared::validate::{Validate, Violation, Violations};
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/plan", "/from"],
    codes: &[],
};

/// What a [`PlanDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct PlanProps {
    pub(super) client: DomainView,
    pub(super) plans: Vec<PlanView>,
    pub(super) assigned: Callback<DomainView>,
    pub(super) onclose: Callback<()>,
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq, Default)]
struct PlanDraft {
    plan: String,
    from: Moment,
}

/// For which client which plan.
#[derive(Debug, Clone)]
struct Assignment(String, AssignPlan);

impl Validate for Assignment {
    fn check(&self, found: &mut Violations) {
        self.1.check(found);
    }
}

/// Which plan, and from when.
#[component]
pub(super) fn PlanDialog(props: &PlanProps) -> Html {
    let text = use_text();
    let clock = use_clock();
    let draft = use_draft(|| PlanDraft {
        plan: props.client.plan.clone().unwrap_or_default(),
        from: None,
    });
    let form = use_form(
        PLACES,
        |here, Assignment(client, request): Assignment| async move {
            here.api().assign_plan(&client, &request).await
        },
        props.assigned.clone(),
    );
    let onsubmit = {
        let (submit, refuse, client) = (
            form.submit.clone(),
            form.refuse.clone(),
            props.client.name.clone(),
        );
        draft.sent(Callback::from(move |draft: PlanDraft| {
            let from: Result<_, Vec<Violation>> = instant(draft.from.as_deref(), &clock, "/from");
            match from {
                Ok(from) => submit.emit(Assignment(
                    client.clone(),
                    AssignPlan {
                        plan: draft.plan,
                        from,
                    },
                )),
                Err(wrong) => refuse.emit(wrong),
            }
        }))
    };
    let none = draft.plan.is_empty().then(|| ("".into(), text.choose().into()));
    let plans = props.plans.iter().map(|plan| {
        (
            plan.key.clone().into(),
            plan.name.in_language(text.0).to_owned().into(),
        )
    });
    html! {
        <Dialog title={text.domains_assign_title(&props.client.title)} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <SelectField id="assign-plan" label={text.domains_plan()} options={none.into_iter().chain(plans).collect::<Vec<_>>()}
                    value={draft.plan.clone()} onchange={draft.on(|draft, plan| draft.plan = plan)}
                    hint={text.domains_assign_text()} error={form.error("/plan")} />
                <MomentField id="assign-from" moment={draft.from.clone()} onchange={draft.on(|draft, from| draft.from = from)}
                    error={form.error("/from")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.domains_assign() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
