//! The latest cases of a client, within its page.

use crate::components::{Empty, To, draw};
use crate::features::cases::CaseRows;
use crate::hooks::{use_load, use_return};
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::DomainRef;
use shared::api::cases::CaseFilter;
use yew::prelude::*;

/// So many are shown; the list of cases has the rest.
const LIMIT: u32 = 15;

/// What [`ClientCases`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct CasesProps {
    pub(super) client: DomainRef,
    /// Whether the client lets the reseller in.
    pub(super) let_in: bool,
}

/// The cases modified last.
#[component]
pub(super) fn ClientCases(props: &CasesProps) -> Html {
    let text = use_text();
    let me = use_me();
    let load = use_load(props.client.name.clone(), |here, client| async move {
        let filter = CaseFilter {
            client: Some(client),
            ..CaseFilter::default()
        };
        here.api().cases(&filter, None, LIMIT).await
    });
    use_return(load.reload.clone());
    let route = Route::Cases {
        domain: me.domain.name.clone(),
    };
    let query = vec![("client", props.client.name.clone())];
    let why = if props.let_in {
        text.client_no_cases_granted()
    } else {
        text.client_no_cases_blocked()
    };
    html! {
        <section class="split-main stack" aria-labelledby="client-cases">
            <div class="panel-head">
                <h2 id="client-cases">{ text.client_cases() }</h2>
                <To {route} {query}>{ text.client_all_cases() }</To>
            </div>
            { draw(&load, text, |page| if page.items.is_empty() {
                html! { <Empty title={text.client_no_cases()}><p>{ why }</p></Empty> }
            } else {
                html! { <CaseRows items={page.items.clone()} own=true /> }
            }) }
        </section>
    }
}
