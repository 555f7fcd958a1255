//! Publishing an issue, and changing what one says.

use crate::components::{AreaField, Button, Dialog, Look, TextField, draw_refusal};
use crate::hooks::{Places, given, use_draft, use_form};
use crate::locale::use_text;
use shared::api::issues::{ChangeIssue, KnownIssue, NewIssue};
use shared::validate::{Validate, Violations};
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/title_en", "/title_fr", "/body_en", "/body_fr", "/product"],
    codes: &[],
};

/// What [`EditDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct EditProps {
    /// The issue to change; nothing publishes another.
    pub(super) issue: Option<KnownIssue>,
    pub(super) done: Callback<KnownIssue>,
    pub(super) onclose: Callback<()>,
}

/// Either of both, with the same fields.
struct Written {
    change: Option<KnownIssue>,
    issue: NewIssue,
}

impl Written {
    /// What it changes; the product stays.
    fn changed(&self) -> ChangeIssue {
        let issue = self.issue.clone();
        ChangeIssue {
            title_en: Some(issue.title_en),
            title_fr: Some(issue.title_fr),
            body_en: Some(issue.body_en),
            body_fr: Some(issue.body_fr),
            ended: None,
        }
    }
}

impl Validate for Written {
    fn check(&self, found: &mut Violations) {
        self.issue.check(found);
    }
}

/// Title and text in both languages, and for a new one the product.
#[component]
pub(super) fn EditDialog(props: &EditProps) -> Html {
    let text = use_text();
    let draft = use_draft(|| match &props.issue {
        None => NewIssue::default(),
        Some(issue) => NewIssue {
            title_en: issue.title.en.clone(),
            title_fr: issue.title.fr.clone(),
            body_en: issue.body.en.clone(),
            body_fr: issue.body.fr.clone(),
            product: issue.product.clone(),
        },
    });
    let form = use_form(
        PLACES,
        |here, written: Written| async move {
            match &written.change {
                Some(issue) => here.api().change_issue(issue.id, &written.changed()).await,
                None => here.api().publish_issue(&written.issue).await,
            }
        },
        props.done.clone(),
    );
    let new = props.issue.is_none();
    let change = props.issue.clone();
    let onsubmit = draft.sent(form.submit.reform(move |issue| Written {
        change: change.clone(),
        issue,
    }));
    let (title, submit) = match &props.issue {
        Some(_) => (text.issues_change_title(), text.save()),
        None => (text.issues_publish(), text.issues_publish_now()),
    };
    html! {
        <Dialog {title} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="issue-title-en" label={text.issues_title_en()} value={draft.title_en.clone()} autofocus=true
                    oninput={draft.on(|draft, title| draft.title_en = title)} error={form.error("/title_en")} />
                <AreaField id="issue-body-en" rows=4 label={text.issues_body_en()} hint={text.issues_body_hint()} value={draft.body_en.clone()}
                    oninput={draft.on(|draft, body| draft.body_en = body)} error={form.error("/body_en")} />
                <TextField id="issue-title-fr" label={text.issues_title_fr()} value={draft.title_fr.clone()}
                    oninput={draft.on(|draft, title| draft.title_fr = title)} error={form.error("/title_fr")} />
                <AreaField id="issue-body-fr" rows=4 label={text.issues_body_fr()} value={draft.body_fr.clone()}
                    oninput={draft.on(|draft, body| draft.body_fr = body)} error={form.error("/body_fr")} />
                if new {
                    <TextField id="issue-product" label={text.issues_product()} hint={text.issues_product_hint()} optional=true
                        value={draft.product.clone().unwrap_or_default()}
                        oninput={draft.on(|draft, key| draft.product = given(key))} error={form.error("/product")} />
                }
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ submit }</Button>
                </div>
            </form>
        </Dialog>
    }
}
