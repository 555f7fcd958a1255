//! Adding products and categories.

use super::tree::tree;
use crate::components::{Button, Dialog, Look, SelectField, TextField, draw_refusal};
use crate::features::vendor::key::following;
use crate::hooks::{Places, given, use_draft, use_form};
use crate::locale::use_text;
use shared::api::catalogue::{NewCategory, NewProduct, ProductView};
use shared::problem::Code;
use shared::validate::{Validate, Violations};
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/name_en", "/name_fr", "/key", "/parent"],
    codes: &[(Code::AlreadyExists, "/key")],
};

/// What [`AddProduct`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AddProductProps {
    /// Hears what it is called.
    pub(super) added: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// A product.
#[component]
pub(super) fn AddProduct(props: &AddProductProps) -> Html {
    let text = use_text();
    let draft = use_draft(NewProduct::default);
    let form = use_form(
        PLACES,
        |here, request: NewProduct| async move { here.api().add_product(&request).await },
        props
            .added
            .reform(move |product: ProductView| product.name.in_language(text.0).to_owned()),
    );
    let onname = draft.on(|draft, name: String| {
        draft.key = following(&draft.key, &draft.name_en, &name);
        draft.name_en = name;
    });
    html! {
        <Dialog title={text.catalogue_add_product()} onclose={props.onclose.clone()}>
            <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="product-name-en" label={text.name_en()} value={draft.name_en.clone()} autofocus=true
                    oninput={onname} error={form.error("/name_en")} />
                <TextField id="product-name-fr" label={text.name_fr()} value={draft.name_fr.clone()}
                    oninput={draft.on(|draft, name| draft.name_fr = name)} error={form.error("/name_fr")} />
                <TextField id="product-key" label={text.key()} hint={text.key_hint()} value={draft.key.clone()}
                    oninput={draft.on(|draft, key| draft.key = key)} error={form.error("/key")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.catalogue_add_product() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

/// What [`AddCategory`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct AddCategoryProps {
    pub(super) product: ProductView,
    /// Hears what it is called.
    pub(super) added: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// To which product which category.
#[derive(Debug, Clone)]
struct Addition(String, NewCategory);

impl Validate for Addition {
    fn check(&self, found: &mut Violations) {
        self.1.check(found);
    }
}

/// A category of a product, below another one or at the top.
#[component]
pub(super) fn AddCategory(props: &AddCategoryProps) -> Html {
    let text = use_text();
    let draft = use_draft(NewCategory::default);
    let added = {
        let (added, draft) = (props.added.clone(), draft.clone());
        Callback::from(move |product: ProductView| {
            let new = product
                .categories
                .iter()
                .find(|category| category.key == draft.key);
            added.emit(
                new.map_or(&draft.name_en[..], |category| category.name.in_language(text.0))
                    .to_owned(),
            );
        })
    };
    let form = use_form(
        PLACES,
        |here, Addition(product, request): Addition| async move {
            here.api().add_category(&product, &request).await
        },
        added,
    );
    let product = props.product.key.clone();
    let onsubmit = draft.sent(
        form.submit
            .reform(move |request| Addition(product.clone(), request)),
    );
    let onname = draft.on(|draft, name: String| {
        draft.key = following(&draft.key, &draft.name_en, &name);
        draft.name_en = name;
    });
    let top = ("".into(), text.catalogue_no_parent().into());
    let nodes = tree(&props.product.categories);
    let parents = nodes.iter().filter(|node| !node.category.retired).map(|node| {
        let name = node.category.name.in_language(text.0);
        let label = format!("{}{name}", "\u{2003}".repeat(node.depth));
        (node.category.key.clone().into(), label.into())
    });
    let parents = std::iter::once(top).chain(parents).collect::<Vec<_>>();
    html! {
        <Dialog title={text.catalogue_add_category_to(props.product.name.in_language(text.0))} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="category-name-en" label={text.name_en()} value={draft.name_en.clone()} autofocus=true
                    oninput={onname} error={form.error("/name_en")} />
                <TextField id="category-name-fr" label={text.name_fr()} value={draft.name_fr.clone()}
                    oninput={draft.on(|draft, name| draft.name_fr = name)} error={form.error("/name_fr")} />
                <TextField id="category-key" label={text.key()} hint={text.key_hint()} value={draft.key.clone()}
                    oninput={draft.on(|draft, key| draft.key = key)} error={form.error("/key")} />
                <SelectField id="category-parent" label={text.catalogue_parent()} options={parents}
                    value={draft.parent.clone().unwrap_or_default()}
                    onchange={draft.on(|draft, parent| draft.parent = given(parent))} error={form.error("/parent")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.catalogue_add_category() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
