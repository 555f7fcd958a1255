//! Giving a node another name, or another place.

use super::tree::{spelled, targets};
use crate::api::Here;
use crate::components::{Button, Dialog, Look, SelectField, TextField, draw_refusal};
use crate::hooks::{Places, given, use_draft, use_form};
use crate::locale::use_text;
use shared::api::resources::{ChangeResource, ResourceNode};
use shared::client::Outcome;
use shared::problem::Code;
use std::pin::Pin;
use std::rc::Rc;
use yew::prelude::*;

/// What a [`RenameNode`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct RenameProps {
    pub(super) node: ResourceNode,
    /// Hears what to say about it.
    pub(super) done: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// Another name; what lies below follows.
#[component]
pub(super) fn RenameNode(props: &RenameProps) -> Html {
    const PLACES: Places = Places {
        fields: &["/name"],
        codes: &[(Code::AlreadyExists, "/name")],
    };
    let text = use_text();
    let node = &props.node;
    let draft = use_draft(|| ChangeResource {
        name: Some(node.name.clone()),
        parent: None,
    });
    let form = use_form(
        PLACES,
        changing(node),
        props
            .done
            .reform(move |node: ResourceNode| text.resources_renamed(&node.name)),
    );
    let onsubmit = draft.sent(form.submit.clone());
    html! {
        <Dialog title={text.resources_rename(&node.name)} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="node-name" label={text.resources_name()} hint={text.resources_name_hint()} autofocus=true
                    value={draft.name.clone().unwrap_or_default()}
                    oninput={draft.on(|draft, name| draft.name = Some(name))} error={form.error("/name")} />
                <p class="muted">{ text.resources_follow() }</p>
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.save() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// What a [`MoveNode`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct MoveProps {
    pub(super) node: ResourceNode,
    /// The whole tree.
    pub(super) nodes: Rc<Vec<ResourceNode>>,
    /// Hears what to say about it.
    pub(super) done: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// Another place, and what that means for those whose roles are attached above.
#[component]
pub(super) fn MoveNode(props: &MoveProps) -> Html {
    const PLACES: Places = Places {
        fields: &["/parent"],
        codes: &[(Code::AlreadyExists, "/parent")],
    };
    let text = use_text();
    let node = &props.node;
    let targets = targets(&props.nodes, node);
    let draft = use_draft(|| ChangeResource {
        name: None,
        parent: targets.first().map(|target| target.path.clone()),
    });
    let form = use_form(
        PLACES,
        changing(node),
        props
            .done
            .reform(move |node: ResourceNode| text.resources_moved(&spelled(&node.path))),
    );
    let onsubmit = draft.sent(form.submit.clone());
    let options = targets
        .iter()
        .map(|target| (target.path.clone().into(), spelled(&target.path)))
        .collect::<Vec<_>>();
    html! {
        <Dialog title={text.resources_move(&node.name)} onclose={props.onclose.clone()}>
            if options.is_empty() {
                <p>{ text.resources_nowhere() }</p>
                <div class="dialog-actions"><Button onclick={props.onclose.clone()}>{ text.cancel() }</Button></div>
            } else {
                <form class="form" {onsubmit} novalidate=true>
                    { draw_refusal(&form, text) }
                    <SelectField id="node-parent" label={text.resources_into()} {options} value={draft.parent.clone().unwrap_or_default()}
                        onchange={draft.on(|draft, parent| draft.parent = given(parent))} error={form.error("/parent")} />
                    <p class="muted">{ text.resources_move_text() }</p>
                    <div class="dialog-actions">
                        <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                        <Button look={Look::Primary} submit=true pending={form.pending}>{ text.resources_move_short() }</Button>
                    </div>
                </form>
            }
        </Dialog>
    }
}

/// Sends a change of one node.
fn changing(
    node: &ResourceNode,
) -> impl Fn(Here, ChangeResource) -> Pin<Box<dyn Future<Output = Outcome<ResourceNode>>>> + use<> {
    let id = node.id;
    move |here, request| Box::pin(async move { here.api().change_resource(id, &request).await })
}
