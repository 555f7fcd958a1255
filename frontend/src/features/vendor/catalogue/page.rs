//! The product catalogue.

use super::add::{AddCategory, AddProduct};
use super::change::ChangeDialog;
use super::product::{Product, Retirement};
use crate::components::{
    Button, Empty, Glyph, Look, Notice, PageHeader, Toast, Tone, draw, draw_failure, use_toast,
};
use crate::hooks::{use_load, use_send};
use crate::locale::use_text;
use shared::api::catalogue::{CategoryView, ChangeCategory, ProductView, Retire};
use yew::prelude::*;

/// What dialog is open.
#[derive(Clone, PartialEq)]
enum Open {
    Product,
    Category(ProductView),
    Change(String, CategoryView),
}

/// The products, each with its categories.
#[component]
pub(crate) fn CataloguePage() -> Html {
    let text = use_text();
    let toast = use_toast();
    let open = use_state_eq(|| None::<Open>);
    let load = use_load((), |here, ()| async move { here.api().products().await });

    // The way back stands in the notice: nobody is asked twice about what can be undone.
    let undo = use_mut_ref(|| None::<Callback<Retirement>>);
    let done = {
        let (reload, undo) = (load.reload.clone(), undo.clone());
        Callback::from(move |done: Retirement| {
            reload.emit(());
            let notice = Toast::good(if done.retired {
                text.catalogue_was_retired(&done.name)
            } else {
                text.catalogue_was_restored(&done.name)
            });
            let back = undo.borrow().clone().unwrap_or_default();
            toast.emit(notice.with(text.undo(), back.reform(move |()| done.undone())));
        })
    };
    let retiring = use_send(
        |here, wanted: Retirement| async move {
            let retired = wanted.retired;
            match &wanted.category {
                Some(category) => {
                    let request = ChangeCategory {
                        retired: Some(retired),
                        ..ChangeCategory::default()
                    };
                    here.api()
                        .change_category(&wanted.product, category, &request)
                        .await?
                }
                None => {
                    here.api()
                        .retire_product(&wanted.product, &Retire { retired })
                        .await?
                }
            };
            Ok(wanted)
        },
        done,
    );
    *undo.borrow_mut() = Some(retiring.send.clone());

    let show = |what: Option<Open>| {
        let open = open.clone();
        Callback::from(move |()| open.set(what.clone()))
    };
    let added = {
        let (open, reload, toast) = (open.clone(), load.reload.clone(), use_toast());
        Callback::from(move |name: String| {
            toast.emit(Toast::good(text.catalogue_added(&name)));
            open.set(None);
            reload.emit(());
        })
    };
    let change = {
        let open = open.clone();
        Callback::from(move |(product, category)| open.set(Some(Open::Change(product, category))))
    };
    let changed = {
        let (open, reload, toast) = (open.clone(), load.reload.clone(), use_toast());
        Callback::from(move |name: String| {
            toast.emit(Toast::good(text.category_changed(&name)));
            open.set(None);
            reload.emit(());
        })
    };
    html! {
        <>
            <PageHeader title={text.catalogue_title()} lead={text.catalogue_lead()}>
                if load.data.is_some() { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show(Some(Open::Product))}>{ text.catalogue_add_product() }</Button> }
            </PageHeader>
            if let Some(failure) = &retiring.failure { <Notice tone={Tone::Bad}>{ draw_failure(failure, text) }</Notice> }
            { draw(&load, text, |products| if products.is_empty() {
                html! { <Empty title={text.catalogue_none()}><p>{ text.catalogue_none_text() }</p></Empty> }
            } else {
                html! {
                    <div class="products">
                        { for products.iter().map(|product| html! {
                            <Product key={product.key.clone()} product={product.clone()} retire={retiring.send.clone()}
                                add={show(Some(Open::Category(product.clone())))} change={change.clone()} />
                        }) }
                    </div>
                }
            }) }
            { match (*open).clone() {
                None => Html::default(),
                Some(Open::Product) => html! { <AddProduct {added} onclose={show(None)} /> },
                Some(Open::Category(product)) => html! { <AddCategory {product} {added} onclose={show(None)} /> },
                Some(Open::Change(product, category)) => html! { <ChangeDialog {product} {category} {changed} onclose={show(None)} /> },
            } }
        </>
    }
}
