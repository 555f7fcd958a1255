//! Name, language and time zone.

use crate::browser;
use crate::components::{
    Button, Choice, ComboField, Look, SelectField, TextField, Toast, draw_refusal, use_toast,
};
use crate::hooks::{Places, given, use_draft, use_form};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::session::{SessionEvent, use_me, use_sessions};
use shared::api::sessions::{ChangeMe, Me};
use shared::words::Language;
use std::rc::Rc;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/name", "/locale", "/time_zone"],
    codes: &[],
};

/// What the form holds.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    name: String,
    locale: Option<Language>,
    time_zone: Option<String>,
}

impl Draft {
    fn of(me: &Me) -> Self {
        Self {
            name: me.name.clone(),
            locale: me.locale,
            time_zone: me.time_zone.clone(),
        }
    }

    /// What differs from before; nothing if nothing does.
    fn change(&self, me: &Me) -> Option<ChangeMe> {
        let before = Self::of(me);
        let change = ChangeMe {
            name: (self.name != before.name).then(|| self.name.clone()),
            locale: self.locale.filter(|_| self.locale != before.locale),
            time_zone: self
                .time_zone
                .clone()
                .filter(|_| self.time_zone != before.time_zone),
        };
        (change != ChangeMe::default()).then_some(change)
    }
}

/// What the account may change about itself.
#[component]
pub(super) fn About() -> Html {
    let text = use_text();
    let me = use_me();
    let tell = use_sessions().tell;
    let toast = use_toast();
    let draft = use_draft(|| Draft::of(&me));
    let done = {
        let toast = toast.clone();
        Callback::from(move |me: Me| {
            // In the language chosen just now.
            let text = me.locale.map_or(text, Text);
            toast.emit(Toast::good(text.profile_saved()));
            tell.dispatch(SessionEvent::SignedIn(me));
        })
    };
    let form = use_form(
        PLACES,
        |here, request: ChangeMe| async move { here.api().change_me(&request).await },
        done,
    );
    let onsubmit = {
        let (me, submit) = (me.clone(), form.submit.clone());
        draft.sent(Callback::from(move |draft: Draft| match draft.change(&me) {
            Some(change) => submit.emit(change),
            None => toast.emit(Toast::good(text.profile_unchanged())),
        }))
    };
    let onname = draft.on(|draft, name| draft.name = name);
    let onlocale = draft.on(|draft, word: String| draft.locale = word.parse().ok());
    let onzone = draft.on(|draft, zone| draft.time_zone = given(zone));
    html! {
        <section class="panel panel-body" aria-labelledby="profile-you">
            <h2 id="profile-you">{ text.profile_you() }</h2>
            <dl class="pairs">
                <div><dt>{ text.profile_address() }</dt><dd>{ &me.email }</dd></div>
                <div><dt>{ text.profile_domain() }</dt><dd>{ &me.domain.title }</dd></div>
            </dl>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="profile-name" label={text.profile_name()} hint={text.profile_name_hint()} autocomplete="name"
                    value={draft.name.clone()} oninput={onname} error={form.error("/name")} />
                <SelectField id="profile-language" label={text.profile_language()} options={languages(&me, text)}
                    value={draft.locale.map_or("", Language::as_str)} onchange={onlocale} error={form.error("/locale")} />
                <Zone zone={draft.time_zone.clone()} onchange={onzone} error={form.error("/time_zone")} />
                <Button look={Look::Primary} submit=true pending={form.pending}>{ text.save() }</Button>
            </form>
        </section>
    }
}

/// The languages; that of the browser only for those who have not chosen one yet.
fn languages(me: &Me, text: Text) -> Vec<(AttrValue, AttrValue)> {
    let browser = me
        .locale
        .is_none()
        .then(|| ("".into(), text.profile_browser().into()));
    let known = [
        ("fr".into(), text.language_fr().into()),
        ("en".into(), text.language_en().into()),
    ];
    browser.into_iter().chain(known).collect()
}

#[derive(Properties, PartialEq)]
struct ZoneProps {
    zone: Option<String>,
    onchange: Callback<String>,
    error: Option<AttrValue>,
}

/// The time zone: found by typing where the browser knows their names, else written out.
#[component]
fn Zone(props: &ZoneProps) -> Html {
    let text = use_text();
    let choices = use_memo((), |()| {
        browser::time_zones().into_iter().map(choice).collect::<Vec<_>>()
    });
    let browsers = use_memo((), |()| browser::time_zone());
    let placeholder = browsers
        .as_deref()
        .map(|zone| AttrValue::from(text.profile_zone_browser(zone)));
    let value = props.zone.clone().map(AttrValue::from);
    if choices.is_empty() {
        return html! {
            <TextField id="profile-zone" label={text.profile_zone()} hint={text.profile_zone_hint()} {placeholder}
                value={value.unwrap_or_default()} oninput={props.onchange.clone()} error={props.error.clone()} />
        };
    }
    let choices: Rc<Vec<Choice>> = choices;
    let onchange = props
        .onchange
        .reform(|zone: Option<AttrValue>| zone.map(|zone| zone.to_string()).unwrap_or_default());
    html! {
        <ComboField id="profile-zone" label={text.profile_zone()} hint={text.profile_zone_hint()} {placeholder} {choices}
            value_label={value.clone()} {value} {onchange} error={props.error.clone()} />
    }
}

/// A zone by its city, with the whole name beside it.
fn choice(zone: String) -> Choice {
    let city = zone.rsplit('/').next().unwrap_or(&zone).replace('_', " ");
    Choice {
        label: city.into(),
        note: Some(zone.clone().into()),
        value: zone.into(),
        mark: None,
        keywords: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;
    use shared::api::DomainRef;
    use shared::words::DomainKind;

    #[test]
    fn only_what_changed_is_sent() {
        let me = Me {
            email: "a@d.example".into(),
            name: "A".into(),
            domain: DomainRef {
                name: "d.example".into(),
                title: "D".into(),
                kind: DomainKind::Client,
            },
            organization: None,
            roles: Vec::new(),
            privileges: Vec::new(),
            locale: None,
            time_zone: Some("Europe/Paris".into()),
            session_ends_at: Timestamp::MAX,
        };
        let mut draft = Draft::of(&me);
        assert_eq!(draft.change(&me), None);
        draft.locale = Some(Language::Fr);
        let change = draft.change(&me).unwrap();
        assert_eq!((change.name, change.locale), (None, Some(Language::Fr)));
        draft.time_zone = None;
        draft.locale = None;
        assert_eq!(draft.change(&me), None);
    }

    #[test]
    fn zones_are_found_by_their_city() {
        let choice = choice("America/Argentina/Buenos_Aires".to_owned());
        assert_eq!(choice.label, "Buenos Aires");
        assert_eq!(choice.value, "America/Argentina/Buenos_Aires");
    }
}
