//! Writing to the server.

use super::use_here;
use crate::api::Here;
use crate::session::{SessionEvent, use_me, use_sessions};
use shared::client::{Failure, Outcome};
use shared::problem::Code;
use std::cell::Cell;
use std::rc::Rc;
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
    use_sending(move |request| call(here.clone(), request), done, lapsed)
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
    use_sending(call, done, Callback::noop())
}

#[hook]
fn use_sending<Request, Answer, F, Pending>(
    call: F,
    done: Callback<Answer>,
    lapsed: Callback<()>,
) -> Send<Request>
where
    Request: 'static,
    Answer: 'static,
    F: Fn(Request) -> Pending + 'static,
    Pending: Future<Output = Outcome<Answer>> + 'static,
{
    let pending = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let busy = use_memo((), |()| Cell::new(false));
    let alive = use_memo((), |()| Cell::new(true));
    {
        let alive = alive.clone();
        use_effect_with((), move |()| move || alive.set(false));
    }
    let send = {
        let (pending, failure) = (pending.clone(), failure.clone());
        Callback::from(move |request: Request| {
            if busy.replace(true) {
                return;
            }
            pending.set(true);
            failure.set(None);
            let answer = call(request);
            let (busy, alive): (Rc<Cell<bool>>, Rc<Cell<bool>>) = (busy.clone(), alive.clone());
            let (pending, failure) = (pending.clone(), failure.clone());
            let (done, lapsed) = (done.clone(), lapsed.clone());
            spawn_local(async move {
                let outcome = answer.await;
                busy.set(false);
                if !alive.get() {
                    return;
                }
                pending.set(false);
                match outcome {
                    Ok(answer) => done.emit(answer),
                    // The dialog that asks to sign in says that.
                    Err(why) if is_lapse(&why) => lapsed.emit(()),
                    Err(why) => failure.set(Some(why)),
                }
            });
        })
    };
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

/// Whether the session has ended meanwhile.
fn is_lapse(failure: &Failure) -> bool {
    failure
        .problem()
        .is_some_and(|problem| problem.code == Code::Unauthenticated)
}
