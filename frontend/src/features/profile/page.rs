//! One's own profile: name, language, time zone, roles, password.

use super::about::About;
use super::password::Password;
use super::roles::Roles;
use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// One's own profile.
#[component]
pub(crate) fn ProfilePage() -> Html {
    let text = use_text();
    html! {
        <div class="settings">
            <PageHeader title={text.profile_title()} />
            <About />
            <Roles />
            <Password />
        </div>
    }
}
