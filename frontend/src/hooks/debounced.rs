//! A value that settles: used for what is typed into a search field.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Calls back once `value` has not changed for so many milliseconds; not for the first value.
#[hook]
pub(crate) fn use_debounced<V: PartialEq + Clone + 'static>(value: V, millis: u32, settled: Callback<V>) {
    let first = use_mut_ref(|| true);
    use_effect_with(value, move |value| {
        let timer = if first.replace(false) {
            None
        } else {
            let value = value.clone();
            Some(Timeout::new(millis, move || settled.emit(value)))
        };
        move || drop(timer)
    });
}
