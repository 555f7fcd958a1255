//! A field that narrows a list while one types.

use super::icon::{Glyph, Icon};
use crate::hooks::use_debounced;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What a [`SearchField`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct SearchProps {
    /// Its name for those who do not see it.
    pub(crate) label: AttrValue,
    /// What is sought now.
    pub(crate) value: String,
    /// Hears what is sought once one stops typing.
    pub(crate) onsearch: Callback<String>,
}

/// One per page: the key `/` leads to it, see [`crate::hooks::use_walk`].
#[component]
pub(crate) fn SearchField(props: &SearchProps) -> Html {
    let typed = use_state_eq(|| props.value.clone());
    {
        // The browser's back button, or "clear filters".
        let typed = typed.clone();
        use_effect_with(props.value.clone(), move |value| {
            if typed.trim() != value {
                typed.set(value.clone());
            }
        });
    }
    let settled = {
        let (onsearch, value) = (props.onsearch.clone(), props.value.clone());
        Callback::from(move |typed: String| {
            let typed = typed.trim();
            if typed != value {
                onsearch.emit(typed.to_owned());
            }
        })
    };
    use_debounced((*typed).clone(), 250, settled);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    html! {
        <div class="filter-search">
            <Icon glyph={Glyph::Search} />
            <input class="input" id="search" type="search" value={(*typed).clone()} {oninput} autocomplete="off"
                aria-label={props.label.clone()} placeholder={props.label.clone()} aria-keyshortcuts="/" />
        </div>
    }
}
