//! One product and its categories.

use super::tree::{Node, tree};
use crate::components::{Button, Glyph, Look, Tag};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::catalogue::{CategoryView, ProductView};
use yew::prelude::*;

/// Taking an entry off the form, or putting it back.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Retirement {
    /// The product's key.
    pub(super) product: String,
    /// The category's key; nothing for the product itself.
    pub(super) category: Option<String>,
    /// What it is called, for the notice.
    pub(super) name: String,
    pub(super) retired: bool,
}

impl Retirement {
    /// What takes it back.
    pub(super) fn undone(&self) -> Self {
        Self {
            retired: !self.retired,
            ..self.clone()
        }
    }
}

/// What a [`Product`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ProductProps {
    pub(super) product: ProductView,
    pub(super) retire: Callback<Retirement>,
    /// Asks for another category.
    pub(super) add: Callback<()>,
    /// Asks to change a category of the product of a key.
    pub(super) change: Callback<(String, CategoryView)>,
}

/// One product.
#[component]
pub(super) fn Product(props: &ProductProps) -> Html {
    let text = use_text();
    let product = &props.product;
    let name = product.name.in_language(text.0);
    let id = format!("product-{}", product.key);
    let own = Retirement {
        product: product.key.clone(),
        category: None,
        name: name.to_owned(),
        retired: !product.retired,
    };
    html! {
        <section class={classes!("panel", product.retired.then_some("row-off"))} aria-labelledby={id.clone()}>
            <div class="panel-head product-head">
                <div>
                    <h2 {id}>{ name }{ retired(product.retired, text) }</h2>
                    <p class="row-note mono">{ &product.key }</p>
                </div>
                <div class="page-actions">
                    <Button icon={Glyph::Plus} onclick={props.add.clone()}>{ text.catalogue_add_category() }</Button>
                    { toggle(own, &props.retire, text) }
                </div>
            </div>
            if product.categories.is_empty() {
                <p class="product-none muted">{ text.catalogue_no_category() }</p>
            }
            <ul class="categories">
                { for tree(&product.categories).iter().map(|node| category(node, props, text)) }
            </ul>
        </section>
    }
}

fn category(node: &Node<'_>, props: &ProductProps, text: Text) -> Html {
    let category = node.category;
    let name = category.name.in_language(text.0);
    let own = Retirement {
        product: props.product.key.clone(),
        category: Some(category.key.clone()),
        name: name.to_owned(),
        retired: !category.retired,
    };
    let class = classes!(
        "category",
        format!("category-{}", node.depth.min(3)),
        category.retired.then_some("row-off")
    );
    let change = {
        let asked = (props.product.key.clone(), category.clone());
        props.change.reform(move |()| asked.clone())
    };
    html! {
        <li key={category.key.clone()} {class}>
            <span>{ name }{ retired(category.retired, text) }<span class="row-aside mono">{ " " }{ &category.key }</span></span>
            <span class="category-acts">
                <Button look={Look::Quiet} onclick={change}>
                    <span aria-hidden="true">{ text.category_change() }</span><span class="unseen">{ text.category_change_one(name) }</span>
                </Button>
                { toggle(own, &props.retire, text) }
            </span>
        </li>
    }
}

fn retired(retired: bool, text: Text) -> Html {
    if retired {
        html! { <>{ " " }<Tag>{ text.catalogue_retired() }</Tag></> }
    } else {
        Html::default()
    }
}

/// The button that retires or restores; its name says what, for those who do not see where it stands.
fn toggle(wanted: Retirement, retire: &Callback<Retirement>, text: Text) -> Html {
    let (word, label) = if wanted.retired {
        (text.catalogue_retire(), text.catalogue_retire_one(&wanted.name))
    } else {
        (text.catalogue_restore(), text.catalogue_restore_one(&wanted.name))
    };
    let onclick = retire.reform(move |()| wanted.clone());
    html! { <Button look={Look::Quiet} {onclick}><span aria-hidden="true">{ word }</span><span class="unseen">{ label }</span></Button> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoing_is_the_opposite() {
        let wanted = Retirement {
            product: "compute".into(),
            category: None,
            name: "Compute".into(),
            retired: true,
        };
        assert!(!wanted.undone().retired);
        assert_eq!(wanted.undone().undone(), wanted);
    }
}
