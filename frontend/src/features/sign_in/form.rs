//! Address and password.

use crate::api;
use crate::components::{Button, Look, Notice, TextField, Tone, draw_failure};
use crate::hooks::use_call;
use crate::locale::use_text;
use crate::session::{SessionEvent, use_sessions};
use shared::api::sessions::{Me, Secret, SignIn};
use shared::problem::field_sentence;
use shared::validate::{Validate, Violation};
use yew::prelude::*;

/// What a [`SignInForm`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct FormProps {
    /// The address to begin with.
    #[prop_or_default]
    pub(super) email: String,
    /// Hears who signed in, after the sessions know of it.
    #[prop_or_default]
    pub(super) ondone: Callback<Me>,
}

/// The form; what is wrong stands at its field, a refusal above the button.
#[component]
pub(super) fn SignInForm(props: &FormProps) -> Html {
    let text = use_text();
    let tell = use_sessions().tell;
    let email = use_state_eq(|| props.email.clone());
    let password = use_state_eq(String::new);
    let wrong = use_state_eq(Vec::<Violation>::new);
    let done = {
        let ondone = props.ondone.clone();
        Callback::from(move |me: Me| {
            tell.dispatch(SessionEvent::SignedIn(me.clone()));
            ondone.emit(me);
        })
    };
    let sending = use_call(
        move |request: SignIn| async move { api::client(text.0).sign_in(&request).await },
        done,
    );
    let onsubmit = {
        let (email, password, wrong, send) = (
            email.clone(),
            password.clone(),
            wrong.clone(),
            sending.send.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let request = SignIn {
                email: (*email).clone(),
                password: Secret((*password).clone()),
            };
            let found = request.violations();
            if let Some(first) = found.first() {
                crate::browser::focus(if first.pointer == "/email" {
                    "email"
                } else {
                    "password"
                });
            } else {
                send.emit(request);
            }
            wrong.set(found);
        })
    };
    let error = |pointer: &str| {
        let violation = wrong.iter().find(|violation| violation.pointer == pointer)?;
        Some(AttrValue::Static(
            field_sentence(&violation.code, text.0).unwrap_or(text.unknown_fault()),
        ))
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value| state.set(value))
    };
    html! {
        <form {onsubmit} novalidate=true class="form">
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            <TextField id="email" kind="email" autocomplete="username" label={text.email()} value={(*email).clone()}
                oninput={set(&email)} error={error("/email")} autofocus={props.email.is_empty()} />
            <TextField id="password" kind="password" autocomplete="current-password" label={text.password()}
                value={(*password).clone()} oninput={set(&password)} error={error("/password")} autofocus={!props.email.is_empty()} />
            <Button look={Look::Primary} submit=true pending={sending.pending}>{ text.sign_in() }</Button>
        </form>
    }
}
