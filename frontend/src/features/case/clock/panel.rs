//! How the clock of a case stands, above its facts.

use super::face::face;
use crate::hooks::use_now;
use crate::locale::{Locale, use_locale};
use shared::Timestamp;
use shared::api::cases::CaseView;
use std::rc::Rc;
use yew::prelude::*;

/// What a [`ClockPanel`] is given.
#[derive(Properties, PartialEq)]
pub(in crate::features::case) struct ClockPanelProps {
    pub(in crate::features::case) case: Rc<CaseView>,
}

/// In words how it stands, and the instants behind them.
#[component]
pub(in crate::features::case) fn ClockPanel(props: &ClockPanelProps) -> Html {
    let locale = use_locale();
    let now = use_now();
    let text = locale.text;
    let clock = &props.case.clock;
    let (urgency, words) = face(clock, now, text);
    let promised = clock.minutes.map(|minutes| html! { { text.duration(minutes) } });
    html! {
        <section class={classes!("clock", urgency.class())} aria-labelledby="clock-title">
            <h2 id="clock-title">{ text.clock_title() }</h2>
            <p class="clock-words">{ words }</p>
            <dl class="clock-facts">
                { fact(text.clock_due_at(), moment(clock.due_at, &locale)) }
                { fact(text.clock_answered_at(), moment(clock.answered_at, &locale)) }
                { fact(text.clock_waiting_since(), moment(clock.waiting_since, &locale)) }
                { fact(text.clock_promised(), promised) }
            </dl>
        </section>
    }
}

/// An instant in the reader's time zone; pointed at, the whole of it.
fn moment(at: Option<Timestamp>, locale: &Locale) -> Option<Html> {
    let at = at?;
    Some(html! { <time datetime={at.to_string()} title={locale.full(at)}>{ locale.moment(at) }</time> })
}

fn fact(name: &'static str, value: Option<Html>) -> Html {
    match value {
        Some(value) => html! { <div><dt>{ name }</dt><dd>{ value }</dd></div> },
        None => Html::default(),
    }
}
