//! How the clock of a case ran: folded away until somebody asks.

use super::bar::bar;
use crate::browser;
use crate::components::{PersonName, Table, Tag, draw};
use crate::hooks::use_load;
use crate::i18n::Text;
use crate::locale::{Locale, use_locale};
use shared::Timestamp;
use shared::api::cases::CaseView;
use shared::api::targets::{CaseClock, ClockState, ClockStretch, ResponsePeriod, StretchCause};
use shared::case::State;
use std::rc::Rc;
use yew::prelude::*;

/// What a [`Timeline`] is given.
#[derive(Properties, PartialEq)]
pub(in crate::features::case) struct TimelineProps {
    pub(in crate::features::case) case: Rc<CaseView>,
}

/// The running and paused stretches, and every answer that was waited for.
#[component]
pub(in crate::features::case) fn Timeline(props: &TimelineProps) -> Html {
    let text = use_locale().text;
    let open = use_state_eq(|| false);
    let onclick = {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| {
            // The app decides, so that what is drawn and what is open stay the same.
            event.prevent_default();
            open.set(!*open);
        })
    };
    html! {
        <details class="timeline" open={*open}>
            <summary {onclick}>{ text.timeline_title() }</summary>
            if *open { <Opened case={props.case.clone()} /> }
        </details>
    }
}

/// What is read when it is opened, and again when the case has changed.
#[component]
fn Opened(props: &TimelineProps) -> Html {
    let locale = use_locale();
    let asked = (props.case.number.clone(), props.case.updated_at);
    let load = use_load(asked, |here, (number, _)| async move {
        here.api().case_clock(&number).await
    });
    draw(&load, locale.text, |clock| whole(clock, &locale))
}

fn whole(clock: &CaseClock, locale: &Locale) -> Html {
    let text = locale.text;
    let (ran, stood) = (
        text.lasting(clock.running_seconds),
        text.lasting(clock.paused_seconds),
    );
    let heads = [
        text.stretch_clock(),
        text.stretch_from(),
        text.stretch_to(),
        text.stretch_covered(),
        text.stretch_cause(),
    ];
    let answers = [
        text.clock_waiting_since(),
        text.clock_due_at(),
        text.clock_answered_at(),
        text.responses_outcome(),
        text.responses_by(),
    ];
    html! {
        <div class="stack">
            { bar(clock, browser::now()) }
            <p>{ text.timeline_sum(&ran, &stood) }{ " " }<span class="muted">{ text.timeline_hint() }</span></p>
            <div class="panel">
                <Table caption={text.stretches_caption()} head={heads.map(AttrValue::Static).to_vec()}>
                    { for clock.stretches.iter().map(|one| stretch(one, locale)) }
                </Table>
            </div>
            <h3>{ text.responses_title() }</h3>
            <div class="panel">
                <Table caption={text.responses_caption()} head={answers.map(AttrValue::Static).to_vec()}>
                    { for clock.responses.iter().map(|one| response(one, locale)) }
                </Table>
            </div>
        </div>
    }
}

fn stretch(one: &ClockStretch, locale: &Locale) -> Html {
    let text = locale.text;
    let (class, word) = if one.running {
        ("clock-mark clock-mark-running", text.stretch_running())
    } else {
        ("clock-mark", text.stretch_paused())
    };
    html! {
        <tr key={one.from.micros()}>
            <td data-label={text.stretch_clock()}><span {class}>{ word }</span></td>
            <td data-label={text.stretch_from()}>{ moment(one.from, locale) }</td>
            <td data-label={text.stretch_to()}>{ one.to.map_or_else(|| html! { { text.stretch_now() } }, |to| moment(to, locale)) }</td>
            <td data-label={text.stretch_covered()}>{ text.lasting(one.seconds) }</td>
            <td data-label={text.stretch_cause()}>
                <span>
                    { cause(one, text) }
                    if let Some(by) = &one.by { { " · " }<PersonName person={by.clone()} /> }
                </span>
            </td>
        </tr>
    }
}

/// What began a stretch.
fn cause(one: &ClockStretch, text: Text) -> String {
    match (one.cause, one.state) {
        (StretchCause::Filed, _) => text.stretch_filed().to_owned(),
        (StretchCause::Severity, _) => text.stretch_severity(one.severity.as_str()),
        (StretchCause::Imported, _) => text.stretch_imported().to_owned(),
        (StretchCause::Moved, State::ActionRequired) => text.stretch_asked().to_owned(),
        (StretchCause::Moved, State::SolutionProvided) => text.stretch_solved().to_owned(),
        (StretchCause::Moved, _) => text.stretch_resumed().to_owned(),
    }
}

fn response(one: &ResponsePeriod, locale: &Locale) -> Html {
    let text = locale.text;
    let nothing = || html! { <span class="faint">{ "–" }</span> };
    let (tone, word) = outcome(one.state, text);
    html! {
        <tr key={one.since.micros()}>
            <td data-label={text.clock_waiting_since()}>{ moment(one.since, locale) }</td>
            <td data-label={text.clock_due_at()}>{ one.due_at.map_or_else(nothing, |at| moment(at, locale)) }</td>
            <td data-label={text.clock_answered_at()}>{ one.until.map_or_else(nothing, |at| moment(at, locale)) }</td>
            <td data-label={text.responses_outcome()}><Tag {tone}>{ word }</Tag></td>
            <td data-label={text.responses_by()}>{ one.by.as_ref().map_or_else(nothing, |by| html! { <PersonName person={by.clone()} /> }) }</td>
        </tr>
    }
}

/// How a time of waiting went: the tone of its mark, and the word.
const fn outcome(state: ClockState, text: Text) -> (Option<&'static str>, &'static str) {
    match state {
        ClockState::Running | ClockState::Paused => (None, text.response_running()),
        ClockState::Met => (Some("good"), text.response_met()),
        ClockState::Breached => (Some("warn"), text.response_breached()),
        ClockState::Stopped => (None, text.response_stopped()),
        ClockState::NotOffered => (None, text.response_not_offered()),
    }
}

fn moment(at: Timestamp, locale: &Locale) -> Html {
    html! { <time datetime={at.to_string()} title={locale.full(at)}>{ locale.moment(at) }</time> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::{Language, Severity};

    #[test]
    fn each_stretch_says_why_it_began() {
        let told = |cause_word, state| {
            let one = ClockStretch {
                running: true,
                state,
                severity: Severity::P1,
                from: Timestamp::from_micros(0),
                to: None,
                seconds: 0,
                cause: cause_word,
                by: None,
            };
            cause(&one, Text(Language::En))
        };
        assert_eq!(told(StretchCause::Filed, State::New), "filing");
        assert_eq!(
            told(StretchCause::Moved, State::ActionRequired),
            "a question of the desk"
        );
        assert_eq!(
            told(StretchCause::Moved, State::InProgress),
            "taking the case up again"
        );
        assert_eq!(
            told(StretchCause::Severity, State::InProgress),
            "severity changed to P1"
        );
    }

    #[test]
    fn what_went_wrong_is_marked() {
        let text = Text(Language::Fr);
        assert_eq!(outcome(ClockState::Breached, text), (Some("warn"), "En retard"));
        assert_eq!(outcome(ClockState::Met, text), (Some("good"), "À temps"));
    }
}
