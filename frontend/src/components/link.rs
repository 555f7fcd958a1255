//! Links within the app.

use crate::routes::Route;
use yew::prelude::*;
use yew_router::prelude::use_navigator;
use yew_router::query::Raw;

/// What [`To`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ToProps {
    pub(crate) route: Route,
    /// Keys and values of the query.
    #[prop_or_default]
    pub(crate) query: Vec<(&'static str, String)>,
    #[prop_or_default]
    pub(crate) class: Classes,
    /// Leads to what is shown already.
    #[prop_or_default]
    pub(crate) current: bool,
    /// Hears of the click before the app moves on.
    #[prop_or_default]
    pub(crate) onfollow: Callback<()>,
    #[prop_or_default]
    pub(crate) id: Option<AttrValue>,
    /// Leads to the object of a row: the keys `j` and `k` find it.
    #[prop_or_default]
    pub(crate) row: bool,
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A link to an address of the app. It is a real link: it can be copied and opened in a new tab.
#[component]
pub(crate) fn To(props: &ToProps) -> Html {
    let navigator = use_navigator();
    let query = props
        .query
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect::<Vec<_>>();
    let href = props.route.href(&query);
    let onclick = {
        let (route, href, onfollow) = (props.route.clone(), href.clone(), props.onfollow.clone());
        Callback::from(move |event: MouseEvent| {
            let elsewhere = event.ctrl_key()
                || event.meta_key()
                || event.shift_key()
                || event.alt_key()
                || event.button() != 0;
            if elsewhere || event.default_prevented() {
                return;
            }
            event.prevent_default();
            onfollow.emit(());
            if let Some(navigator) = &navigator {
                match href.split_once('?') {
                    Some((_, query)) => {
                        let Ok(()) = navigator.push_with_query(&route, Raw(query));
                    }
                    None => navigator.push(&route),
                }
            }
        })
    };
    html! {
        <a {href} class={props.class.clone()} id={props.id.clone()} data-row={props.row.then_some("")} aria-current={props.current.then_some("page")} {onclick}>
            { props.children.clone() }
        </a>
    }
}
