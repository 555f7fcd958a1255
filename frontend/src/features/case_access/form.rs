//! Sharing a case with one more address.

use crate::browser;
use crate::civil::Clock;
use crate::components::{Button, DateField, LevelField, Look, TextField, Toast, draw_refusal, use_toast};
use crate::hooks::{Places, use_draft, use_form};
use crate::locale::{use_locale, use_text};
use shared::api::shares::{ShareCase, ShareView};
use shared::words::ShareLevel;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/email", "/expires_at"],
    codes: &[],
};

/// What a [`ShareForm`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct ShareFormProps {
    pub(super) number: String,
    /// Whether one has just shared: the next address can be typed at once.
    pub(super) again: bool,
    pub(super) done: Callback<()>,
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq)]
struct ShareDraft {
    email: String,
    level: ShareLevel,
    /// The last day, as the field gives it.
    end: String,
}

/// With whom, for what, until when.
#[component]
pub(super) fn ShareForm(props: &ShareFormProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let zone = use_locale().zone;
    let clock = use_memo(zone, |zone| Clock::new(zone.as_deref()));
    let draft = use_draft(|| ShareDraft {
        email: String::new(),
        level: ShareLevel::View,
        end: String::new(),
    });
    let done = props.done.reform(move |share: ShareView| {
        toast.emit(Toast::good(
            text.shares_done(share.email.as_deref().unwrap_or_default()),
        ));
    });
    let number = props.number.clone();
    let form = use_form(
        PLACES,
        move |here, request: ShareCase| {
            let number = number.clone();
            async move { here.api().share(&number, &request).await }
        },
        done,
    );
    let onsubmit = {
        let (submit, clock) = (form.submit.clone(), clock.clone());
        draft.sent(Callback::from(move |draft: ShareDraft| {
            submit.emit(ShareCase {
                email: draft.email.trim().to_owned(),
                level: Some(draft.level),
                expires_at: clock.end_of_day(&draft.end),
            });
        }))
    };
    html! {
        <form class="form share-form" {onsubmit} novalidate=true>
            { draw_refusal(&form, text) }
            <div class="share-fields">
                <TextField id="share-email" kind="email" label={text.shares_email()} hint={text.shares_email_hint()}
                    value={draft.email.clone()} oninput={draft.on(|draft, email| draft.email = email)}
                    error={form.error("/email")} autofocus={props.again} />
                <LevelField id="share-level" level={draft.level} onchange={draft.on(|draft, level| draft.level = level)} />
                <DateField id="share-end" label={text.shares_end()} hint={text.shares_end_hint()} value={draft.end.clone()}
                    min={clock.day(browser::now())} oninput={draft.on(|draft, end| draft.end = end)} error={form.error("/expires_at")} />
            </div>
            <div class="share-send">
                <Button look={Look::Primary} submit=true pending={form.pending}>{ text.case_share() }</Button>
                <p class="faint">{ text.shares_later() }</p>
            </div>
        </form>
    }
}
