//! One list that is kept.

use crate::components::{Button, Look, TextField, To, Toast, draw_refusal, failure_line, use_toast};
use crate::features::cases::ListQuery;
use crate::hooks::{Places, use_draft, use_form, use_send};
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::lists::{ChangeView, NewView, SavedView, VIEW_NAME_MAX};
use shared::problem::Code;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/name"],
    codes: &[(Code::AlreadyExists, "/name")],
};

/// What [`Card`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct CardProps {
    pub(super) view: SavedView,
    /// Hears of changes.
    pub(super) onchange: Callback<()>,
}

/// The request that keeps it again as it was.
fn again(view: &SavedView) -> NewView {
    NewView {
        name: view.name.clone(),
        filter: view.filter.clone(),
        columns: view.columns.clone(),
        opens: view.opens,
    }
}

/// Its name, whether the list opens with it, and the way to forget it, and back.
#[component]
pub(super) fn Card(props: &CardProps) -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let (view, onchange) = (props.view.clone(), props.onchange.clone());
    let id = view.id;
    let draft = use_draft(|| ChangeView {
        name: Some(view.name.clone()),
        opens: Some(view.opens),
        ..ChangeView::default()
    });
    {
        // Another became the one that opens the list.
        let renew = draft.on(|draft, opens: bool| draft.opens = Some(opens));
        use_effect_with(view.opens, move |opens| renew.emit(*opens));
    }
    let form = use_form(
        PLACES,
        move |here, request: ChangeView| async move { here.api().change_view(id, &request).await },
        {
            let (toast, onchange) = (toast.clone(), onchange.clone());
            Callback::from(move |_: SavedView| {
                toast.emit(Toast::good(text.views_renamed()));
                onchange.emit(());
            })
        },
    );
    let back = use_send(
        |here, request: NewView| async move { here.api().add_view(&request).await },
        onchange.reform(|_: SavedView| ()),
    );
    let remove = use_send(move |here, ()| async move { here.api().remove_view(id).await }, {
        let (toast, view, back) = (toast.clone(), view.clone(), back.send.clone());
        Callback::from(move |()| {
            let request = again(&view);
            let back = back.clone();
            let undo = Callback::from(move |()| back.emit(request.clone()));
            toast.emit(Toast::good(text.views_removed(&view.name)).with(text.undo(), undo));
            onchange.emit(());
        })
    });
    {
        let toast = toast.clone();
        use_effect_with(remove.failure.clone(), move |failure| {
            if let Some(failure) = failure {
                toast.emit(Toast::bad(failure_line(failure, text)));
            }
        });
    }
    let toggle = draft.on(|draft, _: Event| draft.opens = Some(draft.opens != Some(true)));
    let route = Route::Cases {
        domain: me.domain.name.clone(),
    };
    html! {
        <li class="panel view-card">
            <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id={format!("view-{id}")} label={text.views_name()} value={draft.name.clone().unwrap_or_default()} maxlength={Some(VIEW_NAME_MAX)}
                    error={form.error("/name")} oninput={draft.on(|draft, name| draft.name = Some(name))} />
                <label class="check"><input type="checkbox" checked={draft.opens == Some(true)} onchange={toggle} />{ text.views_opens() }</label>
                <div class="dialog-actions">
                    <To {route} query={ListQuery::of_view(&view).pairs()} class={Look::Quiet.class()}>{ text.views_open() }</To>
                    <Button look={Look::Danger} pending={remove.pending} onclick={remove.send.clone()}>{ text.views_remove() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.save() }</Button>
                </div>
            </form>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::validate::Validate;

    #[test]
    fn what_was_forgotten_can_be_kept_again() {
        let view = SavedView {
            id: serde_json::from_str("\"00000000-0000-0000-0000-000000000000\"").unwrap(),
            name: "Mine".to_owned(),
            filter: shared::api::lists::CaseFilter::default(),
            columns: Vec::new(),
            opens: true,
        };
        let request = again(&view);
        assert!(request.violations().is_empty() && request.opens);
        assert_eq!(request.name, view.name);
    }
}
