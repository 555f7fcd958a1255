//! Keys that act on the whole page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};
use yew::prelude::*;

/// Calls `act` with each key pressed while no field has the focus, no dialog is open and no
/// modifier is held; `act` says whether it made use of the key.
#[hook]
pub(crate) fn use_shortcuts<F>(act: F)
where
    F: Fn(&str) -> bool + 'static,
{
    let latest = use_mut_ref(|| None::<Box<dyn Fn(&str) -> bool>>);
    *latest.borrow_mut() = Some(Box::new(act));
    use_effect_with((), move |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let document = gloo::utils::document();
        let listener =
            EventListener::new_with_options(&document, "keydown", options, move |event: &Event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                if event.ctrl_key()
                    || event.alt_key()
                    || event.meta_key()
                    || event.is_composing()
                    || is_typing(event)
                {
                    return;
                }
                let used = latest.borrow().as_ref().is_some_and(|act| act(&event.key()));
                if used {
                    event.prevent_default();
                }
            });
        move || drop(listener)
    });
}

/// Whether the key belongs to a field, a menu or a dialog.
fn is_typing(event: &KeyboardEvent) -> bool {
    let in_field = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| {
            element
                .closest("input, textarea, select, [contenteditable], [role=listbox]")
                .ok()
                .flatten()
        });
    let dialog = gloo::utils::document()
        .query_selector("dialog[open]")
        .ok()
        .flatten();
    in_field.is_some() || dialog.is_some() || event.default_prevented()
}
