//! From domain to domain. It is links only: what another tab shows does not change.

use crate::components::{Glyph, Icon, Menu, To};
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::{list_sessions, use_me, use_sessions};
use yew::prelude::*;

/// The title of the domain acted in; unfolded, every domain this browser is signed in to.
#[component]
pub(super) fn Switcher() -> Html {
    let text = use_text();
    let me = use_me();
    let context = use_sessions();
    // Other tabs may have signed in or out meanwhile.
    let onopen = {
        let tell = context.tell.clone();
        Callback::from(move |()| list_sessions(tell.clone()))
    };
    let button = html! {
        <>
            <span class="switcher-title">{ &me.domain.title }</span>
            <Icon glyph={Glyph::ChevronDown} />
        </>
    };
    html! {
        <Menu id="switcher" class="switcher" label={format!("{} – {}", me.domain.title, text.switch_domain())} {button} {onopen}>
            <p class="menu-heading">{ text.signed_in_domains() }</p>
            <ul>
                { for context.sessions.live().map(|other| {
                    let current = other.domain.name == me.domain.name;
                    html! {
                        <li key={other.domain.name.clone()}>
                            <To route={Route::start(&other.domain.name, &other.privileges)} {current}>
                                <span class="switcher-entry">
                                    <span>{ &other.domain.title }</span>
                                    <span class="muted">{ format!("{} · {}", other.domain.name, text.domain_kind(other.domain.kind)) }</span>
                                </span>
                                if current { <Icon glyph={Glyph::Check} /> }
                            </To>
                        </li>
                    }
                }) }
            </ul>
            <hr />
            <ul><li><To route={Route::SignIn}>{ text.another_domain() }</To></li></ul>
        </Menu>
    }
}
