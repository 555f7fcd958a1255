//! Where an address leads nowhere, or nowhere that one may see: the two look the same.

use crate::components::{Empty, Look, PageHeader, To};
use crate::locale::use_text;
use crate::routes::Route;
use yew::prelude::*;

/// Says so calmly, and leads back.
#[component]
pub(crate) fn NotFoundPage() -> Html {
    let text = use_text();
    html! {
        <>
            <PageHeader title={text.not_found_title()} />
            <Empty title={text.not_found_text()}>
                <To route={Route::Home} class={Look::Plain.class()}>{ text.not_found_back() }</To>
            </Empty>
        </>
    }
}
