//! Instants.

use crate::browser;
use crate::locale::use_locale;
use crate::when::told;
use shared::Timestamp;
use yew::prelude::*;

/// What [`When`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct WhenProps {
    pub(crate) at: Timestamp,
    /// By its date, however recent.
    #[prop_or_default]
    pub(crate) absolute: bool,
}

/// An instant: relative while recent, then its date; pointed at, the whole of it in the reader's
/// time zone.
#[component]
pub(crate) fn When(props: &WhenProps) -> Html {
    let locale = use_locale();
    let relative = if props.absolute {
        None
    } else {
        told(props.at, browser::now()).in_words(locale.text)
    };
    html! {
        <time datetime={props.at.to_string()} title={locale.full(props.at)}>
            { relative.unwrap_or_else(|| locale.date(props.at)) }
        </time>
    }
}
