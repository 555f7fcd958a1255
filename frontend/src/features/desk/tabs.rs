//! The pages of the desk, side by side.

use crate::components::Tabs;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::words::Privilege;
use yew::prelude::*;

/// What [`DeskTabs`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct DeskTabsProps {
    /// The page shown.
    pub(super) current: Route,
}

/// Links to the pages: queues for those who work there.
#[component]
pub(super) fn DeskTabs(props: &DeskTabsProps) -> Html {
    let text = use_text();
    let me = use_me();
    let domain = || me.domain.name.clone();
    let mut tabs = vec![
        (Route::DeskAnswers { domain: domain() }, text.answers_title()),
        (Route::DeskTeams { domain: domain() }, text.teams_tab()),
    ];
    if me.privileges.contains(&Privilege::DeskWork) {
        tabs.insert(0, (Route::Desk { domain: domain() }, text.desk_queue()));
    }
    html! { <Tabs label={text.desk_tabs()} {tabs} current={props.current.clone()} /> }
}
