//! All domains: found by name and kind, added, given plans.

use super::add::AddDialog;
use super::plan::PlanDialog;
use super::rows::Rows;
use crate::components::{
    Button, Empty, Glyph, Look, OneTimeLink, PageHeader, Pager, SearchField, SelectField, Toast, draw,
    use_toast,
};
use crate::hooks::{use_load, use_pages, use_query, use_walk};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use serde::{Deserialize, Serialize};
use shared::api::domains::{DomainView, NewDomainView};
use shared::words::DomainKind;
use yew::prelude::*;

/// What narrows the list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Narrowed {
    #[serde(skip_serializing_if = "String::is_empty")]
    q: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    kind: String,
}

/// What dialog is open.
#[derive(Clone, PartialEq)]
enum Open {
    Add,
    Link(NewDomainView),
    Plan(DomainView),
}

/// All domains, by name.
#[component]
pub(crate) fn DomainsPage() -> Html {
    let text = use_text();
    let me = use_me();
    let toast = use_toast();
    let (query, narrow) = use_query::<Narrowed>(Route::Domains {
        domain: me.domain.name.clone(),
    });
    let pages = use_pages();
    let open = use_state_eq(|| None::<Open>);
    let load = use_load(
        (query.q.clone(), query.kind.clone(), pages.after()),
        |here, (q, kind, after)| async move {
            // What is no kind is passed over: addresses are typed, too.
            let kind = kind.parse::<DomainKind>().ok().map(DomainKind::as_str);
            here.api().domains(Some(&q), kind, after.as_deref()).await
        },
    );
    let plans = use_load((), |here, ()| async move { here.api().plans().await });
    let organizations = use_load((), |here, ()| async move { here.api().organizations().await });

    use_walk();

    let narrowed = |change: fn(&mut Narrowed, String)| {
        let (query, narrow, first) = (query.clone(), narrow.clone(), pages.first());
        Callback::from(move |value: String| {
            let mut next = query.clone();
            change(&mut next, value);
            first.emit(());
            narrow.emit(next);
        })
    };
    let show = |what: Option<Open>| {
        let open = open.clone();
        Callback::from(move |()| open.set(what.clone()))
    };
    let added = {
        let (open, reload, toast) = (open.clone(), load.reload.clone(), toast.clone());
        Callback::from(move |new: NewDomainView| {
            reload.emit(());
            if new.invitation.is_some() {
                open.set(Some(Open::Link(new)));
            } else {
                toast.emit(Toast::good(text.domains_added(&new.domain.title)));
                open.set(None);
            }
        })
    };
    let assigned = {
        let (open, reload) = (open.clone(), load.reload.clone());
        Callback::from(move |domain: DomainView| {
            toast.emit(Toast::good(text.domains_assigned(&domain.title)));
            open.set(None);
            reload.emit(());
        })
    };
    let change_plan = {
        let open = open.clone();
        Callback::from(move |domain| open.set(Some(Open::Plan(domain))))
    };
    let plans = plans.data.as_deref().cloned().unwrap_or_default();
    let organizations = organizations
        .data
        .as_deref()
        .map(|page| page.items.clone())
        .unwrap_or_default();
    html! {
        <>
            <PageHeader title={text.domains_title()}>
                if load.data.is_some() { <Button look={Look::Primary} icon={Glyph::Plus} onclick={show(Some(Open::Add))}>{ text.domains_add() }</Button> }
            </PageHeader>
            <div class="filters">
                <SearchField label={text.domains_search()} value={query.q.clone()} onsearch={narrowed(|query, q| query.q = q)} />
                <div class="filter-select">
                    <SelectField id="domains-kind" label={text.domains_kind()} options={kinds(text)} value={query.kind.clone()}
                        onchange={narrowed(|query, kind| query.kind = kind)} />
                </div>
            </div>
            { draw(&load, text, |page| html! {
                <>
                    if page.items.is_empty() {
                        <Empty title={text.domains_none()}><p>{ text.domains_none_text() }</p></Empty>
                    } else {
                        <Rows items={page.items.clone()} plans={plans.clone()} organizations={organizations.clone()} {change_plan} />
                    }
                    <Pager previous={pages.previous()} next={pages.next(page.next.as_ref())} />
                </>
            }) }
            { match (*open).clone() {
                None => Html::default(),
                Some(Open::Add) => html! { <AddDialog {plans} {organizations} {added} onclose={show(None)} /> },
                Some(Open::Plan(client)) => html! { <PlanDialog {client} {plans} {assigned} onclose={show(None)} /> },
                Some(Open::Link(new)) => link(&new, show(None), text),
            } }
        </>
    }
}

fn kinds(text: Text) -> Vec<(AttrValue, AttrValue)> {
    let all = ("".into(), text.domains_all_kinds().into());
    let kinds = DomainKind::ALL
        .iter()
        .map(|kind| (kind.as_str().into(), text.domain_kind(*kind).into()));
    std::iter::once(all).chain(kinds).collect()
}

fn link(new: &NewDomainView, onclose: Callback<()>, text: Text) -> Html {
    match &new.invitation {
        Some(invitation) => html! {
            <OneTimeLink title={text.domains_added(&new.domain.title)} name={text.domains_admin_of(&new.domain.title)}
                invitation={invitation.clone()} {onclose} />
        },
        None => Html::default(),
    }
}
