//! Ending a group, after saying what that means.

use super::edit::GroupProps;
use crate::components::{Button, Dialog, Look, Notice, Tone, draw_failure};
use crate::hooks::use_send;
use crate::locale::use_text;
use yew::prelude::*;

/// Asks once more, and says what happens.
#[component]
pub(super) fn EndGroup(props: &GroupProps) -> Html {
    let text = use_text();
    let sending = use_send(
        |here, group: (String, String)| async move {
            here.api().end_group(&group.0).await?;
            Ok(group.1)
        },
        props.done.reform(move |name: String| text.groups_ended(&name)),
    );
    let onclick = {
        let (send, group) = (
            sending.send.clone(),
            (props.group.email.clone(), props.group.name.clone()),
        );
        Callback::from(move |()| send.emit(group.clone()))
    };
    html! {
        <Dialog title={text.groups_end_title(&props.group.name)} onclose={props.onclose.clone()}>
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            <ul class="points">
                <li>{ text.groups_end_roles() }</li>
                <li>{ text.groups_end_shares() }</li>
                <li>{ text.groups_end_accounts() }</li>
            </ul>
            <div class="dialog-actions">
                <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                <Button look={Look::Danger} pending={sending.pending} {onclick}>{ text.groups_end() }</Button>
            </div>
        </Dialog>
    }
}
