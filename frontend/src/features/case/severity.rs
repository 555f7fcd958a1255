//! The severity in the head of a case: shown, and changed by whoever may, with a way back.

use crate::components::{SelectField, SeverityBadge, Toast, failure_line, use_toast};
use crate::hooks::use_send;
use crate::locale::use_text;
use shared::api::cases::{CaseView, ChangeCase};
use shared::words::{Action, Severity};
use std::rc::Rc;
use yew::prelude::*;

/// What [`SeverityOfCase`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct SeverityOfCaseProps {
    pub(super) case: Rc<CaseView>,
    /// Hears of the case after a change.
    pub(super) onchange: Callback<CaseView>,
}

/// A mark; for those who may manage the case, a select.
#[component]
pub(super) fn SeverityOfCase(props: &SeverityOfCaseProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let case = &props.case;
    let number = case.number.clone();
    let sending = use_send(
        move |here, severity: Severity| {
            let number = number.clone();
            async move {
                here.api()
                    .change_case(
                        &number,
                        &ChangeCase {
                            severity: Some(severity),
                            title: None,
                        },
                    )
                    .await
            }
        },
        props.onchange.clone(),
    );
    // Told once the case shows it, with the way back to what it was.
    let former = use_mut_ref(|| case.severity);
    let undoing = use_mut_ref(|| false);
    {
        let (send, undoing) = (sending.send.clone(), undoing.clone());
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
        let send = sending.send.clone();
        Callback::from(move |word: String| {
            if let Ok(severity) = word.parse() {
                send.emit(severity);
            }
        })
    };
    html! {
        <div class="severity-select">
            <SelectField id="severity" label={text.column_severity()} {options} value={case.severity.as_str()}
                disabled={sending.pending} error={sending.failure.as_ref().map(|why| AttrValue::from(failure_line(why, text)))} {onchange} />
        </div>
    }
}
