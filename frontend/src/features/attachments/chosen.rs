//! Choosing files for a case that is not filed yet.

use super::drop::use_drop;
use super::picker::draw_picker;
use super::sending::button;
use super::size::size;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::attachments::FILE_MAX;
use web_sys::File;
use yew::prelude::*;

/// What [`ChosenFiles`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ChosenFilesProps {
    pub(crate) files: Vec<File>,
    pub(crate) onchange: Callback<Vec<File>>,
}

/// The files chosen so far, and how to choose more. They cannot be kept with a draft: a page has them
/// until it is left.
#[component]
pub(crate) fn ChosenFiles(props: &ChosenFilesProps) -> Html {
    let text = use_text();
    let add = {
        let files = props.files.clone();
        props
            .onchange
            .reform(move |more: Vec<File>| [files.clone(), more].concat())
    };
    let over = use_drop(true, add.clone());
    let line = |(at, file): (usize, &File)| {
        let files = props.files.clone();
        let remove = props.onchange.reform(move |()| {
            let mut files = files.clone();
            files.remove(at);
            files
        });
        let name = file.name();
        html! {
            <li key={format!("{at}-{name}")} class="line">
                <div class="line-text">
                    <span class="row-title">{ &name }</span>{ " " }<span class="muted">{ size(bytes(file), text) }</span>
                    if bytes(file) > FILE_MAX { <span class="field-error" role="alert">{ text.file_too_large() }</span> }
                </div>
                { button(text.file_remove(), text.file_dismiss_with(&name), remove) }
            </li>
        }
    };
    html! {
        <fieldset class="choices">
            <legend>{ text.files_title() }</legend>
            if !props.files.is_empty() {
                <ul class="lines">{ for props.files.iter().enumerate().map(line) }</ul>
            }
            <div class="files-add">
                { draw_picker(&add, text) }
                <p class="field-hint">{ text.files_limits() }{ " " }{ text.files_later() }</p>
            </div>
            if over { <div class="files-over"><p>{ text.files_drop() }</p></div> }
        </fieldset>
    }
}

/// The names of files and how large they are, in one line each.
pub(crate) fn named(files: &[File], text: Text) -> Vec<String> {
    let line = |file: &File| format!("{} ({})", file.name(), size(bytes(file), text));
    files.iter().map(line).collect()
}

/// How large a file is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bytes of a file fit 53 bits, and are not negative"
)]
pub(super) fn bytes(file: &File) -> u64 {
    file.size() as u64
}
