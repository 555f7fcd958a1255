//! A one-time link, shown to whoever made it, once.

use super::button::{Button, Look};
use super::dialog::Dialog;
use super::icon::Glyph;
use super::notice::{Notice, Tone};
use super::time::When;
use crate::browser;
use crate::locale::use_text;
use shared::api::sessions::NewInvitation;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What a [`OneTimeLink`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct OneTimeLinkProps {
    /// What was made, as the dialog's title.
    pub(crate) title: AttrValue,
    /// For whom the link is.
    pub(crate) name: AttrValue,
    pub(crate) invitation: NewInvitation,
    pub(crate) onclose: Callback<()>,
}

/// A dialog with the link to copy, until when it works, and that it is not shown again.
#[component]
pub(crate) fn OneTimeLink(props: &OneTimeLinkProps) -> Html {
    let text = use_text();
    let copied = use_state_eq(|| false);
    let copy = {
        let (copied, link) = (copied.clone(), props.invitation.link.clone());
        Callback::from(move |()| {
            browser::copy(&link);
            copied.set(true);
        })
    };
    let select =
        Callback::from(|event: FocusEvent| event.target_unchecked_into::<HtmlInputElement>().select());
    html! {
        <Dialog title={props.title.clone()}>
            <p>{ text.once_for(&props.name) }</p>
            <div class="once">
                <input class="input mono" readonly=true value={props.invitation.link.clone()} aria-label={text.once_link()} onfocus={select} />
                <Button look={Look::Primary} icon={if *copied { Glyph::Check } else { Glyph::Copy }} onclick={copy}>
                    { if *copied { text.copied() } else { text.once_copy() } }
                </Button>
            </div>
            <Notice tone={Tone::Warn}>
                <p>{ text.once_only() }</p>
                <p>{ text.once_until() }{ " " }<When at={props.invitation.expires_at} absolute=true /></p>
            </Notice>
            <div class="dialog-actions"><Button onclick={props.onclose.clone()}>{ text.done() }</Button></div>
        </Dialog>
    }
}
