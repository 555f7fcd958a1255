//! A file that is there, or what is left of it.

use super::sending::button;
use super::size::size;
use crate::components::{Glyph, Icon, When, person_name};
use crate::i18n::Text;
use shared::api::attachments::AttachmentView;
use yew::prelude::*;

/// Bytes up to which an image is shown in the list: it is loaded whole.
const PREVIEW_MAX: u64 = 2 * 1_024 * 1_024;

/// Draws a file. `path` is where it is to be had; `remove` is for those who may.
pub(super) fn draw_file(
    file: &AttachmentView,
    path: &str,
    remove: Option<Callback<AttachmentView>>,
    text: Text,
) -> Html {
    let there = file.redacted.is_none();
    let remove = remove.filter(|_| there).map(|remove| {
        let file = file.clone();
        remove.reform(move |()| file.clone())
    });
    html! {
        <li key={file.id.to_string()} class={classes!("line", "file", (!there).then_some("file-gone"))}>
            { picture(file, path, text) }
            <div class="line-text">
                { name(file, path, text) }{ " " }<span class="muted">{ size(file.size, text) }</span>
                <span class="row-note">{ person_name(&file.by, text) }{ " · " }<When at={file.at} /></span>
                if let Some(gone) = &file.redacted {
                    <span class="row-note">
                        { text.file_removed_by() }{ " " }{ person_name(&gone.by, text) }{ " · " }<When at={gone.at} />
                        { " · " }<span class="quoted">{ &gone.reason }</span>
                    </span>
                }
            </div>
            if let Some(remove) = remove { { button(text.file_remove(), text.file_remove_with(&file.name), remove) } }
        </li>
    }
}

fn name(file: &AttachmentView, path: &str, text: Text) -> Html {
    if file.redacted.is_some() {
        return html! { <span class="row-title">{ &file.name }</span> };
    }
    // An image opens beside the page; anything else is kept, under its own name.
    html! {
        <a href={path.to_owned()} class="row-title" target={file.image.then_some("_blank")} rel="noopener"
            download={(!file.image).then(|| file.name.clone())}>
            { &file.name }
            if file.image { <span class="unseen">{ " " }{ text.files_new_tab() }</span> }
        </a>
    }
}

fn picture(file: &AttachmentView, path: &str, text: Text) -> Html {
    if is_shown(file) {
        return html! {
            <span class="file-picture">
                <img src={path.to_owned()} alt={text.files_preview(&file.name)} loading="lazy" decoding="async" />
            </span>
        };
    }
    html! { <span class="file-picture"><Icon glyph={Glyph::File} /></span> }
}

fn is_shown(file: &AttachmentView) -> bool {
    file.image && file.redacted.is_none() && file.size <= PREVIEW_MAX
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::Person;
    use shared::api::attachments::Redaction;

    #[test]
    fn small_images_are_shown_as_long_as_they_are_there() {
        let nobody = || Person {
            name: None,
            email: None,
            domain: None,
        };
        let file = AttachmentView {
            id: "01900000-0000-7000-8000-000000000001".parse().unwrap(),
            name: "a.png".to_owned(),
            size: PREVIEW_MAX,
            image: true,
            by: nobody(),
            at: Timestamp::from_micros(1),
            redacted: None,
        };
        let but = |change: fn(&mut AttachmentView)| {
            let mut other = file.clone();
            change(&mut other);
            is_shown(&other)
        };
        assert!(is_shown(&file));
        assert!(!but(|file| file.size += 1));
        assert!(!but(|file| file.image = false));
        assert!(!but(|file| {
            file.redacted = Some(Redaction {
                by: file.by.clone(),
                at: file.at,
                reason: String::new(),
            });
        }));
    }
}
