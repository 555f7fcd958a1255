//! One group: who is in it, and which roles it holds.

use super::members::Members;
use super::page::Open;
use crate::components::{Button, Choice, Look};
use crate::features::people::held::draw_roles;
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::groups::GroupView;
use shared::words::Privilege;
use std::rc::Rc;
use yew::prelude::*;

/// What a [`GroupCard`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct CardProps {
    pub(super) group: GroupView,
    /// The accounts of the domain.
    pub(super) accounts: Rc<Vec<Choice>>,
    /// Asks for a dialog.
    pub(super) ask: Callback<Open>,
    /// Hears that something has changed.
    pub(super) changed: Callback<()>,
}

/// One group.
#[component]
pub(super) fn GroupCard(props: &CardProps) -> Html {
    let text = use_text();
    let group = &props.group;
    let assigns = use_me().privileges.contains(&Privilege::RolesAssign);
    let id = format!("group-{}", group.email);
    let ask = |what: fn(String) -> Open| {
        let email = group.email.clone();
        props.ask.reform(move |()| what(email.clone()))
    };
    html! {
        <section class="panel panel-body group" aria-labelledby={id.clone()}>
            <div class="panel-head">
                <div>
                    <h2 {id}>{ &group.name }</h2>
                    <p class="row-note">{ &group.email }</p>
                </div>
                <div class="page-actions">
                    <Button look={Look::Quiet} onclick={ask(Open::Rename)}>{ text.groups_rename() }</Button>
                    <Button look={Look::Quiet} onclick={ask(Open::End)}>{ text.groups_end() }</Button>
                </div>
            </div>
            <div class="group-parts">
                <Members group={group.clone()} accounts={props.accounts.clone()} changed={props.changed.clone()} />
                <section class="stack">
                    <h3>{ text.groups_roles() }</h3>
                    { draw_roles(&group.roles, text) }
                    if assigns { <div><Button onclick={ask(Open::Roles)}>{ text.groups_roles_change() }</Button></div> }
                </section>
            </div>
        </section>
    }
}
