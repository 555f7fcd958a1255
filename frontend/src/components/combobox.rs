//! A choice among many, found by typing (the combobox pattern of ARIA 1.2 with a list).

use super::field::{Frame, frame, typed};
use super::icon::{Glyph, Icon};
use crate::browser;
use crate::locale::use_text;
use crate::words::search_words;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// One entry.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Choice {
    /// What is chosen.
    pub(crate) value: AttrValue,
    /// What it is called.
    pub(crate) label: AttrValue,
    /// What else helps to tell it from others.
    pub(crate) note: Option<AttrValue>,
    /// A remark set apart, such as an obstacle.
    pub(crate) mark: Option<AttrValue>,
    /// Words that find it and are not shown.
    pub(crate) keywords: Option<AttrValue>,
}

/// At most so many entries are drawn; typing narrows them.
const SHOWN: usize = 100;

/// Whether a choice holds every word typed, each at the beginning of a word of it.
pub(crate) fn is_match(choice: &Choice, typed: &str) -> bool {
    holds(choice, &search_words(typed))
}

fn holds(choice: &Choice, wanted: &[String]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let note = choice.note.as_deref().unwrap_or_default();
    let keywords = choice.keywords.as_deref().unwrap_or_default();
    let words = search_words(&format!("{} {note} {keywords}", choice.label));
    wanted
        .iter()
        .all(|start| words.iter().any(|word| word.starts_with(start)))
}

/// The choices that match what was typed, no more than are drawn.
fn matching<'a>(choices: &'a [Choice], typed: &str) -> Vec<&'a Choice> {
    let wanted = search_words(typed);
    choices
        .iter()
        .filter(|choice| holds(choice, &wanted))
        .take(SHOWN)
        .collect()
}

/// What was typed where a label stood: browsers do not all replace it.
fn added<'a>(label: &str, now: &'a str) -> &'a str {
    now.strip_prefix(label)
        .filter(|rest| !label.is_empty() && !rest.is_empty())
        .unwrap_or(now)
}

/// What a [`ComboField`] is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ComboProps {
    pub(crate) id: AttrValue,
    pub(crate) label: AttrValue,
    pub(crate) choices: Rc<Vec<Choice>>,
    pub(crate) value: Option<AttrValue>,
    /// What the value is called, where it may not be among the choices.
    #[prop_or_default]
    pub(crate) value_label: Option<AttrValue>,
    pub(crate) onchange: Callback<Option<AttrValue>>,
    /// Hears what is typed where choices come from the server; they are then shown as they come.
    #[prop_or_default]
    pub(crate) onsearch: Option<Callback<String>>,
    #[prop_or_default]
    pub(crate) placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) error: Option<AttrValue>,
    #[prop_or_default]
    pub(crate) optional: bool,
    #[prop_or_default]
    pub(crate) disabled: bool,
    /// Whether nothing may be chosen again.
    #[prop_or_default]
    pub(crate) clearable: bool,
}

/// A field in which one types and chooses.
#[component]
pub(crate) fn ComboField(props: &ComboProps) -> Html {
    let text = use_text();
    let open = use_state_eq(|| false);
    let typing = use_state_eq(|| None::<String>);
    let active = use_state_eq(|| 0_usize);

    let chosen = props
        .choices
        .iter()
        .find(|choice| Some(&choice.value) == props.value.as_ref());
    let label = chosen
        .map(|choice| choice.label.clone())
        .or_else(|| props.value.as_ref().and(props.value_label.clone()));
    let filter = if props.onsearch.is_some() {
        ""
    } else {
        typing.as_deref().unwrap_or_default()
    };
    let shown = if *open {
        matching(&props.choices, filter).into_iter().cloned().collect()
    } else {
        Vec::new()
    };
    let at = (*active).min(shown.len().saturating_sub(1));

    let shut = {
        let (open, typing, onsearch) = (open.clone(), typing.clone(), props.onsearch.clone());
        Callback::from(move |()| {
            open.set(false);
            if typing.is_some()
                && let Some(onsearch) = &onsearch
            {
                onsearch.emit(String::new());
            }
            typing.set(None);
        })
    };
    let unfold = {
        let (open, active, disabled) = (open.clone(), active.clone(), props.disabled);
        let start = props
            .choices
            .iter()
            .position(|choice| Some(&choice.value) == props.value.as_ref())
            .unwrap_or(0);
        Callback::from(move |()| {
            if !disabled && !*open {
                active.set(start);
                open.set(true);
            }
        })
    };
    let pick = {
        let (onchange, shut) = (props.onchange.clone(), shut.clone());
        Callback::from(move |value: Option<AttrValue>| {
            onchange.emit(value);
            shut.emit(());
        })
    };
    let oninput = {
        let (typing, open, active, onsearch) = (
            typing.clone(),
            open.clone(),
            active.clone(),
            props.onsearch.clone(),
        );
        let label = label.clone().unwrap_or_default();
        Callback::from(move |what: String| {
            let what = if typing.is_none() {
                added(&label, &what).to_owned()
            } else {
                what
            };
            if let Some(onsearch) = &onsearch {
                onsearch.emit(what.clone());
            }
            typing.set(Some(what));
            active.set(0);
            open.set(true);
        })
    };
    let onkeydown = {
        let (open, active, pick, shut, unfold) = (
            open.clone(),
            active.clone(),
            pick.clone(),
            shut.clone(),
            unfold.clone(),
        );
        let values = shown
            .iter()
            .map(|choice| choice.value.clone())
            .collect::<Vec<_>>();
        Callback::from(move |event: KeyboardEvent| {
            let last = values.len().saturating_sub(1);
            match (event.key().as_str(), *open) {
                ("ArrowDown" | "ArrowUp", false) => unfold.emit(()),
                ("ArrowDown", true) => active.set((at + 1).min(last)),
                ("ArrowUp", true) => active.set(at.saturating_sub(1)),
                ("Enter", true) => {
                    if let Some(value) = values.get(at) {
                        pick.emit(Some(value.clone()));
                    }
                }
                ("Escape", true) => shut.emit(()),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onblur = shut.reform(|_: FocusEvent| ());
    // What stands there is replaced by what one types, not added to.
    let onfocus =
        Callback::from(|event: FocusEvent| event.target_unchecked_into::<HtmlInputElement>().select());
    let onclick = {
        let idle = typing.is_none() && !*open;
        unfold.reform(move |event: MouseEvent| {
            if idle {
                event.target_unchecked_into::<HtmlInputElement>().select();
            }
        })
    };
    let list = format!("{}-list", props.id);
    let option_id = |at: usize| format!("{}-option-{at}", props.id);
    {
        let id = option_id(at);
        use_effect_with((at, *open), move |(_, open)| {
            if let Some(element) = browser::element(&id).filter(|_| *open) {
                browser::reveal(&element);
            }
        });
    }

    let around = Frame {
        id: props.id.clone(),
        label: props.label.clone(),
        hint: props.hint.clone(),
        error: props.error.clone(),
        optional: props.optional.then(|| text.optional()),
    };
    let value = (*typing)
        .clone()
        .map(AttrValue::from)
        .or(label)
        .unwrap_or_default();
    let clear = props.clearable && props.value.is_some() && !props.disabled;
    frame(
        &around,
        html! {
            <div class="combo">
                <input
                    class="input"
                    type="text"
                    role="combobox"
                    id={props.id.clone()}
                    autocomplete="off"
                    spellcheck="false"
                    value={value}
                    placeholder={props.placeholder.clone()}
                    disabled={props.disabled}
                    aria-expanded={open.to_string()}
                    aria-controls={list.clone()}
                    aria-autocomplete="list"
                    aria-activedescendant={(*open && !shown.is_empty()).then(|| option_id(at))}
                    aria-invalid={around.invalid()}
                    aria-describedby={around.described_by()}
                    oninput={typed(&oninput)}
                    {onclick}
                    {onkeydown}
                    {onblur}
                    {onfocus}
                />
                if clear {
                    <button type="button" class="combo-clear" aria-label={text.clear()} title={text.clear()}
                        onclick={pick.reform(|_: MouseEvent| None)}><Icon glyph={Glyph::Close} /></button>
                } else {
                    <span class="combo-sign" aria-hidden="true"><Icon glyph={Glyph::ChevronDown} /></span>
                }
                <ul class="combo-list" role="listbox" id={list} aria-labelledby={format!("{}-label", props.id)} hidden={!*open}>
                    { for shown.iter().enumerate().map(|(index, choice)| entry(choice, option_id(index), index == at, &pick)) }
                    if *open && shown.is_empty() { <li class="combo-none">{ text.nothing_matches() }</li> }
                </ul>
            </div>
        },
    )
}

fn entry(choice: &Choice, id: String, active: bool, pick: &Callback<Option<AttrValue>>) -> Html {
    let value = choice.value.clone();
    // Pressing, not clicking: the field keeps the focus, and the list is still there.
    let onmousedown = pick.reform(move |event: MouseEvent| {
        event.prevent_default();
        Some(value.clone())
    });
    html! {
        <li key={choice.value.to_string()} {id} role="option" aria-selected={active.to_string()} {onmousedown}>
            <span>{ &choice.label }</span>
            if let Some(note) = &choice.note { <span class="combo-note">{ note }</span> }
            if let Some(mark) = &choice.mark { <span class="combo-mark">{ mark }</span> }
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_replaces_the_label() {
        assert_eq!(added("Boréal", "Boréalvau"), "vau");
        assert_eq!(added("Boréal", "v"), "v");
        assert_eq!(added("Boréal", "Boréa"), "Boréa");
        assert_eq!(added("", "v"), "v");
    }

    #[test]
    fn every_word_typed_begins_a_word() {
        let choice = |label: &'static str, note: &'static str| Choice {
            value: label.into(),
            label: label.into(),
            note: Some(note.into()),
            ..Choice::default()
        };
        let choices = [
            choice("Réseau › Accès distant", "vpn"),
            choice("Messagerie › Envoi", "smtp"),
        ];
        let found = |typed: &str| matching(&choices, typed).len();
        assert_eq!(found(""), 2);
        assert_eq!(found("reseau dist"), 1);
        assert_eq!(found("VPN acc"), 1);
        assert_eq!(found("eseau"), 0);
        assert_eq!(found("envoi vpn"), 0);
    }
}
