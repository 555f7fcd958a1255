//! The severity, with what each means.

use crate::locale::use_text;
use shared::api::plans::ResponseTarget;
use shared::words::Severity;
use yew::prelude::*;

/// What [`SeverityChoice`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct SeverityChoiceProps {
    pub(super) value: Severity,
    pub(super) onchange: Callback<Severity>,
    /// What the client's plan promises; nothing while that is not known.
    pub(super) targets: Vec<ResponseTarget>,
}

/// One radio button per severity, with what it means and the answer it brings.
#[component]
pub(super) fn SeverityChoice(props: &SeverityChoiceProps) -> Html {
    let text = use_text();
    let entry = |severity: &Severity| {
        let severity = *severity;
        let id = format!("severity-{severity}");
        // The first one takes the place of the whole where errors point to it.
        let input = if severity == Severity::P1 {
            "severity".to_owned()
        } else {
            format!("{id}-input")
        };
        let onchange = props.onchange.reform(move |_: Event| severity);
        html! {
            <label class="severity-choice" for={input.clone()}>
                <input type="radio" name="severity" id={input} checked={severity == props.value}
                    aria-describedby={id.clone()} {onchange} />
                <span>
                    <strong>{ text.severity(severity) }</strong><span class="muted" {id}>{ text.severity_means(severity) }</span>
                    if let Some(promised) = text.promised(&props.targets, severity) { <span class="severity-promise">{ promised }</span> }
                </span>
            </label>
        }
    };
    html! {
        <fieldset class="severity-choices">
            <legend>{ text.new_case_severity() }</legend>
            { for Severity::ALL.iter().map(entry) }
        </fieldset>
    }
}
