//! Adding a folder or a project.

use super::tree::spelled;
use crate::components::{Button, Dialog, Look, TextField, draw_refusal};
use crate::hooks::{Draft, Places, use_draft, use_form};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::resources::{NewResource, NodeKind, ResourceNode};
use shared::problem::Code;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/name"],
    codes: &[(Code::AlreadyExists, "/name")],
};

/// What an [`AddNode`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AddProps {
    /// The path of the node it will lie in; empty for the first one of a tree.
    pub(super) parent: String,
    /// Hears what to say about it.
    pub(super) done: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// A name and a kind.
#[component]
pub(super) fn AddNode(props: &AddProps) -> Html {
    let text = use_text();
    let draft = use_draft(|| NewResource {
        parent: props.parent.clone(),
        kind: NodeKind::Project,
        ..NewResource::default()
    });
    let form = use_form(
        PLACES,
        |here, request: NewResource| async move { here.api().add_resource(&request).await },
        props
            .done
            .reform(move |node: ResourceNode| text.resources_added(&node.name)),
    );
    let onsubmit = draft.sent(form.submit.clone());
    let title = if props.parent.is_empty() {
        text.resources_add_first().to_owned()
    } else {
        text.resources_add_in(&spelled(&props.parent))
    };
    html! {
        <Dialog {title} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="node-name" label={text.resources_name()} hint={text.resources_name_hint()} value={draft.name.clone()} autofocus=true
                    oninput={draft.on(|draft, name| draft.name = name)} error={form.error("/name")} />
                { kinds(&draft, text) }
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.resources_add() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// A folder or a project.
fn kinds(draft: &Draft<NewResource>, text: Text) -> Html {
    let radio = |label: &'static str, means: &'static str, kind: NodeKind| {
        let onchange = draft
            .on(|draft: &mut NewResource, kind: NodeKind| draft.kind = kind)
            .reform(move |_: Event| kind);
        html! {
            <label class="choice">
                <input type="radio" name="node-kind" checked={draft.kind == kind} {onchange} />
                <span>{ label }<span class="row-note">{ means }</span></span>
            </label>
        }
    };
    html! {
        <fieldset class="choices">
            <legend>{ text.resources_kind() }</legend>
            { radio(text.resource_project(), text.resource_project_means(), NodeKind::Project) }
            { radio(text.resource_folder(), text.resource_folder_means(), NodeKind::Folder) }
        </fieldset>
    }
}
