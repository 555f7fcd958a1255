//! Now, or at a date and a time of the reader's clock.

use crate::browser;
use crate::civil::Clock;
use crate::components::DateField;
use crate::locale::{use_locale, use_text};
use shared::Timestamp;
use shared::validate::Violation;
use yew::prelude::*;

/// When something is to happen: nothing means now, a text what the date field holds.
pub(super) type Moment = Option<String>;

/// The instant; `Err` if a date is wanted and missing.
pub(super) fn instant(
    moment: Option<&str>,
    clock: &Clock,
    pointer: &str,
) -> Result<Option<Timestamp>, Vec<Violation>> {
    let Some(field) = moment else {
        return Ok(None);
    };
    clock.instant(field).map(Some).ok_or_else(|| {
        vec![Violation {
            pointer: pointer.to_owned(),
            code: "required".to_owned(),
            detail: String::new(),
        }]
    })
}

/// The clock of the reader's time zone.
#[hook]
pub(super) fn use_clock() -> Clock {
    let zone = use_locale().zone;
    (*use_memo(zone, |zone| Clock::new(zone.as_deref()))).clone()
}

/// What a [`MomentField`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct MomentProps {
    pub(super) id: AttrValue,
    pub(super) moment: Moment,
    pub(super) onchange: Callback<Moment>,
    pub(super) error: Option<AttrValue>,
    /// Whether it lies in the past, not in the future.
    #[prop_or_default]
    pub(super) past: bool,
}

/// Two radio buttons, and the field for the date.
#[component]
pub(super) fn MomentField(props: &MomentProps) -> Html {
    let text = use_text();
    let clock = use_clock();
    let zone = use_locale()
        .zone
        .map(|zone| zone.to_string())
        .or_else(browser::time_zone);
    let now = browser::now();
    let radio = |label: &'static str, checked: bool, value: Moment| {
        let onchange = props.onchange.reform(move |_: Event| value.clone());
        html! {
            <label class="check"><input type="radio" name={props.id.clone()} {checked} {onchange} />{ label }</label>
        }
    };
    // Tomorrow or yesterday at this hour: easy to change.
    let proposed = clock.minute(now.plus_days(if props.past { -1 } else { 1 }));
    html! {
        <fieldset class="choices choices-row">
            <legend>{ text.moment_when() }</legend>
            { radio(text.moment_now(), props.moment.is_none(), None) }
            { radio(text.moment_date(), props.moment.is_some(), Some(proposed)) }
            if let Some(value) = &props.moment {
                <DateField id={format!("{}-at", props.id)} label={text.date_and_time()} time=true value={value.clone()}
                    min={(!props.past).then(|| clock.minute(now))} hint={zone.map(|zone| AttrValue::from(text.moment_zone(&zone)))}
                    oninput={props.onchange.reform(Some)} error={props.error.clone()} />
            }
        </fieldset>
    }
}
