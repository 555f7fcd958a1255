//! The product catalogue.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// The product catalogue.
#[component]
pub(crate) fn CataloguePage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.catalogue_title()} /> }
}
