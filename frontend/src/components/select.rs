//! A choice among a few.

use super::field::{Frame, frame};
use super::icon::{Glyph, Icon};
use crate::locale::use_text;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// What a [`SelectField`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct SelectProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    /// Values and what they are called.
    pub(crate) options: Vec<(AttrValue, AttrValue)>,
    pub(crate) value: AttrValue,
    pub(crate) onchange: Callback<String>,
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) optional: bool,
    #[prop_or_default]
    pub(crate) disabled: bool,
}

/// The browser's own select: the best one on every device for up to a dozen entries.
#[component]
pub(crate) fn SelectField(props: &SelectProps) -> Html {
    let text = use_text();
    let around = Frame {
        id: props.id.clone(),
        label: props.label.clone(),
        hint: props.hint.clone(),
        error: props.error.clone(),
        optional: props.optional.then(|| text.optional()),
    };
    let onchange = props.onchange.reform(|event: Event| {
        event
            .target_dyn_into::<HtmlSelectElement>()
            .map(|select| select.value())
            .unwrap_or_default()
    });
    frame(
        &around,
        html! {
            <span class="select">
                <select
                    class="input"
                    id={props.id.clone()}
                    name={props.id.clone()}
                    disabled={props.disabled}
                    aria-invalid={around.invalid()}
                    aria-describedby={around.described_by()}
                    {onchange}
                >
                    { for props.options.iter().map(|(value, label)| html! {
                        <option key={value.to_string()} value={value.clone()} selected={*value == props.value}>{ label }</option>
                    }) }
                </select>
                <Icon glyph={Glyph::ChevronDown} />
            </span>
        },
    )
}
