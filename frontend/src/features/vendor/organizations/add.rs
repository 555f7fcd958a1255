//! Adding an organization.

use crate::components::{Button, Dialog, Look, TextField, draw_refusal};
use crate::features::vendor::key::following;
use crate::hooks::{Places, use_draft, use_form};
use crate::locale::use_text;
use shared::api::domains::{NewOrganization, OrganizationView};
use shared::problem::Code;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/name", "/key"],
    codes: &[(Code::AlreadyExists, "/key")],
};

/// What an [`AddDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AddProps {
    pub(super) added: Callback<OrganizationView>,
    pub(super) onclose: Callback<()>,
}

/// A name, and the key that follows from it.
#[component]
pub(super) fn AddDialog(props: &AddProps) -> Html {
    let text = use_text();
    let draft = use_draft(NewOrganization::default);
    let form = use_form(
        PLACES,
        |here, request: NewOrganization| async move { here.api().add_organization(&request).await },
        props.added.clone(),
    );
    let onname = draft.on(|draft, name: String| {
        draft.key = following(&draft.key, &draft.name, &name);
        draft.name = name;
    });
    html! {
        <Dialog title={text.organizations_add()} onclose={props.onclose.clone()}>
            <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="organization-name" label={text.organizations_name()} value={draft.name.clone()} autofocus=true
                    oninput={onname} error={form.error("/name")} />
                <TextField id="organization-key" label={text.key()} hint={text.key_hint()} value={draft.key.clone()}
                    oninput={draft.on(|draft, key| draft.key = key)} error={form.error("/key")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.organizations_add() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
