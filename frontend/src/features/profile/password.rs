//! Another password.

use crate::components::{Button, TextField, Toast, draw_refusal, use_toast};
use crate::hooks::{Places, use_form};
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::sessions::{ChangePassword, Secret};
use shared::problem::Code;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/current", "/new"],
    codes: &[(Code::CurrentPasswordWrong, "/current")],
};

/// The current password and the one to take its place.
#[component]
pub(super) fn Password() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let current = use_state_eq(String::new);
    let new = use_state_eq(String::new);
    let done = {
        let (current, new) = (current.clone(), new.clone());
        Callback::from(move |()| {
            current.set(String::new());
            new.set(String::new());
            toast.emit(Toast::good(text.profile_password_changed()));
        })
    };
    let form = use_form(
        PLACES,
        |here, request: ChangePassword| async move { here.api().change_password(&request).await },
        done,
    );
    let onsubmit = {
        let (current, new, submit) = (current.clone(), new.clone(), form.submit.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            submit.emit(ChangePassword {
                current: Secret((*current).clone()),
                new: Secret((*new).clone()),
            });
        })
    };
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |value| state.set(value))
    };
    html! {
        <section class="panel panel-body" aria-labelledby="profile-password">
            <h2 id="profile-password">{ text.profile_password() }</h2>
            <p class="muted">{ text.profile_password_text() }</p>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                // Password managers want to know whose password it is.
                <input type="text" class="unseen" autocomplete="username" value={me.email.clone()} readonly=true tabindex="-1" aria-hidden="true" />
                <TextField id="current-password" kind="password" autocomplete="current-password" label={text.profile_current()}
                    value={(*current).clone()} oninput={set(&current)} error={form.error("/current")} />
                <TextField id="new-password" kind="password" autocomplete="new-password" label={text.new_password()}
                    hint={text.new_password_hint()} value={(*new).clone()} oninput={set(&new)} error={form.error("/new")} />
                <Button submit=true pending={form.pending}>{ text.profile_change_password() }</Button>
            </form>
        </section>
    }
}
