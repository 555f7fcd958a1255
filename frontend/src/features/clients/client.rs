//! One client of a reseller: what may be seen of it, why not more, and its cases.

use super::cases::ClientCases;
use super::missing::WhyPanel;
use super::panels::{AccessPanel, Facts, Periods};
use super::standing::{Obstacle, obstacle, sees_cases};
use crate::components::{Button, Glyph, Icon, Look, PageHeader, To, draw};
use crate::features::not_found::NotFoundPage;
use crate::hooks::{use_load, use_return, use_walk};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::clients::{Access, ClientView};
use shared::api::sessions::Me;
use shared::client::Failure;
use shared::problem::Code;
use std::rc::Rc;
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
    let text = use_text();
    let me = use_me();
    let load = use_load(props.client.clone(), |here, client| async move {
        here.api().client_access(&client).await
    });
    use_return(load.reload.clone());
    use_walk();
    let gone = load.failure.as_ref().and_then(Failure::problem);
    if gone.is_some_and(|problem| problem.code == Code::NotFound) {
        return html! { <NotFoundPage /> };
    }
    let title = load
        .data
        .as_ref()
        .map_or(&props.client, |access| &access.client.client.title);
    let back = Route::Clients {
        domain: me.domain.name.clone(),
    };
    html! {
        <>
            <To route={back} class="back"><Icon glyph={Glyph::ChevronLeft} />{ text.clients_title() }</To>
            <PageHeader title={title.clone()} lead={AttrValue::from(props.client.clone())}>
                if let Some(access) = &load.data { { file(&access.client, &me, text) } }
            </PageHeader>
            { draw(&load, text, |access| {
                let view = &access.client;
                html! {
                    <div class="split">
                        <div class="split-side">
                            <AccessPanel access={Rc::clone(access)} />
                            <WhyPanel access={Rc::clone(access)} asked={load.reload.reform(|_| ())} />
                            <Periods tenures={view.tenures.clone()} />
                            <Facts view={view.clone()} />
                        </div>
                        if sees_cases(&me) {
                            <ClientCases client={view.client.clone()} let_in={view.access == Access::Granted} />
                        }
                    </div>
                }
            }) }
        </>
    }
}

/// The way to a new case for the client, or why there is none.
fn file(view: &ClientView, me: &Me, text: Text) -> Html {
    let why = match obstacle(view, me) {
        None => {
            let route = Route::NewCase {
                domain: me.domain.name.clone(),
            };
            let query = vec![("client", view.client.name.clone())];
            return html! {
                <To {route} {query} class={Look::Primary.class()}><Icon glyph={Glyph::Plus} />{ text.client_file() }</To>
            };
        }
        Some(Obstacle::Role) => text.client_cannot_role(),
        Some(Obstacle::Former) => text.client_cannot_former(),
        Some(Obstacle::Access) => text.client_cannot_access(),
        Some(Obstacle::Scope) => text.client_cannot_scope(),
    };
    html! {
        <div class="cannot">
            <Button icon={Glyph::Plus} disabled=true>{ text.client_file() }</Button>
            <p class="faint">{ why }</p>
        </div>
    }
}
