//! What stands around a page: skip link, top bar, help, and the dialog when a session lapses.

use super::help::Help;
use super::navigation::may_file;
use super::top_bar::TopBar;
use crate::browser;
use crate::features::sign_in::SignInAgain;
use crate::hooks::use_shortcuts;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::{use_me, use_sessions};
use yew::prelude::*;
use yew_router::prelude::{Routable, use_navigator};

/// What [`Shell`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ShellProps {
    /// The address shown.
    pub(crate) route: Route,
    /// Its page.
    pub(crate) children: Html,
}

/// The frame around every page of a domain.
#[component]
pub(crate) fn Shell(props: &ShellProps) -> Html {
    let text = use_text();
    let me = use_me();
    let sessions = use_sessions().sessions;
    let navigator = use_navigator();
    let helping = use_state_eq(|| false);

    {
        let (me, helping) = (me.clone(), helping.clone());
        use_shortcuts(move |key| match key {
            "?" => {
                helping.set(true);
                true
            }
            "c" if may_file(&me) => {
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::NewCase {
                        domain: me.domain.name.clone(),
                    });
                }
                true
            }
            _ => false,
        });
    }
    // A new page begins at its top, and a screen reader begins to read there.
    let first = use_mut_ref(|| true);
    use_effect_with(props.route.to_path(), move |_| {
        if !first.replace(false) {
            browser::scroll_to_top();
            browser::focus("main");
        }
    });

    let help = {
        let helping = helping.clone();
        Callback::from(move |()| helping.set(true))
    };
    let open = *helping;
    let close = Callback::from(move |()| helping.set(false));
    html! {
        <>
            <a class="skip" href="#main">{ text.skip_to_content() }</a>
            <TopBar route={props.route.clone()} onhelp={help} />
            <main id="main" tabindex="-1">{ props.children.clone() }</main>
            if open { <Help onclose={close} /> }
            if sessions.has_lapsed(&me.domain.name) { <SignInAgain /> }
        </>
    }
}
