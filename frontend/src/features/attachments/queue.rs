//! Files on their way to the server: which are sent, which wait, and what became of the others.

use shared::api::attachments::FILE_MAX;
use shared::client::Failure;
use std::rc::Rc;
use yew::prelude::*;

/// Files sent at once: more would only share the line.
const AT_ONCE: usize = 2;

/// Where a file stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// Others come first.
    Waits,
    /// So many bytes are sent.
    Sending(u64),
    /// It is not sent, and trying again would not help.
    Refused(Reason),
    /// It could not be sent.
    Failed(Failure),
}

/// Why a file is not even tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// It is larger than a file may be.
    TooLarge,
    /// The case has no room for it.
    NoRoom,
}

/// A file on its way; `F` is the browser's handle of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item<F> {
    /// Its number in this queue.
    pub(super) key: u32,
    /// Makes sending it again safe.
    pub(super) nonce: Rc<str>,
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) file: F,
    pub(super) step: Step,
}

/// A file that somebody chose.
#[derive(Debug, Clone)]
pub(super) struct Chosen<F> {
    pub(super) nonce: Rc<str>,
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) file: F,
}

/// All of them, in the order in which they were chosen.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Queue<F> {
    pub(super) items: Vec<Item<F>>,
    last: u32,
}

impl<F> Default for Queue<F> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            last: 0,
        }
    }
}

/// What happens to a queue.
#[derive(Debug)]
pub(super) enum Event<F> {
    /// Files were chosen; the case has room for so many bytes.
    Chosen(Vec<Chosen<F>>, u64),
    /// One is being sent.
    Began(u32),
    /// So many bytes of it are.
    Progress(u32, u64),
    /// It was stored, or not.
    Ended(u32, Result<(), Failure>),
    /// It is to be tried again.
    Again(u32),
    /// It is not wanted any more.
    Dropped(u32),
}

impl<F: Clone> Queue<F> {
    /// The file to be sent next, if there is one and a place for it.
    pub(super) fn next(&self) -> Option<&Item<F>> {
        let sending = self.items.iter().filter(|item| item.is_sending()).count();
        let mut waiting = self.items.iter().filter(|item| item.step == Step::Waits);
        waiting.next().filter(|_| sending < AT_ONCE)
    }

    /// The numbers of those that are being sent.
    pub(super) fn sending(&self) -> Vec<u32> {
        let sending = self.items.iter().filter(|item| item.is_sending());
        sending.map(|item| item.key).collect()
    }

    /// Bytes that are still to be stored.
    fn coming(&self) -> u64 {
        let coming = self
            .items
            .iter()
            .filter(|item| item.is_sending() || item.step == Step::Waits);
        coming.map(|item| item.size).sum()
    }

    pub(super) fn after(&self, event: Event<F>) -> Self {
        let mut queue = self.clone();
        match event {
            Event::Chosen(files, room) => {
                for chosen in files {
                    queue.last += 1;
                    let step = if chosen.size > FILE_MAX {
                        Step::Refused(Reason::TooLarge)
                    } else if queue.coming() + chosen.size > room {
                        Step::Refused(Reason::NoRoom)
                    } else {
                        Step::Waits
                    };
                    queue.items.push(Item {
                        key: queue.last,
                        nonce: chosen.nonce,
                        name: chosen.name,
                        size: chosen.size,
                        file: chosen.file,
                        step,
                    });
                }
            }
            Event::Began(key) => queue.step(key, Step::Sending(0)),
            Event::Progress(key, sent) => {
                if queue.sending().contains(&key) {
                    queue.step(key, Step::Sending(sent));
                }
            }
            Event::Ended(key, Ok(())) | Event::Dropped(key) => queue.items.retain(|item| item.key != key),
            Event::Ended(key, Err(failure)) => queue.step(key, Step::Failed(failure)),
            Event::Again(key) => queue.step(key, Step::Waits),
        }
        queue
    }

    fn step(&mut self, key: u32, step: Step) {
        if let Some(item) = self.items.iter_mut().find(|item| item.key == key) {
            item.step = step;
        }
    }
}

impl<F> Item<F> {
    fn is_sending(&self) -> bool {
        matches!(self.step, Step::Sending(_))
    }
}

impl<F: Clone> Reducible for Queue<F> {
    type Action = Event<F>;
    fn reduce(self: Rc<Self>, event: Event<F>) -> Rc<Self> {
        Rc::new(self.after(event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(sizes: &[u64]) -> Vec<Chosen<()>> {
        let chosen = |size: &u64| Chosen {
            nonce: "n".into(),
            name: format!("{size}.log"),
            size: *size,
            file: (),
        };
        sizes.iter().map(chosen).collect()
    }

    fn lost() -> Failure {
        Failure::Unreachable(String::new())
    }

    #[test]
    fn two_are_sent_at_once_in_the_order_they_were_chosen() {
        let mut queue = Queue::default().after(Event::Chosen(chosen(&[1, 2, 3]), 100));
        for key in [1, 2] {
            assert_eq!(queue.next().unwrap().key, key);
            queue = queue.after(Event::Began(key));
        }
        assert!(queue.next().is_none());
        queue = queue.after(Event::Progress(1, 1));
        assert_eq!(queue.items[0].step, Step::Sending(1));
        queue = queue.after(Event::Ended(1, Ok(())));
        assert_eq!(queue.next().unwrap().key, 3);
        assert_eq!(queue.sending(), [2]);
        queue = queue.after(Event::Dropped(2)).after(Event::Progress(2, 9));
        assert_eq!(queue.items.len(), 1);
    }

    #[test]
    fn what_failed_stays_until_it_is_tried_again_or_dismissed() {
        let queue = Queue::default().after(Event::Chosen(chosen(&[1]), 100));
        let queue = queue.after(Event::Began(1)).after(Event::Ended(1, Err(lost())));
        assert_eq!(queue.items[0].step, Step::Failed(lost()));
        assert!(queue.next().is_none() && queue.sending().is_empty());
        let again = queue.after(Event::Again(1));
        assert_eq!(again.next().unwrap().nonce, queue.items[0].nonce);
        assert!(queue.after(Event::Dropped(1)).items.is_empty());
    }

    #[test]
    fn what_would_be_refused_is_not_sent() {
        let queue = Queue::default().after(Event::Chosen(chosen(&[FILE_MAX + 1, FILE_MAX]), FILE_MAX * 4));
        assert_eq!(queue.items[0].step, Step::Refused(Reason::TooLarge));
        assert_eq!(queue.items[1].step, Step::Waits);
        // What waits takes up room, what was refused does not.
        let queue = Queue::default().after(Event::Chosen(chosen(&[60, 50, 40]), 100));
        let steps = queue.items.iter().map(|item| item.step.clone());
        assert_eq!(
            steps.collect::<Vec<_>>(),
            [Step::Waits, Step::Refused(Reason::NoRoom), Step::Waits]
        );
        let queue = queue.after(Event::Chosen(chosen(&[1]), 100));
        assert_eq!(queue.items[3].step, Step::Refused(Reason::NoRoom));
    }
}
