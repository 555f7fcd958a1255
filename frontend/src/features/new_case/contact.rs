//! How urgent it is, how to answer, and whom else it concerns.

use super::draft::Draft;
use super::severity::SeverityChoice;
use super::sharing::{Contacts, Sharing};
use crate::browser;
use crate::civil::Clock;
use crate::components::{Choice, ComboField, DateField, SelectField, TextField};
use crate::i18n::Text;
use crate::locale::use_locale;
use shared::api::form::Channel;
use shared::api::plans::ResponseTarget;
use shared::words::{Language, Severity};
use std::rc::Rc;
use yew::prelude::*;

impl Text {
    /// What a channel is called.
    pub(crate) const fn channel(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Email => self.channel_email(),
            Channel::Chat => self.channel_chat(),
            Channel::Phone => self.channel_phone(),
            Channel::Video => self.channel_video(),
        }
    }
}

/// What [`Contact`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ContactProps {
    pub(super) draft: Rc<Draft>,
    pub(super) onchange: Callback<Draft>,
    /// What the client's plan promises; nothing while that is not known.
    pub(super) targets: Vec<ResponseTarget>,
    /// Whether the case may be shared.
    pub(super) may_share: bool,
    /// What is wrong with the field of a pointer.
    pub(super) errors: Callback<String, Option<AttrValue>>,
}

/// The fields that are the same for every domain and category.
#[component]
pub(super) fn Contact(props: &ContactProps) -> Html {
    let locale = use_locale();
    let text = locale.text;
    let draft = &props.draft;
    let clock = use_memo(locale.zone.clone(), |zone| Clock::new(zone.as_deref()));
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
    let flip = |apply: fn(&mut Draft)| {
        let (draft, onchange) = (draft.clone(), props.onchange.clone());
        Callback::from(move |_: Event| {
            let mut next = (*draft).clone();
            apply(&mut next);
            onchange.emit(next);
        })
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
    let call_at = {
        let (draft, onchange, clock) = (draft.clone(), props.onchange.clone(), clock.clone());
        Callback::from(move |field: String| {
            onchange.emit(Draft {
                call_at: clock.instant(&field),
                ..(*draft).clone()
            });
        })
    };
    let languages = [
        (Language::Fr, text.french_in_language()),
        (Language::En, text.english_in_language()),
    ];
    let languages = languages
        .map(|(language, name)| (AttrValue::Static(language.as_str()), AttrValue::Static(name)))
        .to_vec();
    let channels = Channel::ALL
        .iter()
        .map(|one| {
            (
                AttrValue::Static(one.as_str()),
                AttrValue::Static(text.channel(*one)),
            )
        })
        .collect::<Vec<_>>();
    let zone = change(|draft, zone| Draft {
        time_zone: Some(zone).filter(|zone| !zone.is_empty()),
        ..draft
    });
    let error = |pointer: &str| props.errors.emit(pointer.to_owned());
    let called = draft.call_at.map(|at| clock.minute(at)).unwrap_or_default();
    html! {
        <>
            <SeverityChoice value={draft.severity.unwrap_or(Severity::P4)} onchange={severity} targets={props.targets.clone()} />
            <div class="form-pair">
                <SelectField id="language" label={text.new_case_language()} options={languages}
                    value={draft.language.unwrap_or(text.0).as_str()}
                    onchange={change(|draft, word| Draft { language: word.parse().ok(), ..draft })} />
                <ComboField id="time_zone" label={text.new_case_zone()} choices={(*zones).clone()}
                    value={draft.time_zone.clone().map(AttrValue::from)} value_label={draft.time_zone.clone().map(AttrValue::from)}
                    error={error("/time_zone")}
                    onchange={zone.reform(|value: Option<AttrValue>| value.map(|value| value.to_string()).unwrap_or_default())} />
            </div>
            <SelectField id="channel" label={text.form_channel()} options={channels}
                value={draft.channel.unwrap_or(Channel::Email).as_str()}
                onchange={change(|draft, word| Draft { channel: word.parse().ok(), ..draft })} />
            if draft.is_called() {
                <div class="form-pair">
                    <TextField id="call-number" kind="tel" autocomplete="tel" label={text.form_call_number()} value={draft.call_number.clone()}
                        optional={draft.channel == Some(Channel::Video)} error={error("/call_back/number").or_else(|| error("/call_back"))}
                        oninput={change(|draft, call_number| Draft { call_number, ..draft })} />
                    <DateField id="call-at" time=true label={text.form_call_at()} optional=true value={called}
                        min={clock.minute(browser::now())} error={error("/call_back/at")} oninput={call_at} />
                </div>
            }
            <Contacts draft={draft.clone()} onchange={props.onchange.clone()} errors={props.errors.clone()} />
            if props.may_share {
                <Sharing draft={draft.clone()} onchange={props.onchange.clone()} errors={props.errors.clone()} />
            }
            <fieldset class="choices">
                <label class="choice">
                    <input type="checkbox" id="third_party_consent" checked={draft.third_party_consent}
                        onchange={flip(|draft| draft.third_party_consent = !draft.third_party_consent)} />
                    <span>{ text.form_consent() }<span class="row-note">{ text.form_consent_hint() }</span></span>
                </label>
                <label class="choice">
                    <input type="checkbox" id="test" checked={draft.test} onchange={flip(|draft| draft.test = !draft.test)} />
                    <span>{ text.form_test() }<span class="row-note">{ text.form_test_hint() }</span></span>
                </label>
            </fieldset>
        </>
    }
}
