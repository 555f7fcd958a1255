//! The roles of an account or a group: which it holds, one more, one less.

use super::give::GiveForm;
use super::held::detail;
use crate::components::{Button, Dialog, Look, Notice, Toast, Tone, When, draw_failure, use_toast};
use crate::hooks::use_send;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::accounts::HeldRole;
use shared::api::assignments::{AssignmentView, GiveRole};
use yew::prelude::*;

/// What a [`GrantsDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct GrantsProps {
    /// The address of the account or the group.
    pub(super) principal: String,
    /// What people call it.
    pub(super) name: String,
    pub(super) held: Vec<HeldRole>,
    /// Hears that something has changed.
    pub(super) changed: Callback<()>,
    pub(super) onclose: Callback<()>,
}

/// The roles held, each with a way to take it, and a form to give one.
#[component]
pub(super) fn GrantsDialog(props: &GrantsProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let again = props.changed.reform(|_: AssignmentView| ());
    let restore = use_send(
        |here, request: GiveRole| async move { here.api().give_role(&request).await },
        again.clone(),
    );
    let taken = {
        let (changed, principal, restore) = (
            props.changed.clone(),
            props.principal.clone(),
            restore.send.clone(),
        );
        Callback::from(move |held: HeldRole| {
            let back = GiveRole {
                principal: principal.clone(),
                role: held.role.clone(),
                resource: held.resource.clone(),
            };
            let notice = Toast::good(text.grants_taken(&text.role(&held.role)));
            toast.emit(notice.with(text.undo(), restore.reform(move |()| back.clone())));
            changed.emit(());
        })
    };
    let take = use_send(
        |here, held: HeldRole| async move {
            here.api().take_role(held.id).await?;
            Ok(held)
        },
        taken,
    );
    let shown = props
        .held
        .iter()
        .filter(|held| held.role != "member")
        .collect::<Vec<_>>();
    let failure = take.failure.as_ref().or(restore.failure.as_ref());
    html! {
        <Dialog title={text.grants_title(&props.name)} onclose={props.onclose.clone()}>
            if let Some(failure) = failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            if shown.is_empty() {
                <p class="muted">{ text.grants_none() }</p>
            } else {
                <ul class="lines">{ for shown.iter().map(|held| row(held, &take.send, text)) }</ul>
            }
            <GiveForm key={props.held.len()} principal={props.principal.clone()} done={again} />
        </Dialog>
    }
}

fn row(held: &HeldRole, take: &Callback<HeldRole>, text: Text) -> Html {
    let name = text.role(&held.role);
    let own = held.group.is_none();
    let onclick = {
        let (take, held) = (take.clone(), held.clone());
        Callback::from(move |()| take.emit(held.clone()))
    };
    html! {
        <li key={held.id.to_string()} class="line">
            <div class="line-text">
                <span class="row-title">{ &name }</span>
                <span class="row-note">
                    if let Some(detail) = detail(held, text) { { detail }{ " · " } }
                    { text.visible_since() }{ " " }<When at={held.since} absolute=true />
                </span>
            </div>
            if own {
                <Button look={Look::Quiet} {onclick}>
                    <span aria-hidden="true">{ text.grants_take() }</span>
                    <span class="unseen">{ text.grants_take_one(&name) }</span>
                </Button>
            }
        </li>
    }
}
