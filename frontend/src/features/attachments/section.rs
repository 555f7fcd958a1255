//! The files of a case, on its page.

use super::drop::use_drop;
use super::file::draw_file;
use super::handed::taken;
use super::picker::draw_picker;
use super::redact::RedactDialog;
use super::sending::draw_sending;
use super::size::size;
use super::uploads::use_uploads;
use crate::components::draw;
use crate::hooks::{use_here, use_load, use_return};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::attachments::{AttachmentView, CASE_MAX, FILE_MAX};
use shared::api::cases::CaseView;
use shared::case::State;
use shared::words::Action;
use std::rc::Rc;
use web_sys::File;
use yew::prelude::*;

/// What [`Attachments`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct AttachmentsProps {
    pub(crate) case: Rc<CaseView>,
    /// Hears that a file was added or removed.
    pub(crate) onchange: Callback<()>,
}

/// Whether the caller may add files now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Open,
    /// Not before the case is open again.
    Closed,
    /// One may look only.
    Look,
}

fn place(state: State, may: &[Action]) -> Place {
    if !may.contains(&Action::Comment) {
        Place::Look
    } else if state == State::Closed && !may.contains(&Action::Work) {
        Place::Closed
    } else {
        Place::Open
    }
}

/// Whether the caller may add files to the case now.
pub(crate) fn takes_files(case: &CaseView) -> bool {
    place(case.state, &case.may) == Place::Open
}

/// Bytes that the case has room for.
fn room(files: &[AttachmentView]) -> u64 {
    let there = files.iter().filter(|file| file.redacted.is_none());
    CASE_MAX.saturating_sub(there.map(|file| file.size).sum())
}

/// The files, those on their way, and how to add more: by button, by dropping them anywhere on the
/// page, or by pasting.
#[component]
pub(crate) fn Attachments(props: &AttachmentsProps) -> Html {
    let text = use_text();
    let here = use_here();
    let case = &props.case;
    let load = use_load(case.number.clone(), |here, number| async move {
        here.api().attachments(&number).await
    });
    use_return(load.reload.clone());
    let said = use_state_eq(String::new);
    let removing = use_state_eq(|| None::<AttachmentView>);
    let again = {
        let (reload, onchange) = (load.reload.clone(), props.onchange.clone());
        Callback::from(move |()| {
            reload.emit(());
            onchange.emit(());
        })
    };
    let done = {
        let (again, said) = (again.clone(), said.clone());
        Callback::from(move |file: AttachmentView| {
            said.set(text.file_added(&file.name));
            again.emit(());
        })
    };
    let uploads = use_uploads(&case.number, done);
    let known = load.data.clone();
    let left = known.as_deref().map_or(CASE_MAX, |files| room(files));
    let add = uploads.add.reform(move |files: Vec<File>| (files, left));
    // Those chosen in the form, before there was a case.
    {
        let add = uploads.add.clone();
        use_effect_with(case.number.clone(), move |number| {
            let files = taken(number);
            if !files.is_empty() {
                add.emit((files, CASE_MAX));
            }
        });
    }
    let place = place(case.state, &case.may);
    let over = use_drop(place == Place::Open, add.clone());
    // Nothing there, and nothing to be done.
    let idle = known.is_none_or(|files| files.is_empty()) && uploads.items.is_empty();
    if place == Place::Look && idle {
        return Html::default();
    }
    let remove = case.may.contains(&Action::Work).then(|| {
        let removing = removing.clone();
        Callback::from(move |file| removing.set(Some(file)))
    });
    let shut = {
        let removing = removing.clone();
        Callback::from(move |()| removing.set(None))
    };
    let removed = {
        let shut = shut.clone();
        Callback::from(move |()| {
            shut.emit(());
            again.emit(());
        })
    };
    html! {
        <section class="files" aria-labelledby="files-title">
            <h2 id="files-title">{ text.files_title() }</h2>
            { draw(&load, text, |files| if files.is_empty() {
                html! { <p class="muted">{ text.files_none() }</p> }
            } else {
                let path = |file: &AttachmentView| here.api().attachment_path(&case.number, file.id);
                html! { <ul class="lines">{ for files.iter().map(|file| draw_file(file, &path(file), remove.clone(), text)) }</ul> }
            }) }
            { draw_sending(&uploads, text) }
            if place == Place::Open { { adding(&add, left, text) } }
            if place == Place::Closed { <p class="muted">{ text.files_closed() }</p> }
            <span class="unseen" role="status">{ (*said).clone() }</span>
            if over { <div class="files-over"><p>{ text.files_drop() }</p></div> }
            if let Some(file) = (*removing).clone() {
                <RedactDialog number={case.number.clone()} {file} ondone={removed} onclose={shut} />
            }
        </section>
    }
}

/// The button, and what one should know before.
fn adding(add: &Callback<Vec<File>>, left: u64, text: Text) -> Html {
    html! {
        <div class="files-add">
            { draw_picker(add, text) }
            <p class="field-hint">
                { text.files_limits() }
                if left < FILE_MAX { { " " }{ text.files_left(&size(left, text)) } }
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::Person;
    use shared::api::attachments::Redaction;

    fn nobody() -> Person {
        Person {
            name: None,
            email: None,
            domain: None,
        }
    }

    #[test]
    fn customers_add_nothing_to_a_closed_case() {
        use Action::{Comment, View, Work};
        assert_eq!(place(State::New, &[View]), Place::Look);
        assert_eq!(place(State::Closed, &[View]), Place::Look);
        assert_eq!(place(State::New, &[View, Comment]), Place::Open);
        assert_eq!(place(State::Closed, &[View, Comment]), Place::Closed);
        assert_eq!(place(State::Closed, &[View, Comment, Work]), Place::Open);
    }

    #[test]
    fn what_was_removed_takes_up_no_room() {
        let file = |size, redacted: bool| AttachmentView {
            id: "01900000-0000-7000-8000-000000000001".parse().unwrap(),
            name: String::new(),
            size,
            image: false,
            by: nobody(),
            at: Timestamp::from_micros(0),
            redacted: redacted.then(|| Redaction {
                by: nobody(),
                at: Timestamp::from_micros(0),
                reason: String::new(),
            }),
        };
        assert_eq!(room(&[]), CASE_MAX);
        assert_eq!(room(&[file(10, false), file(20, true)]), CASE_MAX - 10);
        assert_eq!(room(&[file(CASE_MAX, false), file(1, false)]), 0);
    }
}
