//! One client of a reseller.

use crate::components::PageHeader;
use yew::prelude::*;

/// What [`ClientPage`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ClientProps {
    /// The client's DNS name.
    pub(crate) client: String,
}

/// One client of a reseller.
#[component]
pub(crate) fn ClientPage(props: &ClientProps) -> Html {
    html! { <PageHeader title={props.client.clone()} /> }
}
