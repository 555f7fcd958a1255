//! One case.

use crate::components::PageHeader;
use yew::prelude::*;

/// What [`CasePage`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct CaseProps {
    /// The case's number.
    pub(crate) number: String,
}

/// One case.
#[component]
pub(crate) fn CasePage(props: &CaseProps) -> Html {
    html! { <PageHeader title={props.number.clone()} /> }
}
