//! When a session ends while its page is open.

use super::form::SignInForm;
use crate::components::{Dialog, To};
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use yew::prelude::*;

/// Asks for the password again, over the page: it stays as it is, and what was typed with it.
#[component]
pub(crate) fn SignInAgain() -> Html {
    let text = use_text();
    let me = use_me();
    html! {
        <Dialog title={text.session_ended()}>
            <p class="muted">{ text.session_ended_text() }</p>
            <SignInForm email={me.email.clone()} />
            <p><To route={Route::SignIn}>{ text.another_domain() }</To></p>
        </Dialog>
    }
}
