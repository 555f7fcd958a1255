//! The clients of a reseller.

use super::standing::latest;
use crate::components::{AccessTag, Empty, PageHeader, Pager, SearchField, Table, Tag, To, When, draw};
use crate::hooks::{use_load, use_pages, use_query, use_return, use_walk};
use crate::i18n::Text;
use crate::locale::use_text;
use crate::routes::Route;
use crate::session::use_me;
use serde::{Deserialize, Serialize};
use shared::api::clients::{Access, ClientView, Standing};
use shared::api::plans::PlanView;
use shared::words::TenureKind;
use yew::prelude::*;

/// What narrows the list.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Narrowed {
    #[serde(skip_serializing_if = "String::is_empty")]
    q: String,
}

/// The clients of a reseller, by name.
#[component]
pub(crate) fn ClientsPage() -> Html {
    let text = use_text();
    let domain = use_me().domain.name.clone();
    let (query, narrow) = use_query::<Narrowed>(Route::Clients {
        domain: domain.clone(),
    });
    let pages = use_pages();
    let load = use_load((query.q.clone(), pages.after()), |here, (q, after)| async move {
        here.api().clients(Some(&q), after.as_deref()).await
    });
    let plans = use_load((), |here, ()| async move { here.api().plans().await });
    use_return(load.reload.clone());
    use_walk();
    let onsearch = {
        let first = pages.first();
        Callback::from(move |q: String| {
            first.emit(());
            narrow.emit(Narrowed { q });
        })
    };
    let plans = plans.data.as_deref().map(Vec::as_slice).unwrap_or_default();
    html! {
        <>
            <PageHeader title={text.clients_title()} />
            <div class="filters"><SearchField label={text.clients_search()} value={query.q.clone()} {onsearch} /></div>
            { draw(&load, text, |page| html! {
                <>
                    if page.items.is_empty() {
                        { nothing(text, !query.q.is_empty()) }
                    } else {
                        <div class="panel">
                            <Table class="rows clients" caption={text.clients_caption()} head={head(text)}>
                                { for page.items.iter().map(|view| row(view, plans, &domain, text)) }
                            </Table>
                        </div>
                    }
                    <Pager previous={pages.previous()} next={pages.next(page.next.as_ref())} />
                </>
            }) }
        </>
    }
}

fn head(text: Text) -> Vec<AttrValue> {
    vec![
        text.clients_current().into(),
        text.clients_column_access().into(),
        text.clients_column_plan().into(),
        text.clients_column_managed().into(),
    ]
}

fn nothing(text: Text, narrowed: bool) -> Html {
    if narrowed {
        html! { <Empty title={text.clients_none_match()}><p>{ text.clients_none_match_text() }</p></Empty> }
    } else {
        html! { <Empty title={text.clients_none()}><p>{ text.clients_none_text() }</p></Empty> }
    }
}

/// What a plan is called; its key while the plans are not there.
pub(super) fn plan_name(key: &str, plans: &[PlanView], text: Text) -> String {
    plans
        .iter()
        .find(|plan| plan.key == key)
        .map_or(key, |plan| plan.name.in_language(text.0))
        .to_owned()
}

fn row(view: &ClientView, plans: &[PlanView], domain: &str, text: Text) -> Html {
    let route = Route::Client {
        domain: domain.to_owned(),
        client: view.client.name.clone(),
    };
    let plan = view.plan.as_deref().map(|key| plan_name(key, plans, text));
    html! {
        <tr key={view.client.name.clone()}>
            <td class="row-main">
                <To {route} row=true class="row-link">{ &view.client.title }</To>
                if view.standing == Standing::Former { { " " }<Tag>{ text.clients_former() }</Tag> }
                <span class="row-note">{ &view.client.name }</span>
            </td>
            <td data-label={text.clients_column_access()}>{ access(view, text) }</td>
            <td class="muted" data-label={text.clients_column_plan()}>{ plan.unwrap_or_else(|| "–".to_owned()) }</td>
            <td class="muted" data-label={text.clients_column_managed()}>{ managed(view, text) }</td>
        </tr>
    }
}

/// Whether the client lets the reseller in, until when, and what for if that is out of the ordinary.
fn access(view: &ClientView, text: Text) -> Html {
    let granted = view.access == Access::Granted;
    let usual = shared::words::DelegationScopes::usual();
    let narrowed = granted && !scopes(view).covers(usual);
    html! {
        <div class="row-stack">
            <span>
                <AccessTag access={view.access} />
                if let Some(until) = view.access_expires_at.filter(|_| granted) {
                    <span class="muted">{ " " }{ text.clients_until() }{ " " }<When at={until.plus_seconds(-1)} absolute=true /></span>
                }
            </span>
            if narrowed { <span class="row-note">{ text.coverage(&view.scopes) }</span> }
        </div>
    }
}

fn scopes(view: &ClientView) -> shared::words::DelegationScopes {
    view.scopes.iter().copied().collect()
}

/// Since when the client is managed, or when it was.
fn managed(view: &ClientView, text: Text) -> Html {
    let Some(tenure) = latest(view) else {
        return Html::default();
    };
    let partner = (tenure.kind == TenureKind::SupportPartner).then(|| text.tenure_kind(tenure.kind));
    html! {
        <div class="row-stack">
            <span class="row-line">
                if let Some(to) = tenure.to {
                    { text.clients_from() }{ " " }<When at={tenure.from} absolute=true />{ " " }{ text.clients_to() }{ " " }<When at={to} absolute=true />
                } else {
                    { text.clients_since() }{ " " }<When at={tenure.from} absolute=true />
                }
            </span>
            if let Some(partner) = partner { <span class="row-note">{ partner }</span> }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::api::Names;
    use shared::words::Language;

    #[test]
    fn plans_are_named_once_they_are_known() {
        let plan = PlanView {
            key: "premium".into(),
            name: Names {
                en: "Premium".into(),
                fr: "Première".into(),
            },
            escalation: true,
            targets: Vec::new(),
        };
        let text = Text(Language::Fr);
        assert_eq!(plan_name("premium", &[plan], text), "Première");
        assert_eq!(plan_name("premium", &[], text), "premium");
    }
}
