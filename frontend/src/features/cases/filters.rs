//! What narrows the list: keywords, state, severity, client.

use super::client_filter::ClientFilter;
use super::query::{ListQuery, toggled};
use crate::components::{Button, Glyph, Icon, Look, Menu};
use crate::hooks::use_debounced;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::case::State;
use shared::words::Severity;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`Filters`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct FiltersProps {
    pub(super) query: ListQuery,
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
    let clear = props.go.reform(|()| (ListQuery::default(), false));
    let open = {
        let states = states.clone();
        let not_closed = State::ALL.iter().copied().filter(|state| *state != State::Closed).collect::<Vec<_>>();
        html! {
            <Button look={Look::Quiet} onclick={Callback::from(move |()| states.emit(not_closed.clone()))}>
                { text.cases_open_only() }
            </Button>
        }
    };
    html! {
        <div class="filters" role="search" aria-label={text.cases_filters()}>
            <Keywords query={query.clone()} go={props.go.clone()} />
            { choices(text, "filter-state", text.cases_state(), State::ALL, query.states(), Text::state, states, open) }
            { choices(text, "filter-severity", text.cases_severity(), Severity::ALL, query.severities(), Text::severity, severities, Html::default()) }
            <ClientFilter client={query.client.clone()} onchange={client} />
            if query.narrows() { <Button look={Look::Quiet} onclick={clear}>{ text.cases_clear_filters() }</Button> }
        </div>
    }
}

/// The field for keywords; the list follows when one stops typing.
#[component]
fn Keywords(props: &FiltersProps) -> Html {
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
        Callback::from(move |event: InputEvent| typed.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    html! {
        <div class="filter-search">
            <Icon glyph={Glyph::Search} />
            <input class="input" id="search" type="search" value={(*typed).clone()} {oninput} autocomplete="off"
                aria-label={text.cases_search()} placeholder={text.cases_search_hint()} aria-keyshortcuts="/" />
        </div>
    }
}

/// Check boxes for the words of a vocabulary, folded into a button.
#[expect(clippy::too_many_arguments, reason = "a function in place of a generic component, called twice above")]
fn choices<W: Copy + PartialEq + 'static>(
    text: Text,
    id: &'static str,
    label: &'static str,
    all: &'static [W],
    chosen: Vec<W>,
    name: fn(Text, W) -> &'static str,
    onchange: Callback<Vec<W>>,
    more: Html,
) -> Html {
    let summary = match chosen.as_slice() {
        [] => label.to_owned(),
        [one] => name(text, *one).to_owned(),
        several => text.cases_chosen(label, several.len()),
    };
    let class = classes!("filter", (!chosen.is_empty()).then_some("filter-on"));
    let button = html! { <>{ &summary }<Icon glyph={Glyph::ChevronDown} /></> };
    let boxes = all.iter().map(|word| {
        let checked = chosen.contains(word);
        let onchange = {
            let (onchange, chosen, word) = (onchange.clone(), chosen.clone(), *word);
            Callback::from(move |_: Event| onchange.emit(toggled(all, &chosen, word)))
        };
        html! { <label class="check filter-choice"><input type="checkbox" {checked} {onchange} />{ name(text, *word) }</label> }
    });
    html! {
        <Menu {id} {class} label={format!("{label} – {summary}")} {button}>
            <div role="group" aria-label={label}>{ for boxes }{ more }</div>
        </Menu>
    }
}
