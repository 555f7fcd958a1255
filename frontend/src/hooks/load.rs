//! Reading from the server.
//!
//! A [`Load`] keeps the last good data while it is refreshed and when a refresh fails, so that a
//! page never goes blank because a train entered a tunnel. What the server *refuses* is dropped at
//! once: a right that ended must not linger on the screen.

use super::use_here;
use crate::api::Here;
use crate::session::{SessionEvent, use_me, use_sessions};
use futures_util::future::abortable;
use shared::client::{Failure, Outcome};
use shared::problem::Code;
use std::any::Any;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Something that is read from the server.
pub(crate) struct Load<T> {
    /// The last good answer.
    pub(crate) data: Option<Rc<T>>,
    /// Why the last attempt failed.
    pub(crate) failure: Option<Failure>,
    /// Whether an answer is awaited.
    pub(crate) pending: bool,
    /// Asks again.
    pub(crate) reload: Callback<()>,
    /// Puts an answer in its place that came by another way, for example from a write.
    pub(crate) set: Callback<T>,
}

/// An answer whose type only [`use_load`] knows: what is below it exists once, not once per type,
/// which makes the app a good deal smaller.
type Datum = Rc<dyn Any>;
type Answer = Pin<Box<dyn Future<Output = Outcome<Datum>>>>;

struct State {
    data: Option<Datum>,
    failure: Option<Failure>,
    pending: bool,
}

enum Event {
    Asked,
    Answered(Outcome<Datum>),
}

impl State {
    const NEW: Self = Self {
        data: None,
        failure: None,
        pending: true,
    };

    fn after(&self, event: Event) -> Self {
        match event {
            Event::Asked => Self {
                data: self.data.clone(),
                failure: None,
                pending: true,
            },
            Event::Answered(Ok(data)) => Self {
                data: Some(data),
                failure: None,
                pending: false,
            },
            Event::Answered(Err(failure)) => {
                let data = if keeps(&failure) { self.data.clone() } else { None };
                Self {
                    data,
                    failure: Some(failure),
                    pending: false,
                }
            }
        }
    }
}

/// Whether data may stay on the screen although asking again failed. A lapsed session keeps it:
/// the dialog that asks to sign in lies over the page.
fn keeps(failure: &Failure) -> bool {
    match failure {
        Failure::Unreachable(_) => true,
        Failure::Refused(problem) => {
            problem.code == Code::Unauthenticated || problem.status >= 500 || problem.status == 429
        }
    }
}

impl Reducible for State {
    type Action = Event;
    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        Rc::new(self.after(event))
    }
}

/// Reads with `load` at once, and again whenever `key` changes, a lapsed session was renewed, or
/// [`Load::reload`] is called. Late answers are ignored, and requests that nobody waits for any
/// more are cancelled.
///
/// Data of the former key stays until the new answer comes: components that show one object are
/// given that object's name as their `key`, so that they start anew.
#[hook]
pub(crate) fn use_load<K, T, F, Asked>(key: K, load: F) -> Load<T>
where
    K: PartialEq + Clone + 'static,
    T: 'static,
    F: Fn(Here, K) -> Asked + 'static,
    Asked: Future<Output = Outcome<T>> + 'static,
{
    let here = use_here();
    let last = use_mut_ref(|| (key.clone(), 0_u32));
    let version = {
        let mut last = last.borrow_mut();
        if last.0 != key {
            *last = (key.clone(), last.1 + 1);
        }
        last.1
    };
    let ask = move || -> Answer {
        let asked = load(here, key);
        Box::pin(async move { asked.await.map(|data| Rc::new(data) as Datum) })
    };
    let (state, round, dispatcher) = use_asking(version, Box::new(ask));
    Load {
        data: state.data.clone().and_then(|data| data.downcast().ok()),
        failure: state.failure.clone(),
        pending: state.pending,
        reload: Callback::from(move |()| round.set(*round + 1)),
        set: Callback::from(move |data: T| dispatcher.dispatch(Event::Answered(Ok(Rc::new(data))))),
    }
}

/// What [`use_load`] does for every type: asks when `version` changes.
#[hook]
fn use_asking(
    version: u32,
    ask: Box<dyn FnOnce() -> Answer>,
) -> (
    UseReducerHandle<State>,
    UseStateHandle<u32>,
    UseReducerDispatcher<State>,
) {
    let me = use_me();
    let context = use_sessions();
    let state = use_reducer(|| State::NEW);
    let round = use_state(|| 0_u32);
    let dispatcher = state.dispatcher();
    use_effect_with((version, *round, context.sessions.renewals), move |_| {
        dispatcher.dispatch(Event::Asked);
        let answer = ask();
        let (job, handle) = abortable(async move {
            let outcome = answer.await;
            if let Err(Failure::Refused(problem)) = &outcome
                && problem.code == Code::Unauthenticated
            {
                context
                    .tell
                    .dispatch(SessionEvent::Lapsed(me.domain.name.clone()));
            }
            dispatcher.dispatch(Event::Answered(outcome));
        });
        spawn_local(async move {
            let _ = job.await;
        });
        move || handle.abort()
    });
    let dispatcher = state.dispatcher();
    (state, round, dispatcher)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::problem::Problem;
    use shared::words::Language;

    fn refused(code: Code) -> Event {
        Event::Answered(Err(Failure::Refused(Box::new(Problem::new(code, Language::En)))))
    }

    fn shown(state: &State) -> Option<u8> {
        Some(*state.data.clone()?.downcast::<u8>().unwrap())
    }

    #[test]
    fn good_data_survives_a_bad_line_but_not_a_refusal() {
        let state = State::NEW.after(Event::Answered(Ok(Rc::new(7_u8))));
        assert_eq!(shown(&state), Some(7));
        let state = state.after(Event::Asked);
        let state = state.after(Event::Answered(Err(Failure::Unreachable(String::new()))));
        assert_eq!(shown(&state), Some(7));
        assert!(state.failure.is_some() && !state.pending);
        assert_eq!(shown(&state.after(refused(Code::Unauthenticated))), Some(7));
        assert_eq!(shown(&state.after(refused(Code::Unavailable))), Some(7));
        assert_eq!(shown(&state.after(refused(Code::NotFound))), None);
        assert_eq!(shown(&state.after(refused(Code::Forbidden))), None);
    }
}
