//! Changing a category: what it is called, how it is found, and what it asks.

use crate::components::{Button, Dialog, Look, SelectField, TextField, draw_refusal};
use crate::hooks::{Places, use_draft, use_form};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::catalogue::{CategoryView, ChangeCategory, ProductView};
use shared::api::form::{AskedQuestion, Need, Question};
use shared::validate::{Validate, Violations};
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/name_en", "/name_fr", "/keywords_en", "/keywords_fr"],
    codes: &[],
};

impl Text {
    /// Whether a category asks a question; nothing means what the one above says.
    const fn need(self, need: Option<Need>) -> &'static str {
        match need {
            None => self.need_inherited(),
            Some(Need::Required) => self.need_required(),
            Some(Need::Optional) => self.need_optional(),
            Some(Need::Never) => self.need_never(),
        }
    }
}

/// What a [`ChangeDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ChangeProps {
    /// The product's key.
    pub(super) product: String,
    pub(super) category: CategoryView,
    /// Hears what it is called now.
    pub(super) changed: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// Which category of which product becomes what.
struct Change {
    product: String,
    category: String,
    to: ChangeCategory,
}

impl Validate for Change {
    fn check(&self, found: &mut Violations) {
        self.to.check(found);
    }
}

/// What the dialog begins with: everything as it is.
fn unchanged(category: &CategoryView) -> ChangeCategory {
    ChangeCategory {
        name_en: Some(category.name.en.clone()),
        name_fr: Some(category.name.fr.clone()),
        keywords_en: Some(category.keywords.en.clone()),
        keywords_fr: Some(category.keywords.fr.clone()),
        questions: Some(category.questions.clone()),
        retired: None,
    }
}

/// With another need of one question; nothing leaves it to the category above.
fn with_need(questions: &mut Option<Vec<AskedQuestion>>, question: Question, need: Option<Need>) {
    let said = questions.get_or_insert_default();
    said.retain(|one| one.question != question);
    said.extend(need.map(|need| AskedQuestion { question, need }));
}

/// Names, keywords and questions.
#[component]
pub(super) fn ChangeDialog(props: &ChangeProps) -> Html {
    let text = use_text();
    let draft = use_draft(|| unchanged(&props.category));
    let key = props.category.key.clone();
    let done = props.changed.reform(move |product: ProductView| {
        let category = product.categories.iter().find(|one| one.key == key);
        category
            .map(|one| one.name.in_language(text.0).to_owned())
            .unwrap_or_default()
    });
    let form = use_form(
        PLACES,
        |here, change: Change| async move {
            here.api()
                .change_category(&change.product, &change.category, &change.to)
                .await
        },
        done,
    );
    let (product, category) = (props.product.clone(), props.category.key.clone());
    let onsubmit = draft.sent(form.submit.reform(move |to| Change {
        product: product.clone(),
        category: category.clone(),
        to,
    }));
    let value = |text: &Option<String>| AttrValue::from(text.clone().unwrap_or_default());
    let options = std::iter::once(None)
        .chain(Need::ALL.iter().copied().map(Some))
        .map(|need| {
            let word = need.map_or("", Need::as_str);
            (AttrValue::Static(word), AttrValue::Static(text.need(need)))
        })
        .collect::<Vec<_>>();
    let question = |question: &Question| {
        let question = *question;
        let said = draft
            .questions
            .iter()
            .flatten()
            .find(|one| one.question == question);
        let onchange = draft
            .on(|draft, (question, need)| with_need(&mut draft.questions, question, need))
            .reform(move |word: String| (question, word.parse().ok()));
        html! {
            <SelectField key={question.as_str()} id={format!("need-{question}")} label={text.question(question)} options={options.clone()}
                value={said.map_or("", |one| one.need.as_str())} {onchange} />
        }
    };
    html! {
        <Dialog title={text.category_change_one(props.category.name.in_language(text.0))} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="category-name-en" label={text.name_en()} value={value(&draft.name_en)} autofocus=true
                    oninput={draft.on(|draft, name| draft.name_en = Some(name))} error={form.error("/name_en")} />
                <TextField id="category-name-fr" label={text.name_fr()} value={value(&draft.name_fr)}
                    oninput={draft.on(|draft, name| draft.name_fr = Some(name))} error={form.error("/name_fr")} />
                <TextField id="category-keywords-en" label={text.category_keywords_en()} hint={text.category_keywords_hint()} optional=true
                    value={value(&draft.keywords_en)} oninput={draft.on(|draft, words| draft.keywords_en = Some(words))} error={form.error("/keywords_en")} />
                <TextField id="category-keywords-fr" label={text.category_keywords_fr()} optional=true
                    value={value(&draft.keywords_fr)} oninput={draft.on(|draft, words| draft.keywords_fr = Some(words))} error={form.error("/keywords_fr")} />
                <fieldset class="choices">
                    <legend>{ text.questions_legend() }</legend>
                    <p class="field-hint">{ text.questions_hint() }</p>
                    { for Question::ALL.iter().map(question) }
                </fieldset>
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.save() }</Button>
                </div>
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_said_once_or_left_to_the_category_above() {
        let mut questions = None;
        with_need(&mut questions, Question::Log, Some(Need::Required));
        with_need(&mut questions, Question::Flow, Some(Need::Never));
        with_need(&mut questions, Question::Log, Some(Need::Optional));
        let said = questions.as_ref().unwrap();
        assert_eq!(said.len(), 2);
        assert_eq!((said[1].question, said[1].need), (Question::Log, Need::Optional));
        with_need(&mut questions, Question::Log, None);
        assert_eq!(questions.unwrap().len(), 1);
    }
}
