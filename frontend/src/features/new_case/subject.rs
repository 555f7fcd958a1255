//! What the case is about: product, category, and the problem in one line.

use super::category::{categories, products};
use super::draft::Draft;
use crate::components::{ComboField, SelectField, TextField};
use crate::locale::use_text;
use shared::api::cases::FilingForm;
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
    pub(super) title_error: Option<AttrValue>,
}

/// Product, category and title.
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
            <div class="form-pair">
                <SelectField id="product" label={text.new_case_product()} {options} value={draft.product.clone()}
                    disabled={offered.is_none()} error={props.product_error.clone()} onchange={change(Draft::about)} />
                <ComboField id="category" label={text.new_case_category()} choices={Rc::new(found)}
                    value={(!draft.category.is_empty()).then(|| AttrValue::from(draft.category.clone()))}
                    disabled={offered.is_none() || draft.product.is_empty()} hint={hint} error={props.category_error.clone()}
                    onchange={category.reform(|value: Option<AttrValue>| value.map(|value| value.to_string()).unwrap_or_default())} />
            </div>
            <TextField id="title" label={text.new_case_subject()} hint={text.new_case_subject_hint()} value={draft.title.clone()}
                error={props.title_error.clone()} oninput={change(|draft, title| Draft { title, ..draft })} />
        </>
    }
}
