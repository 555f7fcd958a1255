//! All domains.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// All domains.
#[component]
pub(crate) fn DomainsPage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.domains_title()} /> }
}
