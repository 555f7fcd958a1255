//! A day, or a day and a time of day, by the browser's own picker.

use super::field::{Frame, frame, typed};
use crate::locale::use_text;
use yew::prelude::*;

/// What a [`DateField`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct DateProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    /// `2026-03-01`, or `2026-03-01T09:30` with a time; see [`crate::civil::Clock`].
    pub(crate) value: AttrValue,
    pub(crate) oninput: Callback<String>,
    /// Whether a time of day belongs to it.
    #[prop_or_default]
    pub(crate) time: bool,
    /// Nothing earlier.
    #[prop_or_default]
    pub(crate) min: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) optional: bool,
}

/// A day.
#[component]
pub(crate) fn DateField(props: &DateProps) -> Html {
    let text = use_text();
    let around = Frame {
        id: props.id.clone(),
        label: props.label.clone(),
        hint: props.hint.clone(),
        error: props.error.clone(),
        optional: props.optional.then(|| text.optional()),
    };
    frame(
        &around,
        html! {
            <input
                class="input input-date"
                type={if props.time { "datetime-local" } else { "date" }}
                id={props.id.clone()}
                name={props.id.clone()}
                value={props.value.clone()}
                min={props.min.clone()}
                aria-invalid={around.invalid()}
                aria-describedby={around.described_by()}
                oninput={typed(&props.oninput)}
            />
        },
    )
}
