//! The language, before an account says which.

use crate::locale::use_locale;
use shared::words::Language;
use yew::prelude::*;

/// Two buttons, each in its own language.
#[component]
pub(crate) fn LanguageChoice() -> Html {
    let locale = use_locale();
    let text = locale.text;
    let button = |language: Language, name: &'static str| {
        let onclick = locale.choose.reform(move |_: MouseEvent| language);
        html! {
            <button type="button" lang={language.as_str()} aria-pressed={(language == text.0).to_string()} {onclick}>{ name }</button>
        }
    };
    html! {
        <div class="languages" role="group" aria-label={text.language()}>
            { button(Language::Fr, text.language_fr()) }
            { button(Language::En, text.language_en()) }
        </div>
    }
}
