//! The periods of management, newest first.

use super::cancel::CancelDialog;
use super::correct::CorrectDialog;
use super::period::{Phase, can_cancel, phase};
use super::transfer::TransferDialog;
use crate::browser;
use crate::components::{
    Button, Empty, Glyph, Look, PageHeader, Pager, Table, Tag, Toast, When, draw, use_toast,
};
use crate::features::vendor::pick::DomainPick;
use crate::hooks::{use_load, use_pages, use_query, use_return};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use serde::{Deserialize, Serialize};
use shared::Timestamp;
use shared::api::DomainRef;
use shared::api::domains::DomainView;
use shared::api::tenures::TenureView;
use shared::words::{DomainKind, TenureKind};
use yew::prelude::*;

/// What narrows the list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Narrowed {
    /// A client's DNS name.
    #[serde(skip_serializing_if = "String::is_empty")]
    client: String,
}

/// What dialog is open.
#[derive(Clone, PartialEq)]
enum Open {
    Transfer,
    Cancel(TenureView),
    Correct(TenureView),
}

/// Which reseller manages which client, and when.
#[component]
pub(crate) fn TransfersPage() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let (query, narrow) = use_query::<Narrowed>(Route::Transfers {
        domain: me.domain.name.clone(),
    });
    let pages = use_pages();
    let open = use_state_eq(|| None::<Open>);
    let load = use_load(
        (query.client.clone(), pages.after()),
        |here, (client, after)| async move { here.api().tenures(Some(&client), after.as_deref()).await },
    );
    use_return(load.reload.clone());

    let show = |what: Option<Open>| {
        let open = open.clone();
        Callback::from(move |()| open.set(what.clone()))
    };
    let done = {
        let (close, reload) = (show(None), load.reload.clone());
        Callback::from(move |what: String| {
            toast.emit(Toast::good(what));
            close.emit(());
            reload.emit(());
        })
    };
    let onclient = {
        let first = pages.first();
        Callback::from(move |client: Option<DomainView>| {
            first.emit(());
            narrow.emit(Narrowed {
                client: client.map(|client| client.name).unwrap_or_default(),
            });
        })
    };
    let act = {
        let open = open.clone();
        Callback::from(move |what: Open| open.set(Some(what)))
    };
    let items = load
        .data
        .as_deref()
        .map(|page| page.items.as_slice())
        .unwrap_or_default();
    let client = chosen(&query.client, items);
    html! {
        <>
            <PageHeader title={text.transfers_title()} lead={text.transfers_lead()}>
                if load.data.is_some() { <Button look={Look::Primary} onclick={show(Some(Open::Transfer))}>{ text.transfers_add() }</Button> }
            </PageHeader>
            <div class="filters">
                <div class="filter-client">
                    <DomainPick id="transfers-client" label={text.transfers_client()} kind={DomainKind::Client} value={client.clone()}
                        onchange={onclient} placeholder={text.transfers_any_client()} clearable=true />
                </div>
            </div>
            { draw(&load, text, |page| html! {
                <>
                    if page.items.is_empty() {
                        <Empty title={text.transfers_none()}><p>{ text.transfers_none_text() }</p></Empty>
                    } else {
                        { periods(&page.items, &act, text) }
                    }
                    <Pager previous={pages.previous()} next={pages.next(page.next.as_ref())} />
                </>
            }) }
            { match (*open).clone() {
                None => Html::default(),
                Some(Open::Transfer) => html! { <TransferDialog current={current(&query.client, items)} {client} {done} onclose={show(None)} /> },
                Some(Open::Cancel(period)) => html! { <CancelDialog {period} {done} onclose={show(None)} /> },
                Some(Open::Correct(period)) => html! { <CorrectDialog {period} {done} onclose={show(None)} /> },
            } }
        </>
    }
}

/// The client that the address names, by its title where the list tells it.
fn chosen(client: &str, items: &[TenureView]) -> Option<(AttrValue, AttrValue)> {
    let title = items
        .iter()
        .find(|period| period.client.name == client)
        .map_or(client, |period| &period.client.title);
    (!client.is_empty()).then(|| (client.to_owned().into(), title.to_owned().into()))
}

/// Who resells to the client that the address names, if the list tells it.
pub(super) fn current(client: &str, items: &[TenureView]) -> Option<DomainRef> {
    let now = browser::now();
    let open = |period: &&TenureView| matches!(phase(period, now), Phase::Now | Phase::Ending);
    items
        .iter()
        .filter(|period| period.client.name == client && period.kind == TenureKind::Resale)
        .find(open)
        .map(|period| period.reseller.clone())
}

fn periods(items: &[TenureView], act: &Callback<Open>, text: Text) -> Html {
    let now = browser::now();
    let head = vec![
        text.transfers_client().into(),
        text.transfers_reseller().into(),
        text.transfers_kind().into(),
        text.transfers_from().into(),
        text.transfers_to().into(),
        text.transfers_state().into(),
    ];
    html! {
        <div class="panel">
            <Table class="rows periods" caption={text.transfers_caption()} {head}>
                { for items.iter().map(|period| row(period, can_cancel(period, items, now), now, act, text)) }
            </Table>
        </div>
    }
}

fn row(period: &TenureView, cancellable: bool, now: Timestamp, act: &Callback<Open>, text: Text) -> Html {
    let phase = phase(period, now);
    let state = match phase {
        Phase::Later => html! { <Tag tone="warn">{ text.transfers_later() }</Tag> },
        Phase::Ending => html! { <Tag tone="warn">{ text.transfers_ending() }</Tag> },
        Phase::Now => html! { <Tag tone="good">{ text.transfers_now() }</Tag> },
        Phase::Past => html! { <span class="muted">{ text.transfers_past() }</span> },
    };
    let on = |what: fn(TenureView) -> Open| {
        let period = period.clone();
        act.reform(move |()| what(period.clone()))
    };
    html! {
        <tr key={period.id.to_string()}>
            <td class="row-main">
                <span class="row-title">{ &period.client.title }</span>
                <span class="row-note">{ &period.client.name }</span>
            </td>
            <td data-label={text.transfers_reseller()}>{ &period.reseller.title }</td>
            <td class="muted" data-label={text.transfers_kind()}>{ text.tenure_kind(period.kind) }</td>
            <td data-label={text.transfers_from()}><When at={period.from} absolute=true /></td>
            <td class={period.to.is_none().then_some("cell-none")} data-label={text.transfers_to()}>
                if let Some(to) = period.to { <When at={to} absolute=true /> } else { <span class="faint">{ "–" }</span> }
            </td>
            <td data-label={text.transfers_state()}>
                <span class="cell-act">
                    { state }
                    if cancellable {
                        <Button look={Look::Quiet} onclick={on(Open::Cancel)}>
                            <span aria-hidden="true">{ text.cancel() }</span>
                            <span class="unseen">{ format!("{} – {}", text.transfers_cancel(), period.client.title) }</span>
                        </Button>
                    }
                    if phase != Phase::Later {
                        <Button look={Look::Quiet} icon={Glyph::Pencil} label={text.correct_title(&period.client.title)} onclick={on(Open::Correct)} />
                    }
                </span>
            </td>
        </tr>
    }
}
