//! Adding and changing a ready answer.

use super::page::again;
use crate::components::{AreaField, Button, Dialog, Look, TextField, draw_refusal};
use crate::features::vendor::key::following;
use crate::hooks::{Places, given, use_draft, use_form};
use crate::locale::use_text;
use shared::api::answers::{AnswerView, NewAnswer};
use shared::problem::Code;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &[
        "/key",
        "/title_en",
        "/title_fr",
        "/body_en",
        "/body_fr",
        "/product",
        "/category",
    ],
    codes: &[(Code::AlreadyExists, "/key")],
};

/// What [`EditAnswer`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct EditAnswerProps {
    /// The answer to change; nothing for a new one.
    pub(super) answer: Option<AnswerView>,
    pub(super) saved: Callback<AnswerView>,
    pub(super) onclose: Callback<()>,
}

/// An answer in both languages.
#[component]
pub(super) fn EditAnswer(props: &EditAnswerProps) -> Html {
    let text = use_text();
    let is_new = props.answer.is_none();
    let draft = use_draft(|| props.answer.as_ref().map(again).unwrap_or_default());
    let form = use_form(
        PLACES,
        move |here, request: NewAnswer| async move {
            if is_new {
                here.api().add_answer(&request).await
            } else {
                here.api().change_answer(&request.key, &request.text()).await
            }
        },
        props.saved.clone(),
    );
    let ontitle = draft.on(|draft, title: String| draft.title_en = title);
    let onnew = draft.on(|draft, title: String| {
        draft.key = following(&draft.key, &draft.title_en, &title);
        draft.title_en = title;
    });
    let title = props.answer.as_ref().map_or_else(
        || text.answers_add().to_owned(),
        |answer| text.answers_edit_title(answer.title.in_language(text.0)),
    );
    html! {
        <Dialog {title} onclose={props.onclose.clone()}>
            <form class="form" onsubmit={draft.sent(form.submit.clone())} novalidate=true>
                { draw_refusal(&form, text) }
                <p class="muted">{ text.answers_lead() }</p>
                <TextField id="answer-title-en" label={text.answers_title_en()} value={draft.title_en.clone()} autofocus=true
                    oninput={if is_new { onnew } else { ontitle }} error={form.error("/title_en")} />
                <TextField id="answer-title-fr" label={text.answers_title_fr()} value={draft.title_fr.clone()}
                    oninput={draft.on(|draft, title| draft.title_fr = title)} error={form.error("/title_fr")} />
                <AreaField id="answer-body-en" label={text.answers_body_en()} value={draft.body_en.clone()}
                    oninput={draft.on(|draft, body| draft.body_en = body)} error={form.error("/body_en")} />
                <AreaField id="answer-body-fr" label={text.answers_body_fr()} value={draft.body_fr.clone()}
                    oninput={draft.on(|draft, body| draft.body_fr = body)} error={form.error("/body_fr")} />
                <TextField id="answer-product" label={text.answers_product()} hint={text.answers_product_hint()} optional=true
                    value={draft.product.clone().unwrap_or_default()}
                    oninput={draft.on(|draft, product| draft.product = given(product))} error={form.error("/product")} />
                <TextField id="answer-category" label={text.answers_category()} hint={text.answers_category_hint()} optional=true
                    value={draft.category.clone().unwrap_or_default()}
                    oninput={draft.on(|draft, category| draft.category = given(category))} error={form.error("/category")} />
                if is_new {
                    <TextField id="answer-key" label={text.key()} hint={text.key_hint()} value={draft.key.clone()}
                        oninput={draft.on(|draft, key| draft.key = key)} error={form.error("/key")} />
                }
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.save() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
