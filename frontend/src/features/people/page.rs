//! The accounts of the domain.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// The accounts of the domain.
#[component]
pub(crate) fn PeoplePage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.people_title()} /> }
}
