//! Asking a client to let the reseller in, or further in.

use crate::components::{AreaField, Button, Dialog, Look, Scopes, Toast, draw_refusal, use_toast};
use crate::hooks::{Places, given, use_draft, use_form};
use crate::locale::use_text;
use shared::api::access::{AccessRequest, AskForAccess, ClientAccess};
use shared::words::DelegationScopes;
use std::rc::Rc;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/message"],
    codes: &[],
};

/// What an [`AskDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AskProps {
    pub(super) access: Rc<ClientAccess>,
    pub(super) done: Callback<AccessRequest>,
    pub(super) onclose: Callback<()>,
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq)]
struct AskDraft {
    scopes: DelegationScopes,
    message: String,
}

/// What the form begins with: what was asked for already, else the usual beside what there is.
fn begins_with(access: &ClientAccess) -> AskDraft {
    let asked = access.asked.as_ref();
    let given = access.client.scopes.iter().copied().collect::<DelegationScopes>();
    AskDraft {
        scopes: asked.map_or_else(
            || given.union(DelegationScopes::usual()),
            |asked| asked.scopes.iter().copied().collect(),
        ),
        message: asked.and_then(|asked| asked.message.clone()).unwrap_or_default(),
    }
}

/// What for, and why.
#[component]
pub(super) fn AskDialog(props: &AskProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let client = props.access.client.client.clone();
    let draft = use_draft(|| begins_with(&props.access));
    let done = {
        let (done, title) = (props.done.clone(), client.title.clone());
        Callback::from(move |request: AccessRequest| {
            toast.emit(Toast::good(text.ask_sent(&title)));
            done.emit(request);
        })
    };
    let name = client.name.clone();
    let form = use_form(
        PLACES,
        move |here, request: AskForAccess| {
            let name = name.clone();
            async move { here.api().ask_for_access(&name, &request).await }
        },
        done,
    );
    let onsubmit = draft.sent(form.submit.reform(|draft: AskDraft| AskForAccess {
        scopes: Some(draft.scopes.with_view().iter().collect()),
        message: given(draft.message),
    }));
    html! {
        <Dialog title={text.ask_title(&client.title)} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <p class="muted">{ text.ask_text() }</p>
                <Scopes legend={text.ask_legend()} scopes={draft.scopes} onchange={draft.on(|draft, scopes| draft.scopes = scopes)} />
                <AreaField id="ask-message" label={text.ask_message()} hint={text.ask_message_hint()} rows=3 optional=true
                    value={draft.message.clone()} oninput={draft.on(|draft, message| draft.message = message)} error={form.error("/message")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.ask_send() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::clients::{Access, ClientView, Standing};
    use shared::api::{DomainRef, Person};
    use shared::words::{DelegationScope, DomainKind};

    #[test]
    fn the_form_begins_with_what_was_asked_or_what_is_usual() {
        let mut access = ClientAccess {
            client: ClientView {
                client: DomainRef {
                    name: "c.example".into(),
                    title: "C".into(),
                    kind: DomainKind::Client,
                },
                standing: Standing::Current,
                access: Access::Granted,
                scopes: vec![DelegationScope::View, DelegationScope::Export],
                access_expires_at: None,
                tenures: Vec::new(),
                plan: None,
            },
            delegation: None,
            missing: Vec::new(),
            asked: None,
            may_ask: true,
        };
        // What one has is not asked away.
        assert_eq!(begins_with(&access).scopes, DelegationScopes::all());
        access.asked = Some(AccessRequest {
            id: "01900000-0000-7000-8000-000000000001".parse().unwrap(),
            by: Person {
                name: None,
                email: None,
                domain: None,
            },
            at: Timestamp::from_micros(1),
            scopes: vec![DelegationScope::View, DelegationScope::File],
            message: Some("Please".into()),
        });
        let draft = begins_with(&access);
        assert_eq!(draft.scopes.iter().count(), 2);
        assert_eq!(draft.message, "Please");
    }
}
