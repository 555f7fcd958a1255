//! Short messages that come and go in a corner, for what was just done.

use super::button::{Button, Look};
use super::icon::{Glyph, Icon};
use super::notice::Tone;
use crate::locale::use_text;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::html::ChildrenProps;
use yew::prelude::*;

/// A message.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Toast {
    pub(crate) tone: Tone,
    pub(crate) text: AttrValue,
    /// Something that can be done about it, for example undoing it.
    pub(crate) action: Option<(AttrValue, Callback<()>)>,
}

impl Toast {
    /// Something worked.
    pub(crate) fn good(text: impl Into<AttrValue>) -> Self {
        Self {
            tone: Tone::Good,
            text: text.into(),
            action: None,
        }
    }

    /// Something failed.
    pub(crate) fn bad(text: impl Into<AttrValue>) -> Self {
        Self {
            tone: Tone::Bad,
            text: text.into(),
            action: None,
        }
    }

    /// With something to do about it.
    pub(crate) fn with(mut self, label: impl Into<AttrValue>, act: Callback<()>) -> Self {
        self.action = Some((label.into(), act));
        self
    }

    /// How long it stays: longer where there is something to decide.
    const fn millis(&self) -> u32 {
        if self.action.is_some() { 12_000 } else { 6_000 }
    }
}

/// The messages on the screen, each with a number of its own.
#[derive(Default)]
struct Rack {
    toasts: Vec<(u32, Toast)>,
    last: u32,
}

enum Event {
    Show(Toast),
    Hide(u32),
}

impl Reducible for Rack {
    type Action = Event;
    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        let mut toasts = self.toasts.clone();
        let mut last = self.last;
        match event {
            Event::Show(toast) => {
                last += 1;
                // More than three at a time are not read.
                if toasts.len() == 3 {
                    toasts.remove(0);
                }
                toasts.push((last, toast));
            }
            Event::Hide(number) => toasts.retain(|(one, _)| *one != number),
        }
        Rc::new(Self { toasts, last })
    }
}

/// Around the whole app: where messages are shown.
#[component]
pub(crate) fn ToastProvider(props: &ChildrenProps) -> Html {
    let rack = use_reducer(Rack::default);
    let show = {
        let dispatcher = rack.dispatcher();
        use_callback((), move |toast: Toast, ()| {
            dispatcher.dispatch(Event::Show(toast));
        })
    };
    let hide = {
        let dispatcher = rack.dispatcher();
        use_callback((), move |number: u32, ()| {
            dispatcher.dispatch(Event::Hide(number));
        })
    };
    html! {
        <ContextProvider<Callback<Toast>> context={show}>
            { props.children.clone() }
            <div class="toasts" role="status" aria-live="polite">
                { for rack.toasts.iter().map(|(number, toast)| html! {
                    <Shown key={*number} number={*number} toast={toast.clone()} hide={hide.clone()} />
                }) }
            </div>
        </ContextProvider<Callback<Toast>>>
    }
}

#[derive(Properties, PartialEq)]
struct ShownProps {
    number: u32,
    toast: Toast,
    hide: Callback<u32>,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let text = use_text();
    let dismiss = {
        let (hide, number) = (props.hide.clone(), props.number);
        Callback::from(move |()| hide.emit(number))
    };
    {
        let (dismiss, millis) = (dismiss.clone(), props.toast.millis());
        use_effect_with((), move |()| {
            let timer = Timeout::new(millis, move || dismiss.emit(()));
            move || drop(timer)
        });
    }
    let act = props.toast.action.clone().map(|(label, act)| {
        let dismiss = dismiss.clone();
        let onclick = Callback::from(move |()| {
            act.emit(());
            dismiss.emit(());
        });
        html! { <Button look={Look::Quiet} {onclick}>{ label }</Button> }
    });
    html! {
        <div class={classes!("toast", props.toast.tone.class())}>
            <Icon glyph={props.toast.tone.glyph()} />
            <span>{ &props.toast.text }</span>
            { act }
            <Button look={Look::Quiet} icon={Glyph::Close} label={text.dismiss()} onclick={dismiss} />
        </div>
    }
}

/// Shows a message.
///
/// # Panics
/// Outside of [`ToastProvider`].
#[hook]
pub(crate) fn use_toast() -> Callback<Toast> {
    use_context().expect("within the toast provider")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_at_a_time() {
        let mut rack = Rc::new(Rack::default());
        for text in ["a", "b", "c", "d"] {
            rack = rack.reduce(Event::Show(Toast::good(text)));
        }
        assert_eq!(
            rack.toasts.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
            [2, 3, 4]
        );
        rack = rack.reduce(Event::Hide(3));
        assert_eq!(rack.toasts.len(), 2);
    }
}
