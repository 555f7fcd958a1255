//! The language and the time zone in which the app speaks: the account's, else what was chosen
//! before signing in, else the browser's.

use crate::browser::{self, DateFormat, Shelf};
use crate::i18n::Text;
use crate::routes::Route;
use crate::session::use_sessions;
use shared::Timestamp;
use shared::words::Language;
use yew::html::ChildrenProps;
use yew::prelude::*;
use yew_router::hooks::use_route;

const KEY: &str = "comptoir-language";

/// The language chosen in this browser, else the browser's own.
pub(crate) fn chosen_language() -> Language {
    Shelf::Browser
        .get(KEY)
        .and_then(|word| word.parse().ok())
        .unwrap_or_else(browser::language)
}

/// Language and time zone, with the formats that follow from them.
#[derive(Clone, PartialEq)]
pub(crate) struct Locale {
    /// The texts.
    pub(crate) text: Text,
    /// The time zone's name.
    pub(crate) zone: Option<AttrValue>,
    /// Chooses another language for this browser.
    pub(crate) choose: Callback<Language>,
    date: DateFormat,
    date_of_year: DateFormat,
    moment: DateFormat,
    full: DateFormat,
}

impl Locale {
    fn new(language: Language, zone: Option<AttrValue>, choose: Callback<Language>) -> Self {
        let format = |options: &[(&str, &str)]| DateFormat::new(language, zone.as_deref(), options);
        Self {
            text: Text(language),
            date: format(&[("day", "numeric"), ("month", "short")]),
            date_of_year: format(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]),
            moment: format(&[
                ("weekday", "short"),
                ("day", "numeric"),
                ("month", "short"),
                ("hour", "2-digit"),
                ("minute", "2-digit"),
            ]),
            full: format(&[("dateStyle", "full"), ("timeStyle", "long")]),
            zone,
            choose,
        }
    }

    /// The day; with its year where that is not within half a year of now.
    pub(crate) fn date(&self, instant: Timestamp) -> String {
        let near = (browser::now().micros() - instant.micros()).abs() < 180 * 86_400 * 1_000_000;
        if near {
            self.date.format(instant)
        } else {
            self.date_of_year.format(instant)
        }
    }

    /// Day and time of day, short, without the year.
    pub(crate) fn moment(&self, instant: Timestamp) -> String {
        self.moment.format(instant)
    }

    /// Day and time of day, whole, with the time zone.
    pub(crate) fn full(&self, instant: Timestamp) -> String {
        self.full.format(instant)
    }
}

/// Around the whole app, within router and sessions.
#[component]
pub(crate) fn LocaleProvider(props: &ChildrenProps) -> Html {
    let chosen = use_state_eq(chosen_language);
    let sessions = use_sessions().sessions;
    let route = use_route::<Route>();
    let me = route
        .as_ref()
        .and_then(Route::domain)
        .and_then(|domain| sessions.me(domain));
    let language = me.and_then(|me| me.locale).unwrap_or(*chosen);
    let zone = me.and_then(|me| me.time_zone.clone()).map(AttrValue::from);

    let choose = {
        let chosen = chosen.clone();
        Callback::from(move |language: Language| {
            Shelf::Browser.set(KEY, language.as_str());
            chosen.set(language);
        })
    };
    let locale = use_memo((language, zone), move |(language, zone)| {
        Locale::new(*language, zone.clone(), choose)
    });
    use_effect_with(language, |language| browser::set_document_language(*language));
    html! {
        <ContextProvider<Locale> context={(*locale).clone()}>{ props.children.clone() }</ContextProvider<Locale>>
    }
}

/// Language, time zone and formats.
///
/// # Panics
/// Outside of [`LocaleProvider`].
#[hook]
pub(crate) fn use_locale() -> Locale {
    use_context().expect("within the locale provider")
}

/// The texts of the language in use.
#[hook]
pub(crate) fn use_text() -> Text {
    use_locale().text
}

/// Sets the title of the window while the page is shown.
#[hook]
pub(crate) fn use_title(title: &str) {
    use_effect_with(title.to_owned(), |title| {
        browser::set_title(&format!("{title} · Comptoir"));
    });
}
