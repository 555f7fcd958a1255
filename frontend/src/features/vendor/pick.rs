//! Finding a domain by its name.

use crate::components::{Choice, ComboField};
use crate::hooks::{use_debounced, use_load};
use crate::locale::use_text;
use shared::api::domains::DomainView;
use shared::words::DomainKind;
use std::rc::Rc;
use yew::prelude::*;

/// What a [`DomainPick`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct PickProps {
    pub(super) id: AttrValue,
    pub(super) label: AttrValue,
    pub(super) kind: DomainKind,
    /// The name and the title of the domain chosen.
    pub(super) value: Option<(AttrValue, AttrValue)>,
    pub(super) onchange: Callback<Option<DomainView>>,
    /// The name of a domain that is not offered.
    #[prop_or_default]
    pub(super) without: Option<String>,
    #[prop_or_default]
    pub(super) placeholder: Option<AttrValue>,
    #[prop_or_default]
    pub(super) hint: Option<AttrValue>,
    #[prop_or_default]
    pub(super) error: Option<AttrValue>,
    #[prop_or_default]
    pub(super) clearable: bool,
}

/// A field that finds domains of a kind while one types.
#[component]
pub(super) fn DomainPick(props: &PickProps) -> Html {
    let text = use_text();
    let typed = use_state_eq(String::new);
    let asked = use_state_eq(String::new);
    let setter = asked.setter();
    use_debounced(
        (*typed).clone(),
        200,
        Callback::from(move |what| setter.set(what)),
    );
    let load = use_load(((*asked).clone(), props.kind), |here, (q, kind)| async move {
        here.api().domains(Some(&q), Some(kind.as_str()), None).await
    });
    let found = load
        .data
        .as_deref()
        .map(|page| page.items.as_slice())
        .unwrap_or_default();
    let offered = found
        .iter()
        .filter(|domain| Some(&domain.name) != props.without.as_ref());
    let choices = offered
        .map(|domain| Choice {
            value: domain.name.clone().into(),
            label: domain.title.clone().into(),
            note: Some(domain.name.clone().into()),
            mark: None,
            keywords: None,
        })
        .collect::<Vec<_>>();
    let onchange = {
        let found = found.to_vec();
        props.onchange.reform(move |name: Option<AttrValue>| {
            let name = name?;
            found.iter().find(|domain| domain.name == name.as_str()).cloned()
        })
    };
    let placeholder = props
        .placeholder
        .clone()
        .unwrap_or(AttrValue::Static(text.transfers_find()));
    html! {
        <ComboField id={props.id.clone()} label={props.label.clone()} choices={Rc::new(choices)} {onchange} {placeholder}
            value={props.value.as_ref().map(|(name, _)| name.clone())}
            value_label={props.value.as_ref().map(|(_, title)| title.clone())}
            onsearch={Callback::from(move |what| typed.set(what))}
            hint={props.hint.clone()} error={props.error.clone()} clearable={props.clearable} />
    }
}
