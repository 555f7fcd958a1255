//! Removing a file, by the support desk.

use crate::browser;
use crate::components::{AreaField, Button, Dialog, Look, Notice, Toast, Tone, draw_failure, use_toast};
use crate::hooks::use_send;
use crate::locale::use_text;
use shared::api::attachments::{AttachmentView, Redact};
use shared::problem::field_sentence;
use shared::validate::Validate;
use yew::prelude::*;

/// What [`RedactDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct RedactProps {
    pub(super) number: AttrValue,
    pub(super) file: AttachmentView,
    /// Hears that it was removed.
    pub(super) ondone: Callback<()>,
    pub(super) onclose: Callback<()>,
}

/// Says what it means, takes the reason, removes the file.
#[component]
pub(super) fn RedactDialog(props: &RedactProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let reason = use_state_eq(String::new);
    let wrong = use_state_eq(|| None::<AttrValue>);
    let done = {
        let ondone = props.ondone.clone();
        Callback::from(move |file: AttachmentView| {
            toast.emit(Toast::good(text.file_removed(&file.name)));
            ondone.emit(());
        })
    };
    let (number, id) = (props.number.clone(), props.file.id);
    let sending = use_send(
        move |here, request: Redact| {
            let number = number.clone();
            async move { here.api().redact(&number, id, &request).await }
        },
        done,
    );
    let submit = {
        let (reason, wrong, send) = (reason.clone(), wrong.clone(), sending.send.clone());
        Callback::from(move |()| {
            let request = Redact {
                reason: reason.trim().to_owned(),
            };
            let found = request.violations().into_iter().next();
            match &found {
                None => send.emit(request),
                Some(_) => browser::focus("redact-reason"),
            }
            wrong.set(found.map(|one| {
                field_sentence(&one.code, text.0)
                    .unwrap_or(text.unknown_fault())
                    .into()
            }));
        })
    };
    let onsubmit = submit.reform(|event: SubmitEvent| event.prevent_default());
    let oninput = {
        let reason = reason.clone();
        Callback::from(move |value| reason.set(value))
    };
    html! {
        <Dialog title={text.file_remove_title()} onclose={props.onclose.clone()}>
            if let Some(failure) = &sending.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            <form class="form" {onsubmit} novalidate=true>
                <p><strong>{ &props.file.name }</strong></p>
                <p class="muted">{ text.file_remove_means() }</p>
                <AreaField id="redact-reason" rows=3 label={text.file_reason()} value={(*reason).clone()} {oninput}
                    error={(*wrong).clone()} onsend={submit} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Danger} submit=true pending={sending.pending}>{ text.file_remove() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
