//! The offer to share cases that were open at a transfer with the reseller that came, in one step.

use crate::browser;
use crate::civil::Clock;
use crate::components::{
    Button, DateField, Dialog, LevelField, Look, Notice, TextField, Toast, draw_refusal, use_toast,
};
use crate::hooks::{Places, use_draft, use_form, use_load};
use crate::locale::{use_locale, use_text};
use shared::api::shares::{OpenCases, OpenCasesShared, ShareOpenCases};
use shared::words::ShareLevel;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/email", "/expires_at"],
    codes: &[],
};

/// One notice for each reseller that does not see open cases; nothing where there is none, or where
/// the caller may not share.
#[component]
pub(crate) fn OpenCasesOffer() -> Html {
    let text = use_text();
    let load = use_load((), |here, ()| async move { here.api().open_cases().await });
    let open = use_state_eq(|| None::<OpenCases>);
    let done = {
        let (open, reload) = (open.clone(), load.reload.clone());
        Callback::from(move |()| {
            open.set(None);
            reload.emit(());
        })
    };
    let shut = {
        let open = open.clone();
        Callback::from(move |()| open.set(None))
    };
    let offers = load.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    html! {
        <>
            { for offers.iter().filter(|offer| offer.cases > 0).map(|offer| {
                let name = &offer.reseller.title;
                let onclick = {
                    let (open, offer) = (open.clone(), offer.clone());
                    Callback::from(move |()| open.set(Some(offer.clone())))
                };
                html! {
                    <div class="offer" key={offer.reseller.name.clone()}>
                        <Notice title={text.open_cases_title(name)}>
                            <p>{ text.open_cases_text(offer.cases.try_into().unwrap_or(usize::MAX), name) }</p>
                            <Button {onclick}>{ text.open_cases_share() }</Button>
                        </Notice>
                    </div>
                }
            }) }
            if let Some(offer) = (*open).clone() { <OfferDialog {offer} {done} onclose={shut} /> }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct OfferProps {
    offer: OpenCases,
    done: Callback<()>,
    onclose: Callback<()>,
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq)]
struct OfferDraft {
    email: String,
    level: ShareLevel,
    /// The last day, as the field gives it.
    end: String,
}

/// With whom of the reseller, for what, until when.
#[component]
fn OfferDialog(props: &OfferProps) -> Html {
    let text = use_text();
    let toast = use_toast();
    let zone = use_locale().zone;
    let clock = use_memo(zone, |zone| Clock::new(zone.as_deref()));
    let reseller = &props.offer.reseller;
    // Three months: long enough to finish what is open.
    let draft = use_draft(|| OfferDraft {
        email: String::new(),
        level: ShareLevel::Collaborate,
        end: clock.day(browser::now().plus_days(90)),
    });
    let done = props.done.reform(move |shared: OpenCasesShared| {
        toast.emit(Toast::good(
            text.open_cases_shared(shared.cases.try_into().unwrap_or(usize::MAX)),
        ));
    });
    let form = use_form(
        PLACES,
        |here, request: ShareOpenCases| async move { here.api().share_open_cases(&request).await },
        done,
    );
    let onsubmit = {
        let (clock, name) = (clock.clone(), reseller.name.clone());
        draft.sent(form.submit.reform(move |draft: OfferDraft| ShareOpenCases {
            reseller: name.clone(),
            email: draft.email.trim().to_owned(),
            level: Some(draft.level),
            expires_at: clock.end_of_day(&draft.end),
        }))
    };
    html! {
        <Dialog title={text.open_cases_dialog(&reseller.title)} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <TextField id="offer-email" kind="email" label={text.open_cases_with()} hint={text.open_cases_with_hint(&reseller.name)}
                    value={draft.email.clone()} autofocus=true oninput={draft.on(|draft, email| draft.email = email)} error={form.error("/email")} />
                <LevelField id="offer-level" level={draft.level} onchange={draft.on(|draft, level| draft.level = level)} />
                <DateField id="offer-end" label={text.access_end()} value={draft.end.clone()} min={clock.day(browser::now())}
                    oninput={draft.on(|draft, end| draft.end = end)} error={form.error("/expires_at")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.open_cases_share() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
