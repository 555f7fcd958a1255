//! The caller's own profile.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// The caller's own profile.
#[component]
pub(crate) fn ProfilePage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.profile_title()} /> }
}
