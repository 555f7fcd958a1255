//! What narrows the list: keywords, state, severity, client.

use super::client_filter::ClientFilter;
use super::counts::{Counted, short};
use super::more_filters::MoreFilters;
use super::query::{ListQuery, toggled};
use crate::components::{Button, Glyph, Icon, Look, Menu};
use crate::hooks::use_debounced;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::cases::Facets;
use shared::case::State;
use shared::words::Severity;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`Filters`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct FiltersProps {
    pub(super) query: ListQuery,
    /// How many cases each choice would show, once that is known.
    pub(super) facets: Option<Rc<Facets>>,
    /// Goes to another list; the flag says that the entry in the browser's history is replaced.
    pub(super) go: Callback<(ListQuery, bool)>,
}

/// The bar of filters.
#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let text = use_text();
    let query = &props.query;
    let choose = |to: ListQuery, go: &Callback<(ListQuery, bool)>| go.emit((to, false));

    let states = {
        let (query, go) = (query.clone(), props.go.clone());
        Callback::from(move |chosen: Vec<State>| choose(query.with_states(&chosen), &go))
    };
    let severities = {
        let (query, go) = (query.clone(), props.go.clone());
        Callback::from(move |chosen: Vec<Severity>| choose(query.with_severities(&chosen), &go))
    };
    let client = {
        let (query, go) = (query.clone(), props.go.clone());
        Callback::from(move |client: String| choose(query.with_client(&client), &go))
    };
    let clear = {
        let cleared = query.cleared();
        props.go.reform(move |()| (cleared.clone(), false))
    };
    let open = {
        let states = states.clone();
        let not_closed = State::ALL
            .iter()
            .copied()
            .filter(|state| *state != State::Closed)
            .collect::<Vec<_>>();
        html! {
            <Button look={Look::Quiet} onclick={Callback::from(move |()| states.emit(not_closed.clone()))}>
                { text.cases_open_only() }
            </Button>
        }
    };
    let of_state = Vocabulary {
        id: "filter-state",
        label: text.cases_state(),
        all: State::ALL,
        name: Text::state,
    };
    let of_severity = Vocabulary {
        id: "filter-severity",
        label: text.cases_severity(),
        all: Severity::ALL,
        name: Text::severity,
    };
    html! {
        <div class="filters" role="search" aria-label={text.cases_filters()}>
            <Keywords query={query.clone()} go={props.go.clone()} />
            { choices(text, &of_state, &query.states(), &states, props.facets.as_deref(), open) }
            { choices(text, &of_severity, &query.severities(), &severities, props.facets.as_deref(), Html::default()) }
            <ClientFilter client={query.client.clone()} onchange={client} />
            <MoreFilters query={query.clone()} go={props.go.clone()} />
            if query.narrows() { <Button look={Look::Quiet} onclick={clear}>{ text.cases_clear_filters() }</Button> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct KeywordsProps {
    query: ListQuery,
    go: Callback<(ListQuery, bool)>,
}

/// The field for keywords; the list follows when one stops typing.
#[component]
fn Keywords(props: &KeywordsProps) -> Html {
    let text = use_text();
    let typed = use_state_eq(|| props.query.q.clone());
    {
        // The browser's back button, or "clear filters".
        let typed = typed.clone();
        use_effect_with(props.query.q.clone(), move |q| {
            if typed.trim() != q {
                typed.set(q.clone());
            }
        });
    }
    let settled = {
        let (query, go) = (props.query.clone(), props.go.clone());
        Callback::from(move |q: String| {
            if q.trim() != query.q {
                go.emit((query.with_q(&q), true));
            }
        })
    };
    use_debounced((*typed).clone(), 250, settled);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    html! {
        <div class="filter-search">
            <Icon glyph={Glyph::Search} />
            <input class="input" id="search" type="search" value={(*typed).clone()} {oninput} autocomplete="off"
                aria-label={text.cases_search()} placeholder={text.cases_search_hint()} aria-keyshortcuts="/" />
        </div>
    }
}

/// A vocabulary to choose from.
struct Vocabulary<W: 'static> {
    id: &'static str,
    label: &'static str,
    all: &'static [W],
    name: fn(Text, W) -> &'static str,
}

/// Check boxes for the words of a vocabulary, folded into a button.
fn choices<W>(
    text: Text,
    of: &Vocabulary<W>,
    chosen: &[W],
    onchange: &Callback<Vec<W>>,
    facets: Option<&Facets>,
    more: Html,
) -> Html
where
    W: Copy + PartialEq + Counted + 'static,
{
    let Vocabulary { id, label, all, name } = *of;
    let summary = match chosen {
        [] => label.to_owned(),
        [one] => name(text, *one).to_owned(),
        several => text.cases_chosen(label, several.len()),
    };
    let class = classes!("filter", (!chosen.is_empty()).then_some("filter-on"));
    let button = html! { <>{ &summary }<Icon glyph={Glyph::ChevronDown} /></> };
    let boxes = all.iter().map(|word| {
        let checked = chosen.contains(word);
        let toggled = toggled(all, chosen, *word);
        let onchange = onchange.reform(move |_: Event| toggled.clone());
        let count = facets.and_then(|facets| word.count(facets));
        html! {
            <label class="check filter-choice">
                <input type="checkbox" {checked} {onchange} />{ name(text, *word) }
                if let Some(count) = count { <span class="filter-count">{ short(count, text) }</span> }
            </label>
        }
    });
    html! {
        <Menu {id} {class} label={format!("{label} – {summary}")} {button}>
            <div role="group" aria-label={label}>{ for boxes }{ more }</div>
        </Menu>
    }
}
