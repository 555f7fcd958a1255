//! The clients of a reseller.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// The clients of a reseller.
#[component]
pub(crate) fn ClientsPage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.clients_title()} /> }
}
