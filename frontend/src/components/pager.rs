//! From page to page of a list with cursors.

use super::button::Button;
use super::icon::Glyph;
use crate::locale::use_text;
use yew::prelude::*;

/// What a [`Pager`] is given; what is missing is not possible.
#[derive(Properties, PartialEq)]
pub(crate) struct PagerProps {
    #[prop_or_default]
    pub(crate) first: Option<Callback<()>>,
    #[prop_or_default]
    pub(crate) previous: Option<Callback<()>>,
    #[prop_or_default]
    pub(crate) next: Option<Callback<()>>,
}

/// Buttons to the pages around this one; nothing if it is the only one.
#[component]
pub(crate) fn Pager(props: &PagerProps) -> Html {
    let text = use_text();
    if props.first.is_none() && props.previous.is_none() && props.next.is_none() {
        return Html::default();
    }
    let button = |go: &Option<Callback<()>>, icon, label: &'static str| {
        html! { <Button {icon} disabled={go.is_none()} onclick={go.clone().unwrap_or_default()}>{ label }</Button> }
    };
    html! {
        <nav class="pager" aria-label={text.pages()}>
            if props.first.is_some() { { button(&props.first, None, text.first_page()) } }
            { button(&props.previous, Some(Glyph::ChevronLeft), text.previous()) }
            { button(&props.next, Some(Glyph::ChevronRight), text.next()) }
        </nav>
    }
}
