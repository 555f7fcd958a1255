//! Every list that one keeps.

use super::card::Card;
use crate::components::{Empty, Look, PageHeader, To, draw};
use crate::hooks::use_load;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use yew::prelude::*;

/// The lists that one keeps, by name.
#[component]
pub(crate) fn ViewsPage() -> Html {
    let text = use_text();
    let me = use_me();
    let load = use_load((), |here, ()| async move { here.api().views().await });
    let route = Route::Cases {
        domain: me.domain.name.clone(),
    };
    html! {
        <>
            <PageHeader title={text.views_title()} lead={AttrValue::from(text.views_lead())}>
                <To route={route.clone()} class={Look::Plain.class()}>{ text.cases_title() }</To>
            </PageHeader>
            { draw(&load, text, |views| if views.is_empty() {
                html! {
                    <Empty title={text.views_empty()}>
                        <p>{ text.views_empty_text() }</p>
                        <To {route} class={Look::Primary.class()}>{ text.cases_title() }</To>
                    </Empty>
                }
            } else {
                html! {
                    <ul class="view-cards">
                        { for views.iter().map(|view| html! {
                            <Card key={view.id.to_string()} view={view.clone()} onchange={load.reload.clone()} />
                        }) }
                    </ul>
                }
            }) }
        </>
    }
}
