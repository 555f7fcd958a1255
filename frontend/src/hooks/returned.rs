//! Coming back to a tab.

use crate::browser;
use gloo::events::EventListener;
use yew::prelude::*;

/// Away for less than that, nothing will have changed that matters.
const AWAY_SECONDS: i64 = 20;

/// Calls back when the tab is shown again after a while: what others did meanwhile is worth asking for.
#[hook]
pub(crate) fn use_return(back: Callback<()>) {
    let latest = use_mut_ref(|| back.clone());
    *latest.borrow_mut() = back;
    use_effect_with((), move |()| {
        let document = gloo::utils::document();
        let mut left = None;
        let listener = EventListener::new(&document, "visibilitychange", move |_| {
            let now = browser::now();
            if gloo::utils::document().hidden() {
                left = Some(now);
            } else if left
                .take()
                .is_some_and(|left| now > left.plus_seconds(AWAY_SECONDS))
            {
                let back = latest.borrow().clone();
                back.emit(());
            }
        });
        move || drop(listener)
    });
}
