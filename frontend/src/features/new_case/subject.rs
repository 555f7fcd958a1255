//! What the case is about: resource, product, category.

use super::category::{categories, products};
use super::draft::{Draft, is_whole_offered};
use crate::components::{ComboField, SelectField};
use crate::locale::use_text;
use shared::api::cases::FilingForm;
use shared::words::ResourceKind;
use std::rc::Rc;
use yew::prelude::*;

/// What [`Subject`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct SubjectProps {
    pub(super) draft: Rc<Draft>,
    pub(super) onchange: Callback<Draft>,
    /// What the chosen domain offers; nothing while that is not known, or while something stands
    /// in the way: then there is nothing to choose.
    pub(super) form: Option<Rc<FilingForm>>,
    pub(super) product_error: Option<AttrValue>,
    pub(super) category_error: Option<AttrValue>,
    pub(super) resource_error: Option<AttrValue>,
}

/// The three fields that depend on the domain.
#[component]
pub(super) fn Subject(props: &SubjectProps) -> Html {
    let text = use_text();
    let draft = &props.draft;
    let change = |apply: fn(Draft, String) -> Draft| {
        let (draft, onchange) = (draft.clone(), props.onchange.clone());
        Callback::from(move |value: String| onchange.emit(apply((*draft).clone(), value)))
    };
    let offered = props.form.as_deref().filter(|form| form.obstacle.is_none());
    let mut options = vec![(AttrValue::Static(""), AttrValue::Static(text.new_case_choose()))];
    options.extend(
        offered
            .map(|form| products(&form.products, text.0))
            .unwrap_or_default()
            .into_iter()
            .map(|(key, name)| (key.into(), name.into())),
    );
    let found = offered
        .map(|form| categories(&form.products, &draft.product, text.0))
        .unwrap_or_default();
    let hint = match draft.product.is_empty() {
        true => text.new_case_category_first(),
        false => text.new_case_category_hint(),
    };
    // Where nothing can be chosen, the form has said why.
    let hint = offered.map(|_| AttrValue::Static(hint));
    let category = change(|draft, category| Draft { category, ..draft });
    html! {
        <>
            if let Some(form) = offered {
                <ResourceField draft={props.draft.clone()} onchange={props.onchange.clone()} paths={paths(form)}
                    whole={is_whole_offered(form)} error={props.resource_error.clone()} />
            }
            <div class="form-pair">
                <SelectField id="product" label={text.new_case_product()} {options} value={draft.product.clone()}
                    disabled={offered.is_none()} error={props.product_error.clone()} onchange={change(Draft::about)} />
                <ComboField id="category" label={text.new_case_category()} choices={Rc::new(found)}
                    value={(!draft.category.is_empty()).then(|| AttrValue::from(draft.category.clone()))}
                    disabled={offered.is_none() || draft.product.is_empty()} hint={hint} error={props.category_error.clone()}
                    onchange={category.reform(|value: Option<AttrValue>| value.map(|value| value.to_string()).unwrap_or_default())} />
            </div>
        </>
    }
}

/// The nodes below the root.
fn paths(form: &FilingForm) -> Vec<String> {
    let below = form
        .resources
        .iter()
        .filter(|node| node.kind != ResourceKind::Organization);
    below.map(|node| node.path.clone()).collect()
}

#[derive(Properties, PartialEq)]
struct ResourceProps {
    draft: Rc<Draft>,
    onchange: Callback<Draft>,
    paths: Vec<String>,
    /// Whether it may be about the whole organization.
    whole: bool,
    error: Option<AttrValue>,
}

/// The node of the client's tree, where there is more than the root.
#[component]
fn ResourceField(props: &ResourceProps) -> Html {
    let text = use_text();
    if props.paths.is_empty() {
        return Html::default();
    }
    let mut options = vec![(
        AttrValue::Static(""),
        AttrValue::Static(text.new_case_resource_all()),
    )];
    options.extend(
        props
            .paths
            .iter()
            .map(|path| (path.clone().into(), path.replace('/', " / ").into())),
    );
    let (draft, onchange) = (props.draft.clone(), props.onchange.clone());
    let onchange = Callback::from(move |path: String| {
        let resource = (!path.is_empty()).then_some(path);
        onchange.emit(Draft {
            resource,
            ..(*draft).clone()
        });
    });
    let value = props.draft.resource.clone().unwrap_or_default();
    html! {
        <SelectField id="resource" label={text.new_case_resource()} {options} {value} optional={props.whole} error={props.error.clone()} {onchange} />
    }
}
