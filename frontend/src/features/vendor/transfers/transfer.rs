//! Transferring a client.

use super::page::current;
use crate::components::{Button, Dialog, Look, SelectField, draw_refusal};
use crate::features::vendor::moment::{Moment, MomentField, instant, use_clock};
use crate::features::vendor::pick::DomainPick;
use crate::hooks::{Draft, Places, use_draft, use_form, use_load};
use crate::i18n::Text;
use crate::locale::use_text;
use shared::api::DomainRef;
use shared::api::domains::DomainView;
use shared::api::tenures::{Transfer, TransferView};
use shared::client::Failure;
use shared::problem::Code;
use shared::validate::Violation;
use shared::words::{DomainKind, TenureKind};
use yew::prelude::*;

const PLACES: Places = Places {
    fields: &["/client", "/reseller", "/kind", "/at"],
    codes: &[],
};

/// The name and the title of a domain.
type Chosen = Option<(AttrValue, AttrValue)>;

/// What a [`TransferDialog`] is given.
#[derive(Properties, PartialEq)]
pub(super) struct TransferProps {
    /// The client to begin with.
    pub(super) client: Chosen,
    /// Who resells to it now.
    pub(super) current: Option<DomainRef>,
    /// Hears what to say about it.
    pub(super) done: Callback<String>,
    pub(super) onclose: Callback<()>,
}

/// What the form holds.
#[derive(Debug, Clone, PartialEq)]
struct TransferDraft {
    client: Chosen,
    /// Who resells to the client now, if that is known: it is not offered as the next.
    current: Option<DomainRef>,
    /// Whether the vendor is to manage the client itself.
    direct: bool,
    reseller: Chosen,
    kind: TenureKind,
    at: Moment,
}

impl TransferDraft {
    fn choose_client(&mut self, client: Option<DomainView>) {
        let current = client.as_ref().and_then(|client| client.reseller.clone());
        self.client = client.map(chosen);
        self.learn(current);
    }

    /// Takes note of who resells to the client now.
    fn learn(&mut self, current: Option<DomainRef>) {
        self.current = current;
        let next = self.reseller.as_ref().map(|(name, _)| name.as_str());
        if next.is_some() && next == self.current.as_ref().map(|current| current.name.as_str()) {
            self.reseller = None;
        }
    }

    /// What is missing that the server would not ask for: it takes no reseller as "none".
    fn missing(&self) -> Vec<Violation> {
        let wanted = !self.direct && self.reseller.is_none();
        let violation = Violation {
            pointer: "/reseller".to_owned(),
            code: "required".to_owned(),
            detail: String::new(),
        };
        wanted.then_some(violation).into_iter().collect()
    }
}

fn chosen(domain: DomainView) -> (AttrValue, AttrValue) {
    (domain.name.into(), domain.title.into())
}

/// Which client, to whom, as what, and when – with what that means.
#[component]
pub(super) fn TransferDialog(props: &TransferProps) -> Html {
    let text = use_text();
    let clock = use_clock();
    let draft = use_draft(|| TransferDraft {
        client: props.client.clone(),
        current: props.current.clone(),
        direct: false,
        reseller: None,
        kind: TenureKind::Resale,
        at: None,
    });
    let done = {
        let (done, later) = (props.done.clone(), draft.at.is_some());
        let title = draft.client.as_ref().map(|(_, title)| title.to_string());
        Callback::from(move |_: TransferView| {
            let title = title.clone().unwrap_or_default();
            done.emit(if later {
                text.transfers_set(&title)
            } else {
                text.transfers_done(&title)
            });
        })
    };
    let form = use_form(
        PLACES,
        |here, request: Transfer| async move { here.api().transfer(&request).await },
        done,
    );
    // Somebody else was faster: learn who manages the client now, so that one can look again.
    let changed = form.failure.as_ref().and_then(Failure::problem);
    let changed = changed.is_some_and(|problem| problem.code == Code::TenureChanged);
    let key = draft
        .client
        .as_ref()
        .filter(|_| changed)
        .map(|(name, _)| name.to_string());
    let anew = use_load(key, |here, client| async move {
        let Some(client) = client else { return Ok(None) };
        let page = here.api().tenures(Some(&client), None).await?;
        Ok(Some(current(&client, &page.items)))
    });
    {
        let learn = draft.on(TransferDraft::learn);
        use_effect_with(anew.data.clone(), move |anew| {
            if let Some(current) = anew.as_deref().cloned().flatten() {
                learn.emit(current);
            }
        });
    }
    let onsubmit = {
        let (submit, refuse) = (form.submit.clone(), form.refuse.clone());
        draft.sent(Callback::from(move |draft: TransferDraft| {
            let mut wrong = draft.missing();
            let at = instant(draft.at.as_deref(), &clock, "/at").unwrap_or_else(|why| {
                wrong.extend(why);
                None
            });
            let name = |chosen: &Chosen| chosen.as_ref().map(|(name, _)| name.to_string());
            if !wrong.is_empty() && draft.client.is_some() {
                refuse.emit(wrong);
                return;
            }
            submit.emit(Transfer {
                client: name(&draft.client).unwrap_or_default(),
                reseller: name(&draft.reseller).filter(|_| !draft.direct),
                kind: Some(draft.kind),
                at,
                from: draft
                    .current
                    .as_ref()
                    .filter(|_| draft.kind == TenureKind::Resale)
                    .map(|current| current.name.clone()),
            });
        }))
    };
    let now = draft
        .current
        .as_ref()
        .map(|current| AttrValue::from(text.transfers_current(&current.title)));
    let kinds = TenureKind::ALL
        .iter()
        .map(|kind| (kind.as_str().into(), text.tenure_kind(*kind).into()))
        .collect::<Vec<_>>();
    html! {
        <Dialog title={text.transfers_add()} onclose={props.onclose.clone()}>
            <form class="form" {onsubmit} novalidate=true>
                { draw_refusal(&form, text) }
                <DomainPick id="transfer-client" label={text.transfers_client()} kind={DomainKind::Client} value={draft.client.clone()}
                    onchange={draft.on(TransferDraft::choose_client)} hint={now} error={form.error("/client")} />
                { next(&draft, text) }
                if !draft.direct {
                    <DomainPick id="transfer-reseller" label={text.transfers_pick_reseller()} kind={DomainKind::Reseller}
                        value={draft.reseller.clone()} without={draft.current.as_ref().filter(|_| draft.kind == TenureKind::Resale).map(|current| current.name.clone())}
                        onchange={draft.on(|draft, domain: Option<DomainView>| draft.reseller = domain.map(chosen))}
                        error={form.error("/reseller")} />
                }
                <SelectField id="transfer-kind" label={text.transfers_kind()} options={kinds} value={draft.kind.as_str()}
                    onchange={draft.on(|draft, kind: String| draft.kind = kind.parse().unwrap_or(TenureKind::Resale))}
                    error={form.error("/kind")} />
                <MomentField id="transfer-at" moment={draft.at.clone()} onchange={draft.on(|draft, at| draft.at = at)}
                    error={form.error("/at")} />
                <section class="effects" aria-labelledby="transfer-effects">
                    <h3 id="transfer-effects">{ text.transfers_effects() }</h3>
                    <ul class="points">
                        <li>{ text.transfers_effect_cases() }</li>
                        <li>{ text.transfers_effect_access() }</li>
                        if !draft.direct { <li>{ text.transfers_effect_consent() }</li> }
                    </ul>
                </section>
                <div class="dialog-actions">
                    <Button onclick={props.onclose.clone()}>{ text.cancel() }</Button>
                    <Button look={Look::Primary} submit=true pending={form.pending}>
                        { if draft.at.is_some() { text.transfers_submit_later() } else { text.transfers_submit() } }
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}

/// Whether a reseller or the vendor itself comes next.
fn next(draft: &Draft<TransferDraft>, text: Text) -> Html {
    let radio = |label: &'static str, direct: bool| {
        let onchange = draft
            .on(|draft: &mut TransferDraft, direct: bool| draft.direct = direct)
            .reform(move |_: Event| direct);
        html! {
            <label class="check">
                <input type="radio" name="transfer-next" checked={draft.direct == direct} {onchange} />{ label }
            </label>
        }
    };
    html! {
        <fieldset class="choices choices-row">
            <legend>{ text.transfers_next() }</legend>
            { radio(text.transfers_next_reseller(), false) }
            { radio(text.transfers_next_vendor(), true) }
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Timestamp;

    fn draft() -> TransferDraft {
        TransferDraft {
            client: None,
            current: None,
            direct: false,
            reseller: Some(("r.example".into(), "R".into())),
            kind: TenureKind::Resale,
            at: None,
        }
    }

    #[test]
    fn the_present_reseller_is_not_the_next() {
        let mut draft = draft();
        draft.choose_client(Some(DomainView {
            name: "c.example".into(),
            title: "C".into(),
            kind: DomainKind::Client,
            organization: None,
            aliases: Vec::new(),
            plan: None,
            reseller: Some(DomainRef {
                name: "r.example".into(),
                title: "R".into(),
                kind: DomainKind::Reseller,
            }),
            created_at: Timestamp::MAX,
        }));
        assert_eq!(draft.reseller, None);
        assert_eq!(draft.client, Some(("c.example".into(), "C".into())));
    }

    #[test]
    fn a_reseller_is_needed_unless_the_vendor_takes_over() {
        let mut draft = draft();
        assert!(draft.missing().is_empty());
        draft.reseller = None;
        assert_eq!(draft.missing()[0].pointer, "/reseller");
        draft.direct = true;
        assert!(draft.missing().is_empty());
    }
}
