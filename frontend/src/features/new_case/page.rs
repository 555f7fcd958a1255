//! A case to file.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// A case to file.
#[component]
pub(crate) fn NewCasePage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.new_case()} /> }
}
