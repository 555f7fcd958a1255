//! My cases.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// My cases.
#[component]
pub(crate) fn CasesPage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.cases_title()} /> }
}
