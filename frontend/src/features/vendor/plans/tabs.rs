//! From the plans to the calendars that they count by, and back.

use crate::components::Tabs;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use yew::prelude::*;

/// What [`PlanTabs`] is given.
#[derive(Properties, PartialEq)]
pub(in crate::features::vendor) struct PlanTabsProps {
    /// The page shown.
    pub(in crate::features::vendor) current: Route,
}

/// The two pages, side by side.
#[component]
pub(in crate::features::vendor) fn PlanTabs(props: &PlanTabsProps) -> Html {
    let text = use_text();
    let domain = use_me().domain.name.clone();
    let tabs = vec![
        (
            Route::Plans {
                domain: domain.clone(),
            },
            text.plans_title(),
        ),
        (Route::Calendars { domain }, text.calendars_title()),
    ];
    html! { <Tabs label={text.plans_title()} {tabs} current={props.current.clone()} /> }
}
