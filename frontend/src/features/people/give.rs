//! Giving a role to an account or a group.

use super::add::grantable;
use super::resources::places;
use crate::components::{Button, Look, SelectField, Toast, draw_refusal, use_toast};
use crate::hooks::{Places, given, use_draft, use_form, use_load};
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::assignments::{AssignmentView, GiveRole};
use shared::problem::Code;
use shared::words::DomainKind;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/role", "/resource"],
    codes: &[(Code::AlreadyExists, "/role")],
};

/// What a [`GiveForm`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct GiveProps {
    /// The address of the account or the group.
    pub(super) principal: String,
    pub(super) done: Callback<AssignmentView>,
}

/// Which role, and in client domains where it counts.
#[component]
pub(super) fn GiveForm(props: &GiveProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let client = use_me().domain.kind == DomainKind::Client;
    let roles = use_load((), |here, ()| async move { here.api().roles().await });
    let resources = use_load(client, |here, client| async move {
        if client {
            here.api().resources().await
        } else {
            Ok(Vec::new())
        }
    });
    let draft = use_draft(|| GiveRole {
        principal: props.principal.clone(),
        ..GiveRole::default()
    });
    let done = props.done.reform(move |held: AssignmentView| {
        toast.emit(Toast::good(text.grants_given(&text.role(&held.role))));
        held
    });
    let form = use_form(
        PLACES,
        |here, request: GiveRole| async move { here.api().give_role(&request).await },
        done,
    );
    let known = roles.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    let chosen = known.iter().find(|role| role.name == draft.role);
    let root_only = chosen.is_some_and(|role| role.root_only);
    let onsubmit = draft.sent(form.submit.reform(move |draft: GiveRole| GiveRole {
        resource: draft.resource.filter(|_| !root_only),
        ..draft
    }));
    let means = chosen
        .map(|role| AttrValue::Static(text.role_means(&role.name).unwrap_or(text.people_role_custom())));
    let nodes = resources.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    html! {
        <form class="form give-form" {onsubmit} novalidate=true>
            { draw_refusal(&form, text) }
            <SelectField id="give-role" label={text.grants_role()} options={grantable(known, text.choose(), text)} value={draft.role.clone()}
                onchange={draft.on(|draft, role| draft.role = role)} hint={means} error={form.error("/role")} />
            if client && !root_only {
                <SelectField id="give-resource" label={text.grants_where()} options={places(nodes, text.grants_everywhere())}
                    value={draft.resource.clone().unwrap_or_default()} hint={draft.resource.is_some().then(|| text.grants_where_hint())}
                    onchange={draft.on(|draft, node| draft.resource = given(node))} error={form.error("/resource")} />
            }
            <div class="dialog-actions">
                <Button look={Look::Primary} submit=true pending={form.pending}>{ text.grants_give() }</Button>
            </div>
        </form>
    }
}
