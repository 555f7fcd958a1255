//! Sending files to a case, one after the other, with what became of each.

use super::chosen::bytes;
use super::queue::{Chosen, Event, Item, Queue};
use super::upload::Upload;
use crate::browser;
use crate::hooks::use_here;
use crate::locale::use_text;
use crate::session::{SessionEvent, use_me, use_sessions};
use shared::api::attachments::AttachmentView;
use shared::client::{Failure, Outcome};
use shared::problem::Code;
use std::collections::HashMap;
use web_sys::File;
use yew::prelude::*;

/// Files on their way to a case.
pub(super) struct Uploads {
    /// Those that are not stored yet.
    pub(super) items: Vec<Item<File>>,
    /// Takes more, into a case that has room for so many bytes.
    pub(super) add: Callback<(Vec<File>, u64)>,
    /// Tries one again.
    pub(super) again: Callback<u32>,
    /// Gives one up, or forgets it.
    pub(super) cancel: Callback<u32>,
}

/// Sends files to a case. `done` hears of each that was stored; what is under way when the component
/// goes is given up.
#[hook]
pub(super) fn use_uploads(number: &str, done: Callback<AttachmentView>) -> Uploads {
    let here = use_here();
    let text = use_text();
    let me = use_me();
    let tell = use_sessions().tell;
    let queue = use_reducer(Queue::<File>::default);
    let under_way = use_mut_ref(HashMap::<u32, Upload>::new);
    let dispatcher = queue.dispatcher();
    {
        let next = queue.next().cloned();
        let dispatcher = dispatcher.clone();
        let number = number.to_owned();
        use_effect_with((next, queue.sending()), move |(next, sending)| {
            under_way.borrow_mut().retain(|key, _| sending.contains(key));
            let Some(item) = next else { return };
            let key = item.key;
            let progress = {
                let dispatcher = dispatcher.clone();
                Callback::from(move |sent| dispatcher.dispatch(Event::Progress(key, sent)))
            };
            let end = {
                let dispatcher = dispatcher.clone();
                Callback::from(move |outcome: Outcome<AttachmentView>| {
                    if is_lapse(&outcome) {
                        tell.dispatch(SessionEvent::Lapsed(me.domain.name.clone()));
                    }
                    dispatcher.dispatch(Event::Ended(key, outcome.map(|file| done.emit(file))));
                })
            };
            dispatcher.dispatch(Event::Began(key));
            let path = here.api().attach_path(&number, &item.name);
            match Upload::send(&path, text.0, &item.nonce, &item.file, progress, end) {
                Some(upload) => drop(under_way.borrow_mut().insert(key, upload)),
                None => {
                    let failure = Failure::Unreachable("the browser refuses".to_owned());
                    dispatcher.dispatch(Event::Ended(key, Err(failure)));
                }
            }
        });
    }
    let add = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |(files, room): (Vec<File>, u64)| {
            let chosen = files.into_iter().map(chosen).collect();
            dispatcher.dispatch(Event::Chosen(chosen, room));
        })
    };
    let again = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |key| dispatcher.dispatch(Event::Again(key)))
    };
    Uploads {
        items: queue.items.clone(),
        add,
        again,
        cancel: Callback::from(move |key| dispatcher.dispatch(Event::Dropped(key))),
    }
}

fn chosen(file: File) -> Chosen<File> {
    Chosen {
        nonce: browser::nonce().into(),
        name: file.name(),
        size: bytes(&file),
        file,
    }
}

fn is_lapse(outcome: &Outcome<AttachmentView>) -> bool {
    let problem = outcome.as_ref().err().and_then(Failure::problem);
    problem.is_some_and(|problem| problem.code == Code::Unauthenticated)
}
