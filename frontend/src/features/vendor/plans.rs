//! The support plans.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// The support plans.
#[component]
pub(crate) fn PlansPage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.plans_title()} /> }
}
