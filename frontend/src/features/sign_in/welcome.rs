//! One-time links: an account chooses its password.

use super::language::LanguageChoice;
use crate::api;
use crate::browser;
use crate::components::{Button, Look, Notice, TextField, Tone, When, draw_failure};
use crate::hooks::use_call;
use crate::locale::{use_text, use_title};
use crate::routes::Route;
use crate::session::{SessionEvent, use_sessions};
use shared::api::sessions::{AcceptInvitation, InvitationView, Me, OpenInvitation, Secret};
use shared::problem::field_sentence;
use shared::validate::Validate;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// Shows for whom the link is, and lets that person in with a password of their choice.
#[component]
pub(crate) fn WelcomePage() -> Html {
    let text = use_text();
    let tell = use_sessions().tell;
    let navigator = use_navigator();
    use_title(text.welcome_title());

    let token = use_memo((), |()| browser::fragment());
    let whose = use_state_eq(|| None::<InvitationView>);
    let found = {
        let whose = whose.clone();
        Callback::from(move |view| whose.set(Some(view)))
    };
    let opening = use_call(
        move |request: OpenInvitation| async move { api::client(text.0).open_invitation(&request).await },
        found,
    );
    {
        let (open, token) = (opening.send.clone(), token.clone());
        use_effect_with((), move |()| {
            if !token.is_empty() {
                open.emit(OpenInvitation {
                    token: Secret((*token).clone()),
                });
            }
        });
    }
    let done = Callback::from(move |me: Me| {
        let start = Route::start(&me.domain.name, &me.privileges);
        tell.dispatch(SessionEvent::SignedIn(me));
        if let Some(navigator) = &navigator {
            navigator.replace(&start);
        }
    });
    let body = if token.is_empty() {
        html! { <Notice tone={Tone::Warn} title={text.welcome_no_link()}><p>{ text.welcome_no_link_text() }</p></Notice> }
    } else if let Some(failure) = &opening.failure {
        html! { <Notice tone={Tone::Bad} title={text.welcome_refused()}>{ draw_failure(failure, text) }</Notice> }
    } else if let Some(view) = &*whose {
        html! { <Choose view={view.clone()} token={(*token).clone()} {done} /> }
    } else {
        html! { <div class="waiting" role="status"><span class="spinner" aria-hidden="true"></span>{ text.loading() }</div> }
    };
    html! {
        <main class="lone">
            <div class="brand" aria-hidden="true">{ "Comptoir" }</div>
            <h1>{ text.welcome_title() }</h1>
            { body }
            <LanguageChoice />
        </main>
    }
}

#[derive(Properties, PartialEq)]
struct ChooseProps {
    view: InvitationView,
    token: String,
    done: Callback<Me>,
}

#[component]
fn Choose(props: &ChooseProps) -> Html {
    let text = use_text();
    let password = use_state_eq(String::new);
    let seen = use_state_eq(|| false);
    let wrong = use_state_eq(|| None::<String>);
    let sending = use_call(
        move |request: AcceptInvitation| async move { api::client(text.0).accept_invitation(&request).await },
        props.done.clone(),
    );
    let onsubmit = {
        let (password, wrong, send, token) = (
            password.clone(),
            wrong.clone(),
            sending.send.clone(),
            props.token.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let request = AcceptInvitation {
                token: Secret(token.clone()),
                password: Secret((*password).clone()),
            };
            let found = request
                .violations()
                .first()
                .map(|violation| violation.code.clone());
            if found.is_none() {
                send.emit(request);
            } else {
                browser::focus("new-password");
            }
            wrong.set(found);
        })
    };
    let error = wrong
        .as_deref()
        .map(|code| AttrValue::Static(field_sentence(code, text.0).unwrap_or(text.unknown_fault())));
    let oninput = {
        let password = password.clone();
        Callback::from(move |value| password.set(value))
    };
    let onchange = {
        let seen = seen.clone();
        Callback::from(move |_: Event| seen.set(!*seen))
    };
    html! {
        <form {onsubmit} novalidate=true class="form">
            <p>{ text.welcome_for(&props.view.name, &props.view.domain.title) }</p>
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            // Password managers want to know for which account the password is.
            <TextField id="email" kind="email" autocomplete="username" label={text.email()} value={props.view.email.clone()}
                oninput={Callback::noop()} readonly=true />
            <TextField id="new-password" kind={if *seen { "text" } else { "password" }} autocomplete="new-password"
                label={text.new_password()} hint={text.new_password_hint()} value={(*password).clone()} {oninput} {error} autofocus=true />
            <label class="check"><input type="checkbox" checked={*seen} {onchange} />{ text.show_password() }</label>
            <Button look={Look::Primary} submit=true pending={sending.pending}>{ text.welcome_submit() }</Button>
            <p class="faint">{ text.welcome_until() }{ " " }<When at={props.view.expires_at} absolute=true /></p>
        </form>
    }
}
