//! When there is no case to list.

use crate::components::{Button, Empty, Look, To};
use crate::features::shell::may_file;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::words::DomainKind;
use yew::prelude::*;

/// What [`Nothing`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct NothingProps {
    /// Whether filters narrow the list.
    pub(super) narrowed: bool,
    /// Whether this is a later page.
    pub(super) further: bool,
    /// Clears the filters.
    pub(super) clear: Callback<()>,
}

/// Says why, and what to do.
#[component]
pub(super) fn Nothing(props: &NothingProps) -> Html {
    let text = use_text();
    let me = use_me();
    if props.further {
        return html! { <Empty title={text.cases_no_more()} /> };
    }
    if props.narrowed {
        return html! {
            <Empty title={text.cases_none_match()}>
                <p>{ text.cases_none_match_text() }</p>
                <Button onclick={props.clear.clone()}>{ text.cases_clear_filters() }</Button>
            </Empty>
        };
    }
    let domain = me.domain.name.clone();
    let why = if me.domain.kind == DomainKind::Reseller {
        text.cases_none_reseller()
    } else {
        text.cases_none_text()
    };
    html! {
        <Empty title={text.cases_none()}>
            <p>{ why }</p>
            if may_file(&me) { <To route={Route::NewCase { domain }} class={Look::Primary.class()}>{ text.new_case() }</To> }
        </Empty>
    }
}
