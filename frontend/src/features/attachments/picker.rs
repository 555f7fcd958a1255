//! The button with which files are chosen.

use super::drop::files;
use crate::browser;
use crate::components::{Button, Glyph};
use crate::i18n::Text;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

/// The id of the button.
pub(crate) const FILES_ID: &str = "files-add";
const INPUT_ID: &str = "files-input";

/// Draws it.
pub(super) fn draw_picker(add: &Callback<Vec<File>>, text: Text) -> Html {
    let onchange = add.reform(|event: Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let chosen = files(input.as_ref().and_then(HtmlInputElement::files));
        // So that the same file can be chosen again.
        if let Some(input) = input {
            input.set_value("");
        }
        chosen
    });
    let choose = |()| {
        if let Some(input) = browser::element(INPUT_ID) {
            input.click();
        }
    };
    html! {
        <>
            <input type="file" multiple=true id={INPUT_ID} class="unseen" tabindex="-1" aria-hidden="true" {onchange} />
            <Button id={FILES_ID} icon={Glyph::Clip} onclick={choose}>{ text.files_add() }</Button>
        </>
    }
}
