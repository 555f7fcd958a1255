//! What the app asks of the browser, with the awkward parts of its interfaces hidden.
//!
//! Nothing here decides anything, and everything answers with nothing where the browser refuses
//! (private windows without storage, permissions).

use js_sys::{Array, Function, Intl, JsString, Object, Reflect};
use shared::Timestamp;
use shared::words::Language;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, Storage};

/// The instant now, by the browser's clock.
pub(crate) fn now() -> Timestamp {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of any real date fit 53 bits"
    )]
    let millis = js_sys::Date::now() as i64;
    Timestamp::from_micros(millis * 1_000)
}

/// The first language of the browser's that the product speaks.
pub(crate) fn language() -> Language {
    let languages = gloo::utils::window().navigator().languages();
    let tags = languages
        .iter()
        .filter_map(|tag| tag.as_string())
        .collect::<Vec<_>>();
    Language::preferred(&tags.join(","))
}

/// The browser's time zone.
pub(crate) fn time_zone() -> Option<String> {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    Reflect::get(&format.resolved_options(), &"timeZone".into())
        .ok()?
        .as_string()
}

/// The names of all time zones the browser knows.
pub(crate) fn time_zones() -> Vec<String> {
    let names = || -> Option<Array> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let list: Function = Reflect::get(&intl, &"supportedValuesOf".into())
            .ok()?
            .dyn_into()
            .ok()?;
        list.call1(&intl, &"timeZone".into()).ok()?.dyn_into().ok()
    };
    names()
        .map(|names| names.iter().filter_map(|name| name.as_string()).collect())
        .unwrap_or_default()
}

/// Something that no other form of this account will come up with.
pub(crate) fn nonce() -> String {
    let part = || format!("{:013x}", (js_sys::Math::random() * 2_f64.powi(52)).to_bits());
    format!("{}{}", part(), part())
}

/// Formats dates and times of one language and time zone; making one is dear, using it is not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DateFormat(Option<(Function, JsValue)>);

impl DateFormat {
    /// By the options of `Intl.DateTimeFormat`. An unknown zone falls back to the browser's.
    pub(crate) fn new(language: Language, zone: Option<&str>, options: &[(&str, &str)]) -> Self {
        let make = |zone: Option<&str>| -> Option<(Function, JsValue)> {
            let settings = Object::new();
            for (key, value) in options.iter().copied().chain(zone.map(|zone| ("timeZone", zone))) {
                Reflect::set(&settings, &key.into(), &value.into()).ok()?;
            }
            let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
            let class: Function = Reflect::get(&intl, &"DateTimeFormat".into())
                .ok()?
                .dyn_into()
                .ok()?;
            // British English for its order of day and month, which nobody misreads with a month in letters.
            let tag = match language {
                Language::En => "en-GB",
                Language::Fr => "fr",
            };
            let format = Reflect::construct(&class, &Array::of2(&tag.into(), &settings)).ok()?;
            Some((
                Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()?,
                format,
            ))
        };
        Self(make(zone).or_else(|| make(None)))
    }

    /// An instant in words.
    pub(crate) fn format(&self, instant: Timestamp) -> String {
        let date = js_sys::Date::new(&JsValue::from_f64(instant.millis()));
        let text = self
            .0
            .as_ref()
            .and_then(|(format, object)| format.call1(object, &date).ok());
        text.and_then(|text| text.as_string())
            .unwrap_or_else(|| instant.to_string())
    }
}

/// Sets the language of the document, for screen readers and hyphenation.
pub(crate) fn set_document_language(language: Language) {
    if let Some(root) = gloo::utils::document().document_element() {
        let _ = root.set_attribute("lang", language.as_str());
    }
}

/// Sets the title of the window.
pub(crate) fn set_title(title: &str) {
    gloo::utils::document().set_title(title);
}

/// The fragment of the address, without its `#`.
pub(crate) fn fragment() -> String {
    let hash = gloo::utils::window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Loads the page anew, whatever it has become meanwhile.
#[cfg(not(feature = "whole"))]
pub(crate) fn load_anew() {
    // Nothing can be done where the browser refuses, and the page says that it waits.
    let _ = gloo::utils::window().location().reload();
}

/// Copies text to the clipboard.
pub(crate) fn copy(text: &str) {
    let _ = gloo::utils::window().navigator().clipboard().write_text(text);
}

/// Moves the focus to the element of an id.
pub(crate) fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Selects a part of what stands in a field, in UTF-16 units.
pub(crate) fn select(id: &str, start: u32, end: u32) {
    let Some(element) = element(id) else { return };
    // A field that has no text to select refuses, and keeps the focus.
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        let _ = area.set_selection_range(start, end);
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        let _ = input.set_selection_range(start, end);
    }
}

/// The element of an id.
pub(crate) fn element(id: &str) -> Option<HtmlElement> {
    gloo::utils::document().get_element_by_id(id)?.dyn_into().ok()
}

/// Every element that a selector finds, in the document's order.
pub(crate) fn all(selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = gloo::utils::document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

/// Whether the element has the focus.
pub(crate) fn has_focus(element: &HtmlElement) -> bool {
    gloo::utils::document()
        .active_element()
        .is_some_and(|active| active == **element)
}

/// Moves the page to its top.
pub(crate) fn scroll_to_top() {
    gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Moves the page just so far that the element is seen.
pub(crate) fn reveal(element: &Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Where something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// For all tabs, for good.
    Browser,
    /// For this tab, across reloads.
    Tab,
}

impl Shelf {
    fn storage(self) -> Option<Storage> {
        let window = gloo::utils::window();
        match self {
            Self::Browser => window.local_storage().ok().flatten(),
            Self::Tab => window.session_storage().ok().flatten(),
        }
    }

    /// What is kept under a key.
    pub(crate) fn get(self, key: &str) -> Option<String> {
        self.storage()?.get_item(key).ok()?
    }

    /// Keeps a text under a key.
    pub(crate) fn set(self, key: &str, text: &str) {
        if let Some(storage) = self.storage() {
            let _ = storage.set_item(key, text);
        }
    }

    /// Forgets what is kept under a key.
    pub(crate) fn remove(self, key: &str) {
        if let Some(storage) = self.storage() {
            let _ = storage.remove_item(key);
        }
    }

    /// Forgets everything whose key begins so.
    pub(crate) fn remove_all(self, prefix: &str) {
        let Some(storage) = self.storage() else { return };
        let keys = Object::keys(storage.unchecked_ref::<Object>());
        for key in keys
            .iter()
            .filter_map(|key| key.dyn_into::<JsString>().ok())
            .map(String::from)
        {
            if key.starts_with(prefix) {
                let _ = storage.remove_item(&key);
            }
        }
    }
}
