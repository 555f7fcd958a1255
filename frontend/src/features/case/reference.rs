//! The client's own reference among the facts: shown, and changed by the customer.

use crate::components::{Button, Glyph, Look, TextField, Toast, draw_refusal, use_toast};
use crate::hooks::{Places, use_draft, use_form};
use crate::locale::use_text;
use shared::api::cases::{CaseView, ChangeCase, REFERENCE_MAX};
use shared::words::{Action, Relation};
use std::rc::Rc;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/reference"],
    codes: &[],
};

/// What [`Reference`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ReferenceProps {
    pub(super) case: Rc<CaseView>,
    /// Hears of the case after a change.
    pub(super) onchange: Callback<CaseView>,
}

/// Whether it is the reader's to change: the client's or its reseller's.
fn may_change(case: &CaseView) -> bool {
    let customer = |relation: &Relation| matches!(relation, Relation::Account | Relation::Manager);
    case.may.contains(&Action::Manage) && case.relations.iter().any(customer)
}

/// The reference, or nothing where there is none and none can be given.
#[component]
pub(super) fn Reference(props: &ReferenceProps) -> Html {
    let text = use_text();
    let editing = use_state_eq(|| false);
    let may = may_change(&props.case);
    let Some(shown) = props.case.reference.clone().or_else(|| may.then(String::new)) else {
        return Html::default();
    };
    let edit = {
        let editing = editing.clone();
        Callback::from(move |()| editing.set(true))
    };
    let done = {
        let (editing, onchange) = (editing.clone(), props.onchange.clone());
        Callback::from(move |changed: Option<CaseView>| {
            editing.set(false);
            if let Some(view) = changed {
                onchange.emit(view);
            }
        })
    };
    let name = if may {
        text.reference()
    } else {
        text.reference_of_client()
    };
    html! {
        <div>
            <dt>{ name }</dt>
            <dd>
                if *editing {
                    <Edit case={props.case.clone()} {done} />
                } else {
                    if shown.is_empty() { <span class="faint">{ text.reference_none() }</span> } else { { shown } }
                    if may { <Button look={Look::Quiet} icon={Glyph::Pencil} label={text.reference_edit()} onclick={edit} /> }
                }
            </dd>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct EditProps {
    case: Rc<CaseView>,
    /// Hears that editing has ended, with the case if it was changed.
    done: Callback<Option<CaseView>>,
}

#[component]
fn Edit(props: &EditProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let draft = use_draft(|| props.case.reference.clone().unwrap_or_default());
    let saved = props.done.reform(move |view: CaseView| {
        toast.emit(Toast::good(text.reference_saved()));
        Some(view)
    });
    let number = props.case.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: ChangeCase| {
            let number = number.clone();
            async move { here.api().change_case(&number, &request).await }
        },
        saved,
    );
    let onsubmit = draft.sent(form.submit.reform(|reference: String| ChangeCase {
        reference: Some(reference.trim().to_owned()),
        ..ChangeCase::default()
    }));
    let onkeydown = {
        let done = props.done.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                done.emit(None);
            }
        })
    };
    html! {
        <form class="form" {onsubmit} {onkeydown} novalidate=true>
            { draw_refusal(&form, text) }
            <TextField id="reference" label={text.reference()} autofocus=true maxlength={REFERENCE_MAX} value={(*draft).clone()}
                oninput={draft.on(|draft, reference| *draft = reference)} error={form.error("/reference")} />
            <div class="moves">
                <Button look={Look::Primary} submit=true pending={form.pending}>{ text.save() }</Button>
                <Button onclick={props.done.reform(|()| None)}>{ text.cancel() }</Button>
            </div>
        </form>
    }
}
