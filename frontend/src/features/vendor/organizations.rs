//! All organizations.

use crate::components::PageHeader;
use crate::locale::use_text;
use yew::prelude::*;

/// All organizations.
#[component]
pub(crate) fn OrganizationsPage() -> Html {
    let text = use_text();
    html! { <PageHeader title={text.organizations_title()} /> }
}
