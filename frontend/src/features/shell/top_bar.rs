//! The bar at the top: domain, navigation, new case, profile.

use super::navigation::{links, may_file};
use super::switcher::Switcher;
use crate::browser::Shelf;
use crate::components::{Glyph, Icon, Look, Menu, To, Toast, failure_line, use_toast};
use crate::features::sign_in::LanguageChoice;
use crate::hooks::use_send;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::{SessionEvent, use_me, use_sessions};
use yew::prelude::*;
use yew_router::prelude::use_navigator;

/// What [`TopBar`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct TopBarProps {
    pub(super) route: Route,
    pub(super) onhelp: Callback<()>,
}

/// The bar at the top of every page of a domain.
#[component]
pub(super) fn TopBar(props: &TopBarProps) -> Html {
    let text = use_text();
    let me = use_me();
    let domain = me.domain.name.clone();
    let filing = may_file(&me) && !matches!(props.route, Route::NewCase { .. });
    html! {
        <header class="top-bar">
            <Switcher />
            <nav class="top-nav" aria-label={text.main_navigation()}><ul>{ links(&me, text, &props.route) }</ul></nav>
            <Menu id="navigation" class="narrow-nav" label={text.menu()} button={html! { <Icon glyph={Glyph::Menu} /> }}>
                <nav aria-label={text.main_navigation()}><ul>{ links(&me, text, &props.route) }</ul></nav>
            </Menu>
            <span class="top-space"></span>
            if filing {
                <To route={Route::NewCase { domain }} class={classes!(Look::Primary.class(), "top-new")}>
                    <Icon glyph={Glyph::Plus} /><span>{ text.new_case() }</span>
                </To>
            }
            <ProfileMenu onhelp={props.onhelp.clone()} />
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct ProfileProps {
    onhelp: Callback<()>,
}

/// Who one is, the profile, and the way out.
#[component]
fn ProfileMenu(props: &ProfileProps) -> Html {
    let text = use_text();
    let me = use_me();
    let tell = use_sessions().tell;
    let navigator = use_navigator();
    let left = {
        let domain = me.domain.name.clone();
        Callback::from(move |()| {
            Shelf::Tab.remove_all(&format!("comptoir:{domain}:"));
            // First away from the domain's pages, so that they do not ask to sign in again.
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Home);
            }
            tell.dispatch(SessionEvent::SignedOut(domain.clone()));
        })
    };
    let leave = use_send(|here, ()| async move { here.api().sign_out().await }, left);
    let toast = use_toast();
    use_effect_with(leave.failure.clone(), move |failure| {
        if let Some(failure) = failure {
            toast.emit(Toast::bad(failure_line(failure, text)));
        }
    });
    let button = html! { <span class="avatar" aria-hidden="true">{ initials(&me.name) }</span> };
    html! {
        <Menu id="profile" class="profile-menu" label={text.account_menu(&me.name)} {button}>
            <p class="menu-heading"><strong>{ &me.name }</strong><span class="muted">{ &me.email }</span></p>
            <ul>
                <li><To route={Route::Profile { domain: me.domain.name.clone() }}>{ text.profile_title() }</To></li>
                <li><button type="button" onclick={props.onhelp.reform(|_: MouseEvent| ())}>{ text.shortcuts() }<kbd>{ "?" }</kbd></button></li>
            </ul>
            if me.locale.is_none() { <LanguageChoice /> }
            <hr />
            <ul><li><button type="button" disabled={leave.pending} onclick={leave.send.reform(|_: MouseEvent| ())}>{ text.sign_out() }</button></li></ul>
        </Menu>
    }
}

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Élodie Marie Le Goff"), "ÉG");
        assert_eq!(initials("cher"), "C");
        assert_eq!(initials(" "), "");
    }
}
