//! Where there is nothing to show, what to do.

use yew::prelude::*;

/// What [`Empty`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct EmptyProps {
    pub(crate) title: AttrValue,
    /// Explanation and remedy.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// Says that there is nothing, why, and what to do about it.
#[component]
pub(crate) fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty" role="status">
            <p class="empty-title">{ &props.title }</p>
            { props.children.clone() }
        </div>
    }
}
