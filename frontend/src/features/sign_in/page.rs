//! Signing in.

use super::form::SignInForm;
use super::language::LanguageChoice;
use crate::components::To;
use crate::locale::{use_text, use_title};
use crate::routes::Route;
use crate::session::use_sessions;
use shared::api::sessions::Me;
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// What [`SignInPage`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct SignInProps {
    /// The domain whose address one wanted; it is shown in place of that page, so that the address
    /// itself remembers where to go.
    #[prop_or_default]
    pub(crate) domain: Option<String>,
}

/// The way in.
#[component]
pub(crate) fn SignInPage(props: &SignInProps) -> Html {
    let text = use_text();
    let sessions = use_sessions().sessions;
    let navigator = use_navigator();
    use_title(text.sign_in_title());

    let ondone = {
        let wanted = props.domain.clone();
        Callback::from(move |me: Me| {
            let here = wanted
                .as_deref()
                .is_some_and(|domain| domain.eq_ignore_ascii_case(&me.domain.name));
            if let Some(navigator) = navigator.as_ref().filter(|_| !here) {
                navigator.replace(&Route::start(&me.domain.name, &me.privileges));
            }
        })
    };
    let lead = match &props.domain {
        Some(domain) => text.sign_in_to(domain),
        None => text.sign_in_intro().to_owned(),
    };
    let live = sessions.live().collect::<Vec<_>>();
    html! {
        <main class="lone">
            <div class="brand" aria-hidden="true">{ "Comptoir" }</div>
            <h1>{ text.sign_in_title() }</h1>
            <p class="muted">{ lead }</p>
            <SignInForm {ondone} />
            <p class="faint">{ text.forgot_password() }</p>
            if !live.is_empty() {
                <section class="lone-more">
                    <p>{ text.already_signed_in() }</p>
                    <ul>
                        { for live.iter().map(|me| html! {
                            <li key={me.domain.name.clone()}>
                                <To route={Route::start(&me.domain.name, &me.privileges)}>{ &me.domain.title }</To>
                            </li>
                        }) }
                    </ul>
                </section>
            }
            <LanguageChoice />
        </main>
    }
}
