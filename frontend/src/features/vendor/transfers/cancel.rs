//! Cancelling a transfer that was set for later.

use crate::components::{Button, Dialog, Look, Notice, Tone, draw_failure};
use crate::hooks::use_send;
use crate::locale::use_text;
use shared::api::tenures::TenureView;
use yew::prelude::*;

/// What a [`CancelDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct CancelProps {
    pub(super) period: TenureView,
    /// Hears what to say about it.
    pub(super) done: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// Asks once more, and says what happens.
#[component]
pub(super) fn CancelDialog(props: &CancelProps) -> Html {
    let text = use_text();
    let sending = use_send(
        |here, period: TenureView| async move { here.api().cancel_transfer(period.id).await },
        props.done.reform(move |()| text.transfers_cancelled().to_owned()),
    );
    let onclick = {
        let (send, period) = (sending.send.clone(), props.period.clone());
        Callback::from(move |()| send.emit(period.clone()))
    };
    html! {
        <Dialog title={text.transfers_cancel_title(&props.period.client.title)} onclose={props.onclose.clone()}>
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            <p>{ text.transfers_cancel_text() }</p>
            <div class="dialog-actions">
                <Button onclick={props.onclose.clone()}>{ text.transfers_keep() }</Button>
                <Button look={Look::Danger} pending={sending.pending} {onclick}>{ text.transfers_cancel() }</Button>
            </div>
        </Dialog>
    }
}
