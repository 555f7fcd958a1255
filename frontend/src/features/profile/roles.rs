//! What the caller may do, in words.

use crate::locale::use_text;
use crate::session::use_me;
use yew::prelude::*;

/// The caller's roles; only administrators change them.
#[component]
pub(super) fn Roles() -> Html {
    let text = use_text();
    let me = use_me();
    let roles = me
        .roles
        .iter()
        .filter(|role| *role != "member")
        .collect::<Vec<_>>();
    html! {
        <section class="panel panel-body stack" aria-labelledby="profile-roles">
            <h2 id="profile-roles">{ text.profile_roles() }</h2>
            if roles.is_empty() {
                <p class="muted">{ text.profile_no_roles() }</p>
            } else {
                <ul class="role-list">
                    { for roles.iter().map(|role| html! {
                        <li key={role.as_str()}>
                            <strong>{ text.role(role) }</strong>
                            <span class="row-note">{ text.role_means(role).unwrap_or(text.profile_custom_role()) }</span>
                        </li>
                    }) }
                </ul>
                <p class="faint">{ text.profile_roles_text() }</p>
            }
        </section>
    }
}
