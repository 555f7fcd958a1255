//! For whom the case is filed: the own domain, or a client, also one that stands behind an obstacle.

use super::obstacle::mark;
use crate::components::{Choice, ComboField, is_match};
use crate::hooks::{use_debounced, use_load};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::session::use_me;
use shared::api::cases::FilingClient;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Whom`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct WhomProps {
    pub(super) value: Option<String>,
    /// What the value is called, if that is known.
    pub(super) title: Option<String>,
    pub(super) onchange: Callback<Option<String>>,
    pub(super) error: Option<AttrValue>,
}

/// A field that finds the domain. Where there are more than the server tells at once, it searches.
#[component]
pub(super) fn Whom(props: &WhomProps) -> Html {
    let text = use_text();
    let me = use_me();
    let typed = use_state_eq(String::new);
    let asked = use_state_eq(String::new);
    let setter = asked.setter();
    use_debounced(
        (*typed).clone(),
        200,
        Callback::from(move |what| setter.set(what)),
    );
    let load = use_load((*asked).clone(), |here, typed| async move {
        here.api().filing_clients(Some(&typed)).await
    });
    let own = me.domain.name.as_str();
    let items = load
        .data
        .as_deref()
        .map(|page| page.items.as_slice())
        .unwrap_or_default();
    let mut choices = items.iter().map(|one| choice(one, own, text)).collect::<Vec<_>>();
    let whole = asked.is_empty() && load.data.as_ref().is_some_and(|page| page.next.is_none());
    if !whole {
        // The server answers with the own domain first, whatever was typed.
        choices.retain(|choice| choice.value != own || is_match(choice, &asked));
    }
    let search = Callback::from(move |what| typed.set(what));
    html! {
        <ComboField
            id="client"
            label={text.new_case_whom()}
            placeholder={text.new_case_whom_search()}
            choices={Rc::new(choices)}
            value={props.value.clone().map(AttrValue::from)}
            value_label={props.title.clone().or(props.value.clone()).map(AttrValue::from)}
            error={props.error.clone()}
            onsearch={(!whole).then_some(search)}
            onchange={props.onchange.reform(|value: Option<AttrValue>| value.map(|value| value.to_string()))}
        />
    }
}

fn choice(one: &FilingClient, own: &str, text: Text) -> Choice {
    let title = &one.client.title;
    Choice {
        value: one.client.name.clone().into(),
        label: if one.client.name == own {
            text.new_case_own(title).into()
        } else {
            title.clone().into()
        },
        note: Some(one.client.name.clone().into()),
        mark: one.obstacle.map(|obstacle| mark(obstacle, text).into()),
        ..Choice::default()
    }
}
