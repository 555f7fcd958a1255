//! Files dropped anywhere on the page, or pasted.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, File, FileList, HtmlElement};
use yew::prelude::*;

/// The files of a list.
pub(super) fn files(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)).collect()
}

/// Takes files that are dropped on the page or pasted, if they are wanted; whether some are being held
/// over it.
#[hook]
pub(super) fn use_drop(wanted: bool, take: Callback<Vec<File>>) -> bool {
    let over = use_state_eq(|| false);
    let latest = use_mut_ref(|| take.clone());
    *latest.borrow_mut() = take;
    {
        let over = over.clone();
        use_effect_with(wanted, move |wanted| {
            let listeners = if *wanted {
                let taken = Callback::from(move |files: Vec<File>| {
                    let take = latest.borrow().clone();
                    take.emit(files);
                });
                listen(&over, &taken)
            } else {
                Vec::new()
            };
            move || drop(listeners)
        });
    }
    *over && wanted
}

fn listen(over: &UseStateHandle<bool>, take: &Callback<Vec<File>>) -> Vec<EventListener> {
    let window = gloo::utils::window();
    let listen = |name: &'static str, heard: Box<dyn Fn(&DragEvent)>| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&window, name, options, move |event| {
            if let Some(event) = event.dyn_ref::<DragEvent>().filter(|event| has_files(event)) {
                heard(event);
            }
        })
    };
    let held = {
        let over = over.clone();
        // Without this the browser would open the file in place of the page.
        Box::new(move |event: &DragEvent| {
            event.prevent_default();
            over.set(true);
        })
    };
    let left = {
        let over = over.clone();
        Box::new(move |event: &DragEvent| {
            // From one element of the page to the next is no way out.
            if event.related_target().is_none() {
                over.set(false);
            }
        })
    };
    let dropped = {
        let (over, take) = (over.clone(), take.clone());
        Box::new(move |event: &DragEvent| {
            event.prevent_default();
            over.set(false);
            take.emit(files(event.data_transfer().and_then(|data| data.files())));
        })
    };
    let pasted = {
        let take = take.clone();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&window, "paste", options, move |event| {
            let Some(event) = event.dyn_ref::<ClipboardEvent>() else {
                return;
            };
            let data = event.clipboard_data();
            let found = files(data.as_ref().and_then(DataTransfer::files));
            let words = is_typing(event) && has_text(data.as_ref());
            if !found.is_empty() && !words {
                event.prevent_default();
                take.emit(found);
            }
        })
    };
    vec![
        listen("dragover", held),
        listen("dragleave", left),
        listen("drop", dropped),
        pasted,
    ]
}

/// Whether files are dragged, not text or links.
fn has_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    types.is_some_and(|types| {
        types
            .iter()
            .any(|kind| kind.as_string().as_deref() == Some("Files"))
    })
}

/// Office programs copy words with a picture of them: in a field the words are meant.
fn has_text(data: Option<&DataTransfer>) -> bool {
    let text = data.and_then(|data| data.get_data("text/plain").ok());
    text.is_some_and(|text| !text.is_empty())
}

fn is_typing(event: &ClipboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA"))
}
