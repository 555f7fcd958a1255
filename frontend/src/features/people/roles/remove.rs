//! Removing a custom role that nobody holds.

use crate::components::{Button, Dialog, Look, Notice, Tone, draw_failure};
use crate::hooks::use_send;
use crate::locale::use_text;
use shared::api::roles::RoleView;
use yew::prelude::*;

/// What a [`RemoveRole`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct RemoveProps {
    pub(super) role: RoleView,
    /// Hears what to say about it.
    pub(super) done: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// Asks once more; says who to look after first where somebody holds it.
#[component]
pub(super) fn RemoveRole(props: &RemoveProps) -> Html {
    let text = use_text();
    let role = &props.role;
    let sending = use_send(
        |here, name: String| async move {
            here.api().remove_role(&name).await?;
            Ok(name)
        },
        props.done.reform(move |name: String| text.roles_removed(&name)),
    );
    let onclick = {
        let (send, name) = (sending.send.clone(), role.name.clone());
        Callback::from(move |()| send.emit(name.clone()))
    };
    let held = usize::try_from(role.holders).unwrap_or(usize::MAX);
    html! {
        <Dialog title={text.roles_remove_title(&role.name)} onclose={props.onclose.clone()}>
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            <p>{ if held == 0 { text.roles_remove_text().to_owned() } else { text.roles_held(held) } }</p>
            <div class="dialog-actions">
                <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                if held == 0 { <Button look={Look::Danger} pending={sending.pending} {onclick}>{ text.roles_remove() }</Button> }
            </div>
        </Dialog>
    }
}
