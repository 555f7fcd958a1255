//! The head of a case: its number, its title, where it stands, how urgent it is, what can be done.

use super::escalation::EscalateButton;
use super::moves::Moves;
use super::severity::SeverityOfCase;
use super::stale::use_stale;
use crate::components::{
    Button, CopyButton, Glyph, Look, StateBadge, Tag, TextField, To, Toast, failure_line, use_toast,
};
use crate::hooks::use_send;
use crate::locale::{use_text, use_title};
use crate::routes::Route;
use crate::session::use_me;
use shared::api::cases::{CaseView, ChangeCase};
use shared::problem::field_sentence;
use shared::validate::Validate;
use shared::words::Action;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Header`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct HeaderProps {
    pub(super) case: Rc<CaseView>,
    /// Hears of the case after a change.
    pub(super) onchange: Callback<CaseView>,
    /// Asks for the case again.
    pub(super) onstale: Callback<()>,
}

/// The head of a case.
#[component]
pub(super) fn Header(props: &HeaderProps) -> Html {
    let text = use_text();
    let case = &props.case;
    let editing = use_state_eq(|| false);
    use_title(&format!("{} {}", case.number, case.title));
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
    let share = Route::CaseAccess {
        domain: use_me().domain.name.clone(),
        number: case.number.clone(),
    };
    html! {
        <header class="case-head">
            <p class="case-number mono muted">
                { &case.number }
                <CopyButton text={case.number.clone()} label={text.case_copy_number()} />
                if case.test { <Tag tone="warn">{ text.test_case() }</Tag> }
            </p>
            if *editing {
                <EditTitle case={case.clone()} {done} onstale={props.onstale.clone()} />
            } else {
                <div class="case-heading">
                    <h1>{ &case.title }</h1>
                    if case.may.contains(&Action::Manage) {
                        <Button look={Look::Quiet} icon={Glyph::Pencil} label={text.case_edit_title()} onclick={edit} />
                    }
                </div>
            }
            <div class="case-standing">
                <StateBadge state={case.state} />
                if case.merged { <Tag>{ text.merged_title() }</Tag> }
                <SeverityOfCase case={case.clone()} onchange={props.onchange.clone()} onstale={props.onstale.clone()} />
                <span class="top-space"></span>
                if case.may.contains(&Action::Share) {
                    <To route={share} class={Look::Plain.class()}>{ text.case_share() }</To>
                }
                <EscalateButton case={case.clone()} onchange={props.onchange.clone()} onstale={props.onstale.clone()} />
                <Moves case={case.clone()} onchange={props.onchange.clone()} onstale={props.onstale.clone()} />
            </div>
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct EditTitleProps {
    case: Rc<CaseView>,
    /// Hears that editing has ended, with the case if it was changed.
    done: Callback<Option<CaseView>>,
    /// Asks for the case again.
    onstale: Callback<()>,
}

/// The title as a field.
#[component]
fn EditTitle(props: &EditTitleProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let title = use_state_eq(|| props.case.title.clone());
    let wrong = use_state_eq(|| None::<AttrValue>);
    let saved = props.done.reform(move |view: CaseView| {
        toast.emit(Toast::good(text.case_title_changed()));
        Some(view)
    });
    let number = props.case.number.clone();
    let sending = use_send(
        move |here, request: ChangeCase| {
            let number = number.clone();
            async move { here.api().change_case(&number, &request).await }
        },
        saved,
    );
    // What was typed stays, beside what the title is now.
    let stale = use_stale(sending.failure.clone(), props.onstale.clone());
    let onsubmit = {
        let expected = props.case.updated_at;
        let (title, wrong, send, done, before) = (
            title.clone(),
            wrong.clone(),
            sending.send.clone(),
            props.done.clone(),
            props.case.title.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let request = ChangeCase {
                title: Some(title.trim().to_owned()),
                expected: Some(expected),
                ..ChangeCase::default()
            };
            match request.violations().first() {
                Some(one) => wrong.set(Some(
                    field_sentence(&one.code, text.0)
                        .unwrap_or(text.unknown_fault())
                        .into(),
                )),
                None if title.trim() == before => done.emit(None),
                None => send.emit(request),
            }
        })
    };
    let cancel = props.done.reform(|()| None);
    let onkeydown = props.done.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            onkeydown.emit(None);
        }
    });
    let refused = sending
        .failure
        .as_ref()
        .map(|failure| AttrValue::from(failure_line(failure, text)));
    html! {
        <form class="case-retitle" {onsubmit} {onkeydown} novalidate=true>
            <TextField id="case-title" label={text.column_title()} value={(*title).clone()} autofocus=true
                error={(*wrong).clone().or(refused)} hint={stale.then(|| AttrValue::from(text.title_now(&props.case.title)))} oninput={Callback::from(move |value| title.set(value))} />
            <Button look={Look::Primary} submit=true pending={sending.pending}>{ text.save() }</Button>
            <Button onclick={cancel}>{ text.cancel() }</Button>
        </form>
    }
}
