//! The top of a page.

use crate::locale::use_title;
use yew::prelude::*;

/// What a [`PageHeader`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct PageHeaderProps {
    pub(crate) title: AttrValue,
    /// A line below the title.
    #[prop_or_default]
    pub(crate) lead: Option<AttrValue>,
    /// What can be done here.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// The heading of a page, with what can be done there; names the window too.
#[component]
pub(crate) fn PageHeader(props: &PageHeaderProps) -> Html {
    use_title(&props.title);
    html! {
        <header class="page-header">
            <div>
                <h1>{ &props.title }</h1>
                if let Some(lead) = &props.lead { <p class="muted">{ lead }</p> }
            </div>
            <div class="page-actions">{ props.children.clone() }</div>
        </header>
    }
}
