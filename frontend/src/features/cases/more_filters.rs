//! What narrows the list more rarely: product, who filed, escalations, since when.

use super::query::ListQuery;
use crate::api::Here;
use crate::components::{Glyph, Icon, Menu, SelectField};
use crate::hooks::use_load;
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::lists::ProductRef;
use yew::prelude::*;

/// What [`MoreFilters`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct MoreProps {
    pub(super) query: ListQuery,
    pub(super) go: Callback<(ListQuery, bool)>,
}

/// How many of these filters are chosen.
fn chosen(query: &ListQuery) -> usize {
    [
        !query.product.is_empty(),
        query.mine(),
        query.escalated(),
        !query.since.is_empty(),
    ]
    .into_iter()
    .filter(|chosen| *chosen)
    .count()
}

/// Since when, in days, and what that is called; one that the address names besides.
fn spans(since: &str, text: Text) -> Vec<(AttrValue, AttrValue)> {
    let mut spans: Vec<(AttrValue, AttrValue)> = vec![("".into(), text.cases_any_time().into())];
    for days in [1, 7, 30, 90] {
        spans.push((format!("{days}d").into(), text.cases_last_days(days).into()));
    }
    if !spans.iter().any(|(value, _)| value.as_str() == since) {
        spans.push((since.to_owned().into(), since.to_owned().into()));
    }
    spans
}

/// The fields, folded into a button; the products are asked for once it unfolds.
#[component]
pub(super) fn MoreFilters(props: &MoreProps) -> Html {
    let text = use_text();
    let opened = use_state_eq(|| false);
    let onopen = {
        let opened = opened.clone();
        Callback::from(move |()| opened.set(true))
    };
    let products = use_load(*opened, |here: Here, opened| async move {
        match opened {
            true => here.api().case_products().await,
            false => Ok(Vec::new()),
        }
    });
    let query = &props.query;
    let to = |apply: fn(&ListQuery, &str) -> ListQuery| {
        let query = query.clone();
        props
            .go
            .reform(move |value: String| (apply(&query, &value), false))
    };
    let mine = {
        let next = query.with_mine(!query.mine());
        props.go.reform(move |_: Event| (next.clone(), false))
    };
    let escalated = {
        let next = query.with_escalated(!query.escalated());
        props.go.reform(move |_: Event| (next.clone(), false))
    };
    let known = products.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    let count = chosen(query);
    let summary = match count {
        0 => text.cases_more_filters().to_owned(),
        count => text.cases_chosen(text.cases_more_filters(), count),
    };
    let class = classes!("filter", (count > 0).then_some("filter-on"));
    let button = html! { <>{ &summary }<Icon glyph={Glyph::ChevronDown} /></> };
    html! {
        <Menu id="filter-more" {class} label={summary.clone()} {button} {onopen}>
            <div class="filter-fields">
                <SelectField id="filter-product" label={text.column_product()} options={offered(known, &query.product, text)}
                    value={query.product.clone()} onchange={to(ListQuery::with_product)} />
                <SelectField id="filter-since" label={text.column_updated()} options={spans(&query.since, text)}
                    value={query.since.clone()} onchange={to(ListQuery::with_since)} />
                <label class="check"><input type="checkbox" id="filter-mine" checked={query.mine()} onchange={mine} />{ text.cases_mine() }</label>
                <label class="check"><input type="checkbox" id="filter-escalated" checked={query.escalated()} onchange={escalated} />{ text.cases_escalated() }</label>
            </div>
        </Menu>
    }
}

/// The products to choose from, the chosen one in any case.
fn offered(known: &[ProductRef], chosen: &str, text: Text) -> Vec<(AttrValue, AttrValue)> {
    let mut offered: Vec<(AttrValue, AttrValue)> = vec![("".into(), text.cases_any_product().into())];
    for one in known {
        let name = one.name.in_language(text.0).to_owned();
        offered.push((one.key.clone().into(), name.into()));
    }
    if !offered.iter().any(|(value, _)| value.as_str() == chosen) {
        offered.push((chosen.to_owned().into(), chosen.to_owned().into()));
    }
    offered
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::words::Language;

    #[test]
    fn what_the_address_names_can_be_seen_among_the_choices() {
        let text = Text(Language::Fr);
        assert_eq!(spans("7d", text).len(), 5);
        assert_eq!(spans("2d", text).len(), 6);
        assert_eq!(offered(&[], "", text).len(), 1);
        assert_eq!(offered(&[], "gateway", text).len(), 2);
        let query = ListQuery::default().with_mine(true).with_since("7d");
        assert_eq!((chosen(&query), chosen(&ListQuery::default())), (2, 0));
    }
}
