//! The lists that one keeps: opening one, and keeping the present one.

use super::query::ListQuery;
use crate::components::{Button, Dialog, Glyph, Icon, Look, Menu, TextField, To, draw_refusal};
use crate::hooks::{Places, use_draft, use_form, use_load};
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::lists::{Column, NewView, SavedView, VIEW_NAME_MAX};
use shared::problem::Code;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/name"],
    codes: &[(Code::AlreadyExists, "/name"), (Code::LimitReached, "/name")],
};

/// What [`ViewsMenu`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ViewsProps {
    pub(super) query: ListQuery,
    /// What the list shows.
    pub(super) columns: Vec<Column>,
    pub(super) go: Callback<(ListQuery, bool)>,
}

/// The kept lists, folded into a button. The list opens with one of them if it is opened as such.
#[component]
pub(super) fn ViewsMenu(props: &ViewsProps) -> Html {
    let text = use_text();
    let me = use_me();
    let naming = use_state_eq(|| false);
    let load = use_load((), |here, ()| async move { here.api().views().await });
    let plain = use_mut_ref(|| props.query == ListQuery::default());
    {
        let (views, go) = (load.data.clone(), props.go.clone());
        let untouched = props.query == ListQuery::default();
        use_effect_with(views.is_some(), move |there| {
            // Once, and not over what was typed meanwhile.
            if *there && plain.replace(false) && untouched {
                let opens = views
                    .as_ref()
                    .and_then(|views| views.iter().find(|view| view.opens));
                if let Some(view) = opens {
                    go.emit((ListQuery::of_view(view), true));
                }
            }
        });
    }
    let name = {
        let naming = naming.clone();
        Callback::from(move |()| naming.set(true))
    };
    let onclose = {
        let naming = naming.clone();
        Callback::from(move |()| naming.set(false))
    };
    let onkept = {
        let (naming, reload) = (naming.clone(), load.reload.clone());
        Callback::from(move |_: SavedView| {
            naming.set(false);
            reload.emit(());
        })
    };
    let open = |view: &SavedView| {
        let to = ListQuery::of_view(view);
        let onclick = props.go.reform(move |_: MouseEvent| (to.clone(), false));
        html! { <li key={view.id.to_string()}><button type="button" {onclick}>{ &view.name }</button></li> }
    };
    let views = load.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    let button = html! { <>{ text.views_title() }<Icon glyph={Glyph::ChevronDown} /></> };
    html! {
        <>
            <Menu id="views" class="filter" label={text.views_title()} {button}>
                if views.is_empty() {
                    <p class="muted">{ text.views_none() }</p>
                } else {
                    <ul class="views">{ for views.iter().map(open) }</ul>
                }
                <Button look={Look::Quiet} onclick={name}>{ text.views_keep() }</Button>
                if !views.is_empty() {
                    <To route={Route::Views { domain: me.domain.name.clone() }} class={Look::Quiet.class()}>{ text.views_manage() }</To>
                }
            </Menu>
            if *naming { <Keep query={props.query.clone()} columns={props.columns.clone()} {onkept} {onclose} /> }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct KeepProps {
    query: ListQuery,
    columns: Vec<Column>,
    onkept: Callback<SavedView>,
    onclose: Callback<()>,
}

/// Asks for a name, and keeps the present list under it.
#[component]
fn Keep(props: &KeepProps) -> Html {
    let text = use_text();
    let draft = use_draft({
        let (filter, columns) = (props.query.filter(), props.columns.clone());
        move || NewView {
            name: String::new(),
            filter,
            columns,
            opens: false,
        }
    });
    let form = use_form(
        PLACES,
        |here, request: NewView| async move { here.api().add_view(&request).await },
        props.onkept.clone(),
    );
    let toggle = draft.on(|draft, _: Event| draft.opens = !draft.opens);
    html! {
        <Dialog title={text.views_keep_title()} onclose={props.onclose.clone()}>
            <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                { draw_refusal(&form, text) }
                <p class="muted">{ text.views_keep_means() }</p>
                <TextField id="view-name" label={text.views_name()} value={draft.name.clone()} autofocus=true maxlength={Some(VIEW_NAME_MAX)}
                    error={form.error("/name")} oninput={draft.on(|draft, name| draft.name = name)} />
                <label class="check"><input type="checkbox" id="view-opens" checked={draft.opens} onchange={toggle} />{ text.views_opens() }</label>
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.save() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
