//! Letting a reseller in, or changing how far.

use super::form::{begins_with, end_begins_with};
use crate::browser;
use crate::civil::Clock;
use crate::components::{Button, DateField, Dialog, Look, Notice, Scopes, Toast, draw_refusal, use_toast};
use crate::hooks::{Places, use_form};
use crate::locale::{use_locale, use_text};
use shared::api::clients::Access;
use shared::api::delegations::{GrantAccess, ResellerAccess};
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/expires_at"],
    codes: &[],
};

/// What a dialog about one reseller is given.
#[derive(Properties, PartialEq)]
pub(super) struct DialogProps {
    pub(super) access: ResellerAccess,
    /// Hears that it is done.
    pub(super) done: Callback<()>,
    pub(super) onclose: Callback<()>,
}

/// What the reseller may do, and until when.
#[component]
pub(super) fn GrantDialog(props: &DialogProps) -> Html {
    let text = use_text();
    let zone = use_locale().zone;
    let toast = use_toast();
    let access = &props.access;
    let clock = use_memo(zone, |zone| Clock::new(zone.as_deref()));
    let scopes = use_state_eq(|| begins_with(access));
    let end = use_state_eq(|| end_begins_with(access).map_or_else(String::new, |end| clock.last_day(end)));
    let changes = access.access == Access::Granted;

    let done = {
        let (done, name) = (props.done.clone(), access.reseller.title.clone());
        Callback::from(move |_| {
            toast.emit(Toast::good(if changes {
                text.access_changed_for(&name)
            } else {
                text.access_granted_to(&name)
            }));
            done.emit(());
        })
    };
    let form = use_form(
        PLACES,
        |here, request: GrantAccess| async move { here.api().grant_access(&request).await },
        done,
    );
    let onsubmit = {
        let (scopes, end, clock) = (scopes.clone(), end.clone(), clock.clone());
        let (submit, reseller) = (form.submit.clone(), access.reseller.name.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            submit.emit(GrantAccess {
                reseller: reseller.clone(),
                scopes: Some(scopes.iter().collect()),
                expires_at: clock.end_of_day(&end),
            });
        })
    };
    let onend = {
        let end = end.clone();
        Callback::from(move |day| end.set(day))
    };
    let hint = if access.manages {
        text.access_end_hint()
    } else {
        text.access_end_hint_former()
    };
    html! {
        <Dialog title={text.access_grant_title(&access.reseller.title)} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                if access.manages {
                    <p class="muted">{ text.access_grant_text() }</p>
                } else {
                    <Notice><p>{ text.access_hand_over_text() }</p></Notice>
                }
                <Scopes legend={text.access_may()} scopes={*scopes} onchange={Callback::from(move |to| scopes.set(to))} />
                <DateField id="access-end" label={text.access_end()} {hint} value={(*end).clone()} oninput={onend}
                    min={clock.day(browser::now())} optional={access.manages} error={form.error("/expires_at")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>
                        { if changes { text.save() } else { text.access_grant() } }
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}
