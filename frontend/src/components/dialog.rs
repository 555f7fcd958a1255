//! Dialogs: the browser's own, which keeps the focus within and gives it back.

use super::button::{Button, Look};
use super::icon::Glyph;
use crate::locale::use_text;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

/// What a [`Dialog`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    pub(crate) title: AttrValue,
    /// Closes it; without it the dialog cannot be dismissed.
    #[prop_or_default]
    pub(crate) onclose: Option<Callback<()>>,
    pub(crate) children: Html,
}

/// A modal dialog; it is open as long as it is drawn.
#[component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let text = use_text();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let dialog = node.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                let _ = dialog.show_modal();
                // The browser chose the first control; the field that is waited for may be another.
                if let Ok(Some(field)) = dialog.query_selector("[data-focus]") {
                    let _ = field.unchecked_into::<HtmlElement>().focus();
                }
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        });
    }
    // Escape: the app decides, so that what is drawn and what is open stay the same.
    let oncancel = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            if let Some(onclose) = &onclose {
                onclose.emit(());
            }
        })
    };
    html! {
        <dialog ref={node} class="dialog" aria-labelledby="dialog-title" {oncancel}>
            <h2 id="dialog-title">{ &props.title }</h2>
            { props.children.clone() }
            // Last, so that what the dialog is about gets the focus first.
            if let Some(onclose) = &props.onclose {
                <div class="dialog-close">
                    <Button look={Look::Quiet} icon={Glyph::Close} label={text.close_dialog()} onclick={onclose.clone()} />
                </div>
            }
        </dialog>
    }
}
