//! The support plans, side by side.

use super::add::AddDialog;
use crate::components::{Button, Empty, Glyph, Look, PageHeader, SeverityBadge, Toast, draw, use_toast};
use crate::hooks::use_load;
use crate::i18n::Text;
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::plans::PlanView;
use shared::words::{Privilege, Severity};
use yew::prelude::*;

/// The support plans.
#[component]
pub(crate) fn PlansPage() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let adding = use_state_eq(|| false);
    let load = use_load((), |here, ()| async move { here.api().plans().await });
    let show = |what: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(what))
    };
    let added = {
        let (close, reload) = (show(false), load.reload.clone());
        Callback::from(move |plan: PlanView| {
            toast.emit(Toast::good(text.plans_added(plan.name.in_language(text.0))));
            close.emit(());
            reload.emit(());
        })
    };
    html! {
        <>
            <PageHeader title={text.plans_title()} lead={text.plans_lead()}>
                // Everybody may read the plans.
                if me.privileges.contains(&Privilege::PlansManage) { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show(true)}>{ text.plans_add() }</Button> }
            </PageHeader>
            { draw(&load, text, |plans| if plans.is_empty() {
                html! { <Empty title={text.plans_none()} /> }
            } else {
                compared(plans, text)
            }) }
            if *adding { <AddDialog {added} onclose={show(false)} /> }
        </>
    }
}

/// One column per plan, one row per severity.
fn compared(plans: &[PlanView], text: Text) -> Html {
    html! {
        <div class="panel compare-frame" tabindex="0" role="region" aria-label={text.plans_caption()}>
            <table class="compare">
                <caption class="unseen">{ text.plans_caption() }</caption>
                <thead>
                    <tr>
                        <td></td>
                        { for plans.iter().map(|plan| html! {
                            <th scope="col" key={plan.key.clone()}>{ plan.name.in_language(text.0) }</th>
                        }) }
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

/// The word of a severity without its code, which stands beside it.
fn short(words: &'static str) -> &'static str {
    words.rsplit('–').next().unwrap_or(words).trim()
}

fn target(plan: &PlanView, severity: Severity, text: Text) -> Html {
    let minutes = plan
        .targets
        .iter()
        .find(|target| target.severity == severity)
        .and_then(|target| target.minutes);
    match minutes {
        Some(minutes) => html! { <td>{ text.duration(minutes) }</td> },
        None => html! { <td class="faint">{ text.plans_not_offered() }</td> },
    }
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
