//! Correcting a period of management that was entered wrongly.

use crate::civil::Clock;
use crate::components::{Button, DateField, Dialog, Look, Notice, TextField, Tone, draw_refusal};
use crate::features::vendor::moment::use_clock;
use crate::features::vendor::pick::DomainPick;
use crate::hooks::{Places, use_draft, use_form};
use crate::locale::use_text;
use shared::api::domains::DomainView;
use shared::api::tenures::{CorrectTenure, CorrectionView, TenureView};
use shared::words::DomainKind;
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/reseller", "/from", "/to", "/reason"],
    codes: &[],
};

/// What a [`CorrectDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct CorrectProps {
    pub(super) period: TenureView,
    /// Hears what to say about it.
    pub(super) done: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// What the form holds; moments as the fields give them.
#[derive(Debug, Clone, PartialEq)]
struct CorrectDraft {
    /// The name and the title of the reseller.
    reseller: Option<(AttrValue, AttrValue)>,
    from: String,
    /// Empty: it has not ended.
    to: String,
    reason: String,
}

impl CorrectDraft {
    fn of(period: &TenureView, clock: &Clock) -> Self {
        Self {
            reseller: Some((
                period.reseller.name.clone().into(),
                period.reseller.title.clone().into(),
            )),
            from: clock.minute(period.from),
            to: period.to.map(|to| clock.minute(to)).unwrap_or_default(),
            reason: String::new(),
        }
    }

    /// What is sent: only what has changed, because fields know no seconds.
    fn request(&self, before: &Self, clock: &Clock) -> CorrectTenure {
        let name = |draft: &Self| draft.reseller.as_ref().map(|(name, _)| name.to_string());
        CorrectTenure {
            reseller: name(self).filter(|new| Some(new) != name(before).as_ref()),
            from: clock.instant(&self.from).filter(|_| self.from != before.from),
            to: clock.instant(&self.to).filter(|_| self.to != before.to),
            open: self.to.is_empty() && !before.to.is_empty(),
            reason: self.reason.trim().to_owned(),
        }
    }
}

/// Who it really was, from when to when, and why it is corrected.
#[component]
pub(super) fn CorrectDialog(props: &CorrectProps) -> Html {
    let text = use_text();
    let clock = use_clock();
    let period = &props.period;
    let draft = use_draft(|| CorrectDraft::of(period, &clock));
    let done = props
        .done
        .reform(move |done: CorrectionView| text.corrected(done.cases.try_into().unwrap_or(usize::MAX)));
    let id = period.id;
    let form = use_form(
        PLACES,
        move |here, request: CorrectTenure| async move { here.api().correct_tenure(id, &request).await },
        done,
    );
    let onsubmit = {
        let before = CorrectDraft::of(period, &clock);
        draft.sent(
            form.submit
                .reform(move |draft: CorrectDraft| draft.request(&before, &clock)),
        )
    };
    let onreseller = draft.on(|draft, domain: Option<DomainView>| {
        draft.reseller = domain.map(|domain| (domain.name.into(), domain.title.into()));
    });
    html! {
        <Dialog title={text.correct_title(&period.client.title)} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <Notice tone={Tone::Warn}><p>{ text.correct_text() }</p></Notice>
                <DomainPick id="correct-reseller" label={text.transfers_reseller()} kind={DomainKind::Reseller} value={draft.reseller.clone()}
                    onchange={onreseller} error={form.error("/reseller")} />
                <DateField id="correct-from" label={text.transfers_from()} time=true value={draft.from.clone()}
                    oninput={draft.on(|draft, from| draft.from = from)} error={form.error("/from")} />
                <DateField id="correct-to" label={text.transfers_to()} time=true optional=true value={draft.to.clone()} hint={text.correct_to_hint()}
                    oninput={draft.on(|draft, to| draft.to = to)} error={form.error("/to")} />
                <TextField id="correct-reason" label={text.correct_reason()} hint={text.correct_reason_hint()} value={draft.reason.clone()}
                    oninput={draft.on(|draft, reason| draft.reason = reason)} error={form.error("/reason")} />
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>{ text.correct() }</Button>
                </div>
            </form>
        </Dialog>
    }
}
