//! What a form holds while it is filled in.

use std::ops::Deref;
use yew::prelude::*;

/// The values of a form's fields, usually the request that will be sent.
pub(crate) struct Draft<D>(UseStateHandle<D>);

impl<D> Clone for Draft<D> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<D> Deref for Draft<D> {
    type Target = D;
    fn deref(&self) -> &D {
        &self.0
    }
}

impl<D: Clone + PartialEq + 'static> Draft<D> {
    /// Puts what a field gives in its place.
    pub(crate) fn on<V: 'static>(&self, change: fn(&mut D, V)) -> Callback<V> {
        let state = self.0.clone();
        Callback::from(move |value: V| {
            let mut next = (*state).clone();
            change(&mut next, value);
            state.set(next);
        })
    }

    /// Calls back with the draft when the form is sent, in place of the browser's sending it.
    pub(crate) fn sent(&self, call: Callback<D>) -> Callback<SubmitEvent> {
        let state = self.0.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            call.emit((*state).clone());
        })
    }
}

/// Begins with the values given.
#[hook]
pub(crate) fn use_draft<D: PartialEq + 'static>(begin: impl FnOnce() -> D) -> Draft<D> {
    Draft(use_state_eq(begin))
}

/// For requests: nothing in place of an empty text.
pub(crate) fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}
