//! Reseller access: whom a client lets in.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// Reseller access: whom a client lets in.
#[component]
pub(crate) fn AccessPage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.access_title()} /> }
}
