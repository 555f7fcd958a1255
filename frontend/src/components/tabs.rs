//! Pages that belong together, side by side.

use super::link::To;
use crate::routes::Route;
use yew::prelude::*;

/// What [`Tabs`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct TabsProps {
    /// What the pages have in common, for those who do not see it.
    pub(crate) label: AttrValue,
    pub(crate) tabs: Vec<(Route, &'static str)>,
    /// The page shown.
    pub(crate) current: Route,
}

/// Links to the pages; nothing if there is only one.
#[component]
pub(crate) fn Tabs(props: &TabsProps) -> Html {
    if props.tabs.len() < 2 {
        return Html::default();
    }
    html! {
        <nav class="tabs" aria-label={props.label.clone()}>
            { for props.tabs.iter().map(|(route, name)| html! {
                <To key={*name} route={route.clone()} current={*route == props.current}>{ *name }</To>
            }) }
        </nav>
    }
}
