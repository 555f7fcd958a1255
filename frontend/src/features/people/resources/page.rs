//! The resource tree of the client's domain.

use super::add::AddNode;
use super::change::{MoveNode, RenameNode};
use super::tree::{depth, ordered};
use crate::components::{Button, Empty, Glyph, Look, PageHeader, Toast, draw, use_toast};
use crate::features::people::tabs::PeopleTabs;
use crate::hooks::{use_load, use_return};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use shared::api::resources::ResourceNode;
use shared::words::ResourceKind;
use std::rc::Rc;
use yew::prelude::*;

/// What dialog is open.
#[derive(Clone, PartialEq)]
enum Open {
    /// Into the node of this path; empty for a tree that has no node yet.
    Add(String),
    Rename(ResourceNode),
    Move(ResourceNode),
}

/// The tree: to it are attached roles, and cases are about its nodes.
#[component]
pub(crate) fn ResourcesPage() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let open = use_state_eq(|| None::<Open>);
    let load = use_load((), |here, ()| async move { here.api().resources().await });
    use_return(load.reload.clone());
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(None))
    };
    let ask = {
        let open = open.clone();
        Callback::from(move |what: Open| open.set(Some(what)))
    };
    let done = {
        let (close, reload) = (close.clone(), load.reload.clone());
        Callback::from(move |what: String| {
            toast.emit(Toast::good(what));
            close.emit(());
            reload.emit(());
        })
    };
    let nodes = load.data.clone().unwrap_or_else(|| Rc::new(Vec::new()));
    html! {
        <>
            <PageHeader title={text.people_title()} lead={text.resources_lead()} />
            <PeopleTabs current={Route::Resources { domain: me.domain.name.clone() }} />
            { draw(&load, text, |nodes| html! {
                if nodes.is_empty() {
                    <Empty title={text.resources_none()}>
                        <p>{ text.resources_none_text() }</p>
                        <Button look={Look::Primary} icon={Glyph::Plus} onclick={ask.reform(|()| Open::Add(String::new()))}>{ text.resources_add_first() }</Button>
                    </Empty>
                } else {
                    <div class="panel"><ul class="tree">{ for ordered(nodes).into_iter().map(|node| row(node, &ask, text)) }</ul></div>
                }
            }) }
            { match (*open).clone() {
                None => Html::default(),
                Some(Open::Add(parent)) => html! { <AddNode {parent} {done} onclose={close} /> },
                Some(Open::Rename(node)) => html! { <RenameNode {node} {done} onclose={close} /> },
                Some(Open::Move(node)) => html! { <MoveNode {node} {nodes} {done} onclose={close} /> },
            } }
        </>
    }
}

fn row(node: &ResourceNode, ask: &Callback<Open>, text: Text) -> Html {
    let act = |what: fn(ResourceNode) -> Open| {
        let node = node.clone();
        ask.reform(move |()| what(node.clone()))
    };
    let into = act(|node| Open::Add(node.path));
    // Deeper than that, the path says it.
    let class = classes!("node", format!("node-{}", depth(node).min(5)));
    let roles = usize::try_from(node.roles).unwrap_or(usize::MAX);
    html! {
        <li key={node.id.to_string()} {class}>
            <span class="node-name" title={node.path.clone()}>
                <span class="row-title">{ &node.name }</span>
                <span class="row-aside">
                    { " " }{ text.resource_kind(node.kind) }
                    if roles > 0 { { " · " }{ text.resources_roles(roles) } }
                </span>
            </span>
            <span class="node-acts">
                if node.kind != ResourceKind::Project {
                    <Button look={Look::Quiet} icon={Glyph::Plus} label={text.resources_add_in(&node.name)} onclick={into} />
                }
                <Button look={Look::Quiet} icon={Glyph::Pencil} label={text.resources_rename(&node.name)} onclick={act(Open::Rename)} />
                if node.kind != ResourceKind::Organization {
                    <Button look={Look::Quiet} onclick={act(Open::Move)}>
                        <span aria-hidden="true">{ text.resources_move_short() }</span>
                        <span class="unseen">{ text.resources_move(&node.name) }</span>
                    </Button>
                }
            </span>
        </li>
    }
}
