//! Ending a consent, after saying what that means.

use super::grant::DialogProps;
use crate::components::{Button, Dialog, Look, Notice, Tone, draw_failure};
use crate::hooks::use_send;
use crate::locale::use_text;
use shared::api::delegations::DelegationView;
use yew::prelude::*;

/// Asks once more, and says what happens.
#[component]
pub(super) fn RevokeDialog(props: &DialogProps) -> Html {
    let text = use_text();
    let access = &props.access;
    let name = access.reseller.title.clone();
    let sending = use_send(
        |here, consent: DelegationView| async move { here.api().revoke_access(consent.id).await },
        props.done.clone(),
    );
    let onclick = {
        let (send, consent) = (sending.send.clone(), access.delegation.clone());
        Callback::from(move |()| {
            if let Some(consent) = &consent {
                send.emit(consent.clone());
            }
        })
    };
    html! {
        <Dialog title={text.access_revoke_title(&name)} onclose={props.onclose.clone()}>
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            <ul class="points">
                <li>{ text.access_revoke_now(&name) }</li>
                <li>{ text.access_revoke_kept() }</li>
                <li>{ text.access_revoke_again() }</li>
            </ul>
            <div class="dialog-actions">
                <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                <Button look={Look::Danger} pending={sending.pending} {onclick}>{ text.access_revoke() }</Button>
            </div>
        </Dialog>
    }
}
