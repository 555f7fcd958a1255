//! Files on their way, drawn: how far each is, and what one can do about it.

use super::queue::{Item, Reason, Step};
use super::size::size;
use super::uploads::Uploads;
use crate::components::{Button, Look, failure_line};
use crate::i18n::Text;
use shared::client::Failure;
use web_sys::File;
use yew::prelude::*;

/// Draws them; nothing if there are none.
pub(super) fn draw_sending(uploads: &Uploads, text: Text) -> Html {
    if uploads.items.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="lines" aria-label={text.files_sending()}>
            { for uploads.items.iter().map(|item| line(item, uploads, text)) }
        </ul>
    }
}

fn line(item: &Item<File>, uploads: &Uploads, text: Text) -> Html {
    let (key, name) = (item.key, &item.name);
    let act = |callback: &Callback<u32>| callback.reform(move |()| key);
    let gone = match item.step {
        Step::Waits | Step::Sending(_) => (text.file_cancel(), text.file_cancel_with(name)),
        Step::Refused(_) | Step::Failed(_) => (text.file_remove(), text.file_dismiss_with(name)),
    };
    html! {
        <li {key} class="line sending">
            <div class="line-text">
                <span class="row-title">{ name }</span>{ " " }<span class="muted">{ size(item.size, text) }</span>
                { how_far(item, text) }
            </div>
            <span class="sending-acts">
                if matches!(item.step, Step::Failed(_)) {
                    { button(text.file_again(), text.file_again_with(name), act(&uploads.again)) }
                }
                { button(gone.0, gone.1, act(&uploads.cancel)) }
            </span>
        </li>
    }
}

/// A button of a row: the word is seen, the whole is heard.
pub(super) fn button(seen: &'static str, heard: String, onclick: Callback<()>) -> Html {
    html! {
        <Button look={Look::Quiet} {onclick}>
            <span aria-hidden="true">{ seen }</span>
            <span class="unseen">{ heard }</span>
        </Button>
    }
}

fn how_far(item: &Item<File>, text: Text) -> Html {
    match &item.step {
        Step::Waits => html! { <span class="row-note">{ text.file_waits() }</span> },
        Step::Sending(sent) => html! {
            <>
                <progress max={item.size.max(1).to_string()} value={sent.to_string()} aria-label={item.name.clone()} />
                <span class="row-note">{ sent_part(*sent, item.size, text) }</span>
            </>
        },
        Step::Refused(reason) => {
            html! { <span class="field-error" role="alert">{ refused(*reason, text) }</span> }
        }
        Step::Failed(failure) => {
            html! { <span class="field-error" role="alert">{ why(failure, text) }</span> }
        }
    }
}

fn sent_part(sent: u64, whole: u64, text: Text) -> String {
    if sent >= whole {
        text.file_finishing().to_owned()
    } else {
        text.file_sent_part(&size(sent, text), &size(whole, text))
    }
}

const fn refused(reason: Reason, text: Text) -> &'static str {
    match reason {
        Reason::TooLarge => text.file_too_large(),
        Reason::NoRoom => text.file_no_room(),
    }
}

/// Why a file was not stored. What is unreachable broke off: nothing of it is there.
fn why(failure: &Failure, text: Text) -> String {
    match failure {
        Failure::Unreachable(_) => text.file_broke_off().to_owned(),
        Failure::Refused(_) => failure_line(failure, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::problem::{Code, Problem};
    use shared::words::Language;

    #[test]
    fn what_was_sent_is_not_yet_stored() {
        let text = Text(Language::En);
        assert_eq!(sent_part(512, 2_048, text), "512\u{a0}B of 2\u{a0}kB");
        assert_eq!(sent_part(2_048, 2_048, text), "Being stored");
        assert_eq!(sent_part(0, 0, text), "Being stored");
    }

    #[test]
    fn a_broken_line_is_told_from_a_refusal() {
        let text = Text(Language::Fr);
        let refused = Failure::Refused(Box::new(Problem::new(Code::CaseFull, Language::Fr)));
        assert!(why(&refused, text).contains("100"));
        assert_eq!(
            why(&Failure::Unreachable("status 0".into()), text),
            text.file_broke_off()
        );
    }
}
