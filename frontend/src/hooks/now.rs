//! The time, for what changes by itself.

use crate::browser;
use gloo::timers::callback::Interval;
use shared::Timestamp;
use yew::prelude::*;

/// How often the time is looked at. Nothing that is told by it changes within seconds.
const EVERY_MILLIS: u32 = 15_000;

/// Now; the component is drawn again as it passes.
#[hook]
pub(crate) fn use_now() -> Timestamp {
    let now = use_state_eq(browser::now);
    {
        let now = now.clone();
        use_effect_with((), move |()| {
            let interval = Interval::new(EVERY_MILLIS, move || now.set(browser::now()));
            move || drop(interval)
        });
    }
    *now
}
