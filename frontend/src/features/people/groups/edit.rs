//! Adding a group, and giving one another name.

use crate::components::{Button, Dialog, Look, TextField, draw_refusal};
use crate::hooks::{Places, use_draft, use_form};
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::groups::{ChangeGroup, GroupView, NewGroup};
use shared::problem::Code;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/email", "/name"],
    codes: &[(Code::AlreadyExists, "/email")],
};

/// What an [`AddGroup`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AddProps {
    /// Hears what to say about it.
    pub(super) done: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// What it is called, and its address.
#[component]
pub(super) fn AddGroup(props: &AddProps) -> Html {
    let text = use_text();
    let domain = use_me().domain.name.clone();
    let draft = use_draft(NewGroup::default);
    let form = use_form(
        PLACES,
        |here, request: NewGroup| async move { here.api().add_group(&request).await },
        props
            .done
            .reform(move |group: GroupView| text.groups_added(&group.name)),
    );
    let onsubmit = draft.sent(form.submit.clone());
    html! {
        <Dialog title={text.groups_add()} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="group-name" label={text.groups_name()} value={draft.name.clone()} autofocus=true
                    oninput={draft.on(|draft, name| draft.name = name)} error={form.error("/name")} />
                <TextField id="group-email" kind="email" label={text.email()} hint={text.groups_email_hint(&domain)}
                    value={draft.email.clone()} oninput={draft.on(|draft, email| draft.email = email)} error={form.error("/email")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.groups_add() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// What dialogs about one group are given.
#[derive(Properties, PartialEq)]
pub(super) struct GroupProps {
    pub(super) group: GroupView,
    /// Hears what to say about it.
    pub(super) done: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// Another name; the address stays.
#[component]
pub(super) fn RenameGroup(props: &GroupProps) -> Html {
    let text = use_text();
    let draft = use_draft(|| ChangeGroup {
        name: props.group.name.clone(),
    });
    let email = props.group.email.clone();
    let form = use_form(
        PLACES,
        move |here, request: ChangeGroup| {
            let email = email.clone();
            async move { here.api().change_group(&email, &request).await }
        },
        props
            .done
            .reform(move |group: GroupView| text.groups_renamed(&group.name)),
    );
    let onsubmit = draft.sent(form.submit.clone());
    html! {
        <Dialog title={text.groups_rename_title(&props.group.name)} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="group-name" label={text.groups_name()} value={draft.name.clone()} autofocus=true
                    oninput={draft.on(|draft, name| draft.name = name)} error={form.error("/name")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.save() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
