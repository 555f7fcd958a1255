//! What the page has to say, within the page.

use super::icon::{Glyph, Icon};
use yew::prelude::*;

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tone {
    /// Good to know.
    #[default]
    Info,
    /// Mind this.
    Warn,
    /// Something failed.
    Bad,
    /// Something worked.
    Good,
}

impl Tone {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice-info",
            Self::Warn => "notice-warn",
            Self::Bad => "notice-bad",
            Self::Good => "notice-good",
        }
    }

    pub(super) const fn glyph(self) -> Glyph {
        match self {
            Self::Info => Glyph::Info,
            Self::Warn | Self::Bad => Glyph::Warning,
            Self::Good => Glyph::Check,
        }
    }
}

/// What a [`Notice`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct NoticeProps {
    #[prop_or_default]
    pub(crate) tone: Tone,
    #[prop_or_default]
    pub(crate) title: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) id: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) children: Html,
}

/// A message; failures are read out at once, the others when there is time.
#[component]
pub(crate) fn Notice(props: &NoticeProps) -> Html {
    let role = if props.tone == Tone::Bad {
        "alert"
    } else {
        "status"
    };
    html! {
        <div class={classes!("notice", props.tone.class())} {role} id={props.id.clone()}>
            <Icon glyph={props.tone.glyph()} />
            <div class="notice-text">
                if let Some(title) = &props.title { <strong>{ title }</strong> }
                { props.children.clone() }
            </div>
        </div>
    }
}
