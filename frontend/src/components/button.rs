//! Buttons.

use super::icon::{Glyph, Icon};
use crate::browser;
use crate::locale::use_text;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Look {
    /// The one thing to do here.
    Primary,
    /// One of several things to do.
    #[default]
    Plain,
    /// Hardly visible until pointed at.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Look {
    /// The class of a button or of a link that looks like one.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Plain => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// What a [`Button`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ButtonProps {
    #[prop_or_default]
    pub(crate) look: Look,
    #[prop_or_default]
    pub(crate) icon: Option<Glyph>,
    /// Sends the form it stands in.
    #[prop_or_default]
    pub(crate) submit: bool,
    /// Waits for an answer: it stays in place and does nothing more.
    #[prop_or_default]
    pub(crate) pending: bool,
    #[prop_or_default]
    pub(crate) disabled: bool,
    /// The name of a button that shows an icon only.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) id: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) onclick: Callback<()>,
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A button.
#[component]
pub(crate) fn Button(props: &ButtonProps) -> Html {
    let busy = props.pending;
    let onclick = {
        let onclick = props.onclick.clone();
        Callback::from(move |event: MouseEvent| {
            if busy {
                event.prevent_default();
            } else {
                onclick.emit(());
            }
        })
    };
    let bare = props.label.is_some();
    html! {
        <button
            type={if props.submit { "submit" } else { "button" }}
            class={classes!(props.look.class(), bare.then_some("button-bare"))}
            id={props.id.clone()}
            disabled={props.disabled}
            aria-disabled={busy.then_some("true")}
            aria-busy={busy.then_some("true")}
            aria-label={props.label.clone()}
            title={props.label.clone()}
            {onclick}
        >
            if busy { <span class="spinner" aria-hidden="true"></span> } else if let Some(glyph) = props.icon { <Icon {glyph} /> }
            { props.children.clone() }
        </button>
    }
}

/// What a [`CopyButton`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct CopyProps {
    /// What is copied.
    pub(crate) text: AttrValue,
    /// The button's name.
    pub(crate) label: AttrValue,
}

/// Copies a text to the clipboard, and says so.
#[component]
pub(crate) fn CopyButton(props: &CopyProps) -> Html {
    let text = use_text();
    let copied = use_state_eq(|| false);
    let timer = use_mut_ref(|| None::<Timeout>);
    let onclick = {
        let (copied, what) = (copied.clone(), props.text.clone());
        Callback::from(move |()| {
            browser::copy(&what);
            copied.set(true);
            let copied = copied.clone();
            *timer.borrow_mut() = Some(Timeout::new(1_600, move || copied.set(false)));
        })
    };
    let glyph = if *copied { Glyph::Check } else { Glyph::Copy };
    html! {
        <span class="copy">
            <Button look={Look::Quiet} icon={glyph} label={props.label.clone()} {onclick} />
            <span class="unseen" aria-live="polite">{ if *copied { text.copied() } else { "" } }</span>
        </span>
    }
}
