//! The support plans, side by side.

use super::edit::PlanDialog;
use super::tabs::PlanTabs;
use crate::components::{Button, Empty, Glyph, Look, PageHeader, SeverityBadge, Toast, draw, use_toast};
use crate::hooks::use_load;
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::plans::PlanView;
use shared::words::{Privilege, Severity};
use yew::prelude::*;

/// What dialog is open.
#[derive(Clone, PartialEq)]
enum Open {
    Add,
    Edit(PlanView),
}

/// The support plans.
#[component]
pub(crate) fn PlansPage() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let open = use_state_eq(|| None::<Open>);
    let load = use_load((), |here, ()| async move { here.api().plans().await });
    let calendars = use_load((), |here, ()| async move { here.api().calendars().await });
    let show = {
        let open = open.clone();
        Callback::from(move |what: Option<Open>| open.set(what))
    };
    let onclose = show.reform(|()| None);
    let done = {
        let (close, reload) = (onclose.clone(), load.reload.clone());
        let new = *open == Some(Open::Add);
        Callback::from(move |plan: PlanView| {
            let name = plan.name.in_language(text.0);
            toast.emit(Toast::good(if new {
                text.plans_added(name)
            } else {
                text.plans_edited(name)
            }));
            close.emit(());
            reload.emit(());
        })
    };
    // Everybody may read the plans.
    let may = me.privileges.contains(&Privilege::PlansManage);
    let edit = may.then(|| show.reform(|plan| Some(Open::Edit(plan))));
    let calendars = calendars.data.as_deref().cloned().unwrap_or_default();
    html! {
        <>
            <PageHeader title={text.plans_title()} lead={text.plans_lead()}>
                if may { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show.reform(|()| Some(Open::Add))}>{ text.plans_add() }</Button> }
            </PageHeader>
            <PlanTabs current={Route::Plans { domain: me.domain.name.clone() }} />
            { draw(&load, text, |plans| if plans.is_empty() {
                html! { <Empty title={text.plans_none()} /> }
            } else {
                compared(plans, edit.as_ref(), text)
            }) }
            { match (*open).clone() {
                None => Html::default(),
                Some(Open::Add) => html! { <PlanDialog plan={None::<PlanView>} {calendars} {done} {onclose} /> },
                Some(Open::Edit(plan)) => html! { <PlanDialog {plan} {calendars} {done} {onclose} /> },
            } }
        </>
    }
}

/// One column per plan, one row per severity.
fn compared(plans: &[PlanView], edit: Option<&Callback<PlanView>>, text: Text) -> Html {
    html! {
        <div class="panel compare-frame" tabindex="0" role="region" aria-label={text.plans_caption()}>
            <table class="compare">
                <caption class="unseen">{ text.plans_caption() }</caption>
                <thead>
                    <tr>
                        <td></td>
                        { for plans.iter().map(|plan| head(plan, edit, text)) }
                    </tr>
                </thead>
                <tbody>
                    { for Severity::ALL.iter().map(|severity| html! {
                        <tr key={severity.as_str()}>
                            <th scope="row"><SeverityBadge severity={*severity} /> <span class="compare-word" aria-hidden="true">{ short(text.severity(*severity)) }</span></th>
                            { for plans.iter().map(|plan| target(plan, *severity, text)) }
                        </tr>
                    }) }
                    <tr>
                        <th scope="row">{ text.plans_escalation() }</th>
                        { for plans.iter().map(|plan| html! {
                            <td>{ if plan.escalation { text.plans_yes() } else { text.plans_no() } }</td>
                        }) }
                    </tr>
                </tbody>
            </table>
        </div>
    }
}

/// The name of a plan, and for whoever may the way to change it.
fn head(plan: &PlanView, edit: Option<&Callback<PlanView>>, text: Text) -> Html {
    let name = plan.name.in_language(text.0);
    let change = edit.map(|edit| {
        let plan = plan.clone();
        edit.reform(move |()| plan.clone())
    });
    html! {
        <th scope="col" key={plan.key.clone()}>
            <span class="cell-act">
                { name }
                if let Some(onclick) = change { <Button look={Look::Quiet} icon={Glyph::Pencil} label={text.plans_edit(name)} {onclick} /> }
            </span>
        </th>
    }
}

/// The word of a severity without its code, which stands beside it.
fn short(words: &'static str) -> &'static str {
    words.rsplit('–').next().unwrap_or(words).trim()
}

fn target(plan: &PlanView, severity: Severity, text: Text) -> Html {
    let target = plan.targets.iter().find(|target| target.severity == severity);
    let Some((target, minutes)) = target.and_then(|target| Some((target, target.minutes?))) else {
        return html! { <td class="faint">{ text.plans_not_offered() }</td> };
    };
    let calendar = target.calendar.as_ref();
    let coverage = calendar.map_or(text.coverage_always(), |calendar| {
        calendar.name.in_language(text.0)
    });
    html! { <td>{ text.duration(minutes) }<span class="row-note">{ coverage }</span></td> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn a_severity_is_not_named_twice() {
        assert_eq!(short(Text(Language::Fr).severity(Severity::P1)), "Critique");
        assert_eq!(short(Text(Language::En).severity(Severity::P4)), "Low");
    }
}
