//! Who manages which client.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// Who manages which client.
#[component]
pub(crate) fn TransfersPage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.transfers_title()} /> }
}
