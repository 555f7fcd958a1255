//! What is wrong, in words; how urgent it is; and how to answer.

use super::draft::Draft;
use super::severity::SeverityChoice;
use crate::browser;
use crate::components::{AreaField, Choice, ComboField, Notice, SelectField, TextField};
use crate::locale::use_text;
use shared::words::{Language, Severity};
use std::rc::Rc;
use yew::prelude::*;

/// What [`Details`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct DetailsProps {
    pub(super) draft: Rc<Draft>,
    pub(super) onchange: Callback<Draft>,
    pub(super) title_error: Option<AttrValue>,
    pub(super) description_error: Option<AttrValue>,
    pub(super) zone_error: Option<AttrValue>,
}

/// The fields that are the same for every domain.
#[component]
pub(super) fn Details(props: &DetailsProps) -> Html {
    let text = use_text();
    let draft = &props.draft;
    let zones = use_memo((), |()| {
        let zone = |name: String| Choice {
            label: name.replace('_', " ").into(),
            value: name.into(),
            ..Choice::default()
        };
        Rc::new(browser::time_zones().into_iter().map(zone).collect::<Vec<_>>())
    });
    let change = |apply: fn(Draft, String) -> Draft| {
        let (draft, onchange) = (draft.clone(), props.onchange.clone());
        Callback::from(move |value: String| onchange.emit(apply((*draft).clone(), value)))
    };
    let severity = {
        let (draft, onchange) = (draft.clone(), props.onchange.clone());
        Callback::from(move |severity| {
            onchange.emit(Draft {
                severity: Some(severity),
                ..(*draft).clone()
            });
        })
    };
    let languages = vec![
        (
            AttrValue::Static(Language::Fr.as_str()),
            AttrValue::Static(text.french_in_language()),
        ),
        (
            AttrValue::Static(Language::En.as_str()),
            AttrValue::Static(text.english_in_language()),
        ),
    ];
    let zone = change(|draft, zone| Draft {
        time_zone: Some(zone).filter(|zone| !zone.is_empty()),
        ..draft
    });
    html! {
        <>
            <Notice title={text.new_case_personal()}><p>{ text.new_case_personal_text() }</p></Notice>
            <TextField id="title" label={text.new_case_subject()} hint={text.new_case_subject_hint()} value={draft.title.clone()}
                error={props.title_error.clone()} oninput={change(|draft, title| Draft { title, ..draft })} />
            <AreaField id="description" rows=8 label={text.new_case_description()} hint={text.new_case_description_hint()}
                value={draft.description.clone()} error={props.description_error.clone()}
                oninput={change(|draft, description| Draft { description, ..draft })} />
            <SeverityChoice value={draft.severity.unwrap_or(Severity::P4)} onchange={severity} />
            <div class="form-pair">
                <SelectField id="language" label={text.new_case_language()} options={languages}
                    value={draft.language.unwrap_or(text.0).as_str()}
                    onchange={change(|draft, word| Draft { language: word.parse().ok(), ..draft })} />
                <ComboField id="time_zone" label={text.new_case_zone()} choices={(*zones).clone()}
                    value={draft.time_zone.clone().map(AttrValue::from)} value_label={draft.time_zone.clone().map(AttrValue::from)}
                    error={props.zone_error.clone()}
                    onchange={zone.reform(|value: Option<AttrValue>| value.map(|value| value.to_string()).unwrap_or_default())} />
            </div>
        </>
    }
}
