//! Writing to the server.

use super::use_here;
use crate::api::Here;
use crate::session::{SessionEvent, use_me, use_sessions};
use shared::client::{Failure, Outcome};
use shared::problem::Code;
use std::cell::Cell;
use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A write that can be made.
pub(crate) struct Send<Request> {
    /// Whether the answer to the last one is awaited; meanwhile nothing more is sent.
    pub(crate) pending: bool,
    /// Why the last one failed.
    pub(crate) failure: Option<Failure>,
    /// Makes it.
    pub(crate) send: Callback<Request>,
    /// Forgets the failure.
    pub(crate) reset: Callback<()>,
}

/// A write in the domain acted in. `done` hears of its success, unless the component has gone; a
/// lapsed session is told of, and what was typed stays.
#[hook]
pub(crate) fn use_send<Request, Answer, F, Pending>(call: F, done: Callback<Answer>) -> Send<Request>
where
    Request: 'static,
    Answer: 'static,
    F: Fn(Here, Request) -> Pending + 'static,
    Pending: Future<Output = Outcome<Answer>> + 'static,
{
    let here = use_here();
    let me = use_me();
    let tell = use_sessions().tell;
    let lapsed = Callback::from(move |()| tell.dispatch(SessionEvent::Lapsed(me.domain.name.clone())));
    use_sending(lapsed).send(move |request| call(here.clone(), request), done)
}

/// A write outside of any domain: signing in, one-time links.
#[hook]
pub(crate) fn use_call<Request, Answer, F, Pending>(call: F, done: Callback<Answer>) -> Send<Request>
where
    Request: 'static,
    Answer: 'static,
    F: Fn(Request) -> Pending + 'static,
    Pending: Future<Output = Outcome<Answer>> + 'static,
{
    use_sending(Callback::noop()).send(call, done)
}

/// What a call leads to: what is to be done once it has succeeded. Its type is the same for every
/// request and answer, so that all that follows exists once, which makes the app smaller.
type Job = Pin<Box<dyn Future<Output = Outcome<Box<dyn FnOnce()>>>>>;

/// Sends one thing at a time.
struct Sender {
    pending: UseStateHandle<bool>,
    failure: UseStateHandle<Option<Failure>>,
    /// Starts a job, unless one is under way.
    start: Callback<Job>,
}

impl Sender {
    fn send<Request, Answer, F, Pending>(self, call: F, done: Callback<Answer>) -> Send<Request>
    where
        Answer: 'static,
        F: Fn(Request) -> Pending + 'static,
        Pending: Future<Output = Outcome<Answer>> + 'static,
    {
        let Self {
            pending,
            failure,
            start,
        } = self;
        let send = Callback::from(move |request: Request| {
            let answer = call(request);
            let done = done.clone();
            // Nothing is sent before the job is awaited.
            start.emit(Box::pin(async move {
                let answer = answer.await?;
                Ok(Box::new(move || done.emit(answer)) as Box<dyn FnOnce()>)
            }));
        });
        let reset = {
            let failure = failure.clone();
            Callback::from(move |()| failure.set(None))
        };
        Send {
            pending: *pending,
            failure: (*failure).clone(),
            send,
            reset,
        }
    }
}

#[hook]
fn use_sending(lapsed: Callback<()>) -> Sender {
    let pending = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let busy = use_memo((), |()| Cell::new(false));
    let alive = use_memo((), |()| Cell::new(true));
    {
        let alive = alive.clone();
        use_effect_with((), move |()| move || alive.set(false));
    }
    let start = {
        let (pending, failure) = (pending.clone(), failure.clone());
        Callback::from(move |job: Job| {
            if busy.replace(true) {
                return;
            }
            pending.set(true);
            failure.set(None);
            let (busy, alive) = (busy.clone(), alive.clone());
            let (pending, failure, lapsed) = (pending.clone(), failure.clone(), lapsed.clone());
            spawn_local(async move {
                let outcome = job.await;
                busy.set(false);
                if !alive.get() {
                    return;
                }
                pending.set(false);
                match outcome {
                    Ok(done) => done(),
                    // The dialog that asks to sign in says that.
                    Err(why) if is_lapse(&why) => lapsed.emit(()),
                    Err(why) => failure.set(Some(why)),
                }
            });
        })
    };
    Sender {
        pending,
        failure,
        start,
    }
}

/// Whether the session has ended meanwhile.
fn is_lapse(failure: &Failure) -> bool {
    failure
        .problem()
        .is_some_and(|problem| problem.code == Code::Unauthenticated)
}
